from data.reports.hotspots.places import no_places
from tests.fixtures.named_places import KINDS, MICRO, PLACE, QUARTERS, UNPLACED, places
from tests.fixtures.selections import period


def test_a_place_is_labelled_by_the_sign_of_its_kind_and_its_number() -> None:
    labelled = places().labelled()
    assert labelled["label"].tolist() == ["▲1"]
    assert labelled["text"].tolist() == ["<b>Old Track</b><br>Motorbike sites<br>position approximate"]
    assert places().legend() == ["▲ Motorbike sites"]


def test_a_place_without_a_position_is_not_drawn() -> None:
    assert places(PLACE, UNPLACED).labelled()["place_id"].tolist() == ["m1"]


def test_outlines_are_drawn_of_their_own_layer() -> None:
    found = places(PLACE, MICRO)
    assert found.outline_layers == ["place-micro_area-partner"]
    assert found.outlines(found.outline_layers) == [["a1"]]


def test_a_place_of_concern_is_flagged_on_the_map_and_in_its_legend() -> None:
    found = places(quarterly=QUARTERS)
    assert found.labelled()["label"].tolist() == ["▲1!"]
    assert found.legend() == ["▲ Motorbike sites", "! area of concern in the latest quarter"]


def test_a_quarter_before_the_latest_raises_no_concern() -> None:
    assert places(quarterly=QUARTERS.assign(is_concern=[True, False])).of_concern == set()


def test_a_place_that_is_not_shown_is_not_found() -> None:
    assert places().row("elsewhere") is None
    assert places().row(None) is None


def test_no_layer_is_no_place() -> None:
    none = no_places(KINDS, period("2024-01", "2024-12"))
    assert none.labelled().empty
    assert (none.legend(), none.of_concern, none.outlines(none.outline_layers)) == ([], set(), [[]])
    assert none.shown_kinds.empty
