from math import nan

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.rates import confint_poisson

from data.model.records import records
from data.statistics.ranking.rates import rates_with_intervals


@pytest.mark.parametrize("count", [0, 1, 7, 88, 15_524])
def test_the_interval_is_the_exact_one_of_a_poisson_count(count: int) -> None:
    found = pd.DataFrame(rates_with_intervals([count], [175_996])).iloc[0]
    bounds = [1000 * bound / 175_996 for bound in confint_poisson(count, 1, method="exact-c")]
    assert found["rate_per_1000"] == pytest.approx(1000 * count / 175_996)
    assert found[["lower_ci_per_1000", "upper_ci_per_1000"]].fillna(0).tolist() == pytest.approx(
        np.nan_to_num(bounds), rel=1e-6
    )


def test_over_dispersion_widens_the_interval_as_its_root() -> None:
    plain, wide = records(pd.DataFrame(rates_with_intervals([10_000, 10_000], [100_000] * 2, [1, 4])))
    assert wide["rate_per_1000"] == plain["rate_per_1000"] == 100
    width = [row["upper_ci_per_1000"] - row["lower_ci_per_1000"] for row in (plain, wide)]
    assert width[1] / width[0] == pytest.approx(2, rel=0.01)


def test_less_than_chance_and_unknown_do_not_narrow_it() -> None:
    frame = pd.DataFrame(rates_with_intervals([50] * 3, [1000] * 3, [0.3, nan, 1]))
    assert frame.drop_duplicates().shape[0] == 1


def test_the_interval_holds_the_true_rate_of_over_dispersed_counts() -> None:
    counts = stats.nbinom(30, 1 / 3).rvs(4000, random_state=7)
    frame = rates_with_intervals(counts, np.full(4000, 2000), 3)
    holds = (frame["lower_ci_per_1000"] <= 30) & (frame["upper_ci_per_1000"] >= 30)
    assert holds.mean() == pytest.approx(0.95, abs=0.015)


def test_a_rate_of_unknowns_is_unknown() -> None:
    assert np.isnan(list(rates_with_intervals([nan, 5, 5], [1000, nan, 0]).values())).all()
