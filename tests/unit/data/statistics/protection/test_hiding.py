"""Whether a hidden number can be had back from all that is shown: linear programs of its least and greatest value."""

from collections.abc import Hashable

import numpy as np
import pytest

from data.statistics.protection.hiding import hidden_cells
from data.statistics.protection.tables import Draft, Mask, Tables
from tests.fixtures.attack import Attack

THRESHOLD = 5
WARDS, QUARTERS = 8, 4


def drawn(seed: int, mean: float, ceiling: int | None = None) -> Draft:
    """Counts by ward and quarter with both totals; ceiling: how many more crimes of any kind another table shows."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(mean * rng.lognormal(sigma=0.6, size=(WARDS, 1)), (WARDS, QUARTERS))
    draft = Draft()
    whole = np.pad(counts, ((0, 1), (0, 1)))
    whole[-1], whole[:, -1] = whole.sum(axis=0), whole.sum(axis=1)
    whole[-1, -1] = counts.sum()
    for ward in range(WARDS + 1):
        for quarter in range(QUARTERS + 1):
            draft.add((ward, quarter), int(whole[ward, quarter]), 10.0 ** ((ward == WARDS) + (quarter == QUARTERS)))
            if ceiling is not None:
                draft.limit([(ward, quarter)], int(whole[ward, quarter]) + ceiling)
    for ward in range(WARDS + 1):
        draft.total((ward, QUARTERS), [(ward, quarter) for quarter in range(QUARTERS)])
    for quarter in range(QUARTERS + 1):
        draft.total((WARDS, quarter), [(ward, quarter) for ward in range(WARDS)])
    return draft


def widths(tables: Tables, hidden: Mask) -> list[float]:
    """How far the greatest value of each hidden cell is from its least; the threshold is far enough."""
    attack = Attack()
    for place, count in enumerate(tables.counts):
        if not hidden[place]:
            attack.know({place: 1}, int(count))
    for matrix, know, values in (
        (tables.sums, attack.know, np.zeros(tables.sums.shape[0])),
        (tables.limits, attack.know_most, tables.most),
    ):
        for row, value in zip(matrix.toarray(), values, strict=True):
            know({int(place): row[place] for place in np.flatnonzero(row)}, float(value))
    found = attack.widths([{int(place): 1} for place in np.flatnonzero(hidden)], THRESHOLD)
    return [high - low for low, high in found]


def everything(tables: Tables) -> Mask:
    return np.ones(len(tables.counts), dtype=bool)


@pytest.mark.parametrize("mean", [1, 3, 7, 20])
@pytest.mark.parametrize("ceiling", [None, 6])
@pytest.mark.parametrize("seed", range(3))
def test_no_hidden_number_is_told_to_within_the_threshold(seed: int, mean: float, ceiling: int | None) -> None:
    tables = drawn(seed, mean, ceiling).tables()
    hidden = hidden_cells(tables, everything(tables), THRESHOLD)
    assert hidden is not None
    assert hidden[tables.counts < THRESHOLD].all()
    assert min(widths(tables, hidden), default=THRESHOLD) >= THRESHOLD - 1e-6


def test_hiding_the_small_ones_alone_would_give_them_back() -> None:
    tables = drawn(0, 7).tables()
    small = tables.counts < THRESHOLD
    assert 0 < small.sum() < len(small) / 2
    assert min(widths(tables, small)) < 1e-6
    hidden = hidden_cells(tables, everything(tables), THRESHOLD)
    assert hidden is not None
    assert hidden.sum() > small.sum()


def test_whoever_knows_the_rule_cannot_tell_a_small_number_from_one_that_was_needed() -> None:
    # One of the hidden of a connected set is small: each could be that one, and each could be another.
    tables = drawn(1, 7).tables()
    hidden = hidden_cells(tables, everything(tables), THRESHOLD)
    assert hidden is not None
    small = np.flatnonzero(hidden & (tables.counts < THRESHOLD))
    attack = Attack()
    for place in np.flatnonzero(~hidden):
        attack.know({int(place): 1}, int(tables.counts[place]))
    for row in tables.sums.toarray():
        attack.know({int(place): row[place] for place in np.flatnonzero(row)}, 0)
    for low, high in attack.widths([{int(place): 1} for place in small]):
        assert low < THRESHOLD <= high


def test_a_count_that_is_large_enough_is_hidden_only_where_that_is_needed() -> None:
    tables = drawn(2, 60).tables()
    hidden = hidden_cells(tables, everything(tables), THRESHOLD)
    assert hidden is not None
    assert (tables.counts >= THRESHOLD).all()
    assert not hidden.any()


def lone(count: int, all_crimes: int) -> Tables:
    """One ward and its neighbour, and how many crimes of any kind another table shows for the first."""
    draft = Draft()
    keys: list[Hashable] = ["ward", "neighbour"]
    for key, value in zip([*keys, "area"], [count, 40, count + 40], strict=True):
        draft.add(key, value, 1.0)
    draft.total("area", keys)
    draft.limit(["ward"], all_crimes)
    return draft.tables()


@pytest.mark.parametrize(("count", "is_hidden"), [(5, False), (4, True)])
def test_a_count_under_five_is_hidden_and_one_of_five_is_not(count: int, is_hidden: bool) -> None:
    tables = lone(count, all_crimes=100)
    hidden = hidden_cells(tables, everything(tables), THRESHOLD)
    assert hidden is not None
    assert hidden[0] == is_hidden


def test_where_another_table_tells_too_much_nothing_can_be_published() -> None:
    tables = lone(2, all_crimes=3)
    assert hidden_cells(tables, everything(tables), THRESHOLD) is None
    # What is offered of the rest leaves open what the other table left open.
    assert hidden_cells(tables, np.array([False, False, True]), THRESHOLD) is not None


def test_what_another_table_shows_to_be_none_is_no_secret() -> None:
    tables = lone(0, all_crimes=0)
    hidden = hidden_cells(tables, everything(tables), THRESHOLD)
    assert hidden is not None
    assert not hidden.any()


def test_a_cell_that_is_not_offered_is_not_told_by_its_neighbours() -> None:
    tables = lone(2, all_crimes=30)
    hidden = hidden_cells(tables, np.array([False, True, True]), THRESHOLD)
    assert hidden is not None
    assert hidden.tolist() != [False, False, False]


def test_where_its_own_tables_leave_no_room_a_number_is_hidden_with_one_of_another_table() -> None:
    draft = Draft()
    tables_of = {"area": {"ward": 2, "neighbour": 40}, "whole": {"other": 42, "rest": 40}}
    for total, parts in tables_of.items():
        for key, count in {**parts, total: sum(parts.values())}.items():
            draft.add(key, count, 1.0)
        draft.total(total, list(parts))
    # Both together have no more than they have: what the ward may have more, the other must have less.
    draft.limit(["ward", "other"], 44)
    tables = draft.tables()
    assert tables.counts.tolist() == [2, 40, 42, 42, 40, 82]
    hidden = hidden_cells(tables, everything(tables), THRESHOLD)
    assert hidden is not None
    assert hidden[[0, 3]].all()
    assert min(widths(tables, hidden)) >= THRESHOLD - 1e-6
