from inspect import signature
from typing import get_args

from components.figures import DRAWN_BY, ELEMENTS
from data.reports.figures import Figure


def test_every_kind_of_figure_is_drawn_by_a_function_of_its_fields() -> None:
    assert set(DRAWN_BY) | set(ELEMENTS) == set(get_args(Figure))
    assert not set(DRAWN_BY) & set(ELEMENTS)
    for kind, draw in (DRAWN_BY | ELEMENTS).items():
        # A map is drawn from the whole figure, as its patches are.
        taken = tuple(signature(draw).parameters)
        assert taken in (kind._fields, ("fields",)), kind.__name__
