from data.reports.hotspots.beyond import PANELS, TITLES, refusal
from tests.fixtures.selections import choices, map_request, months


def test_a_source_without_cells_and_months_that_are_absent_are_refused() -> None:
    assert refusal(map_request()) is None
    assert "partner's records are not drawn so finely" in str(refusal(map_request(source="recorded_crime")))
    absent = map_request(choices=choices(months("2024-02", "2024-12")))
    assert str(refusal(absent)).startswith("No total is given")


def test_every_section_has_a_title_and_panels() -> None:
    assert list(PANELS) == list(TITLES)
