import numpy as np
import pytest

from data.model.verdict import Refusal, Verdict
from data.statistics.effect.design import design
from data.statistics.effect.evaluation import effect, side_of
from data.statistics.effect.judged import judged
from data.statistics.effect.placebo import Placebo, placebo_of
from data.statistics.effect.plan import plan
from data.statistics.effect.regression import chosen_again, stand_out
from tests.unit.data.statistics.effect.test_ground import SIDE, area, ground, history

QUIET = Placebo(0.0, np.zeros(0))


def test_the_worked_example_is_what_the_difference_gives() -> None:
    side = side_of((100, 80), (100, 90), np.array([180.0]), np.array([190.0]), QUIET)
    assert side.weight == 1
    assert side.difference.difference == -10
    assert side.expected == 90
    # What is taken off was smaller than before, so its error is: the published 19.2 is the most.
    assert side.difference.standard_error == pytest.approx(19.2354, abs=0.0001)
    assert side.ratio_pct == pytest.approx(100 * (0.8 / 0.9 - 1))


def test_an_effect_beside_places_that_grew_is_set_against_their_growth() -> None:
    side = side_of((200, 200), (100, 150), np.array([400.0]), np.array([250.0]), QUIET)
    assert side.weight == 2
    assert side.expected == 300
    assert side.difference.difference == -100
    assert side.dispersion > 1


def test_the_noise_of_larger_places_weighs_as_they_do() -> None:
    side = side_of((100, 100), (200, 200), np.array([200.0]), np.array([400.0]), Placebo(0.02, np.zeros(0)))
    # 200 × (1 + 0.02 × 100), and a quarter of 400 × (1 + 0.02 × 200), over 200 and a quarter of 400.
    assert side.dispersion == pytest.approx((600 + 2000 / 4) / (200 + 400 / 4))


def test_noise_is_measured_on_areas_left_alone() -> None:
    rng = np.random.default_rng(1)
    level = rng.gamma(2, 20, 2000)
    wild = [rng.poisson(level * rng.gamma(10, 0.1, 2000)).astype(float) for _ in range(2)]
    calm = [rng.poisson(level).astype(float) for _ in range(2)]
    assert placebo_of(wild[0], wild[1], 80).slope == pytest.approx(0.1, abs=0.015)
    assert placebo_of(calm[0], calm[1], 80).slope < 0.01


def test_a_season_that_all_areas_share_is_no_noise() -> None:
    rng = np.random.default_rng(2)
    level = rng.gamma(2, 20, 2000)
    before, after = rng.poisson(level).astype(float), rng.poisson(level * 1.5).astype(float)
    assert placebo_of(before, after, 80).slope < 0.01


def test_areas_of_unequal_size_have_a_wider_interval_where_some_stray_far() -> None:
    steady = Placebo(0.0, np.tile([1.0, -1.0], 50))
    wild = Placebo(0.0, np.append(np.full(92, 0.5), np.full(8, 4.0)))
    assert wild.tail(np.array([1.0])) > 1.1
    assert steady.tail(np.ones(50)) == pytest.approx(1.0, abs=0.06)


def test_a_fall_in_the_areas_alone_is_found_and_one_of_all_is_none() -> None:
    rng = np.random.default_rng(3)
    level = np.full(SIDE * SIDE, 200.0)
    before, after = (rng.poisson(level).astype(float) for _ in range(2))
    made = design(ground(), [area(3, 3), area(8, 8)], history(before), 150)
    everywhere = effect(made, before, after * 0.6)
    assert everywhere is not None
    assert not everywhere.inside.difference.is_told_from_chance
    fallen = after.copy()
    fallen[made.treated.any(axis=0)] *= 0.5
    there = effect(made, before, fallen)
    assert there is not None
    assert there.inside.difference.is_told_from_chance
    assert there.inside.difference.difference == pytest.approx(-200, abs=80)
    assert there.around is not None
    assert not there.around.difference.is_told_from_chance


def test_without_offences_before_there_is_no_effect() -> None:
    level = np.full(SIDE * SIDE, 20.0)
    made = design(ground(), [area(3, 3)], history(level), 150)
    before = level.copy()
    before[made.treated.any(axis=0)] = 0
    assert effect(made, before, level) is None


def test_a_plan_tells_the_smallest_fall_by_its_own_chance() -> None:
    level = np.full(SIDE * SIDE, 60.0)
    made = design(ground(), [area(3, 3), area(8, 8)], history(level), 150)
    planned = plan(made, level, level)
    assert planned is not None
    smallest = planned.detectable_pct
    assert smallest is not None
    assert planned.chance(smallest / 100) == pytest.approx(0.8, abs=0.01)
    assert planned.chance(0.0) < 0.1
    assert planned.chance(0.9) > 0.99
    quiet = plan(made, level / 60, level / 60)
    assert quiet is not None
    assert quiet.detectable_pct is None


def test_the_highest_of_areas_that_differ_by_chance_alone_fall_by_themselves() -> None:
    level = np.full(300, 10.0)
    found = chosen_again(level, 11, Placebo(0.0, np.zeros(0)))
    # The eleven highest of 300 draws of a Poisson of 10 lie at 17 to 21.
    assert found.fall == pytest.approx(11 * 8.2, rel=0.1)
    assert found.fall_pct == pytest.approx(45, abs=4)
    assert chosen_again(np.zeros(5), 11, QUIET).fall == 0


def test_areas_stand_out_where_they_lie_among_the_highest_tenth() -> None:
    others = np.arange(1.0, 101.0)
    assert stand_out(np.array([95.0, 99.0]), others)
    assert not stand_out(np.array([50.0, 99.0]), others)


def test_operations_of_the_register_are_judged_together_and_others_are_at_most_possible() -> None:
    rng = np.random.default_rng(4)
    before, after = (rng.poisson(np.full(SIDE * SIDE, 300.0)).astype(float) for _ in range(2))
    made = design(ground(), [area(3, 3), area(8, 8)], history(before), 150)
    after[made.treated.any(axis=0)] *= 0.5
    found = effect(made, before, after)
    assert found is not None
    together = judged([found, Refusal.NO_MONTHS], is_registered=True)
    assert list(together["verdict"]) == [Verdict.CLEAR_FALL, Verdict.CANNOT_COMPARE]
    assert together["change_pct"].isna().tolist() == [False, True]
    assert judged([found], is_registered=False)["verdict"][0] == Verdict.POSSIBLE_FALL


def test_where_the_end_of_half_would_be_missed_there_are_too_few_to_tell() -> None:
    level = np.full(SIDE * SIDE, 2.0)
    made = design(ground(), [area(3, 3)], history(level), 150)
    found = effect(made, level, level)
    assert found is not None
    assert judged([found], is_registered=True)["verdict"][0] == Verdict.TOO_FEW
