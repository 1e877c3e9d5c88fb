"""How often the change test speaks where nothing but the order of the months was changed."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.analysis.count_change import compare_counts
from data.analysis.dispersion import dispersion
from data.analysis.multiple import adjusted
from data.schema import ALL_CRIME
from etl.publish import current
from tests.fixtures.small_raw import query

ASB = "Anti-social behaviour"
SPLITS, SERIES = 1000, 15


@pytest.fixture(scope="module")
def months_of_2025(real_store: Path) -> np.ndarray:
    """12 months × (14 districts × 15 series: every type, then all crime)."""
    path = current(real_store)
    assert path is not None
    rows = query(
        path,
        "SELECT area_code, crime_type, period_month, sum(offence_count)::INT FROM fct_crime_monthly "
        "WHERE area_type = 'district' AND period_month BETWEEN DATE '2025-01-01' AND DATE '2025-12-01' GROUP BY ALL",
    )
    frame = pd.DataFrame(rows, columns=["area", "type", "month", "count"])
    wide = frame.pivot(index="month", columns=["area", "type"], values="count").fillna(0)
    for area in wide.columns.unique("area"):
        wide[area, ALL_CRIME] = wide[area].drop(columns=ASB).sum(axis=1)
    return np.asarray(wide.sort_index(axis=1), dtype=float)


@pytest.fixture(scope="module")
def p_values(months_of_2025: np.ndarray) -> np.ndarray:
    """p-values of 1,000 random splits of the months into six and six: splits × series."""
    random, groups, found = np.random.default_rng(2025), np.repeat([0, 1], 6), []
    for _ in range(SPLITS):
        counts = months_of_2025[random.permutation(12)]
        factor, freedom = dispersion(counts, groups)
        found.append((counts[:6].sum(axis=0), counts[6:].sum(axis=0), factor, freedom))
    now, before, factors, freedoms = (np.concatenate(part) for part in zip(*found, strict=True))
    return np.asarray(compare_counts(now, before, factors, freedoms)["p_value"]).reshape(SPLITS, -1)


def test_there_are_14_districts_of_15_series(months_of_2025: np.ndarray) -> None:
    assert months_of_2025.shape == (12, 14 * SERIES)
    assert months_of_2025.sum() > 150_000


def test_few_figures_are_called_changed(p_values: np.ndarray) -> None:
    share = (p_values < 0.05).mean()
    print(f"figures called changed: {share:.1%}; the worst series: {(p_values < 0.05).mean(axis=0).max():.1%}")
    assert 0.01 < share <= 0.065


def test_few_tables_hold_a_verdict_after_holm(p_values: np.ndarray) -> None:
    whole = np.mean([(adjusted(row, "holm")[0] < 0.05).any() for row in p_values])
    tables = p_values[:200].reshape(-1, SERIES)
    district = np.mean([(adjusted(row, "holm")[0] < 0.05).any() for row in tables])
    print(f"tables with a verdict: {whole:.1%} of 210 figures, {district:.1%} of 15")
    assert whole <= 0.065
    assert district <= 0.065


def test_without_the_dispersion_a_fifth_would_be_called_changed(months_of_2025: np.ndarray) -> None:
    random = np.random.default_rng(2025)
    orders = np.array([random.permutation(12) for _ in range(200)])
    now, before = (months_of_2025[orders[:, half]].sum(axis=1).ravel() for half in (slice(0, 6), slice(6, 12)))
    assert (compare_counts(now, before, 1, np.inf)["p_value"] < 0.05).mean() > 0.15
