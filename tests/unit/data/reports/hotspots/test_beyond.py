from data.model.selection import Selection
from data.reports.hotspots.beyond import PANELS, TITLES, refusal, ways
from data.reports.panel import Link
from tests.fixtures.selections import choices, map_request, months, selection


def test_a_source_without_cells_and_months_that_are_absent_are_refused() -> None:
    assert refusal(map_request()) is None
    assert "partner's records are not drawn so finely" in str(refusal(map_request(source="recorded_crime")))
    absent = map_request(choices=choices(months("2024-02", "2024-12")))
    assert str(refusal(absent)).startswith("No total is given")


def test_every_section_has_a_title_and_panels() -> None:
    assert list(PANELS) == list(TITLES)


def test_the_page_opens_with_ways_to_other_views_of_the_same_selection() -> None:
    shows, sizes, (back,) = (note for note in _ways(selection(wards=("W2",))))
    assert [link.words for link in shows] == ["Counts", "Quarters among the top", "Last year's small spots"]
    assert [(link.path, link.selection.map.show) for link in shows if link.selection] == [
        ("/hotspots", "counts"), ("/hotspots", "quarters"), ("/hotspots", "last_year")
    ]  # fmt: skip
    assert [link.selection.map.cell_size_m for link in sizes if link.selection] == [100, 150, 250]
    assert {link.selection.wards for link in (*shows, *sizes, back) if link.selection} == {("W2",)}


def _ways(chosen: Selection) -> list[list[Link]]:
    return [[part for part in note if isinstance(part, Link)] for note in ways(chosen)]
