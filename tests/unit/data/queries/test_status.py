from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.model.period import Period, month_range
from data.queries import status
from tests.fixtures.small_raw import record, unplaced, write_small_raw
from tests.fixtures.small_tables import served_small

MONTHS = month_range(date(2023, 1, 1), date(2024, 2, 1))


def test_the_records_told_are_those_of_the_latest_twelve_months(
    tmp_path: Path, use_store: Callable[[Path], None]
) -> None:
    # Of fourteen months the first has one record, the second two and so on, and each one without a location beside.
    named = {f"{month:%Y-%m}": place for place, month in enumerate(MONTHS, start=1)}
    street = {
        month: [*(record(100 * place + n, month) for n in range(place)), unplaced(100 * place + 99, month)]
        for month, place in named.items()
    }
    served_small(write_small_raw(tmp_path / "raw", street), tmp_path / "store")
    use_store(tmp_path / "store")
    found = status.build_status()
    assert found.record_count == sum(range(3, 15)) + 12
    assert found.no_location_count == 12
    assert (found.latest_month, found.next_update) == (date(2024, 2, 1), date(2024, 5, 1))
    assert found.force_names == "Northshire Police"
    two = [Period(MONTHS[0], MONTHS[0]), Period(MONTHS[1], MONTHS[3]), Period(date(2020, 1, 1), date(2020, 2, 1))]
    assert status.no_location_shares("street_crime", two) == [1 / 2, 3 / 12, None]
