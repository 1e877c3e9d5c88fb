import numpy as np
import pandas as pd
import pytest

from data.statistics.space.concentration import concentration


def test_how_few_cells_hold_half() -> None:
    found = concentration(np.array([1.0, 0, 5, 2, 0, 2, 0, 0, 0, 0]))
    assert (found.cell_count, found.half_cell_count, found.offence_count) == (10, 1, 10)
    curve = found.curve.set_index("cell_count")
    assert curve["offence_share_pct"].to_dict() == pytest.approx(
        {0: 0, 1: 50, 2: 70, 3: 90, 4: 100, 5: 100, 6: 100, 7: 100, 8: 100, 9: 100, 10: 100}
    )
    assert curve["cell_share_pct"].tolist() == pytest.approx(list(range(0, 101, 10)))


def test_half_needs_the_cell_that_passes_it() -> None:
    found = concentration(np.array([4.0, 3, 3]))
    assert (found.half_cell_count, found.half_least) == (2, 3)


def test_a_long_curve_is_thinned_but_not_at_its_start_nor_at_the_half() -> None:
    counts = np.ones(7000)
    curve = concentration(counts).curve
    assert len(curve) <= 202
    assert curve["cell_count"].tolist()[:11] == list(range(11))
    assert {3500, 7000} <= set(curve["cell_count"])
    assert (curve["cell_share_pct"] - curve["offence_share_pct"]).abs().max() < 1e-9


def test_without_offences_nothing_is_concentrated() -> None:
    found = concentration(np.zeros(5))
    assert (found.half_cell_count, found.half_least, found.offence_count) == (0, 0, 0)
    assert found.curve["offence_share_pct"].tolist() == [0] * 6


def test_cells_that_are_left_out_hold_nothing_and_are_counted() -> None:
    counts = np.array([5.0, 3.0, 2.0])
    some, every = concentration(counts, 10), concentration(np.append(counts, np.zeros(7)))
    assert (some.cell_count, some.half_cell_count) == (10, 1)
    pd.testing.assert_frame_equal(some.curve, every.curve)
