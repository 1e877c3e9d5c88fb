"""Monthly series as lines, labelled at their ends; a gap is left open and named."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from components.figures import marks, theme
from data.model.measure import Measure
from data.model.period import Period
from data.reports.figures import MonthlyLine
from data.words.formatting import month, number

Values = Sequence[float | None]


def monthly_line(figure: MonthlyLine) -> theme.Drawing:
    """Draw the series, and each annotation as a mark that is explained elsewhere."""
    frame, measure, period, annotations = figure
    months = [stamp.date() for stamp in dict.fromkeys(frame["period_month"].tolist())]
    known = [None if pd.isna(value) else float(value) for value in frame["value"].tolist()]
    names = list(dict.fromkeys(frame["series"].tolist()))
    lines = [known[place * len(months) : (place + 1) * len(months)] for place in range(len(names))]
    absent = [stamp for stamp, *values in zip(months, *lines, strict=True) if all(value is None for value in values)]
    shapes, notes = marks.gaps(absent)
    if annotations is not None:
        lines_at, labels = marks.events(annotations, months)
        shapes, notes = shapes + lines_at, notes + labels
    top = max((value for value in known if value is not None), default=1)
    drawn = list(zip(names, lines, series_colours(len(names)), strict=False))
    return theme.figure(
        [trace for name, line, colour in drawn for trace in _lines(name, months, line, colour, measure, period)],
        height=330,
        shapes=shapes,
        annotations=[*notes, theme.unit_label(measure.unit), *marks.end_labels(_ends(drawn, months), top)],
        xaxis=marks.month_axis(months),
        yaxis=marks.value_axis(measure, top),
        margin={"r": marks.END_LABEL_PX, "t": 32},
    )


def series_colours(count: int) -> tuple[str, ...]:
    """The colours of so many series, in their order."""
    return (theme.ACCENT, theme.SECOND) if count <= 2 else theme.CATEGORIES


def _lines(
    name: str, months: Sequence[date], values: Values, colour: str, measure: Measure, period: Period
) -> list[dict[str, Any]]:
    """A dotted line before the period, a full one in it, joined where they meet."""
    start = next((place for place, stamp in enumerate(months) if stamp >= period.first), 0)
    full = _line(name, months[start:], values[start:], measure) | {
        "line": {"color": colour, "width": 2},
        "marker": {"size": 6, "color": theme.WHITE, "line": {"color": colour, "width": 1.5}},
    }
    if not start:
        return [full]
    dotted = _line(name, months[: start + 1], values[: start + 1], measure) | {
        "line": {"color": colour, "width": 1.5, "dash": "dot"},
        "marker": {"size": 4, "color": colour},
    }
    return [dotted, full]


def _line(name: str, months: Sequence[date], values: Values, measure: Measure) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [stamp.isoformat() for stamp in months],
        "y": list(values),
        "name": name,
        "mode": "lines+markers",
        "connectgaps": False,
        "text": [
            f"{name}<br>{month(stamp)}: {number(value, measure.decimals)} {measure.unit}"
            for stamp, value in zip(months, values, strict=True)
        ],
        "hoverinfo": "text",
    }


def _ends(drawn: Sequence[tuple[str, Values, str]], months: Sequence[date]) -> list[marks.End]:
    """The last known point of each series."""
    found = []
    for name, values, colour in drawn:
        known = [(value, stamp) for value, stamp in zip(values, months, strict=True) if value is not None]
        found += [marks.End(*known[-1], name, colour)] if known else []
    return found
