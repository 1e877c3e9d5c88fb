from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from components import url_state
from data.build import database
from data.model.selection import Selection
from data.model.viewer import PARTNER
from data.queries import choices, hours
from tests.fixtures.small_raw import WEST, build_small, write, write_small_raw

HEADER = "reference,recorded_date,offence_group,offence_date,offence_hour,longitude,latitude\n"
# A Friday, a Sunday, one without an hour, one without a day, one in the other ward, one of another month.
LINES = (
    "a,2024-02-03,Robbery,2024-02-02,22,0.05,52.05",
    "b,2024-02-05,Robbery,2024-02-02,22,0.05,52.05",
    "c,2024-02-05,Burglary,2024-02-04,0,0.05,52.05",
    "d,2024-02-05,Robbery,2024-02-04,,0.05,52.05",
    "e,2024-02-05,Robbery,,7,0.05,52.05",
    "f,2024-02-05,Robbery,2024-02-04,9,0.15,52.05",
    "g,2024-01-05,Robbery,2024-01-04,9,0.05,52.05",
)


@pytest.fixture(scope="module")
def extract_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a build of a partner's extract."""
    folder = tmp_path_factory.mktemp("hours")
    raw = write_small_raw(folder / "raw")
    write(raw / "extract.csv", HEADER + "\n".join(LINES) + "\n")
    build_small(raw, folder / "store")
    return folder / "store"


@pytest.fixture
def selection(extract_store: Path, use_store: Callable[[Path], None]) -> Selection:
    """One ward and one month of a partner's extract."""
    use_store(extract_store)
    database.pin(PARTNER)
    offered = choices.filter_choices("recorded_crime")
    return url_state.read(f"?source=recorded_crime&ward={WEST}&from=2024-02&to=2024-02", offered).selection


def counted(selection: Selection) -> list[list[float | None]]:
    found = hours.offences_by_hour(selection)
    assert found is not None
    rows: list[list[float | None]] = found.astype(object).where(found.notna(), None).to_numpy().tolist()
    return rows


def test_offences_are_counted_by_the_day_and_hour_on_which_they_happened(selection: Selection) -> None:
    assert counted(selection) == [[5, 22, 2], [7, 0, 1], [None, None, 2]]


def test_only_the_types_that_are_chosen_count(selection: Selection) -> None:
    assert counted(replace(selection, crime_types=("Burglary",))) == [[7, 0, 1]]


def test_open_data_have_no_hours(selection: Selection) -> None:
    assert hours.offences_by_hour(replace(selection, source="street_crime")) is None


def test_the_public_gets_no_hour_of_an_extract(selection: Selection) -> None:
    database.pin()
    assert counted(selection) == []
