from math import nan

import pandas as pd

from data.statistics.change.monthly import period_totals, ranks, round_breaks
from tests.fixtures.selections import period


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


def test_the_highest_ranks_first_and_ties_share_the_better_rank() -> None:
    found = ranks(pd.Series([5.0, 9.0, nan, 5.0, 1.0]))
    assert found.fillna(-1).tolist() == [2, 1, -1, 2, 4]


def test_breaks_are_near_the_quantiles_and_round() -> None:
    assert round_breaks(pd.Series([float(n) for n in range(0, 1001)])) == [200, 400, 600, 800]
    assert round_breaks(pd.Series([101.0, 203.0, 304.0, 406.0, 507.0, 608.0])) == [200, 300, 410, 510]
    assert round_breaks(pd.Series([0.011, 0.023, 0.034]), classes=2) == [0.023]


def test_breaks_of_whole_values_are_whole_and_part_them_the_same() -> None:
    counts = [1.0, 1, 1, 2, 2, 3, 3, 4, 6, 9]
    assert round_breaks(counts) == [2, 3, 5]
    assert round_breaks([one + 0.5 for one in counts]) == [2.5, 3.5, 4.9]
    assert round_breaks([1.0, 1, 2, 2, 2]) == [2]


def test_equal_values_and_no_values_have_no_breaks() -> None:
    assert round_breaks(pd.Series([7.0, 7.0, 7.0])) == []
    assert round_breaks(pd.Series([nan, nan])) == []
    assert round_breaks(pd.Series([0.0, 0.0])) == []


def test_every_class_between_breaks_holds_a_value() -> None:
    values = pd.Series([1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 50.0])
    breaks = round_breaks(values)
    assert len({sum(value >= edge for edge in breaks) for value in values}) == len(breaks) + 1
