"""What is new among the spots with most, against what only looks so."""

import numpy as np
import pytest

from data.model.verdict import Verdict
from data.statistics.space.grid import Floats
from data.statistics.space.half_quarters import holds_half
from data.statistics.space.new_spots import Standing, spot_changes

QUARTERS = 8


def world(seed: int, cells: int = 400) -> Floats:
    """Spots of very different size, months in bursts, over the months of eight quarters; nothing changes."""
    random = np.random.default_rng(seed)
    means = random.pareto(1.1, cells) * 0.15
    bursts = random.gamma(12, 1 / 12, (cells, 3 * QUARTERS))
    season = 1 + 0.25 * np.sin(np.arange(3 * QUARTERS) / 6 * np.pi)
    return np.asarray(random.poisson(means[:, None] * bursts * season), dtype=float)


def quarters(months: Floats) -> Floats:
    return np.asarray(months.reshape(len(months), -1, 3).sum(axis=2))


def test_between_quarters_of_shuffled_months_hardly_any_spot_is_new() -> None:
    random, told, naive, held, runs = np.random.default_rng(4), 0, 0, 0, 40
    for seed in range(runs):
        counts = quarters(world(seed)[:, random.permutation(3 * QUARTERS)])
        found = spot_changes(counts)
        told += int(found["standing"].isin([Standing.NEW, Standing.GONE]).sum())
        now, before = holds_half(counts[:, -1]), holds_half(counts[:, -2])
        naive, held = naive + int((now & ~before).sum()), held + int(now.sum())
    # By comparing two lists one in ten or more would be called new.
    assert naive / held > 0.1
    assert told <= 0.1 * runs


def test_a_season_or_a_change_of_the_whole_area_makes_no_spot_new() -> None:
    counts = quarters(world(3))
    counts[:, -1] *= 2
    assert not spot_changes(counts)["standing"].isin([Standing.NEW, Standing.GONE]).any()


def test_a_spot_that_flares_up_is_new_and_one_that_dies_down_is_gone() -> None:
    counts = quarters(world(5))
    counts[:2] = [[3, 2, 4, 3, 2, 3, 4, 60], [130, 125, 132, 128, 131, 127, 130, 2]]
    found = spot_changes(counts).set_index("cell")
    assert found.loc[0, ["standing", "verdict", "is_held"]].tolist() == [Standing.NEW, Verdict.CLEAR_RISE, True]
    assert found.loc[1, ["standing", "verdict", "held"]].tolist() == [Standing.GONE, Verdict.CLEAR_FALL, 7]


def test_a_rise_of_a_spot_that_always_had_most_is_not_new() -> None:
    counts = quarters(world(5))
    counts[0] = [60, 55, 62, 58, 61, 57, 60, 300]
    found = spot_changes(counts).set_index("cell").loc[0]
    assert (found["verdict"], found["standing"], found["held"]) == (Verdict.CLEAR_RISE, Standing.STAYS, 8)


@pytest.mark.parametrize("count", [1, 3])
def test_with_fewer_than_three_earlier_quarters_spots_are_counted_and_nothing_is_compared(count: int) -> None:
    counts = quarters(world(5))[:, :count]
    counts[0] = 500
    found = spot_changes(counts).set_index("cell")
    assert set(found["verdict"]) == {Verdict.CANNOT_COMPARE}
    assert found.loc[0, "held"] == count
    assert not found["standing"].isin([Standing.NEW, Standing.GONE]).any()
    assert Verdict.CANNOT_COMPARE not in set(spot_changes(quarters(world(5))[:, :4])["verdict"])


def test_without_a_record_before_or_now_nothing_is_compared() -> None:
    counts = quarters(world(5))
    for silent in (counts[:, :-1], counts[:, -1:]):
        kept = silent.copy()
        silent[:] = 0
        assert set(spot_changes(counts)["verdict"]) == {Verdict.CANNOT_COMPARE}
        silent[:] = kept


def test_spots_with_few_records_have_the_noise_of_them_all() -> None:
    random = np.random.default_rng(6)
    levels = random.gamma(1, 1, (300, QUARTERS))
    found = spot_changes(random.poisson(levels).astype(float))
    mean = found["total_1"] / (QUARTERS - 1)
    assert (mean < 5).all()
    # One line through all of them: no spot has a noise of its own, and none is as steady as chance alone.
    slopes = (found["dispersion"] - 1) / mean
    assert slopes.std() < 0.02
    assert slopes.mean() == pytest.approx(1, abs=0.3)


def test_spots_without_a_record_are_no_rows() -> None:
    counts = np.zeros((5, QUARTERS))
    counts[2] = 4
    assert spot_changes(counts)["cell"].tolist() == [2]
    nothing = spot_changes(np.zeros((0, 0)))
    assert nothing.empty
    assert {"cell", "held", "is_held", "standing", "verdict"} <= set(nothing.columns)


def test_a_spot_stays_that_was_held_in_half_of_the_earlier_quarters_and_in_the_latest() -> None:
    counts = quarters(world(5))[:, :7]
    counts[:2] = [[60, 0, 55, 0, 58, 0, 61], [60, 0, 0, 0, 58, 0, 61]]
    found = spot_changes(counts).set_index("cell").loc[:1]
    assert found["held"].tolist() == [4, 3]
    assert found["is_held"].tolist() == [True, True]
    assert found["standing"].tolist() == [Standing.STAYS, Standing.NONE]
