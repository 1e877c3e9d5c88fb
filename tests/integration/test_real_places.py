"""The published places on the real boundaries of the wards that their names imply."""

from pathlib import Path

import pytest

from etl.publish.publishing import current
from tests.fixtures.small_raw import query

IMPLIED = {
    "Rainbow Lane, Stanford-le-Hope": "Stanford-le-Hope West",
    "Rear of Essex Arena and Davy Down": "West Thurrock and South Stifford",
    "Orsett Heath, Chadwell St Mary": "Chadwell St Mary",
    "Blackshots and Grays": "Little Thurrock Blackshots",
    "Colne, East Tilbury": "East Tilbury",
}


@pytest.fixture(scope="module")
def build(real_store: Path) -> Path:
    path = current(real_store)
    assert path is not None
    return path


def test_each_site_lies_in_the_ward_that_its_name_implies(build: Path) -> None:
    found = query(
        build,
        "SELECT p.place_name, a.area_name FROM dim_place AS p JOIN dim_place_ward AS w USING (place_id) "
        "JOIN dim_area AS a ON w.ward_code = a.area_code ORDER BY p.published_rank",
    )
    assert found == list(IMPLIED.items())


def test_positions_are_said_to_be_ours_and_approximate(build: Path) -> None:
    sites = query(
        build, "SELECT is_approximate, location_note, published_count FROM dim_place WHERE longitude IS NOT NULL"
    )
    assert len(sites) == 5
    for is_approximate, note, count in sites:
        assert (is_approximate, count) == (True, None)
        assert "metres, set by us and not by the council" in str(note)


def test_tickets_are_totals_as_published_and_no_months(build: Path) -> None:
    found = query(
        build,
        "SELECT place_name, published_count, published_measure, published_to::VARCHAR, longitude FROM dim_place "
        "WHERE kind = 'order_area' ORDER BY 1",
    )
    assert found == [("Grays", 18, "tickets", None, None), ("West Thurrock", 55, "tickets", "2022-07-31", None)]
    assert query(build, "SELECT count(*) FROM fct_place_monthly") == [(0,)]


def test_every_shipped_place_is_public(build: Path) -> None:
    assert query(build, "SELECT count(*), min(audience), max(audience) FROM dim_place") == [(7, "public", "public")]
