from collections.abc import Sequence
from datetime import date
from math import isnan, sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from data.model.period import Period
from data.statistics.space.backtest import AREA_SHARES, AREAS, METHODS, PAI_LINE, backtest, folds_of, scores
from data.statistics.space.grid import Floats
from tests.fixtures.grids import full
from tests.fixtures.selections import months, period

GRID = full(20, 20)
EVERYWHERE = np.ones(400, dtype=bool)


def monthly_of(counts: Floats, columns: Sequence[date], absent: Sequence[date] = ()) -> pd.DataFrame:
    """Counts (cells, months) as the query gives them, NaN in the absent months."""
    frame = pd.DataFrame(counts, columns=pd.Index(list(columns), name="period_month"))
    frame[list(absent)] = np.nan
    return frame


def steady(count: int, seed: int = 0) -> Floats:
    """Months in which the same cells are busy, with chance on top."""
    random = np.random.default_rng(seed)
    rates = random.gamma(0.1, 5, 400)
    return random.poisson(rates[:, None], (400, count)).astype(float)


def folds(columns: Sequence[date], absent: Sequence[date] = ()) -> list[tuple[Period, Period]]:
    frame = monthly_of(np.zeros((4, len(columns))), columns, absent)
    return [(fold.training, fold.test) for fold in folds_of(frame)]


def test_a_year_gives_two_trials_that_share_no_test_month() -> None:
    assert folds(months("2025-01", "2025-12")) == [
        (period("2025-01", "2025-06"), period("2025-07", "2025-09")),
        (period("2025-01", "2025-09"), period("2025-10", "2025-12")),
    ]


@pytest.mark.parametrize(("last", "count"), [("2025-08", 0), ("2025-09", 1), ("2025-11", 1), ("2026-06", 4)])
def test_a_trial_needs_six_months_and_three_more(last: str, count: int) -> None:
    assert len(folds(months("2025-01", last))) == count


def test_a_gap_is_never_bridged() -> None:
    columns = months("2024-01", "2025-12")
    assert folds(columns, [date(2024, 8, 1)]) == [
        (period("2024-09", "2025-02"), period("2025-03", "2025-05")),
        (period("2024-09", "2025-05"), period("2025-06", "2025-08")),
        (period("2024-09", "2025-08"), period("2025-09", "2025-11")),
    ]
    # Months that were not asked for are a gap too.
    apart = [*months("2024-01", "2024-04"), *months("2025-01", "2025-08")]
    assert folds(apart) == []


def test_maps_are_made_of_the_months_so_far_and_of_no_later_one() -> None:
    columns = months("2024-01", "2025-06")
    counts = steady(18)
    fold = folds_of(monthly_of(counts, columns))[2]
    assert (fold.training.last, fold.test.first) == (date(2024, 12, 1), date(2025, 1, 1))
    found = scores(monthly_of(counts, columns), fold, GRID)
    assert set(found) == set(METHODS)
    assert found["plain_counts"].tolist() == counts[:, :12].sum(axis=1).tolist()
    assert found["last_year"].tolist() == counts[:, :3].sum(axis=1).tolist()
    changed = counts.copy()
    changed[:, 12:] = np.random.default_rng(9).poisson(3, (400, 6))
    again = scores(monthly_of(changed, columns), fold, GRID)
    assert all((found[method] == again[method]).all() for method in METHODS)


def test_last_year_is_scored_only_where_its_months_are_in_the_run() -> None:
    monthly = monthly_of(steady(24), months("2024-01", "2025-12"))
    known = ["last_year" in scores(monthly, fold, GRID) for fold in folds_of(monthly)]
    assert known == [False, False, True, True, True, True]


def row(results: pd.DataFrame, method: str, area: str, share: float) -> pd.Series:
    """The one result of a method, area and share."""
    return results.set_index(["method", "area", "area_share"]).loc[(method, area, share)]


def test_indices_by_hand() -> None:
    # Of 100 cells five are busy for six months; of the 36 records that follow two of them hold 12 and 6.
    counts = np.zeros((100, 9))
    counts[[7, 9, 11, 13, 15], :6] = [[9], [7], [5], [3], [1]]
    counts[[9, 15, 40], 6:] = [[4], [2], [6]]
    found = backtest(monthly_of(counts, months("2025-01", "2025-09")), full(5, 20), np.ones(100, dtype=bool)).results
    at = {share: row(found, "plain_counts", "all_cells", share) for share in AREA_SHARES}
    assert at[0.01][["fold_count", "pai", "pei"]].tolist() == [1, 0, 0]
    assert at[0.02][["pai", "pei"]].tolist() == pytest.approx([(12 / 36) / 0.02, 12 / 30])
    assert at[0.05][["pai", "pei"]].tolist() == pytest.approx([PAI_LINE, 18 / 36])


def test_the_area_is_all_cells_or_those_that_hold_a_point() -> None:
    counts = np.zeros((100, 9))
    counts[7, :6], counts[7, 6:], counts[9, 6:] = 1, 1, 3
    holds = np.isin(np.arange(100), [3, 7, 9, 30])
    found = backtest(monthly_of(counts, months("2025-01", "2025-09")), full(5, 20), holds).results
    # A quarter of the records fall in the one cell that is taken: a hundredth of all cells, a quarter of those.
    assert row(found, "plain_counts", "all_cells", 0.01)["pai"] == pytest.approx(25)
    assert row(found, "plain_counts", "point_cells", 0.01)["pai"] == pytest.approx(1)


def test_under_four_trials_the_later_records_are_drawn_again_and_no_winner_is_named() -> None:
    monthly = monthly_of(steady(12), months("2025-01", "2025-12"))
    found = backtest(monthly, GRID, EVERYWHERE)
    assert found.winner is None
    tested = found.results[found.results["method"] != "last_year"]
    assert tested["fold_count"].unique().tolist() == [2]
    assert tested["interval_from"].unique().tolist() == ["bootstrap"]
    for index in ("pai", "pei"):
        assert (tested[f"{index}_lower_ci"] <= tested[index]).all()
        assert (tested[index] <= tested[f"{index}_upper_ci"]).all()
    assert backtest(monthly, GRID, EVERYWHERE).results.equals(found.results)


def test_the_bootstrap_is_that_of_a_share_of_records() -> None:
    # One trial and one cell of a hundred, which catches 30 of 120 later records.
    counts = np.zeros((100, 9))
    counts[5, :6] = 2
    counts[5, 6:], counts[6:96, 6:] = 10, 1 / 3
    found = backtest(monthly_of(counts, months("2025-01", "2025-09")), full(5, 20), np.ones(100, dtype=bool)).results
    at = row(found, "plain_counts", "all_cells", 0.01)
    assert at["pai"] == pytest.approx((30 / 120) / 0.01)
    lower, upper = stats.binom(120, 30 / 120).ppf([0.025, 0.975]) / 120 / 0.01
    assert at["pai_lower_ci"] == pytest.approx(lower, abs=0.9)
    assert at["pai_upper_ci"] == pytest.approx(upper, abs=0.9)


def test_with_four_trials_the_interval_is_over_them_and_the_winner_is_named() -> None:
    counts = steady(18)
    monthly = monthly_of(counts, months("2024-01", "2025-06"))
    found = backtest(monthly, GRID, EVERYWHERE)
    assert found.winner == "plain_counts"
    at = row(found.results, "plain_counts", "all_cells", 0.02)
    assert at[["fold_count", "interval_from"]].tolist() == [4, "folds"]
    values = []
    for start in (6, 9, 12, 15):
        best = np.argsort(counts[:, :start].sum(axis=1))[::-1][:8]
        later = counts[:, start : start + 3].sum(axis=1)
        values.append(later[best].sum() / later.sum() / 0.02)
    assert at["pai"] == pytest.approx(np.mean(values))
    half = stats.t(3).ppf(0.975) * np.std(values, ddof=1) / sqrt(4)
    assert at[["pai_lower_ci", "pai_upper_ci"]].tolist() == pytest.approx(
        [np.mean(values) - half, np.mean(values) + half]
    )


def test_three_trials_name_no_winner_and_their_interval_is_drawn() -> None:
    found = backtest(monthly_of(steady(15), months("2024-01", "2025-03")), GRID, EVERYWHERE)
    at = row(found.results, "plain_counts", "all_cells", 0.02)
    assert at[["fold_count", "interval_from"]].tolist() == [3, "bootstrap"]
    assert found.winner is None


def test_another_method_wins_where_it_is_better() -> None:
    # Each quarter of the year has a place of its own: only the same months of the year before know it.
    columns = months("2022-01", "2025-12")
    counts = np.full((400, 48), 0.0)
    for place, month in enumerate(columns):
        corner = [0, 15, 300, 315][(month.month - 1) // 3]
        counts[corner : corner + 5, place] = [9, 8, 7, 6, 5]
    found = backtest(monthly_of(counts, columns), GRID, EVERYWHERE)
    assert found.winner == "last_year"
    assert row(found.results, "last_year", "point_cells", 0.01)["pei"] == 1


def test_methods_compete_on_the_trials_that_all_of_them_had() -> None:
    # Plain counts are perfect in the first two trials, in which there is no last year, and then the worse.
    first, second, third = slice(0, 20), slice(120, 140), slice(240, 260)
    counts = np.zeros((400, 24))
    counts[second, :3], counts[first, 3:12] = 10, 1000
    counts[second, 12:15], counts[first, 15:], counts[third, 12:] = 10, 10, 20
    found = backtest(monthly_of(counts, months("2024-01", "2025-12")), GRID, EVERYWHERE)
    pei = {method: row(found.results, method, "point_cells", 0.05)["pei"] for method in METHODS}
    assert pei["plain_counts"] == pytest.approx((1 + 1 + 0 + 3 / 2) / 6)
    assert pei["last_year"] == pytest.approx(1 / 2)
    assert found.winner == "last_year"


def test_months_in_which_nothing_is_recorded_test_nothing() -> None:
    counts = steady(12)
    counts[:, 6:9] = 0
    found = backtest(monthly_of(counts, months("2025-01", "2025-12")), GRID, EVERYWHERE)
    assert row(found.results, "kernel_density", "all_cells", 0.05)["fold_count"] == 1


def test_without_any_trial_there_are_no_figures() -> None:
    found = backtest(monthly_of(steady(8), months("2025-01", "2025-08")), GRID, EVERYWHERE)
    assert found.folds == ()
    assert found.winner is None
    assert len(found.results) == len(METHODS) * len(AREAS) * len(AREA_SHARES)
    assert found.results["fold_count"].unique().tolist() == [0]
    assert found.results["interval_from"].unique().tolist() == [""]
    assert all(isnan(value) for value in found.results["pai"])
