from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from components.figures import theme
from components.figures.monthly_line import monthly_line as plain_monthly_line
from data.reports.figures import MonthlyLine
from tests.fixtures.drawings import checked
from tests.fixtures.selections import COUNT, RATE, months, period

monthly_line = checked(plain_monthly_line, MonthlyLine)


def series(values: dict[str, list[float | None]], first: str = "2024-01") -> pd.DataFrame:
    rows = [
        (pd.Timestamp(f"{first}-01") + pd.DateOffset(months=step), name, value)
        for name, given in values.items()
        for step, value in enumerate(given)
    ]
    return pd.DataFrame(rows, columns=["period_month", "series", "value"])


def drawn(**values: list[float | None]) -> Any:
    shown = months("2024-01", "2024-12")[: len(next(iter(values.values())))]
    return monthly_line(series(values), COUNT, period("2024-01", f"{shown[-1]:%Y-%m}"))


def labels(figure: Any) -> list[Any]:
    return [note for note in figure.layout.annotations if note.name == "end-label"]


@pytest.mark.parametrize(("count", "step"), [(1, "M1"), (8, "M1"), (9, None)])
def test_no_month_has_two_ticks(count: int, step: str | None) -> None:
    assert drawn(Crime=[5.0] * count).layout.xaxis.dtick == step


def test_a_gap_is_left_open_shaded_and_named() -> None:
    figure = drawn(Crime=[5, None, None, 0])
    assert list(figure.data[0].y) == [5, None, None, 0]
    assert figure.data[0].connectgaps is False
    gap = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(shape.x0, shape.x1, shape.fillcolor) for shape in gap] == [("2024-01-16", "2024-03-15", theme.GAP)]
    assert "No data<br>February<br>to March<br>2024" in [note.text for note in figure.layout.annotations]


def test_a_month_that_one_series_has_is_no_gap() -> None:
    figure = drawn(One=[1, None], Two=[1, 2])
    assert figure.layout.shapes == ()


def test_a_month_of_zero_is_drawn_as_zero() -> None:
    figure = drawn(Crime=[0, 0])
    assert list(figure.data[0].y) == [0, 0]
    assert figure.layout.shapes == ()
    assert figure.layout.yaxis.rangemode == "tozero"


def test_every_series_is_named_at_its_last_known_point() -> None:
    figure = drawn(One=[1, 2, None], Two=[30, 20, 10])
    found = {note.text: (str(note.x)[:10], note.font.color) for note in labels(figure)}
    assert found == {
        "<b>One</b>": ("2024-02-01", theme.ACCENT),
        "<b>Two</b>": ("2024-03-01", theme.WORDS[theme.SECOND]),
    }


def test_names_that_would_overlap_are_moved_apart() -> None:
    figure = drawn(One=[100, 50], Two=[100, 50], Three=[100, 51])
    places = sorted(float(note.y) for note in labels(figure))
    assert min(b - a for a, b in pairwise(places)) >= 6.5 - 1e-9


def test_four_series_have_four_colours() -> None:
    figure = drawn(A=[1], B=[2], C=[3], D=[4])
    assert [trace.line.color for trace in figure.data] == list(theme.CATEGORIES)
    assert len(labels(figure)) == 4


def test_the_year_before_is_dotted_and_meets_the_period() -> None:
    frame = series({"Crime": [1, 2, 3, 4]}, "2023-11")
    before: Any
    now: Any
    before, now = monthly_line(frame, COUNT, period("2024-01", "2024-02")).data
    assert (before.line.dash, list(before.y)) == ("dot", [1, 2, 3])
    assert (now.line.dash, list(now.y)) == (None, [3, 4])
    assert before.line.color == now.line.color


def test_hovering_says_series_month_value_and_unit() -> None:
    figure: Any = monthly_line(series({"Crime": [1234.56, None]}), RATE, period("2024-01", "2024-02"))
    assert figure.data[0].text == (
        "Crime<br>January 2024: 1,234.6 per 1,000 residents",
        "Crime<br>February 2024: not available per 1,000 residents",
    )


def test_events_are_marked_within_the_months_shown() -> None:
    events = pd.DataFrame(
        {
            "date_from": pd.to_datetime(["2023-06-01", "2024-02-01", "2024-03-01"]),
            "date_to": pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01"]),
            "label": ["Begun before", "Within", "Late"],
        }
    )
    figure: Any = monthly_line(series({"Crime": [1, 2, 3]}), COUNT, period("2024-01", "2024-03"), events)
    lines = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "line"]
    assert lines == [("2024-01-01",) * 2, ("2024-02-01",) * 2, ("2024-03-01",) * 2]
    # The label of a late one stands before its line: after it there is no room.
    sides = {note.text: note.xanchor for note in figure.layout.annotations}
    assert {name: sides[name] for name in events["label"]} == {
        "Begun before": "left",
        "Within": "left",
        "Late": "right",
    }


def test_series_without_any_value_draw_one_gap() -> None:
    figure = drawn(Crime=[None, None, None])
    assert list(figure.data[0].y) == [None] * 3
    assert labels(figure) == []
    assert [note.text for note in figure.layout.annotations] == ["No data<br>January to<br>March 2024", COUNT.unit]


@pytest.mark.parametrize("months_shown", [1, 24])
def test_the_frame_is_not_changed(months_shown: int) -> None:
    frame = series({"Crime": [float(n) for n in range(months_shown)]})
    before = frame.copy()
    monthly_line(frame, COUNT, period("2024-01", "2024-01"))
    pd.testing.assert_frame_equal(frame, before)
