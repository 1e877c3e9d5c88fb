"""The risk matrix against a simulation that shares nothing with it but the definition."""

import random
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from scipy import stats

from data.statistics.risk.matrix import CRITERIA, Offences, ranked, ranks, scores

EQUAL = dict.fromkeys(CRITERIA, 1.0)
NAN = float("nan")


def offences(**given: Any) -> Offences:
    """Six types of which everything is known, but what is given."""
    known: dict[str, Any] = {
        "now": [5000, 1200, 900, 640, 170, 60],
        "before": [4800, 900, 1000, 700, 160, 30],
        "lengths": 1.0,
        "dispersion": [4.0, 2, 2, 1.5, 1, 1],
        "harm": [60.0, 8, 12, 90, 800, 150],
        "concern": [35.0, 10, 30, 45, 25, 40],
        "asked": [500.0] * 6,
    }
    told = {"count": (known | given)["now"], **known, **given}
    lengths = told.pop("lengths")
    return Offences(lengths=lengths, **{name: np.array(value, dtype=float) for name, value in told.items()})


def two(now: list[float], before: list[float], **given: Any) -> Offences:
    """Two types with these counts."""
    return offences(now=now, before=before, dispersion=[1, 1], harm=[9, 4], concern=[36, 9], asked=[500] * 2, **given)


def simulated(found: Offences, draws: int, seed: int) -> list[list[int]]:
    """The ranks of each draw of weights and counts, by plain loops: Dirichlet by gammas, counts by Poisson mixtures."""
    source = random.Random(seed)

    def count(mean: float, factor: float) -> float:
        # A gamma mixture of Poisson counts has the factor as its ratio of variance to mean.
        level = source.gammavariate(mean / (factor - 1), factor - 1) if factor > 1 else mean
        return max(round(NormalDist(level, level**0.5).inv_cdf(source.random())), 0)

    def share(pct: float, asked: float) -> float:
        size = asked / 1.3
        return min(max(source.gauss(pct, (pct * (100 - pct) / size) ** 0.5), 0), 100)

    told = []
    for _ in range(draws):
        gammas = [source.gammavariate(20 / 4, 1) for _ in range(4)]
        weights = [one / sum(gammas) for one in gammas]
        columns = zip(found.now, found.before, found.dispersion, found.concern, found.asked, strict=True)
        rows = [(count(a, d), count(b, d), share(c, n)) for a, b, d, c, n in columns]
        most, worst, loudest = max(a for a, _, _ in rows), max(found.harm), max(c for _, _, c in rows)
        totals = [
            weights[0] * (a / most) ** 0.5
            + weights[1] * min(max((((a + 0.5) / (b + 0.5)) ** 0.5 - 0.5**0.5) / (2**0.5 - 0.5**0.5), 0), 1)
            + weights[2] * (harm / worst) ** 0.5
            + weights[3] * (c / loudest) ** 0.5
            for (a, b, c), harm in zip(rows, found.harm, strict=True)
        ]
        told.append([1 + sum(other > total for other in totals) for total in totals])
    return told


def test_ranks_hold_as_often_as_in_an_independent_simulation() -> None:
    found = offences()
    here = ranked(found, EQUAL, draws=4000)
    there = np.array(simulated(found, 4000, seed=5))
    expected = 100 * (there == here.frame["rank"].to_numpy()).mean(axis=0)
    assert here.frame["holds_pct"].to_numpy() == pytest.approx(expected, abs=4)
    low, high = np.quantile(there, [0.05, 0.95], axis=0, method="inverted_cdf")
    assert np.abs(here.frame["best_rank"] - low).max() <= 1
    assert np.abs(here.frame["worst_rank"] - high).max() <= 1


def test_a_score_is_the_square_root_of_the_share_of_the_highest() -> None:
    one = scores(two([400, 100], [400, 100]))
    assert one[:, 0].tolist() == [1, 0.5]
    assert one[:, 2] == pytest.approx([1, 2 / 3])
    assert one[:, 3] == pytest.approx([1, 0.5])


@pytest.mark.parametrize(("now", "expected"), [(400, 0.4142), (200, 0), (800, 1), (3000, 1), (20, 0)])
def test_the_trend_goes_from_halved_to_doubled(now: float, expected: float) -> None:
    trend = scores(two([now, 100], [400, 100]))[0, 1]
    assert trend == pytest.approx(expected, abs=2e-3)


def test_a_half_more_of_both_counts_gives_nothing_a_ratio() -> None:
    # The roots of 1.5 ÷ 2.5 and of 0.5, over those of 2 and of 0.5.
    assert scores(two([1, 100], [2, 100]))[0, 1] == pytest.approx(0.0954, abs=1e-4)
    assert scores(two([1, 100], [0, 100]))[0, 1] == 1


def test_what_is_compared_may_be_a_part_of_what_is_counted() -> None:
    one = scores(offences(count=[900.0, 100, 1, 1, 1, 1]))
    assert one[:2, 0] == pytest.approx([1, 1 / 3])
    assert one[:, 1] == pytest.approx(scores(offences())[:, 1])


def test_days_are_allowed_for() -> None:
    longer = scores(two([800, 1], [400, 1], lengths=2.0))
    assert longer[0, 1] == pytest.approx(0.4142, abs=1e-3)


def test_without_weights_of_harm_their_share_goes_to_the_others() -> None:
    found = ranked(offences(harm=[NAN] * 6), EQUAL)
    assert found.weights == pytest.approx({"frequency": 1 / 3, "trend": 1 / 3, "concern": 1 / 3})
    assert found.frame["harm"].isna().all()
    assert "harm" not in offences(harm=[60.0, *[NAN] * 5]).known
    assert sorted(found.frame["rank"]) == [1, 2, 3, 4, 5, 6]


def test_with_counts_alone_how_often_and_the_trend_are_left() -> None:
    bare = offences(harm=[NAN] * 6, concern=[NAN] * 6, asked=[NAN] * 6)
    assert list(ranked(bare, EQUAL).weights) == ["frequency", "trend"]
    alone = offences(harm=[NAN] * 6, concern=[NAN] * 6, asked=[NAN] * 6, before=[NAN] * 6)
    found = ranked(alone, EQUAL)
    assert list(found.weights) == ["frequency"]
    assert found.frame["rank"].tolist() == [1, 2, 3, 4, 5, 6]
    # One criterion alone has one weight.
    assert found.frame["holds_weights_pct"].tolist() == [100] * 6


def test_a_type_without_a_weight_takes_the_middle_and_holds_less() -> None:
    known, lacking = ranked(offences(), EQUAL), ranked(offences(harm=[60.0, 8, 12, 90, NAN, 150]), EQUAL)
    assert np.isnan(lacking.frame["harm"][4])
    assert lacking.frame["rank"][4] > known.frame["rank"][4]
    spread = lacking.frame["worst_rank"] - lacking.frame["best_rank"]
    assert spread[4] >= 3


def test_a_type_far_ahead_holds_under_every_weighting() -> None:
    ahead = offences(
        now=[5000, 60, 50, 40, 30, 20], before=[2500, 60, 50, 40, 30, 20], harm=[900.0, 1, 1, 1, 1, 1],
        concern=[90.0, 5, 5, 5, 5, 5],
    )  # fmt: skip
    found = ranked(ahead, EQUAL)
    assert found.frame["rank"][0] == 1
    assert found.frame["holds_pct"][0] == 100
    assert found.first_pct < 100


def test_the_same_is_said_every_time() -> None:
    assert ranked(offences(), EQUAL).frame.equals(ranked(offences(), EQUAL).frame)


def test_a_heavier_weight_lifts_what_scores_by_it() -> None:
    plain, harmful = ranked(offences(), EQUAL), ranked(offences(), {**EQUAL, "harm": 5})
    assert harmful.frame["rank"][4] == 1
    assert plain.frame["rank"][4] > 1


@pytest.mark.parametrize("edge", [0.3, 0.34, 0.5])
def test_a_rank_holds_as_often_as_the_weight_lies_beyond_where_the_two_change_places(edge: float) -> None:
    roots = np.array([[1, 1 - edge / 2], [1 - (1 - edge) / 2, 1]])
    found = ranked(
        offences(now=1e15 * roots[:, 0] ** 2, before=[NAN] * 2, dispersion=[1, 1], harm=roots[:, 1] ** 2,
                 concern=[NAN] * 2, asked=[NAN] * 2), EQUAL, draws=20_000,
    )  # fmt: skip
    # One of two equal weights of a Dirichlet distribution of concentration 20.
    expected = stats.beta(10, 10).sf(edge)
    assert found.frame["holds_weights_pct"][0] == pytest.approx(100 * expected, abs=1)
    assert found.frame["worst_rank"][0] == (1 if expected > 0.95 else 2)


@pytest.mark.parametrize("dispersion", [1.0, 4.0])
def test_the_rank_of_few_offences_holds_as_often_as_their_square_roots_differ(dispersion: float) -> None:
    nothing = [NAN] * 2
    found = ranked(
        offences(now=[6, 2], before=nothing, dispersion=[dispersion] * 2, harm=nothing, concern=nothing, asked=nothing),
        EQUAL, draws=20_000,
    )  # fmt: skip
    # Each root of a count and 3/8 strays by half a unit, times the root of the dispersion (Anscombe).
    apart = (6 + 3 / 8) ** 0.5 - (2 + 3 / 8) ** 0.5
    expected = 100 * NormalDist().cdf(apart / (dispersion / 2) ** 0.5)
    assert found.frame["holds_counts_pct"].tolist() == pytest.approx([expected] * 2, abs=1)
    assert found.first_pct == 100


def test_the_rank_of_a_concern_holds_as_often_as_the_arc_sines_differ() -> None:
    nothing = [NAN] * 2
    found = ranked(
        offences(now=[9e9, 9e9], before=nothing, dispersion=[1, 1], harm=nothing, concern=[90, 85], asked=[200, 100]),
        {**EQUAL, "frequency": 1e-9}, draws=20_000,
    )  # fmt: skip
    apart = np.arcsin(0.9**0.5) - np.arcsin(0.85**0.5)
    error = (1.3 / 200 / 4 + 1.3 / 100 / 4) ** 0.5
    assert found.frame["holds_counts_pct"][0] == pytest.approx(100 * NormalDist().cdf(apart / error), abs=1)


def test_the_first_three_hold_by_which_they_are_and_in_any_order() -> None:
    found = offences(now=[100] * 3 + [1] * 3, before=[NAN] * 6, harm=[NAN] * 6, concern=[NAN] * 6, dispersion=[1] * 6)
    told = ranked(found, EQUAL)
    assert told.first_pct == 100
    assert told.frame["holds_pct"].max() < 60
    even = ranked(offences(now=[100] * 6, before=[NAN] * 6, harm=[NAN] * 6, concern=[NAN] * 6), EQUAL, draws=4000)
    # One of twenty ways to choose three of six that differ by chance alone, where their dispersion is alike.
    assert even.first_pct < 30


def test_of_equal_scores_the_first_is_the_higher() -> None:
    assert ranks(np.zeros(100)).tolist() == list(range(1, 101))


def test_ranks_begin_with_the_highest() -> None:
    assert ranks(np.array([0.2, 0.9, 0.5])).tolist() == [3, 1, 2]
