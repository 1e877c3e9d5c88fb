from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.build import database
from data.model.period import add_months
from data.model.viewer import PARTNER
from data.queries import hours
from tests.fixtures.small_raw import build_small, write, write_small_raw

HEADER = "reference,recorded_date,offence_group,offence_date,offence_hour,longitude,latitude\n"
YEAR = [add_months(date(2022, 4, 1), step) for step in range(12)]
# Of each month: how many happened on a Friday at 22, on a Sunday at 0, and without an hour.
FRIDAY, SUNDAY, UNKNOWN = 12, 3, 1


def lines(month: date) -> list[str]:
    """The records of a month."""
    days = pd.date_range(month, periods=7)
    friday, sunday = (next(f"{day:%Y-%m-%d}" for day in days if day.day_of_week == number) for number in (4, 6))
    happened = [f"{friday},22"] * FRIDAY + [f"{sunday},0"] * SUNDAY + [f"{sunday},"] * UNKNOWN
    return [f"{month}-{place},{month:%Y-%m}-20,Robbery,{when},0.05,52.05" for place, when in enumerate(happened)]


@pytest.fixture(scope="module")
def extract_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a build of a partner's extract: a whole year, and the first month of the next."""
    folder = tmp_path_factory.mktemp("hours")
    raw = write_small_raw(folder / "raw")
    months = [*YEAR, add_months(YEAR[-1], 1)]
    write(raw / "extract.csv", HEADER + "\n".join(line for month in months for line in lines(month)) + "\n")
    build_small(raw, folder / "store")
    return folder / "store"


@pytest.fixture(autouse=True)
def _extract(extract_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(extract_store)
    database.pin(PARTNER)


def test_offences_are_counted_by_day_and_hour_over_the_latest_whole_year_alone() -> None:
    found = hours.offences_by_hour("recorded_crime", date(2023, 4, 1))
    assert len(found) == 169
    assert set(found["year_start"].dt.date) == {YEAR[0]}
    shown = found.dropna(subset=["offence_count"])
    counts = shown[["weekday", "hour", "offence_count"]].astype(int).to_numpy().tolist()
    # Hours without an offence are hidden, and with them what would tell that there is none.
    assert counts == [[5, 22, 12 * FRIDAY], [7, 0, 12 * SUNDAY]]
    assert set(found["hidden_below"]) == {5}
    # What is left of the year's sum, which other pages show, may lie in any of those that are hidden.
    hidden = found["offence_count"].isna().sum()
    assert hidden > 1
    assert 12 * (FRIDAY + SUNDAY + UNKNOWN) - sum(row[2] for row in counts) >= 5


def test_before_the_first_whole_year_ended_it_is_shown_all_the_same() -> None:
    assert len(hours.offences_by_hour("recorded_crime", date(2022, 5, 1))) == 169


def test_open_data_have_no_hours() -> None:
    assert hours.offences_by_hour("street_crime", date(2023, 4, 1)).empty


def test_the_public_gets_no_hour_of_an_extract() -> None:
    database.pin()
    assert hours.offences_by_hour("recorded_crime", date(2023, 4, 1)).empty
