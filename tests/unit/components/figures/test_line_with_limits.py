from math import nan
from typing import Any

import pandas as pd

from components.figures import theme
from components.figures.line_with_limits import line_with_limits as plain_line_with_limits
from data.reports.figures import LineWithLimits
from tests.fixtures.drawings import checked
from tests.fixtures.selections import COUNT, period

line_with_limits = checked(plain_line_with_limits, LineWithLimits)


def limited(values: list[float], **columns: Any) -> pd.DataFrame:
    """A series from January 2024 with limits 2, 5 and 8 in one phase, unless ``columns`` say otherwise."""
    stamps = pd.date_range("2024-01-01", periods=len(values), freq="MS")
    plain = {"phase": 0, "centre": 5.0, "lower_limit": 2.0, "upper_limit": 8.0, "signals": ""}
    return pd.DataFrame({"period_month": stamps, "series": "Crime", "value": values, **plain, **columns})


def traces(frame: pd.DataFrame, first: str = "2024-01") -> dict[str, Any]:
    figure: Any = line_with_limits(frame, COUNT, period(first, "2024-12"))
    return {f"{trace.name} {place}": trace for place, trace in enumerate(figure.data)}


def named(found: dict[str, Any], name: str) -> list[Any]:
    return [trace for key, trace in found.items() if key.startswith(name)]


def test_the_band_lies_between_the_limits_of_each_phase_and_not_in_the_gap() -> None:
    frame = limited(
        [5, 6, nan, nan, 7, 4],
        phase=[0, 0, 0, 0, 1, 1],
        centre=[5.0] * 4 + [6.0] * 2,
        upper_limit=[8.0] * 4 + [9.0] * 2,
    )
    (band,), (mean,) = (named(traces(frame), name) for name in ("limits", "expected"))
    assert band.x[:4] == ("2023-12-16", "2024-01-01", "2024-02-01", "2024-02-15")
    assert band.x[10:14] == ("2024-04-16", "2024-05-01", "2024-06-01", "2024-06-15")
    assert band.y == (8, 8, 8, 8, 2, 2, 2, 2, 8, None, 9, 9, 9, 9, 2, 2, 2, 2, 9, None)
    assert band.fill == "toself"
    assert mean.y == (5, 5, 5, 5, None, 6, 6, 6, 6, None)


def test_the_band_follows_the_season() -> None:
    frame = limited([5, 6, 7], centre=[4.0, 5, 8], lower_limit=[2.0, 2.5, 4], upper_limit=[6.0, 7.5, 12])
    (band,), (expected,) = (named(traces(frame), name) for name in ("limits", "expected"))
    assert band.y == (6, 6, 7.5, 12, 12, 4, 4, 2.5, 2, 2, 6, None)
    assert expected.y == (4, 4, 5, 8, 8, None)


def test_without_limits_there_is_neither_band_nor_line_of_what_is_expected() -> None:
    frame = limited([5, 6], centre=nan, lower_limit=nan, upper_limit=nan)
    assert [trace.name for trace in traces(frame).values()] == ["Crime"]
    figure: Any = line_with_limits(frame, COUNT, period("2024-01", "2024-02"))
    assert [note.text for note in figure.layout.annotations] == [COUNT.unit, "<b>Crime 6</b>"]


def test_a_signal_is_a_diamond_that_names_its_rule() -> None:
    (signal,) = named(traces(limited([5, 9], signals=["", "outside the limits"])), "signal")
    assert (signal.x, signal.y) == (("2024-02-01",), (9,))
    assert (signal.marker.symbol, signal.marker.color) == ("diamond", theme.SIGNAL)
    assert signal.text == ("outside the limits",)
    assert "Unusual: %{text}" in signal.hovertemplate


def test_months_before_the_period_are_dotted_and_a_bar_names_the_period() -> None:
    frame = limited([5, 6, 7])
    before, now = named(traces(frame, "2024-02"), "Crime")
    assert (before.line.dash, before.y, now.y) == ("dot", (5, 6), (6, 7))
    figure: Any = line_with_limits(frame, COUNT, period("2024-02", "2024-03"))
    assert "chosen period" in [note.text for note in figure.layout.annotations]
    bar = [shape for shape in figure.layout.shapes if shape.line.color == theme.ACCENT]
    assert [(shape.x0, shape.x1) for shape in bar] == [("2024-01-16", "2024-03-15")]
    whole: Any = line_with_limits(frame, COUNT, period("2024-01", "2024-03"))
    assert "chosen period" not in [note.text for note in whole.layout.annotations]


def test_a_gap_breaks_the_line_and_is_named() -> None:
    frame = limited([5, nan, 7])
    (line,) = named(traces(frame), "Crime")
    assert (line.y, line.connectgaps) == ((5, None, 7), False)
    figure: Any = line_with_limits(frame, COUNT, period("2024-01", "2024-03"))
    assert "No data<br>February<br>2024" in [note.text for note in figure.layout.annotations]


def test_limits_are_labelled_with_their_values() -> None:
    figure: Any = line_with_limits(limited([5, 6]), COUNT, period("2024-01", "2024-02"))
    texts = [note.text for note in figure.layout.annotations]
    assert texts == [COUNT.unit, "usual from 2", "expected 5", "<b>Crime 6</b>", "usual to 8"]
    assert figure.layout.yaxis.rangemode == "tozero"


def test_a_series_without_any_value_is_one_gap() -> None:
    figure: Any = line_with_limits(limited([nan, nan]), COUNT, period("2024-01", "2024-02"))
    assert [note.text for note in figure.layout.annotations] == [
        "No data<br>January to<br>February<br>2024",
        COUNT.unit,
    ]
