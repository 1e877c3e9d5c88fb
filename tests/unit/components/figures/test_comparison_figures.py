from math import nan
from typing import Any

import pandas as pd
import pytest

from components.figures import theme
from components.figures.interval_dots import interval_dots as plain_interval_dots
from components.figures.side_dots import side_dots as plain_side_dots
from data.reports.figures import IntervalDots, SideDots
from tests.fixtures.drawings import checked
from tests.fixtures.selections import RATE

interval_dots = checked(plain_interval_dots, IntervalDots)
side_dots = checked(plain_side_dots, SideDots)

RATES = pd.DataFrame(
    {
        "area_name": ["Ash", "Birch"],
        "value": [98.0, 88.2],
        "lower": [95.0, 85.0],
        "upper": [101.0, 91.5],
        "is_marked": [False, True],
        "label": ["1st to 4th", "2nd to 6th"],
        "text": ["Ash: 98.0", "Birch: 88.2"],
    }
)


def test_each_area_has_its_whisker_and_the_first_row_is_on_top() -> None:
    figure: Any = interval_dots(RATES)
    below, above, dots = figure.data
    assert (tuple(below.x), tuple(below.y)) == ((85.0, 91.5), ("<b>Birch</b>",) * 2)
    assert (tuple(above.x), tuple(above.y)) == ((95.0, 101.0), ("Ash", "Ash"))
    assert (tuple(dots.x), tuple(dots.y)) == ((88.2, 98.0), ("<b>Birch</b>", "Ash"))
    assert tuple(dots.marker.color) == (theme.ACCENT, theme.CONTEXT)
    assert tuple(dots.text) == ("Birch: 88.2", "Ash: 98.0")


def test_labels_stand_in_a_column_at_the_edge() -> None:
    notes = interval_dots(RATES).layout.annotations
    assert [(note.text, note.xref, note.x) for note in notes] == [
        ("<b>2nd to 6th</b>", "paper", 1),
        ("1st to 4th", "paper", 1),
    ]


@pytest.mark.parametrize(("from_zero", "lines"), [(True, 0), (False, 1)])
def test_an_axis_that_does_not_begin_at_zero_has_a_line_there(from_zero: bool, lines: int) -> None:
    figure: Any = interval_dots(RATES, "change, %", from_zero=from_zero)
    assert len(figure.layout.shapes) == lines
    assert all(shape.x0 == shape.x1 == 0 for shape in figure.layout.shapes)
    assert figure.layout.xaxis.title.text == "change, %"
    assert (figure.layout.xaxis.range[0] == 0) is from_zero


def test_no_interval_ends_at_the_frame_as_if_it_were_cut() -> None:
    changes = RATES.assign(value=[-13.3, 5.6], lower=[-37.0, -20.0], upper=[20.0, 41.0])
    low, high = interval_dots(changes, from_zero=False)["layout"]["xaxis"]["range"]
    assert (low, high) == pytest.approx((-37 - 0.04 * 78, 41 + 0.04 * 78))


GROUPS = pd.DataFrame({"offence_group": ["Theft", "Robbery"], "own": [30.4, 1.0], "others": [21.7, nan]})


def test_sides_have_a_mark_each_in_every_row_and_are_named() -> None:
    figure: Any = side_dots(GROUPS, {"own": "Thurrock", "others": "Other 13"}, RATE)
    *joins, own, others = figure.data
    assert [(tuple(join.x), tuple(join.y)) for join in joins] == [((21.7, 30.4), (1, 1)), ((1.0, 1.0), (0, 0))]
    assert (tuple(own.x), tuple(own.y), own.name) == ((30.4, 1.0), (1, 0), "Thurrock")
    assert own.marker.symbol != others.marker.symbol
    assert others.text[1] == "Other 13<br>Robbery: not available per 1,000 residents"
    notes = [note.text for note in figure.layout.annotations]
    assert notes[:2] == ["Theft", "Robbery"]
    assert "Thurrock<br>" in notes[2]
    assert "Other 13" in notes[2]
