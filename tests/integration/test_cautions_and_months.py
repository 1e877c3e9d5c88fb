"""What every page owes to its months: a caution where locations are missing otherwise, and no more than five years."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from dash import Dash

from data.model.period import month_range
from tests.fixtures.served import ask
from tests.fixtures.small_raw import build_small, record, unplaced, write_small_raw

MONTHS = month_range(date(2019, 1, 1), date(2024, 2, 1))
# In the last month none is without a location, a year before half of them are.
UNPLACED = date(2023, 2, 1)
CAUTION = ("0.0% of the force's records", "33.3% in January to February 2023")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose build holds a burglary in each of 62 months."""
    folder = tmp_path_factory.mktemp("months")
    street = {f"{month:%Y-%m}": [record(place, f"{month:%Y-%m}")] for place, month in enumerate(MONTHS)}
    street[f"{UNPLACED:%Y-%m}"].append(unplaced(999, f"{UNPLACED:%Y-%m}"))
    build_small(write_small_raw(folder / "raw", street), folder / "store")
    return folder / "store"


@pytest.mark.parametrize("page", ["summary", "trends", "compare", "hotspots"])
def test_every_page_of_changes_tells_that_locations_are_missing_otherwise(
    dashboard: Dash, store: Path, use_store: Callable[[Path], None], page: str
) -> None:
    use_store(store)
    months = "?from=2024-01&to=2024-02&measure=change_pct"
    assert any(all(said in text for said in CAUTION) for text in ask(dashboard, page, months).notices)
    alike = "?from=2023-11&to=2024-01&measure=change_pct"
    assert not any("Compare with care" in text for text in ask(dashboard, page, alike).notices)


def test_trends_reach_sixty_months_back(dashboard: Dash, store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(store)
    rows = ask(dashboard, "trends", "?from=2024-01&to=2024-02").table("All crime in Westmere, by month")
    assert (rows[0]["Month"], rows[-1]["Month"], len(rows)) == ("2019-03", "2024-02", 60)
