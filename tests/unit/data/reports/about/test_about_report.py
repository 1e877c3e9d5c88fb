from collections.abc import Callable
from pathlib import Path

from data.model.period import Period
from data.queries.choices import filter_choices
from data.reports.about.report import report
from tests.fixtures.panels import panel_of, said
from tests.fixtures.selections import offered_selection
from tests.fixtures.small_raw import NEIGHBOUR_LSOA, UNKNOWN_LSOA, record, write_small_raw
from tests.fixtures.small_tables import served_small


def test_records_placed_by_their_points_are_told_with_the_rows_and_are_no_lack(
    tmp_path: Path, use_store: Callable[[Path], None]
) -> None:
    lines = [record(1), record(2, lsoa=NEIGHBOUR_LSOA), record(3, lsoa=UNKNOWN_LSOA)]
    served_small(write_small_raw(tmp_path / "raw", {"2024-01": lines}), tmp_path / "store")
    use_store(tmp_path / "store")
    offered = filter_choices()
    made = report(
        offered_selection(offered, offered.crime_types, Period(offered.months[0], offered.months[-1])), offered
    )
    lacks, rows = (said(panel_of(made, name)) for name in ("about-lacks", "about-rows"))
    assert "No lookup knows 1 LSOA" in lacks
    assert "placed by their points, well inside" in rows
    assert "well inside" not in lacks
