from math import nan

import numpy as np
import pytest

from data.statistics.effect.displacement import REACH, Weights, displacement_difference


def test_the_published_example() -> None:
    found = displacement_difference(treated=(100, 80), control=(100, 90))
    assert found.difference == -10
    assert found.standard_error == pytest.approx(19.2354, abs=0.0001)
    assert (found.lower_ci, found.upper_ci) == pytest.approx((-47.7, 27.7), abs=0.01)
    assert not found.is_told_from_chance


def test_offences_that_moved_next_door_are_added_back() -> None:
    found = displacement_difference((100, 40), (100, 100), displacement=(50, 80), displacement_control=(50, 40))
    assert found.difference == -60 - 0 + 30 + 10
    assert found.standard_error == pytest.approx(np.sqrt(140 + 200 + 130 + 90))


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
    control: tuple[float, float],
    treated: tuple[float, float],
    around_control: tuple[float, float],
    around: tuple[float, float],
    time: tuple[float, float],
    sizes: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    """The test as its authors' own programs compute it (R package ptools and its Python sister, function ``wdd``).

    Every count is divided by the weight of its period times that of its area (sizes: control, treated, both around),
    and counts as its own variance. The difference, its standard error and its 95 % interval.
    """
    parts = []
    for sign, pair, size in zip((-1, 1, -1, 1), (control, treated, around_control, around), sizes, strict=True):
        parts += [(-sign, pair[0], time[0] * size), (sign, pair[1], time[1] * size)]
    estimate = sum(sign * count / weight for sign, count, weight in parts)
    error = sum(count * (1 / weight) ** 2 for _, count, weight in parts) ** 0.5
    return estimate, error, estimate - REACH * error, estimate + REACH * error


def test_fifty_inputs_agree_with_the_published_formula() -> None:
    random = np.random.default_rng(50)
    for _ in range(50):
        control, treated, around_control, around = (
            (float(pair[0]), float(pair[1])) for pair in random.integers(0, 900, (4, 2)) + 1
        )
        time, sizes = random.uniform(0.5, 2, 2), random.uniform(0.2, 4, 4)
        expected = published(
            control, treated, around_control, around, (time[0], time[1]), (sizes[0], sizes[1], sizes[2], sizes[3])
        )
        weights = Weights(time[0], time[1], sizes[1], sizes[0], sizes[3], sizes[2])
        found = displacement_difference(treated, control, around, around_control, weights=weights)
        got = (found.difference, found.standard_error, found.lower_ci, found.upper_ci)
        assert got == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_a_weight_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        displacement_difference((1, 1), (1, 1), weights=Weights(control=0))


def test_the_chance_of_a_difference_agrees_with_its_interval() -> None:
    assert displacement_difference((100, 80), (100, 90)).p_value == pytest.approx(0.603, abs=0.001)
    assert displacement_difference((0, 0), (0, 0)).p_value == 1
