import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from data.model.verdict import Refusal, Verdict
from data.statistics.effect.design import design
from data.statistics.effect.displacement import Pair
from data.statistics.effect.evaluation import Effect, effect, side_of
from data.statistics.effect.ground import Ground
from data.statistics.effect.judged import judged
from data.statistics.effect.placebo import Placebo, placebo_of
from data.statistics.effect.plan import Plan, plan
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


def test_the_ratio_of_both_changes_has_its_intervals_on_the_log_scale() -> None:
    side = side_of((100, 80), (200, 180), np.array([180.0]), np.array([380.0]), Placebo(0.02, np.zeros(0)))
    middle = np.log(80 / 100) - np.log(180 / 200)
    error = np.sqrt(side.dispersion * (1 / 100 + 1 / 80 + 1 / 200 + 1 / 180))
    wide, narrow = (100 * np.expm1(stats.norm.interval(level, middle, error)) for level in (0.95, 0.9))
    assert side.ratio_pct == pytest.approx(100 * np.expm1(middle))
    assert (side.lower_ci_pct, side.upper_ci_pct) == pytest.approx(tuple(wide))
    assert (side.lower_90_pct, side.upper_90_pct) == pytest.approx(tuple(narrow))


@pytest.mark.parametrize(("own", "theirs"), [((100.0, 0.0), (100.0, 90.0)), ((100.0, 80.0), (100.0, 0.0))])
def test_where_nothing_is_left_afterwards_there_is_a_difference_and_no_ratio(own: Pair, theirs: Pair) -> None:
    side = side_of(own, theirs, np.array([sum(own)]), np.array([sum(theirs)]), QUIET)
    assert side.difference.difference == (own[1] - own[0]) - (theirs[1] - theirs[0])
    ratios = (side.ratio_pct, side.lower_ci_pct, side.upper_ci_pct, side.lower_90_pct, side.upper_90_pct)
    assert np.isnan(ratios).all()


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


def strays(totals: Sequence[float], usual: float) -> int:
    """How many areas tell the noise, of these that were all alike before and after."""
    half = np.array(totals) / 2
    return len(placebo_of(half, half, usual).strays)


def test_noise_is_told_by_areas_as_busy_or_by_the_thirty_busiest() -> None:
    # A quarter of the usual 80 is 20.
    assert strays([20] * 40 + [19] * 40, 80) == 40
    assert strays([20] * 30 + [19] * 40, 80) == 30
    assert strays([20] * 29 + list(range(1, 19)) + [0] * 50, 80) == 30
    assert strays([20] * 5 + [1] * 24 + [0] * 50, 80) == 29
    assert strays([20] * 5 + [1] * 25 + [0] * 50, 80) == 30
    assert strays([0] * 50, 80) == 0


def test_an_area_strays_from_the_change_of_all_by_its_own_noise() -> None:
    before, after = np.array([30.0, 10, 60, 100]), np.array([10.0, 30, 40, 120])
    found = placebo_of(before, after, 50)
    # All four as many after as before: each is expected to be half of its 40, 40, 100 and 220.
    slope = found.slope
    expected = [change / np.sqrt(total / 4 * (1 + slope * total / 2))
                for change, total in ((-10, 40), (10, 40), (-10, 100), (10, 220))]  # fmt: skip
    assert slope > 0.01
    assert found.strays == pytest.approx(expected)
    # Pearson's chi-squared of the four is as large as that slope makes it.
    assert np.square(found.strays).sum() == pytest.approx(4, abs=1.1)
    one_way = placebo_of(np.zeros(4), after, 50)
    assert (one_way.slope, len(one_way.strays)) == (0, 0)
    assert placebo_of(before, np.zeros(4), 50).slope == 0


def test_an_interval_is_as_wide_as_drawing_again_by_plain_loops_makes_it() -> None:
    noise, variances = Placebo(0.0, np.array([0.2, 0.3, -0.4, 0.5, -0.6, 0.7, 1.5, -2.5])), np.array([1.0, 4.0, 9.0])
    source, found = random.Random(3), []
    for _ in range(4000):
        total = sum(source.choice(noise.strays) * source.choice([-1, 1]) * one**0.5 for one in variances)
        again = sum(source.choice(noise.strays) ** 2 for _ in noise.strays) / len(noise.strays)
        found.append(abs(total) / max(again**0.5, 0.1) / sum(variances) ** 0.5)
    assert noise.tail(variances) == pytest.approx(np.quantile(found, 0.95) / 1.959964, rel=0.06)
    # One area alone tells no tail; two do.
    assert Placebo(0.0, np.array([5.0])).tail(variances) == 1
    assert Placebo(0.0, np.array([5.0, 0.1])).tail(variances) > 1


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


def test_the_ring_is_set_against_its_own_by_the_noise_of_cells_as_busy_that_were_left_alone() -> None:
    before = np.full(SIDE * SIDE, 40.0)
    before[:48] = 12
    made = design(ground(), [area(8, 4), area(8, 8)], history(before), 150)
    after = before.copy()
    # Rows far from the areas: with 20 to 28 before and after together they are not much quieter than a ring of 80.
    after[:48] = np.tile([8.0, 16.0], 24)
    after[made.around] = 30
    found = effect(made, before, after)
    assert found is not None
    assert found.around is not None
    ring, like = int(made.around.sum()), int(made.around_control.sum())
    assert (ring, like > 0) == (16, True)
    assert found.around.before_and_after == (40 * ring, 30 * ring)
    assert found.around.compared == (before[made.around_control].sum(), after[made.around_control].sum())
    free = ~(made.treated.any(axis=0) | made.around)
    noise = placebo_of(before[free], after[free], 2 * 40.0)
    assert len(noise.strays) == free.sum()
    expected = side_of(
        found.around.before_and_after, found.around.compared, np.full(ring, 70.0),
        (before + after)[made.around_control], noise,
    )  # fmt: skip
    assert found.around == expected
    assert found.inside.before_and_after == (80, 80)
    alone = placebo_of(made.alone @ before, made.alone @ after, 2 * 40.0)
    assert found.noise.slope == alone.slope
    assert found.inside == side_of(
        (80, 80), found.inside.compared, np.array([80.0, 80.0]), made.control @ (before + after), alone
    )


def test_an_area_with_nothing_around_it_has_no_effect_there() -> None:
    cells = np.arange(0, 40, 4, dtype=np.intp)
    apart = Ground(np.zeros(10, dtype=np.intp), cells, 150)
    level = np.full(10, 50.0)
    made = design(apart, [area(0, 0)], history(level), 150)
    found = effect(made, level, level)
    assert found is not None
    assert found.around is None


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


def drawn_chance(planned: Plan, fall: float) -> float:
    """How often a fall is found, each count afterwards drawn by itself, tested as ``side_of`` would."""
    source, before, theirs = np.random.default_rng(6), planned.totals.sum(), planned.compared.sum()
    weight = before / theirs

    def variance(counts: np.ndarray, ratio: np.ndarray) -> np.ndarray:
        totals = counts * (1 + ratio[:, None])
        return np.asarray((totals * (1 + planned.noise.slope * totals / 2)).sum(axis=1))

    spread = [0.82 * np.sqrt(variance(planned.totals, np.array([1 - fall]))),
              0.82 * np.sqrt(variance(planned.compared, np.ones(1)))]  # fmt: skip
    left = np.maximum(source.normal((1 - fall) * before, spread[0], 20_000) / before, 0)
    kept = np.maximum(source.normal(theirs, spread[1], 20_000) / theirs, 0)
    error = np.sqrt(variance(planned.totals, left) + weight**2 * variance(planned.compared, kept))
    return float((np.abs(before * (left - kept)) > 1.96 * error).mean())


@pytest.mark.parametrize("fall", [0.0, 0.3, 0.5])
def test_the_chance_of_finding_a_fall_is_that_of_a_simulation(fall: float) -> None:
    planned = Plan(np.array([60.0, 40.0, 20.0]), np.array([90.0, 70.0]), Placebo(0.02, np.zeros(0)))
    assert planned.chance(fall) == pytest.approx(drawn_chance(planned, fall), abs=0.025)


def test_a_plan_counts_its_areas_and_those_like_them_in_the_latest_months() -> None:
    latest, earlier = np.full(SIDE * SIDE, 60.0), np.tile([40.0, 80.0], SIDE * SIDE // 2)
    made = design(ground(), [area(3, 3), area(8, 8)], history(latest), 150)
    planned = plan(made, latest, earlier)
    assert planned is not None
    assert (planned.totals.tolist(), planned.compared.tolist()) == ([60, 60], [60] * 4)
    assert planned.noise.slope == placebo_of(made.alone @ earlier, made.alone @ latest, 120).slope > 0.04
    wild = replace(planned, noise=Placebo(0.0, np.array([0.1, 0.1, 0.1, 6.0])))
    assert wild.chance(0.5) < replace(planned, noise=QUIET).chance(0.5) - 0.1
    latest[made.treated.any(axis=0)] = 0
    assert plan(made, latest, earlier) is None


def test_the_highest_of_areas_that_differ_by_chance_alone_fall_by_themselves() -> None:
    level = np.full(300, 10.0)
    found = chosen_again(level, 11, Placebo(0.0, np.zeros(0)))
    # The eleven highest of 300 draws of a Poisson of 10 lie at 17 to 21.
    assert found.fall == pytest.approx(11 * 8.2, rel=0.1)
    assert found.fall_pct == pytest.approx(45, abs=4)
    assert chosen_again(np.zeros(5), 11, QUIET).fall == 0


def test_areas_stand_out_where_they_lie_among_the_highest_tenth() -> None:
    others = np.arange(1.0, 101.0)
    # By the middle of the areas: 91 is above nine tenths of the others, 90 is not.
    assert stand_out(np.array([83.0, 99.0]), others)
    assert not stand_out(np.array([81.0, 99.0]), others)


def test_areas_without_an_offence_are_not_among_those_that_could_have_been_picked() -> None:
    others = np.append(np.zeros(900), np.arange(1.0, 11.0))
    assert stand_out(np.array([10.0]), others)
    assert not stand_out(np.array([9.0]), others)
    assert not stand_out(np.array([9.0]), np.zeros(5))
    levels = np.append(np.zeros(50), [30.0, 20.0])
    # Whoever picks more than there are picks them all: by chance they neither fall nor rise.
    every = chosen_again(levels, 5, QUIET)
    assert every.fall == pytest.approx(0, abs=1.5)


def test_choosing_again_draws_with_the_noise_of_areas_left_alone() -> None:
    level = np.full(300, 10.0)
    noisy = chosen_again(level, 11, Placebo(0.2, np.zeros(0)))
    source = np.random.default_rng(7)
    drawn = np.sort(source.poisson(10 * source.gamma(5, 1 / 5, (400, 300))), axis=1)[:, -11:].sum(axis=1)
    assert noisy.fall == pytest.approx(drawn.mean() - 110, rel=0.03)
    assert noisy.fall_pct == pytest.approx(100 * (1 - 110 / drawn.mean()), rel=0.03)


def test_operations_of_the_register_are_judged_together_and_others_are_at_most_possible() -> None:
    rng = np.random.default_rng(4)
    before, after = (rng.poisson(np.full(SIDE * SIDE, 300.0)).astype(float) for _ in range(2))
    made = design(ground(), [area(3, 3), area(8, 8)], history(before), 150)
    after[made.treated.any(axis=0)] *= 0.5
    found = effect(made, before, after)
    assert found is not None
    together = judged([found, Refusal.NO_MONTHS], is_registered=True)
    assert list(together["verdict"]) == [Verdict.CLEAR_FALL, Verdict.CANNOT_COMPARE]
    first = together.iloc[0]
    side = found.inside
    assert (first["difference"], first["lower_ci"], first["upper_ci"], first["p_value"]) == (
        side.difference.difference, side.difference.lower_ci, side.difference.upper_ci, side.difference.p_value,
    )  # fmt: skip
    percentages = ["change_pct", "lower_ci_pct", "upper_ci_pct", "lower_90_pct", "upper_90_pct"]
    assert first[percentages].tolist() == [
        side.ratio_pct, side.lower_ci_pct, side.upper_ci_pct, side.lower_90_pct, side.upper_90_pct,
    ]  # fmt: skip
    assert together.loc[1, percentages].isna().all()
    assert together["comparisons"].tolist() == [2, 2]
    assert judged([found], is_registered=False)["verdict"][0] == Verdict.POSSIBLE_FALL


def test_half_must_be_found_four_times_in_five_at_the_level_of_the_family() -> None:
    """A side of 100 before, whose error is set by how much its noise is widened."""

    def verdicts(error: float, size: int) -> set[Verdict]:
        side = side_of((100, 100), (100, 100), np.array([200.0]), np.array([200.0]), QUIET)
        one = replace(side, difference=replace(side.difference, standard_error=error))
        return set(judged([Effect(one, None, QUIET)] * size, is_registered=True)["verdict"])

    # Half of 100 over 1.96 + 0.84 errors alone, over 2.24 + 0.84 of two.
    alone, two = 50 / (stats.norm.ppf(0.975) + stats.norm.ppf(0.8)), 50 / (stats.norm.ppf(0.9875) + stats.norm.ppf(0.8))
    assert verdicts(alone * 1.001, 1) == {Verdict.TOO_FEW}
    assert verdicts(alone * 0.999, 1) == {Verdict.UNCLEAR}
    assert verdicts(two * 1.001, 2) == {Verdict.TOO_FEW}
    assert verdicts(two * 0.999, 2) == {Verdict.UNCLEAR}


def test_where_the_end_of_half_would_be_missed_there_are_too_few_to_tell() -> None:
    level = np.full(SIDE * SIDE, 2.0)
    made = design(ground(), [area(3, 3)], history(level), 150)
    found = effect(made, level, level)
    assert found is not None
    assert judged([found], is_registered=True)["verdict"][0] == Verdict.TOO_FEW
