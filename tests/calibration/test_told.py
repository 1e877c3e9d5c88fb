"""What is told as news is less than what is clear for a month, and no later than it has to be."""

import numpy as np

from data.model.verdict import Verdict
from data.statistics.change.told import NOTHING
from tests.calibration.told import histories, months_to_tell, scope, unchanged

RISE = Verdict.CLEAR_RISE


def test_less_is_told_than_is_clear_for_a_month() -> None:
    found = unchanged(range(6))
    assert set(found) == {"the area", "its wards"}
    for news in found.values():
        assert news.a_year[1] <= news.a_year[0]


def test_nothing_is_told_that_is_not_clear_then() -> None:
    for plain, told in histories(scope(3, 1.3)).values():
        is_new = (told[1:] != told[:-1]) & (told[1:] != NOTHING)
        assert (plain[1:][is_new] == told[1:][is_new]).all()
        assert (plain[:-1][is_new] == told[1:][is_new]).all()


def test_a_change_is_told_a_month_after_it_is_clear() -> None:
    clear, told, never = months_to_tell(range(4), 2.0)
    assert never == 0
    assert 1 <= told - clear < 2
    assert np.isfinite([clear, told]).all()
