from data.model.map_view import MapView


def test_what_is_picked_is_a_cell_or_a_place_and_never_both() -> None:
    view = MapView(pick="cell:12")
    assert (view.picked("cell"), view.picked("place")) == ("12", None)
    assert MapView(pick="place:a:b").picked("place") == "a:b"


def test_nothing_picked_is_nothing() -> None:
    assert [MapView(pick=pick).picked("cell") for pick in ("", "cell:", "cell", "ward:1")] == [None] * 4
