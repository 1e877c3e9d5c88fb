import pytest

from data.words.outcomes import notes


@pytest.mark.parametrize(("factor", "widened"), [(1.0, 0), (1.04, 0), (1.06, 1), (2.5, 1)])
def test_an_interval_that_nothing_widens_is_not_said_to_be(factor: float, widened: int) -> None:
    assert sum("widened" in note for note in notes(factor)) == widened
