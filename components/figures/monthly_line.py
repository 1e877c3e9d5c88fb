"""Monthly series as lines, labelled at their ends; a gap is left open and named."""

from collections.abc import Sequence
from datetime import date, timedelta
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.figures import theme
from components.formatting import month, number, runs
from data.selection import Measure, Period, add_months, unbroken

# Room for the names at the ends of lines, and the share of the height that a line of a name takes.
END_LABEL_PX, END_LABEL_CHARACTERS = 150, 20
LINE_SHARE = 0.065

Values = Sequence[float | None]


def monthly_line(
    frame: pd.DataFrame, measure: Measure, period: Period, annotations: pd.DataFrame | None = None
) -> go.Figure:
    """Draw at most four series over the months of the frame.

    frame: period_month, series, value (null in a gap), each series over the same months, one after the other; the
    months before ``period`` are drawn as context.
    annotations: date_from, date_to, label; each is marked on the chart and in no other way explained here.
    """
    months = [stamp.date() for stamp in frame["period_month"].drop_duplicates()]
    known = [None if pd.isna(value) else float(value) for value in frame["value"]]
    names = list(frame["series"].drop_duplicates())
    lines = [known[place * len(months) : (place + 1) * len(months)] for place in range(len(names))]
    absent = [stamp for stamp, *values in zip(months, *lines, strict=True) if all(value is None for value in values)]
    marks, notes = _gaps(absent)
    if annotations is not None:
        events, labels = _events(annotations, months[0])
        marks, notes = marks + events, notes + labels
    drawn = list(zip(names, lines, series_colours(len(names)), strict=False))
    return theme.figure(
        [trace for name, line, colour in drawn for trace in _lines(name, months, line, colour, measure, period)],
        height=330,
        shapes=marks,
        annotations=notes + _end_labels(drawn, months),
        xaxis={"type": "date", "tickformat": "%b\n%Y", "range": _range(months), "nticks": 8, "tickangle": 0},
        yaxis={"tickformat": ","},
        margin={"r": END_LABEL_PX},
    )


def series_colours(count: int) -> tuple[str, ...]:
    """The colours of so many series, in their order."""
    return (theme.ACCENT, theme.SECOND) if count <= 2 else theme.CATEGORIES


def _range(months: Sequence[date]) -> list[str]:
    return [f"{months[0] - timedelta(days=12)}", f"{months[-1] + timedelta(days=12)}"]


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


def _gaps(absent: Sequence[date]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shades and names of the months in which no series has a value."""
    gaps = unbroken(absent)
    shade = {
        "type": "rect",
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": theme.GAP,
        "line": {"width": 0},
        "layer": "below",
    }
    shapes = [{**shade, "x0": f"{add_months(gap.first, -1):%Y-%m}-16", "x1": f"{gap.last:%Y-%m}-15"} for gap in gaps]
    note = {"y": 0.5, "yref": "paper", "showarrow": False, "font": {"color": theme.INK, "size": 12}}
    middles = [gap.first + (gap.last - gap.first) / 2 for gap in gaps]
    notes = [
        {**note, "x": f"{middle:%Y-%m-%d}", "text": f"No data<br>{runs(gap.months)}"}
        for gap, middle in zip(gaps, middles, strict=True)
    ]
    return shapes, notes


def _events(annotations: pd.DataFrame, first: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Thin lines at events, and their labels on three levels so that neighbours stay legible."""
    dates = [max(stamp.date(), first).isoformat() for stamp in annotations["date_from"]]
    style = {"color": theme.MUTED, "width": 1, "dash": "dash"}
    lines = [{"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": style} for x in dates]
    note = {"yref": "paper", "showarrow": False, "xanchor": "left", "xshift": 3, "bgcolor": theme.VEIL}
    font = {"size": 12, "color": theme.MUTED}
    labels = [
        {**note, "x": x, "y": 0.30 - 0.11 * (level % 3), "text": label, "font": font}
        for level, (x, label) in enumerate(zip(dates, annotations["label"], strict=True))
    ]
    return lines, labels


def _end_labels(drawn: Sequence[tuple[str, Values, str]], months: Sequence[date]) -> list[dict[str, Any]]:
    """The name of each series at its last point, moved up where two names would overlap."""
    ends = []
    for name, values, colour in drawn:
        known = [(value, stamp) for value, stamp in zip(values, months, strict=True) if value is not None]
        ends += [(*known[-1], name, colour)] if known else []
    top = max((value for _, values, _ in drawn for value in values if value is not None), default=1) or 1
    labels, floor = [], float("-inf")
    for value, stamp, name, colour in sorted(ends):
        text = "<br>".join(wrap(name, END_LABEL_CHARACTERS))
        half = LINE_SHARE * top * (1 + text.count("<br>")) / 2
        place = max(value, floor + half)
        floor = place + half
        labels.append(
            {
                "name": "end-label", "x": stamp.isoformat(), "y": place, "text": f"<b>{text}</b>",
                "showarrow": False, "xanchor": "left", "xshift": 8, "align": "left",
                "font": {"color": colour, "size": 12.5},
            }
        )  # fmt: skip
    return labels
