from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from components import url_state
from data.build import database
from data.model.choices import Choices
from data.model.period import Period
from data.model.selection import Selection
from data.model.viewer import PARTNER
from data.queries import choices, offences
from tests.fixtures.small_raw import EAST, EAST_LSOA, WEST, record, write, write_small_raw
from tests.fixtures.small_tables import served_small

SPAN = Period(date(2024, 1, 1), date(2024, 3, 1))
EAST_PLACE = (0.15, 52.05)


@pytest.fixture(scope="module")
def gap_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build with a gap in February: two burglaries and a robbery in the west, a burglary in the east."""
    folder = tmp_path_factory.mktemp("offences")
    raw = write_small_raw(
        folder / "raw",
        {
            "2024-01": [record(1), record(2), record(3, place=EAST_PLACE, lsoa=EAST_LSOA)],
            "2024-03": [record(4, "2024-03", "Robbery"), record(5, "2024-03", "Drugs", place=(0.35, 52.05))],
        },
    )
    served_small(raw, folder / "store")
    return folder / "store"


def read(store: Path, use_store: Callable[[Path], None], search: str) -> tuple[Selection, Choices]:
    """What an address chooses of a store, and what the store offers."""
    use_store(store)
    offered = choices.filter_choices()
    return url_state.read(search, offered).selection, offered


def counts(frame: pd.DataFrame, key: str) -> dict[str, list[float | None]]:
    """The counts by month of those that have any."""
    wide = frame.pivot(index=key, columns="period_month", values="offence_count")
    wide = wide[wide.sum(axis=1) > 0]
    rows = [[None if pd.isna(n) else float(n) for n in row] for row in wide.to_numpy()]
    return dict(zip(wide.index, rows, strict=True))


def test_types_of_the_whole_area_are_those_of_its_districts(gap_store: Path, use_store: Callable[[Path], None]) -> None:
    whole, _ = read(gap_store, use_store, "?from=2024-01&to=2024-03")
    found = counts(offences.monthly_by_type(whole, SPAN), "crime_type")
    assert found == {"Burglary": [3, None, 0], "Robbery": [0, None, 1], "Drugs": [0, None, 1]}


def test_types_of_some_wards_are_added_up_over_them(gap_store: Path, use_store: Callable[[Path], None]) -> None:
    chosen, _ = read(gap_store, use_store, f"?ward={EAST}&from=2024-01&to=2024-03")
    found = counts(offences.monthly_by_type(chosen, SPAN), "crime_type")
    assert found == {"Burglary": [1, None, 0]}


def test_wards_have_the_chosen_types_and_a_gap_where_the_month_is_missing(
    gap_store: Path, use_store: Callable[[Path], None]
) -> None:
    chosen, _ = read(gap_store, use_store, "?type=Burglary&from=2024-01&to=2024-03")
    found = offences.monthly_by_ward(chosen, SPAN)
    assert counts(found, "area_code") == {WEST: [2, None, 0], EAST: [1, None, 0]}


def test_the_exact_points_of_an_extract_are_never_among_those_drawn(
    tmp_path: Path, use_store: Callable[[Path], None]
) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write(
        raw / "extract.csv",
        "reference,recorded_date,offence_group,longitude,latitude\na,2024-01-15,Burglary,0.077,52.077\n",
    )
    served_small(raw, tmp_path / "store", ("recorded_crime",))
    use_store(tmp_path / "store")
    database.pin(PARTNER)
    offered = choices.filter_choices("recorded_crime")
    whole = url_state.read("?source=recorded_crime&from=2024-01&to=2024-01", offered).selection
    found = offences.snap_points(replace(whole, points=True, crime_types=("Burglary",)))
    assert sorted(found["longitude"]) == [0.05, 0.15]
    chosen = offences.snap_points(replace(whole, points=True, crime_types=("Burglary",), wards=(WEST,)))
    assert dict(zip(chosen["longitude"], chosen["is_chosen"], strict=True)) == {0.05: True, 0.15: False}
