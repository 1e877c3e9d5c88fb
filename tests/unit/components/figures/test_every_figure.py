from typing import get_args, get_type_hints

import pytest

from components.figures import DRAWN_BY, ELEMENTS, PICTURED_BY
from data.reports.figures import Figure

KINDS = DRAWN_BY | ELEMENTS | PICTURED_BY


def test_every_kind_of_figure_is_drawn() -> None:
    assert sorted(kind.__name__ for kind in (*DRAWN_BY, *ELEMENTS, *PICTURED_BY)) == sorted(
        kind.__name__ for kind in get_args(Figure)
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_figure_is_drawn_by_a_function_of_its_kind(kind: type) -> None:
    taken = get_type_hints(KINDS[kind])["figure"]
    assert kind in (get_args(taken) or (taken,))
