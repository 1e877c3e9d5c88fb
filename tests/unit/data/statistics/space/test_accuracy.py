from math import isnan

import numpy as np
import pytest

from data.statistics.space.accuracy import catch

SCORES = np.array([9.0, 8, 7, 6, 5, 4, 3, 2, 1, 0])
LATER = np.array([4.0, 0, 6, 0, 5, 0, 0, 3, 2, 0])


def test_indices_by_hand() -> None:
    # Two of ten cells hold 4 of 20 later offences; the best two would have held 6 + 5.
    found = catch(SCORES, LATER, 0.2)
    assert found.caught == 4
    assert found.pai == pytest.approx((4 / 20) / (2 / 10))
    assert found.pei == pytest.approx(4 / 11)


def test_three_cells_by_hand() -> None:
    found = catch(SCORES, LATER, 0.3)
    assert found.pai == pytest.approx((10 / 20) / 0.3)
    assert found.pei == pytest.approx(10 / 15)


@pytest.mark.parametrize(("share", "taken"), [(0.01, 1), (0.1, 1), (0.19, 1), (0.29, 2), (0.3, 3), (1, 10)])
def test_the_share_is_rounded_down_to_whole_cells_but_one(share: float, taken: int) -> None:
    assert catch(SCORES, LATER, share).area_share == taken / 10


def test_cells_that_tie_at_the_edge_share_the_room_left() -> None:
    # Room for three: one above, four that tie for two places, with 0 + 6 + 2 + 4 offences between them.
    scores = np.array([9.0, 5, 5, 5, 5, 1, 1, 1, 1, 1])
    later = np.array([3.0, 0, 6, 2, 4, 5, 0, 0, 0, 0])
    found = catch(scores, later, 0.3)
    assert found.caught == 3 + 12 / 2
    assert found.pai == pytest.approx((9 / 20) / 0.3)
    assert found.pei == pytest.approx(9 / 15)


def test_a_map_that_says_nothing_is_as_good_as_chance() -> None:
    for share in (0.1, 0.3, 0.5):
        assert catch(np.zeros(10), LATER, share).pai == pytest.approx(1)


def test_the_perfect_map_has_an_efficiency_of_one() -> None:
    for share in (0.1, 0.2, 0.5):
        assert catch(LATER, LATER, share).pei == pytest.approx(1)


def test_where_nothing_follows_there_is_no_index() -> None:
    found = catch(SCORES, np.zeros(10), 0.2)
    assert isnan(found.pai)
    assert isnan(found.pei)
