from math import inf, nan

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.rates import power_poisson_ratio_2indep

from data.settings import ROOT
from data.statistics.change.count_change import compare_counts
from data.statistics.change.power import Trial, detectable_rise_pct, power_of_change


@pytest.mark.parametrize("before", [25, 100, 900])
@pytest.mark.parametrize("ratio", [0.8, 1.2, 2])
def test_power_is_that_of_statsmodels(before: float, ratio: float) -> None:
    theirs = power_poisson_ratio_2indep(
        ratio * before,
        before,
        nobs1=1,
        value=1,
        dispersion=1.7,
        alternative="two-sided",
        method_var="alt",
        return_results=False,
    )
    assert power_of_change([before], ratio, Trial(1.7))[0] == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("before", [15, 24, 60, 300])
def test_power_is_what_the_tests_find(before: int) -> None:
    random = np.random.default_rng(2)
    now, then = random.poisson(2 * before, 4000), random.poisson(before, 4000)
    found = (compare_counts(now, then, 1, inf)["p_value"] < 0.05).mean()
    assert power_of_change([before], 2, Trial())[0] == pytest.approx(found, abs=0.05)


def test_the_smallest_detectable_rise_is_found_four_times_in_five() -> None:
    before, factor, freedom = np.array([3, 30, 300, 3000]), np.array([1, 2, 1.5, 6]), np.array([10, 22, 4, 22])
    for months in ((12, 12), (3, 12)):
        rise = detectable_rise_pct(before, Trial(factor, freedom, months))
        for place, pct in enumerate(rise):
            trial = Trial(factor[place], freedom[place], months)
            power = power_of_change(before[[place]], 1 + pct / 100, trial)
            assert power[0] == pytest.approx(0.8, abs=1e-4)


def test_nothing_can_be_found_on_a_count_of_zero() -> None:
    assert power_of_change([0], 2, Trial())[0] == 0
    assert np.isnan(detectable_rise_pct([0, nan], Trial())).all()
    assert np.isnan(power_of_change([nan], 2, Trial())).all()
    assert np.isnan(power_of_change([10], 2, Trial(1, 0))).all()


def test_no_change_is_found_as_often_as_the_level_says() -> None:
    assert power_of_change([500], 1.0000001, Trial())[0] == pytest.approx(0.05, abs=1e-4)


@pytest.mark.parametrize("family", [1, 14, 20])
def test_among_many_a_change_must_be_larger(family: int) -> None:
    trial = Trial(2, 22, level=1 - 0.05 / family)
    rise = detectable_rise_pct([300], trial)[0]
    assert power_of_change([300], 1 + rise / 100, trial)[0] == pytest.approx(0.8, abs=1e-4)
    error = np.sqrt(2 * (1 / 300 + 1 / (300 * (1 + rise / 100))))
    needed = stats.t.ppf(1 - 0.025 / family, 22) + stats.norm.ppf(0.8)
    assert np.log1p(rise / 100) == pytest.approx(needed * error, rel=1e-4)


def test_the_documented_table_is_what_the_functions_give() -> None:
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    table = text.split("| count | 20 % found")[1].split("\n\n")[0].splitlines()[2:]
    assert len(table) == 8
    for line in table:
        count, *printed = [cell.strip(" %").replace(",", "") for cell in line.strip("|").split("|")]
        found = [100 * power_of_change([float(count)], 1.2, Trial(factor, 22))[0] for factor in (1, 2, 4)]
        found += [detectable_rise_pct([float(count)], Trial(factor, 22))[0] for factor in (1, 2, 4)]
        assert printed == [f"{value:.0f}" for value in found]
