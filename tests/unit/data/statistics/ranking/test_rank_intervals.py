from math import nan

import numpy as np
import pytest

from data.statistics.ranking.rank_intervals import rank_intervals, rank_words, rate_ranks

TRIALS, PER = 2000, "by number"


def covers(rates: np.ndarray, population: np.ndarray, factor: float, seed: int) -> float:
    """Share of trials in which every area's interval holds its true rank."""
    random, expected = np.random.default_rng(seed), rates * population / 1000
    true_rank = (rates[None, :] > rates[:, None]).sum(axis=1) + 1
    held = 0
    for _ in range(TRIALS):
        level = expected * random.gamma(expected / (factor - 1), (factor - 1) / expected) if factor > 1 else expected
        found = rate_ranks(random.poisson(level), population, factor, PER)
        held += bool(((found["best_rank"] <= true_rank) & (true_rank <= found["worst_rank"])).all())
    return held / TRIALS


@pytest.mark.parametrize("factor", [1.0, 4.0])
def test_joint_intervals_hold_every_true_rank_of_close_rivals(factor: float) -> None:
    rates = 80 + np.arange(14) * 0.2
    assert covers(rates, np.linspace(60_000, 190_000, 14)[[*range(0, 14, 2), *range(1, 14, 2)]], factor, 1) >= 0.9


def test_joint_intervals_hold_where_counts_are_small() -> None:
    assert covers(np.array([1.0, 1.1, 1.2, 3, 3.2, 6, 9, 9.5]), np.full(8, 6_000.0), 1.0, 2) >= 0.9


def test_areas_that_lie_apart_have_narrow_intervals() -> None:
    frame = rank_intervals([10, 20, 30, 30.5], [1, 1, 1, 1], PER)
    assert frame["rank"].tolist() == [4, 3, 2, 1]
    assert (frame["best_rank"].tolist(), frame["worst_rank"].tolist()) == ([4, 3, 1, 1], [4, 3, 2, 2])
    assert frame["rank_words"].tolist() == [
        rank_words(*place, PER) for place in ((4, 4, 4, 4), (3, 4, 3, 3), (2, 4, 1, 2), (1, 4, 1, 2))
    ]


def test_the_intervals_are_those_worked_by_hand() -> None:
    # Two areas at 90 %: each interval at √0.9 = 0.948683, so z = 1.948596; 3.9 errors apart is apart, 3.89 is not.
    assert rank_intervals([0, 3.9], [1, 1], PER)["best_rank"].tolist() == [2, 1]
    assert rank_intervals([0, 3.89], [1, 1], PER)["best_rank"].tolist() == [1, 1]
    # Two that are known for sure and equal: intervals that only touch are not apart.
    sure = rank_intervals([5, 5, 1], [0, 0, 0], PER)
    assert (sure["best_rank"].tolist(), sure["worst_rank"].tolist()) == ([1, 1, 3], [2, 2, 3])


def test_an_unknown_area_is_not_ranked_nor_counted() -> None:
    frame = rate_ranks([50, nan, 70, 10], [1000, 1000, nan, 1000], [1] * 4, PER)
    assert np.nan_to_num(frame["rank"], nan=-1).tolist() == [1, -1, -1, 2]
    assert frame["rank_words"].tolist()[1:3] == ["", ""]
    assert frame["rank_words"][0].startswith("1st of 2")


def test_more_noise_leaves_more_ranks_open() -> None:
    counts, population = [900, 1000, 1150, 1400], [10_000] * 4
    widths = [
        (f["worst_rank"] - f["best_rank"]).sum() for f in (rate_ranks(counts, population, d, PER) for d in (1, 3, 30))
    ]
    assert widths[0] < widths[1] < widths[2] == 12
    # Less than chance alone is no noise.
    assert rate_ranks([100, 115], [1000] * 2, [0.1] * 2, PER)["best_rank"].tolist() == [1, 1]


def test_ties_share_the_better_rank() -> None:
    frame = rank_intervals([5, 5, 1], [1, 1, 1], PER)
    assert frame["rank_words"][0].startswith("joint 1st of 3 by number, anywhere from 1st")


def test_a_rank_is_that_of_the_rate_beside_it_however_few_the_offences() -> None:
    counts, population = np.array([0.0, 1, 0, 7, 5]), np.array([5_000.0, 20_000, 9_000, 10_625, 7_719])
    frame = rate_ranks(counts, population, np.ones(5), PER)
    assert frame["rank"].tolist() == [4, 3, 4, 1, 2]
    assert [frame["rank_words"][place][:9] for place in (0, 2)] == ["joint 4th"] * 2


def test_a_rank_lies_among_those_that_chance_leaves_open() -> None:
    random = np.random.default_rng(3)
    for _ in range(300):
        counts, population = random.poisson(random.gamma(0.5, 20, 12)), random.integers(800, 20_000, 12)
        frame = rate_ranks(counts, population, random.uniform(1, 4, 12), PER)
        assert (frame["best_rank"] <= frame["rank"]).all()
        assert (frame["rank"] <= frame["worst_rank"]).all()


def test_without_the_error_of_one_area_there_is_no_interval_of_any() -> None:
    frame = rank_intervals([5, 3], [1, nan], PER)
    assert frame["rank_words"].tolist() == ["1st of 2 by number", "2nd of 2 by number"]
    assert np.isnan([frame["best_rank"], frame["worst_rank"]]).all()


def test_a_rank_in_words() -> None:
    assert rank_words(5, 14, 3, 8, "per 1,000 residents") == (
        "5th of 14 per 1,000 residents, anywhere from 3rd to 8th allowing for chance"
    )
    assert rank_words(12, 21, 12, 12, PER) == "12th of 21 by number, also allowing for chance"
    assert "from 11th to 21st" in rank_words(12, 21, 11, 21, PER)
    assert "from 13th to 113th" in rank_words(20, 120, 13, 113, PER)


def test_an_area_without_another_has_no_rank() -> None:
    for counts in ([50], [nan, 50]):
        frame = rate_ranks(counts, [1000] * len(counts), [1] * len(counts), PER)
        assert np.isnan([frame["rank"], frame["best_rank"], frame["worst_rank"]]).all()
        assert frame["rank_words"].tolist() == [""] * len(counts)
