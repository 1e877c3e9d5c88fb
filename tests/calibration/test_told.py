"""What is told as news is less than what is clear for a month, and no later than it has to be."""

import numpy as np
import pytest

from data.model.verdict import Verdict
from data.statistics.change.told import NOTHING
from tests.calibration.told import histories, months_to_tell, scope, unchanged

RISE = Verdict.CLEAR_RISE


@pytest.fixture(scope="module")
def few() -> dict[str, object]:
    return dict(unchanged(range(6)))


def test_less_is_told_than_is_clear_for_a_month(few: dict[str, object]) -> None:
    for news in unchanged(range(6)).values():
        assert news.a_year[1] <= news.a_year[0]
    assert set(few) == {"the area", "its wards"}


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
