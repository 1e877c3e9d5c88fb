import numpy as np
import pytest

from data.statistics.effect.similarity import History, unlikeness


def unlike(halves: tuple[float, float], types: tuple[float, float], metres: float = 0.0) -> float:
    """How unlike an area of 50 and 50 in its halves, 30 and 70 of its types, another is."""
    own = History(np.array([[50.0, 50.0]]), np.array([[30.0, 70.0]]))
    other = History(np.array([halves]), np.array([types]))
    return float(unlikeness(own, other, np.array([metres]))[0])


def test_the_same_area_is_as_like_as_can_be() -> None:
    assert unlike((50, 50), (30, 70)) == pytest.approx(0, abs=1e-12)


def test_another_mix_is_unlike_by_the_distance_of_hellinger() -> None:
    apart = 2 * (np.sqrt(0.7) - np.sqrt(0.3)) ** 2
    assert unlike((50, 50), (70, 30)) == pytest.approx(100 * apart)


def test_another_level_is_unlike_by_the_square_roots_of_the_counts() -> None:
    assert unlike((200, 200), (120, 280)) == pytest.approx(2 * (np.sqrt(400) - np.sqrt(100)) ** 2)


def test_five_kilometres_are_one_step() -> None:
    assert unlike((50, 50), (30, 70), 5000) == pytest.approx(1)


def test_another_trend_is_unlike_by_the_standard_errors_between_its_halves() -> None:
    # 20 more than in the first half of 100 are two of them; their square, halved, weighs half.
    assert unlike((40, 60), (30, 70)) == pytest.approx(2**2 / 2 / 2)
