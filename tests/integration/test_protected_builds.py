"""Extracts with few columns, months or crimes: what is published of their flags, and what is refused."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
from dash import Dash

from data.model.period import add_months
from data.words.harm import missing, phrase
from etl.errors import SourceError
from etl.protected.publish import publish_protected
from tests.fixtures.served import ask
from tests.fixtures.small_raw import EAST, WEST, build_small, query, small_settings, write, write_small_raw
from tests.fixtures.small_tables import CUBE, STREET, staged_small

UseStore = Callable[[Path], None]
PLACES = {WEST: "0.05,52.05", EAST: "0.15,52.05"}
YEAR = [add_months(date(2022, 4, 1), step) for step in range(12)]
ALWAYS = "reference,recorded_date,offence_group,longitude,latitude"


@pytest.fixture
def _demo(demo_store: Path, use_store: UseStore) -> None:
    """A build behind the door, at which a partner is let in."""
    use_store(demo_store)


def extract(
    numbers: Mapping[str, tuple[int, int]], months: Sequence[date] = YEAR, column: str = "domestic_abuse"
) -> str:
    """An extract: of each ward how many crimes a month, and how many of them are flagged in ``column``."""
    lines = [
        f"{ward}-{month}-{place},{month:%Y-%m}-15,Violence against the person,{PLACES[ward]},"
        f"{'yes' if place < flagged else 'no'}"
        for month in months
        for ward, (crimes, flagged) in numbers.items()
        for place in range(crimes)
    ]
    return "\n".join([f"{ALWAYS},{column}", *lines]) + "\n"


def raw_of(folder: Path, text: str) -> Path:
    raw = write_small_raw(folder / "raw")
    write(raw / "extract.csv", text)
    return raw


def published(folder: Path, text: str) -> duckdb.DuckDBPyConnection:
    """A database with the protected tables that a build has."""
    staged = staged_small(raw_of(folder, text), (*STREET, "recorded_crime"), (*CUBE, "dim_crime_type", "fct_coverage"))
    publish_protected(staged, small_settings(folder).small_count)
    return staged


def figures(build: Path | duckdb.DuckDBPyConnection) -> dict[tuple[object, ...], object]:
    rows = query(
        build,
        "SELECT measure, area_code, months, strftime(period_start, '%Y-%m'), offence_count FROM fct_protected "
        "WHERE part = ''",
    )
    return {row[:4]: row[4] for row in rows}


@pytest.mark.usefixtures("_demo")
def test_a_column_that_is_not_given_has_no_figure_and_a_larger_threshold_is_a_setting(
    tmp_path: Path, dashboard: Dash, partner: dict[str, str], use_store: UseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SMALL_COUNT", "15")
    found = figures(build_small(raw_of(tmp_path, extract({WEST: (20, 6), EAST: (15, 4)})), tmp_path / "store"))
    assert {key[0] for key in found} == {"domestic_abuse", "sexual"}
    assert found["domestic_abuse", WEST, 12, "2022-04"] == 12 * 6
    assert found["domestic_abuse", "area", 3, "2022-07"] == 30
    assert found["domestic_abuse", EAST, 3, "2022-04"] is None
    use_store(tmp_path / "store")
    page = ask(dashboard, "board-harm", headers=partner)
    assert page.heading == phrase("heading", share=29, period="the year to March 2023")
    assert page.notices == [missing(["youth_violence", "repeat_victim", "hate", "knife"])]


def test_one_flag_in_a_ward_is_told_by_nothing(tmp_path: Path) -> None:
    lines = extract({WEST: (20, 0), EAST: (15, 4)}).splitlines()
    # One crime in the whole year.
    lines[1] = lines[1].removesuffix("no") + "yes"
    found = figures(published(tmp_path, "\n".join(lines) + "\n"))
    hidden = [key for key, count in found.items() if key[0] == "domestic_abuse" and count is None]
    assert ("domestic_abuse", WEST, 3, "2022-04") in hidden
    assert ("domestic_abuse", WEST, 12, "2022-04") in hidden
    # Nor by the ward beside it and the area, of which one is hidden as well.
    for months, start in ((3, "2022-04"), (12, "2022-04")):
        beside = [found["domestic_abuse", area, months, start] for area in (EAST, "area")]
        assert None in beside


def test_a_quarter_that_lacks_a_month_has_no_figure(tmp_path: Path) -> None:
    found = figures(published(tmp_path, extract({WEST: (20, 6), EAST: (15, 6)}, YEAR[:5])))
    assert {key[2:] for key in found} == {(3, "2022-04")}


def test_an_extract_of_flagged_crimes_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="domestic_abuse holds for every one of 420 crimes"):
        published(tmp_path, extract({WEST: (20, 20), EAST: (15, 15)}))
