from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from data.statistics.board.windows import Window
from data.statistics.board.year_range import year_range
from data.statistics.change.noise import paired, pooled, squeezed, widening

MARCH = date(2022, 3, 1)


def months(value: float, unit: str = "count", base: float = np.nan) -> Window:
    sides = np.column_stack([np.full(12, value), np.full(12, base)])
    return Window("x", unit, 1, MARCH, sides, sides)


def test_the_range_narrows_as_months_come_in_and_ends_on_the_figure() -> None:
    widths = []
    for first in ("2022-04-01", "2022-01-01", "2021-10-01", "2021-07-01", "2021-04-01"):
        found = year_range(months(100), date.fromisoformat(first), 2.0, 30.0)
        assert found is not None
        assert found.lower <= 1200 <= found.upper
        widths.append(found.upper - found.lower)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == 0
    complete = year_range(months(100), date(2021, 4, 1), 2.0, 30.0)
    assert complete is not None
    assert complete.is_complete


def test_a_share_stays_within_a_hundred_and_narrows_with_its_base() -> None:
    small, large = (year_range(months(97, "percent", base), date(2022, 4, 1), 1.3, np.inf) for base in (5.0, 500.0))
    assert small is not None
    assert large is not None
    assert small.upper == 100
    assert large.upper - large.lower < small.upper - small.lower
    assert large.lower < 97 < large.upper


def test_a_share_is_what_was_said_so_far_and_for_the_rest_that_of_the_latest_year() -> None:
    now = np.column_stack([np.repeat([40.0, 20.0], 6), np.full(12, 100.0)])
    found = year_range(Window("x", "percent", 1, MARCH, now, now), date(2021, 10, 1), 1.3, np.inf)
    assert found is not None
    assert found.done == 6
    # Half of the year at 20 per cent, the other half at the 30 of twelve months.
    assert (found.lower + found.upper) / 2 == pytest.approx(25)


def test_the_range_of_a_count_is_that_of_its_noise_of_the_mean_and_of_a_drift() -> None:
    now = np.column_stack([np.arange(10.0, 22), np.full(12, np.nan)])
    found = year_range(Window("x", "count", 1, MARCH, now, now), date(2022, 1, 1), 2.0, 30.0)
    assert found is not None
    # Three months of the year are there; nine are told from the 186 of the latest twelve.
    rest, drift = 186 * 0.75, 0.1 * np.sqrt(9 / 6)
    middle, error = 19 + 20 + 21 + rest, np.sqrt(2 * rest * 1.75 + (drift * rest) ** 2)
    assert (found.lower, found.upper) == pytest.approx(stats.t.interval(0.8, 30, middle, error))
    assert (found.done, found.is_complete) == (3, False)


def test_the_range_of_a_share_has_the_same_three_parts_weighed_by_its_bases() -> None:
    now = np.column_stack([[40.0, 30, 20, 10], [100.0, 200, 300, 400]])
    found = year_range(Window("x", "percent", 3, MARCH, now, now), date(2021, 10, 1), 1.5, 8.0)
    assert found is not None
    # 200 of 1,000 in the latest year, 100 of 700 in the half of this one that is there; 500 more will be asked.
    share, so_far, drift = 0.2, 100 / 700, 0.1
    error = np.sqrt(1.5 * share * (1 - share) * (1 / 500 + 1 / 1000) + (drift * share) ** 2)
    middle = (700 * so_far + 500 * share) / 1200
    assert (found.lower, found.upper) == pytest.approx(
        [100 * end for end in stats.t.interval(0.8, 8, middle, 500 / 1200 * error)]
    )
    # Before any of the year is there, nothing but the latest year tells it.
    ahead = year_range(Window("x", "percent", 3, MARCH, now, now), date(2022, 4, 1), 1.5, 8.0)
    assert ahead is not None
    wide = np.sqrt(1.5 * share * (1 - share) * (1 / 1000 + 1 / 1000) + (0.1 * np.sqrt(2) * share) ** 2)
    assert (ahead.lower, ahead.upper) == pytest.approx([100 * end for end in stats.t.interval(0.8, 8, share, wide)])


def test_a_count_is_never_below_nothing() -> None:
    found = year_range(months(0.2), date(2022, 4, 1), 2.0, 5.0)
    assert found is not None
    assert found.lower == 0
    assert found.upper > 2.4
    nothing = year_range(months(0), date(2022, 4, 1), 2.0, 5.0)
    assert nothing is not None
    assert (nothing.lower, nothing.upper) == (0, 0)


def test_the_first_month_of_a_year_is_one_of_it() -> None:
    found = year_range(months(100), MARCH, 2.0, 30.0)
    assert found is not None
    assert found.done == 1


def test_a_rate_has_the_range_of_its_count() -> None:
    count = year_range(months(100), date(2022, 1, 1), 2.0, 30.0)
    rate = year_range(months(1, "per 1,000", 100_000.0), date(2022, 1, 1), 2.0, 30.0)
    assert count is not None
    assert rate is not None
    assert (100 * rate.lower, 100 * rate.upper) == pytest.approx((count.lower, count.upper))


@pytest.mark.parametrize(
    ("one", "first", "freedom"),
    [
        (months(100), date(2022, 4, 1), np.nan),
        (months(100, "level"), date(2022, 4, 1), 30.0),
        (months(100), date(2022, 4, 1), 0.0),
        (months(100), date(2021, 3, 1), 30.0),
        (Window("x", "count", 1, MARCH, np.ones((12, 2)), np.empty((0, 2))), date(2022, 4, 1), 30.0),
        (Window("x", "count", 3, MARCH, np.ones((4, 2)), np.ones((4, 2))), date(2022, 2, 1), 30.0),
        (Window("x", "count", 1, MARCH, np.ones((6, 2)), np.ones((6, 2))), date(2022, 4, 1), 30.0),
    ],
)
def test_what_is_not_known_is_not_told(one: Window, first: date, freedom: float) -> None:
    assert year_range(one, first, 2.0, freedom) is None


def test_eight_in_ten_years_of_real_series_lie_in_their_range(london_series: Path) -> None:
    table = pd.read_csv(london_series)
    counts, boroughs = table.iloc[:, 2:].to_numpy(dtype=float).T, table["borough"].to_numpy()
    held = []
    for done in (0, 3, 6, 9):
        for year in (3, 5):
            end = 12 * year + done
            for borough in np.unique(boroughs)[::4]:
                held += _held(counts[:, boroughs == borough], end, 12 * year)
    assert 0.75 <= np.mean(held) <= 0.9
    assert len(held) > 500


def _held(counts: np.ndarray, end: int, first: int) -> list[bool]:
    """Whether the year from ``first`` lies in the range told at ``end``, for each series."""
    now, before = counts[end - 12 : end], counts[end - 24 : end - 12]
    pairs = paired(now, before, (np.ones(12), np.ones(12)))
    factor, freedom = squeezed(pairs, pooled(pairs))
    found = []
    begins = pd.Timestamp("2010-04-01") + pd.DateOffset(months=first)
    last = (pd.Timestamp("2010-04-01") + pd.DateOffset(months=end - 1)).date()
    for place in range(counts.shape[1]):
        sides = [np.column_stack([side[:, place], np.full(12, np.nan)]) for side in (now, before)]
        told = year_range(
            Window("x", "count", 1, last, *sides), begins.date(), factor[place] * widening(12), freedom[place]
        )
        if told is not None and sides[0][:, 0].sum() > 0:
            found.append(told.lower <= counts[first : first + 12, place].sum() <= told.upper)
    return found
