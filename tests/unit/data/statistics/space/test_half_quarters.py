from datetime import date

import numpy as np
import pytest

from data.model.period import Period
from data.statistics.space.concentration import concentration
from data.statistics.space.half_quarters import half_quarter_counts, holds_half, last_quarters
from tests.fixtures.selections import months, period


def first_to_last(found: list[Period]) -> list[str]:
    return [f"{one.first:%Y-%m} {one.last:%Y-%m}" for one in found]


@pytest.mark.parametrize(
    ("last", "latest", "earliest"),
    [
        (date(2025, 12, 1), "2025-10 2025-12", "2024-01 2024-03"),
        (date(2025, 11, 1), "2025-07 2025-09", "2023-10 2023-12"),
        (date(2025, 10, 1), "2025-07 2025-09", "2023-10 2023-12"),
        (date(2025, 9, 1), "2025-07 2025-09", "2023-10 2023-12"),
    ],
)
def test_eight_quarters_end_by_the_end_of_the_period(last: date, latest: str, earliest: str) -> None:
    whole, left_out = last_quarters(last, months("2020-01", "2026-12"))
    assert len(whole) == 8
    assert (first_to_last(whole)[-1], first_to_last(whole)[0]) == (latest, earliest)
    assert left_out == []


def test_a_quarter_that_lacks_a_month_is_left_out_and_none_further_back_takes_its_place() -> None:
    present = set(months("2020-01", "2025-12")) - {date(2024, 5, 1), date(2024, 7, 1), date(2025, 2, 1)}
    whole, left_out = last_quarters(date(2025, 12, 1), present)
    assert first_to_last(whole) == [
        "2024-01 2024-03", "2024-10 2024-12", "2025-04 2025-06", "2025-07 2025-09", "2025-10 2025-12",
    ]  # fmt: skip
    assert left_out == [period("2024-04", "2024-09"), period("2025-01", "2025-03")]


def test_quarters_before_the_first_month_are_not_there_to_be_left_out() -> None:
    whole, left_out = last_quarters(date(2025, 8, 1), months("2025-03", "2025-08"))
    assert first_to_last(whole) == ["2025-04 2025-06"]
    assert left_out == [period("2025-01", "2025-03")]
    assert last_quarters(date(2025, 8, 1), []) == ([], [])


@pytest.mark.parametrize(
    ("counts", "held"),
    [
        ([5, 3, 1, 1], [0]),
        ([3, 5, 1, 2], [0, 1]),
        ([4, 4], []),
        ([4, 4, 8], [2]),
        # Both of the two that tie are needed.
        ([3, 3, 2, 2], [0, 1]),
        # Of three that tie two would do, and nothing says which.
        ([6, 2, 2, 2, 1, 1, 1, 1], [0]),
        ([0, 0, 0], []),
        ([0, 1, 0], [1]),
        ([], []),
    ],
)
def test_the_cells_that_hold_half_are_those_of_every_choice_among_ties(counts: list[int], held: list[int]) -> None:
    assert np.flatnonzero(holds_half(np.array(counts, dtype=float))).tolist() == held


@pytest.mark.parametrize("seed", range(20))
def test_they_are_never_more_than_the_fewest_and_with_the_tie_they_hold_half(seed: int) -> None:
    counts = np.random.default_rng(seed).negative_binomial(0.2, 0.1, 300).astype(float)
    held = holds_half(counts)
    fewest = concentration(counts).half_cell_count
    assert 0 < held.sum() <= fewest
    assert counts[held].min() >= np.sort(counts)[-fewest]
    tied = counts == np.sort(counts)[-fewest]
    assert counts[held | tied].sum() >= counts.sum() / 2
    assert held[tied].all() or not held[tied].any()


def test_five_records_in_five_cells_make_no_cell_one_of_those_that_hold_half() -> None:
    counts = np.zeros(200)
    counts[:5] = 1
    assert not holds_half(counts).any()


def test_quarters_are_counted_one_by_one() -> None:
    quarterly = np.array([[9, 0, 9, 0], [1, 5, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]], dtype=float)
    assert half_quarter_counts(quarterly).tolist() == [2, 1, 0, 0]
    assert half_quarter_counts(quarterly[:, :0]).tolist() == [0] * 4
