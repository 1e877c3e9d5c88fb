from inspect import signature
from typing import get_args

from components.figures import DRAWN_BY, ELEMENTS, PICTURED_BY
from data.reports.figures import Figure


def test_every_kind_of_figure_is_drawn_by_a_function_of_its_fields() -> None:
    assert sorted(k.__name__ for k in (*DRAWN_BY, *ELEMENTS, *PICTURED_BY)) == sorted(
        k.__name__ for k in get_args(Figure)
    )
    for kind, draw in PICTURED_BY.items():
        assert tuple(signature(draw).parameters) == (*kind._fields, "alt"), kind.__name__
    for kind, draw in ELEMENTS.items():
        assert tuple(signature(draw).parameters)[: len(kind._fields)] == kind._fields, kind.__name__
    for kind, draw in DRAWN_BY.items():
        # A map is drawn from the whole figure, as its patches are.
        taken = tuple(signature(draw).parameters)
        assert taken in (kind._fields, ("fields",)), kind.__name__
