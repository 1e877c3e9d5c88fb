"""The summary of small builds: whom the area is compared with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from tests.fixtures.served import ask
from tests.fixtures.small_raw import (
    DISTRICT,
    NEIGHBOUR,
    NEIGHBOUR_LSOA,
    build_small,
    changed,
    record,
    write,
    write_small_raw,
)

UseStore = Callable[[Path], None]
GROUP = "area_code,similar_area_code,similar_area_name,csp_name,source,source_date\n"
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]


def raw_files(folder: Path) -> Path:
    """Two years of two districts: ten burglaries a month here, and six there that become nine."""
    number = 0
    lines: dict[str, list[str]] = {}
    for month in MONTHS:
        here, there = 10, 6 if month < "2024" else 9
        lines[month] = [record(number := number + 1, month) for _ in range(here)]
        lines[month] += [
            record(number := number + 1, month, place=(0.25, 52.05), lsoa=NEIGHBOUR_LSOA) for _ in range(there)
        ]
    return write_small_raw(folder, lines)


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two years of both districts, the other one the most similar group."""
    folder = tmp_path_factory.mktemp("grouped")
    raw = raw_files(folder / "raw")
    write(raw / "groups.csv", f"{GROUP}{DISTRICT},{NEIGHBOUR},Eastmere,,Document,2024-01-01\n")
    build_small(raw, folder / "store")
    return folder / "store"


@pytest.mark.parametrize(
    ("member", "heading"),
    [
        (NEIGHBOUR, "Most similar group (1): change, %"),
        ("E07900009", "The other district: change, %"),
    ],
)
def test_a_most_similar_group_is_compared_where_its_districts_are_loaded(
    dashboard: Dash, grouped: Path, tmp_path: Path, use_store: UseStore, member: str, heading: str
) -> None:
    named = f"UPDATE dim_most_similar_group SET similar_area_code = '{member}'"
    use_store(changed(grouped, tmp_path / "store", named))
    row = ask(dashboard, "summary", "?from=2024-01&to=2024-12").table("Performance by offence")[0]
    assert row["Change, %"].startswith("0.0 (")
    assert row[heading].startswith("+50.0 (")
