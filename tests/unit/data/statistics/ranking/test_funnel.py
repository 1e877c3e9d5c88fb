from math import nan

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects

from data.statistics.ranking.funnel import additive_variance, funnel, poisson_limits


def areas(counts: list[float], population: list[float]) -> pd.DataFrame:
    names = [f"Ward {place}" for place in range(len(counts))]
    return pd.DataFrame({"area_name": names, "population": population, "offence_count": counts})


@pytest.mark.parametrize("expected", [0.4, 3, 21.7, 480, 17_000])
def test_limits_are_the_interpolated_quantiles_of_the_poisson_distribution(expected: float) -> None:
    found = poisson_limits(expected / 5000, [5000.0])
    for name, p in {"lower_95": 0.025, "upper_95": 0.975, "lower_998": 0.001, "upper_998": 0.999}.items():
        whole = stats.poisson.ppf(p, expected)
        reached, before = stats.poisson.cdf(whole, expected), stats.poisson.cdf(whole - 1, expected)
        limit = max(whole - (reached - p) / (reached - before), 0) / 5000
        assert found[name][0] == pytest.approx(limit, rel=1e-7, abs=1e-12)


def test_limits_hold_the_share_that_they_name() -> None:
    population = np.full(20_000, 3000.0)
    counts = np.random.default_rng(3).poisson(60, 20_000)
    limits = poisson_limits(0.02, population[:1])
    for name, share in {"95": 0.05, "998": 0.002}.items():
        beyond = (counts / 3000 > limits[f"upper_{name}"]) | (counts / 3000 < limits[f"lower_{name}"])
        assert beyond.mean() == pytest.approx(share, rel=0.35)


def test_the_variance_between_areas_is_that_of_a_random_effects_meta_analysis() -> None:
    random = np.random.default_rng(9)
    variances = random.uniform(1, 9, 40)
    # Two values only, ten of each, so that winsorising changes nothing.
    effects = 10 + np.where(np.arange(40) % 2, 1.0, -1.0) * 3 * np.sqrt(variances)
    theirs = combine_effects(effects, variances, method_re="dl")
    z_scores = (effects - theirs.mean_effect_fe) / np.sqrt(variances)
    clipped = np.clip(z_scores, *np.quantile(z_scores, [0.1, 0.9]))
    # Theirs is not winsorised: take out what the tails add.
    weights = 1 / variances
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    tails = ((z_scores**2).sum() - (clipped**2).sum()) / scale
    assert additive_variance(z_scores, variances) == pytest.approx(theirs.tau2 - tails, rel=1e-6)


def test_one_wild_area_does_not_widen_the_limits_of_all() -> None:
    calm = np.random.default_rng(1).normal(0, 1, 20)
    wild = np.where(np.arange(20) == 3, 40.0, calm)
    assert additive_variance(wild, np.ones(20)) < 0.5
    assert additive_variance(calm / 2, np.ones(20)) == 0


def test_two_areas_tell_how_far_they_lie_apart_and_one_tells_nothing() -> None:
    # By hand: ends drawn in to 2.4 and −2.4, squares of 11.52 less 1, over weights of 2 − 1.
    assert additive_variance([3, -3], [1, 1]) == pytest.approx(10.52)
    assert additive_variance([3], [1]) == 0


def test_areas_that_differ_by_chance_alone_have_no_further_spread() -> None:
    found = funnel(areas([100, 205, 398, 795, 1010], [1000, 2000, 4000, 8000, 10_000]))
    assert found.spread_per_1000 == 0
    assert found.overall_per_1000 == pytest.approx(1000 * 2508 / 25_000)
    assert set(found.areas["position"]) == {"within the 95% lines"}


def test_the_area_that_lies_out_is_named_with_its_limit() -> None:
    population = [6000.0 + 200 * place for place in range(20)]
    counts = [0.08 * residents for residents in population]
    counts[4], counts[11] = 1.8 * counts[4], 0.88 * counts[11]
    found = funnel(areas(counts, population)).areas
    assert found["position"].tolist()[4] == "above the 99.8% line"
    assert found["position"].tolist()[11] == "below the 99.8% line"
    assert found["z_score"].iloc[4] > 3 > -3 > found["z_score"].iloc[11]
    assert found["position"].drop([4, 11]).unique().tolist() == ["within the 95% lines"]


def test_areas_that_truly_differ_widen_the_limits() -> None:
    random = np.random.default_rng(12)
    population = random.uniform(5000, 15_000, 200)
    counts = random.poisson(population * random.normal(0.08, 0.02, 200).clip(0.01))
    found = funnel(areas(counts.tolist(), population.tolist()))
    assert found.spread_per_1000 == pytest.approx(20, rel=0.2)
    assert (found.areas["position"] == "within the 95% lines").mean() > 0.85
    # A tenth at either end of a normal curve drawn in leaves 0.68 of its variance.
    assert found.areas["z_score"].std() == pytest.approx(0.68**-0.5, abs=0.1)


def test_a_point_lies_out_exactly_where_its_own_limits_say() -> None:
    random = np.random.default_rng(4)
    population = random.uniform(1000, 9000, 50)
    found = funnel(areas(random.poisson(population * 0.05 * random.gamma(8, 1 / 8, 50)).tolist(), population.tolist()))
    limits = poisson_limits(found.overall_per_1000 / 1000, population, (found.spread_per_1000 / 1000) ** 2)
    above = found.areas["rate_per_1000"] > 1000 * limits["upper_95"]
    assert found.areas["position"].str.startswith("above").tolist() == above.tolist()


def test_the_curves_narrow_and_span_the_areas() -> None:
    curve = funnel(areas([50, 500, 700], [1000, 9000, 16_000])).limits
    assert curve["population"].iloc[0] < 1000
    assert curve["population"].iloc[-1] > 16_000
    width = curve["upper_998"] - curve["lower_998"]
    assert (np.diff(width) < 0).all()
    assert (curve["lower_998"] <= curve["lower_95"]).all()
    assert (curve["upper_95"] <= curve["upper_998"]).all()


def test_an_area_without_count_or_residents_has_no_position() -> None:
    found = funnel(areas([50, nan, 60, 70], [1000, 1000, nan, 0]))
    assert found.areas["position"].tolist() == ["within the 95% lines", "", "", ""]
    assert found.areas[["rate_per_1000", "z_score"]].isna().all(axis=1).tolist() == [False, True, True, True]
    assert found.overall_per_1000 == pytest.approx(50)


def test_no_offences_and_no_areas_have_no_outliers() -> None:
    nothing = funnel(areas([0, 0], [1000, 2000]))
    assert nothing.areas["position"].tolist() == ["within the 95% lines"] * 2
    assert nothing.areas["z_score"].tolist() == [0, 0]
    assert funnel(areas([nan], [1000])).limits.empty
