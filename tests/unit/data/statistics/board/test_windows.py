from datetime import date

import numpy as np
import pandas as pd
import pytest

from data.model.period import Period
from data.statistics.board.windows import Window, window

MARCH = date(2022, 3, 1)


def quarters(figures: list[float], last: str = "2022-03", base: float | None = None) -> pd.DataFrame:
    """Figures of quarters in their order, the last ending with the month ``last``."""
    ends = pd.period_range(end=last, periods=3 * len(figures), freq="M")[2::3]
    return pd.DataFrame(
        {
            "period_from": [(end - 2).to_timestamp() for end in ends],
            "period_to": [end.to_timestamp() for end in ends],
            "actual": figures,
            "base": base,
        }
    )


def found(frame: pd.DataFrame, unit: str = "count", until: date = MARCH) -> Window:
    one = window("x", unit, frame, until)
    assert one is not None
    return one


def test_a_year_of_quarters_stands_beside_the_same_quarters_a_year_before() -> None:
    one = found(quarters([1, 2, 3, 4, 5, 6, 7, 8]))
    assert one.now[:, 0].tolist() == [5, 6, 7, 8]
    assert one.before[:, 0].tolist() == [1, 2, 3, 4]
    assert one.period == Period(date(2021, 4, 1), MARCH)
    assert (one.value(one.now), one.value(one.before)) == (26, 10)


def test_only_the_quarters_that_have_one_a_year_before_are_compared() -> None:
    one = found(quarters([1, 2, 3, 4, 5, 6]))
    assert one.now[:, 0].tolist() == [5, 6]
    assert one.before[:, 0].tolist() == [1, 2]
    assert one.period == Period(date(2021, 10, 1), MARCH)


def test_a_gap_ends_the_run() -> None:
    frame = quarters([1, 2, 3, 4, 5, 6, 7, 8]).drop(index=5)
    assert found(frame).now[:, 0].tolist() == [7, 8]


def test_what_comes_after_the_day_is_not_used() -> None:
    one = found(quarters([1, 2, 3, 4, 5, 6, 7, 8]), until=date(2021, 12, 1))
    assert one.last == date(2021, 12, 1)
    assert one.now[:, 0].tolist() == [5, 6, 7]
    assert window("x", "count", quarters([1, 2]), date(2020, 1, 1)) is None


def test_the_latest_stand_alone_where_nothing_is_a_year_earlier() -> None:
    one = found(quarters([7, 8]))
    assert one.now[:, 0].tolist() == [7, 8]
    assert len(one.before) == 0
    assert np.isnan(one.value(one.before))


def test_figures_of_another_length_than_the_latest_are_left_aside() -> None:
    year = pd.DataFrame(
        {"period_from": [pd.Timestamp("2021-04-01")], "period_to": [pd.Timestamp("2022-03-01")], "actual": [99.0],
         "base": [None]}
    )  # fmt: skip
    one = found(pd.concat([quarters([1, 2, 3, 4, 5, 6, 7, 8]), year]))
    assert one.months == 3
    assert one.value(one.now) == 26


@pytest.mark.parametrize(
    ("unit", "base", "value"), [("percent", 100.0, 6.5), ("level", None, 6.5), ("per 1,000", 100.0, 26)]
)
def test_shares_and_levels_are_averaged_and_rates_added_up(unit: str, base: float | None, value: float) -> None:
    one = found(quarters([1, 2, 3, 4, 5, 6, 7, 8], base=base), unit)
    assert one.value(one.now) == value


def test_shares_weigh_by_their_bases() -> None:
    frame = quarters([10, 20, 10, 20]).assign(base=[100, 300, 100, 300])
    one = Window("x", "percent", 3, MARCH, frame[["actual", "base"]].to_numpy(dtype=float)[:2], np.empty((0, 2)))
    assert one.value(one.now) == 17.5


def test_a_share_without_its_base_stands_alone() -> None:
    one = found(quarters([1, 2, 3, 4, 5, 6, 7, 8]), "percent")
    assert one.now[:, 0].tolist() == [8]
    assert one.before[:, 0].tolist() == [4]


def test_of_figures_longer_than_a_year_and_of_half_a_year_the_same_months_a_year_before_count() -> None:
    half = quarters([1, 2, 3, 4, 5, 6, 7, 8]).assign(
        period_from=[end.to_timestamp() for end in pd.period_range(end="2021-10", periods=8, freq="6M")],
        period_to=[end.to_timestamp() for end in pd.period_range(end="2022-03", periods=8, freq="6M")],
    )
    one = found(half)
    assert (one.months, one.now[:, 0].tolist(), one.before[:, 0].tolist()) == (6, [7, 8], [5, 6])
    two_years = pd.DataFrame({"period_from": [pd.Timestamp("2018-04-01"), pd.Timestamp("2020-04-01")],
                              "period_to": [pd.Timestamp("2020-03-01"), pd.Timestamp("2022-03-01")],
                              "actual": [10.0, 20.0], "base": None})  # fmt: skip
    long = found(two_years)
    assert (long.months, long.now[:, 0].tolist(), len(long.before)) == (24, [20], 0)


def test_each_figure_keeps_its_base() -> None:
    frame = quarters([1, 2, 3, 4, 5, 6, 7, 8]).assign(base=[10.0, 20, 30, 40, 50, 60, 70, 80])
    one = found(frame, "per 1,000")
    assert one.now.tolist() == [[5, 50], [6, 60], [7, 70], [8, 80]]
    assert one.before.tolist() == [[1, 10], [2, 20], [3, 30], [4, 40]]
    missing = found(frame.assign(base=[None, *frame["base"].iloc[1:]]), "per 1,000")
    assert (missing.now.tolist(), missing.before.tolist()) == ([[8, 80]], [[4, 40]])
