import pandas as pd

from data.reports.hotspots.points import NONE, point_panels
from data.reports.panel import Words
from tests.fixtures.selections import selection

WORDS = Words("Offences, by ward", "All crime, 2024.", "Police")
POINTS = pd.DataFrame(
    {"location": [f"P{n}" for n in range(25)], "offence_count": range(25, 0, -1), "longitude": 0.1, "latitude": 51.5}
)


def test_points_are_listed_from_the_most_records_and_saved_with_the_words_that_they_are_no_address() -> None:
    (panel,) = point_panels(WORDS, POINTS, selection())
    assert panel.table is not None
    assert panel.table.title == "The 20 snap points with most records, of 25"
    assert (len(panel.table.shown), len(panel.table.frame)) == (20, 25)
    assert panel.words.finding == "Records added up at snap points; a point is no address"
    assert panel.words.caption == WORDS.caption


def test_without_points_there_is_no_table_of_them() -> None:
    assert point_panels(WORDS, NONE, selection()) == []
