"""The demonstration build: restated figures, and the mark on everything made from it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dash import Dash

from components.figures.hotspot_map import POINTS
from etl.publish import current
from tests.fixtures.served import Page, ask
from tests.fixtures.small_raw import query

UseStore = Callable[[Path], None]
COMPUTED = ("summary", "trends", "hotspots", "about")


@pytest.fixture(autouse=True)
def _demo(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)


def test_the_performance_is_that_which_was_published(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    assert page.heading == "16,846 crimes in Thurrock, year to March 2022, up 12.5%"
    rows = page.table("Performance by offence")
    found = {row["Offence"]: (row["Total, year to March 2022"], row["Change, %"]) for row in rows}
    expected = {
        "All crime": ("16,846", "+12.5"),
        "Robbery": ("171", "+4.3"),
        "Burglary": ("646", "−9.3"),
        "Vehicle crime": ("1,969", "+30.1"),
        "Shoplifting": ("1,176", "+30.7"),
        "Criminal damage and arson": ("1,676", "+13.9"),
        "Anti-social behaviour": ("3,233", "−48.9"),
    }
    assert {name: found[name] for name in expected} == expected
    assert found["Violence and sexual offences"][0] == "7,120"


def test_computed_and_published_figures_agree_where_they_can_be_compared(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    published = {row["Offence"]: row for row in page.table("Published")}
    computed = {row["Offence"]: row for row in page.table("Performance by offence")}
    assert published["All Crime"]["Total"] == computed["All crime"]["Total, year to March 2022"]
    assert published["ASB"]["Change, %"] == computed["Anti-social behaviour"]["Change, %"]


@pytest.mark.parametrize("page", [*COMPUTED, "perception"])
def test_every_page_says_demonstration(dashboard: Dash, page: str) -> None:
    assert "demonstration data" in ask(dashboard, page).text.lower()


def pages(dashboard: Dash) -> Iterator[Page]:
    for name in COMPUTED:
        for search in ("", "?measure=change_pct", "?ward=E05002229"):
            yield ask(dashboard, name, search)


def test_every_file_computed_from_demonstration_records_says_so(dashboard: Dash) -> None:
    files = [file for page in pages(dashboard) for file in page.downloads if not file.name.startswith("published-")]
    assert len(files) >= 30
    assert [file.name for file in files if "(demonstration data)" not in file.notes[-1]] == []


def test_published_figures_keep_their_own_source(dashboard: Dash) -> None:
    files = {file.name: file for file in ask(dashboard, "summary").downloads}
    assert files["published-2022-03.csv"].notes[-1].endswith("8 September 2022, item 7, paragraph 2.17")


def test_the_shell_carries_the_banner(dashboard: Dash) -> None:
    layout = dashboard.server.test_client().get("/_dash-layout").get_data(as_text=True)
    assert "Demonstration data. " in layout


@pytest.mark.parametrize("search", ["", "?from=2021-04&to=2021-07"])
def test_a_steady_share_without_location_needs_no_caution(dashboard: Dash, search: str) -> None:
    for page in ("summary", "hotspots"):
        assert "Compare with care" not in ask(dashboard, page, f"{search or '?'}&measure=change_pct").text


def test_the_map_of_changes_has_a_value_for_every_ward(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", "?measure=change_pct")
    rows = page.table("Wards")
    assert len(rows) == 20
    assert [row for row in rows if row["Change, %"] == "not available"] == []
    total = sum(int(row["Offences"].replace(",", "")) for row in rows)
    before = sum(int(row["A year before"].replace(",", "")) for row in rows)
    assert (total, before) == (16846, 14974)


def test_points_add_up_to_the_records(dashboard: Dash) -> None:
    dots = ask(dashboard, "hotspots", "?points=1").figure("hotspots-map")["data"][POINTS]
    assert sum(dots["marker"]["size"]) == 16846
    assert len(dots["lon"]) <= 700


def test_a_column_named_source_names_a_source(demo_store: Path) -> None:
    """What a viewer may see is decided by it."""
    path = current(demo_store)
    assert path
    tables = query(path, "SELECT table_name FROM duckdb_columns() WHERE column_name = 'source'")
    own = query(path, "SELECT table_name FROM duckdb_columns() WHERE column_name = 'audience'")
    for (table,) in sorted(set(tables) - set(own)):
        unknown = query(
            path, f"SELECT DISTINCT source FROM {table} WHERE source NOT IN (SELECT source FROM dim_source)"
        )
        assert unknown == [], table


def test_only_tables_of_the_contract_are_published(demo_store: Path) -> None:
    path = current(demo_store)
    assert path
    tables = [str(table) for (table,) in query(path, "SELECT table_name FROM duckdb_tables()")]
    assert [table for table in tables if not table.startswith(("dim_", "fct_", "meta_"))] == []
