"""The months of May to December 2024 are absent from the real files: nothing may be computed across them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.model.period import Period
from data.model.verdict import Verdict
from data.queries import cubes
from data.queries.choices import filter_choices
from data.statistics.series.control_limits import control_limits
from data.statistics.series.seasonality import seasonality
from data.statistics.series.series import indexed, rolling_year
from etl.publish.publishing import current
from tests.fixtures.selections import months, period
from tests.fixtures.small_raw import query

GAP = months("2024-05", "2024-12")


@pytest.fixture(scope="module")
def recorded(real_store: Path) -> pd.DataFrame:
    """The chosen area's records by month, from 2024: period_month, series, value, and no row in the gap."""
    path = current(real_store)
    assert path is not None
    rows = query(
        path,
        "SELECT period_month, 'All', count(*)::DOUBLE FROM fct_crime "
        "WHERE period_month >= DATE '2024-01-01' GROUP BY ALL",
    )
    frame = pd.DataFrame(rows, columns=["period_month", "series", "value"]).sort_values("period_month")
    return frame.astype({"period_month": "datetime64[us]"})


@pytest.mark.parametrize("last", [4, 12])
def test_only_the_months_before_the_gap_have_a_year_to_compare_with(
    last: int, real_store: Path, use_store: Callable[[Path], None]
) -> None:
    use_store(real_store)
    offered = filter_choices()
    asked = Period(date(2025, 1, 1), date(2025, last, 1))
    compared = offered.comparison(asked, "1")
    assert compared
    assert (compared.now, compared.before) == (period("2025-01", "2025-04"), period("2024-01", "2024-04"))
    assert compared.is_part == (last == 12)
    figures = cubes.figures(offered.source, offered.vintages[0].vintage, compared)
    total = figures.lookup([(offered.area_codes, offered.crime_types)]).iloc[0]
    assert (total["total_0"], total["total_1"]) == (1345 + 1236 + 1517 + 1422, 1385 + 1449 + 1395 + 1286)
    assert total["verdict"] in (Verdict.SAME, Verdict.UNCLEAR)


def test_one_rolling_year_is_complete_and_the_others_are_refused(recorded: pd.DataFrame) -> None:
    found = rolling_year(recorded)
    known = found.frame.dropna()
    assert known["period_month"].tolist() == [pd.Timestamp("2025-12-01")]
    assert known["value"].tolist() == [17_216]
    assert found.missing == {"All": GAP}


def test_a_base_in_the_gap_is_refused_by_name(recorded: pd.DataFrame) -> None:
    found = indexed(recorded, period("2024-04", "2024-05"))
    assert found.missing == {"All": GAP[:1]}
    assert found.frame["value"].isna().all()


def test_one_year_is_no_season_and_limits_keep_the_gap_open(recorded: pd.DataFrame) -> None:
    assert seasonality(recorded).refusal is not None
    frame = control_limits(recorded)
    in_gap = frame["period_month"].between("2024-05-01", "2024-12-01")
    assert frame.loc[in_gap, "value"].isna().all()
    assert set(frame.loc[in_gap, "signals"]) == {""}
    ranges = recorded["value"].diff().abs()[recorded["period_month"] != "2025-01-01"].dropna()
    assert len(ranges) == 14
    assert frame["upper_limit"].iloc[0] - frame["centre"].iloc[0] == pytest.approx(2.66 * ranges.mean())
