from math import nan

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from data.analysis.multiple import Correction, adjusted


@pytest.mark.parametrize(("correction", "method"), [("holm", "holm"), ("bh", "fdr_bh")])
def test_corrections_agree_with_statsmodels(correction: Correction, method: str) -> None:
    random = np.random.default_rng(3)
    for size in (1, 2, 15, 210):
        p = random.beta(0.4, 2, size)
        assert adjusted(p, correction)[0] == pytest.approx(multipletests(p, method=method)[1], rel=1e-12)


@pytest.mark.parametrize("correction", ["holm", "bh"])
def test_what_was_not_tested_is_neither_corrected_nor_counted(correction: Correction) -> None:
    p, count = adjusted([nan, 0.01, nan, 0.02], correction)
    assert count == 2
    assert np.isnan(p).tolist() == [True, False, True, False]
    assert p[[1, 3]] == pytest.approx([0.02, 0.02])


def test_without_a_correction_the_values_stay() -> None:
    assert adjusted([0.3, 0.01], None)[0].tolist() == [0.3, 0.01]


def test_nothing_tested_is_no_comparison() -> None:
    p, count = adjusted([nan], "holm")
    assert count == 0
    assert np.isnan(p).all()
    assert adjusted([], "bh")[1] == 0
