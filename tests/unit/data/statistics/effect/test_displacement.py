from math import nan

import numpy as np
import pytest

from data.statistics.effect.displacement import REACH, displacement_difference


def test_the_published_example() -> None:
    found = displacement_difference(treated=(100, 80), control=(100, 90))
    assert found.difference == -10
    assert found.standard_error == pytest.approx(19.2354, abs=0.0001)
    assert (found.lower_ci, found.upper_ci) == pytest.approx((-47.7, 27.7), abs=0.01)
    assert not found.is_told_from_chance
    assert found.p_value == pytest.approx(0.603, abs=0.001)
    assert displacement_difference((0, 0), (0, 0)).p_value == 1


def test_noise_beyond_chance_widens_the_interval() -> None:
    plain, wide = (displacement_difference((400, 300), (400, 400), dispersion=d) for d in (0.4, 4))
    assert plain.is_told_from_chance
    assert not wide.is_told_from_chance
    assert wide.standard_error == pytest.approx(2 * plain.standard_error)


def test_the_smallest_detectable_fall_is_found_four_times_in_five() -> None:
    # What was there before is expected again; the operation takes the detectable number away.
    plan = displacement_difference((1000, 1000), (1000, 1000))
    random = np.random.default_rng(1)
    found = 0
    for _ in range(2000):
        before, control, still = (int(random.poisson(1000)) for _ in range(3))
        after = int(random.poisson(1000 - plan.detectable))
        found += displacement_difference((before, after), (control, still)).is_told_from_chance
    assert found / 2000 == pytest.approx(0.8, abs=0.04)
    assert plan.detectable_pct == pytest.approx(17.7, abs=0.1)


def test_without_offences_before_there_is_no_percentage() -> None:
    assert displacement_difference((0, 5), (3, 3)).detectable_pct is None


@pytest.mark.parametrize("treated", [(nan, 5.0), (5.0, -1.0)])
def test_a_missing_count_is_refused(treated: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="numbers from 0 up"):
        displacement_difference(treated, (1, 1))


def published(
    control: tuple[float, float], treated: tuple[float, float], size: float
) -> tuple[float, float, float, float]:
    """The test as its authors' own programs compute it (R package ptools and its Python sister, function ``wdd``).

    Every count is divided by the weight of its area (size: of the control), and counts as its own variance. The
    difference, its standard error and its 95 % interval.
    """
    parts = []
    for sign, pair, weight in ((-1, control, size), (1, treated, 1.0)):
        parts += [(-sign, pair[0], weight), (sign, pair[1], weight)]
    estimate = sum(sign * count / weight for sign, count, weight in parts)
    error = sum(count * (1 / weight) ** 2 for _, count, weight in parts) ** 0.5
    return estimate, error, estimate - REACH * error, estimate + REACH * error


def test_fifty_inputs_agree_with_the_published_formula() -> None:
    random = np.random.default_rng(50)
    for _ in range(50):
        control, treated = ((float(pair[0]), float(pair[1])) for pair in random.integers(0, 900, (2, 2)) + 1)
        size = random.uniform(0.2, 4)
        found = displacement_difference(treated, control, size=size)
        got = (found.difference, found.standard_error, found.lower_ci, found.upper_ci)
        assert got == pytest.approx(published(control, treated, size), rel=1e-9, abs=1e-9)
