from math import isnan, nan

import pandas as pd
import pytest

from data.analysis.change import (
    differs_in_location,
    percent_change,
    period_totals,
    ranks,
    rate_per_1000,
    round_breaks,
)
from tests.fixtures.selections import period


def test_a_rate_is_offences_for_each_thousand_residents() -> None:
    assert rate_per_1000(15524, 175996) == pytest.approx(88.206, abs=0.001)
    assert rate_per_1000(0, 500) == 0


@pytest.mark.parametrize(("count", "population"), [(1, None), (1, 0), (nan, 1000)])
def test_a_rate_of_unknowns_is_unknown(count: float, population: float | None) -> None:
    assert isnan(rate_per_1000(count, population))


@pytest.mark.parametrize(
    ("now", "before", "change"), [(16846, 14974, 12.5017), (646, 712, -9.2697), (5, 5, 0), (0, 4, -100)]
)
def test_a_change_is_in_per_cent_of_the_earlier_count(now: float, before: float, change: float) -> None:
    assert percent_change(now, before) == pytest.approx(change, abs=0.0001)


@pytest.mark.parametrize(("now", "before"), [(1, 0), (nan, 1), (1, nan), (pd.NA, 1)])
def test_a_change_on_nothing_or_of_unknowns_is_unknown(now: float, before: float) -> None:
    assert isnan(percent_change(now, before))


def monthly(values: dict[str, dict[str, int | None]]) -> pd.DataFrame:
    rows = [(pd.Timestamp(f"{m}-01"), kind, count) for kind, by in values.items() for m, count in by.items()]
    frame = pd.DataFrame(rows, columns=["period_month", "crime_type", "offence_count"])
    return frame.astype({"offence_count": "Int64"})


def test_a_period_is_the_sum_of_its_months_in_the_first_order_of_the_categories() -> None:
    counts: dict[str, int | None] = {"2024-01": 1, "2024-02": 2, "2024-03": 4}
    given = monthly({"Robbery": counts, "Burglary": {m: 10 * (n or 0) for m, n in counts.items()}})
    totals = period_totals(given, "crime_type", [period("2024-02", "2024-03"), period("2024-01", "2024-01")])
    assert totals.index.tolist() == ["Robbery", "Burglary"]
    assert totals.to_numpy().tolist() == [[6, 1], [60, 10]]


def test_a_period_with_a_gap_or_before_the_data_has_no_total() -> None:
    given = monthly({"Robbery": {"2024-01": 1, "2024-02": None, "2024-03": 4}})
    totals = period_totals(given, "crime_type", [period("2024-01", "2024-03"), period("2023-12", "2024-01")])
    assert totals.isna().to_numpy().tolist() == [[True, True]]


def test_a_month_of_zero_is_counted_as_zero() -> None:
    given = monthly({"Robbery": {"2024-01": 0, "2024-02": 0}})
    assert period_totals(given, "crime_type", [period("2024-01", "2024-02")]).to_numpy().tolist() == [[0]]


@pytest.mark.parametrize(
    ("now", "before", "differs"),
    [(0.02, 0.005, True), (0.005, 0.02, True), (0.02, 0.012, False), (None, 0.5, False), (0.5, None, False)],
)
def test_shares_without_location_differ_from_one_percentage_point(
    now: float | None, before: float | None, differs: bool
) -> None:
    assert differs_in_location(now, before) is differs


def test_the_highest_ranks_first_and_ties_share_the_better_rank() -> None:
    found = ranks(pd.Series([5.0, 9.0, nan, 5.0, 1.0]))
    assert found.fillna(-1).tolist() == [2, 1, -1, 2, 4]


def test_breaks_are_near_the_quantiles_and_round() -> None:
    assert round_breaks(pd.Series([float(n) for n in range(0, 1001)])) == [200, 400, 600, 800]
    assert round_breaks(pd.Series([101.0, 203.0, 304.0, 406.0, 507.0, 608.0])) == [200, 300, 410, 510]
    assert round_breaks(pd.Series([0.011, 0.023, 0.034]), classes=2) == [0.023]


def test_equal_values_and_no_values_have_no_breaks() -> None:
    assert round_breaks(pd.Series([7.0, 7.0, 7.0])) == []
    assert round_breaks(pd.Series([nan, nan])) == []
    assert round_breaks(pd.Series([0.0, 0.0])) == []


def test_every_class_between_breaks_holds_a_value() -> None:
    values = pd.Series([1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 50.0])
    breaks = round_breaks(values)
    assert len({sum(value >= edge for edge in breaks) for value in values}) == len(breaks) + 1
