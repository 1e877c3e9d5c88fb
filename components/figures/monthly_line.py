"""Monthly series as lines, labelled at their ends; a gap is left open and named."""

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


def monthly_line(
    frame: pd.DataFrame, measure: Measure, period: Period, annotations: pd.DataFrame | None = None
) -> go.Figure:
    """Draw at most four series over the months of the frame.

    frame: period_month, series, value (null in a gap); the months before ``period`` are drawn as context.
    annotations: date_from, date_to, label; each is marked on the chart and in no other way explained here.
    """
    names = list(frame["series"].drop_duplicates())
    colours = dict(zip(names, series_colours(len(names)), strict=False))
    marks, notes = _gaps(frame)
    if annotations is not None:
        lines, labels = _events(annotations, frame["period_month"].min())
        marks, notes = marks + lines, notes + labels
    return theme.figure(
        [
            trace
            for name, colour in colours.items()
            for trace in _lines(frame[frame["series"] == name], colour, measure, period)
        ],
        height=330,
        shapes=marks,
        annotations=notes + _end_labels(frame.dropna(subset="value"), colours),
        xaxis={"type": "date", "tickformat": "%b\n%Y", "range": _range(frame), "nticks": 8, "tickangle": 0},
        yaxis={"tickformat": ","},
        margin={"r": END_LABEL_PX},
    )


def series_colours(count: int) -> tuple[str, ...]:
    """The colours of so many series, in their order."""
    return (theme.ACCENT, theme.SECOND) if count <= 2 else theme.CATEGORIES


def _range(frame: pd.DataFrame) -> list[str]:
    first, last = frame["period_month"].min(), frame["period_month"].max()
    return [f"{first - pd.Timedelta(days=12):%Y-%m-%d}", f"{last + pd.Timedelta(days=12):%Y-%m-%d}"]


def _lines(series: pd.DataFrame, colour: str, measure: Measure, period: Period) -> list[dict[str, Any]]:
    """A dotted line before the period, a full one in it, joined where they meet."""
    first = pd.Timestamp(period.first)
    marker = {"size": 6, "color": theme.WHITE, "line": {"color": colour, "width": 1.5}}
    full = _line(series[series["period_month"] >= first], measure, {"color": colour, "width": 2}, marker)
    if series["period_month"].min() >= first:
        return [full]
    line = {"color": colour, "width": 1.5, "dash": "dot"}
    return [_line(series[series["period_month"] <= first], measure, line, {"size": 4, "color": colour}), full]


def _line(series: pd.DataFrame, measure: Measure, line: dict[str, Any], marker: dict[str, Any]) -> dict[str, Any]:
    name, months = series["series"].iloc[0], list(series["period_month"])
    values = [None if pd.isna(value) else float(value) for value in series["value"]]
    return {
        "type": "scatter",
        "x": [f"{stamp:%Y-%m-%d}" for stamp in months],
        "y": values,
        "name": name,
        "mode": "lines+markers",
        "connectgaps": False,
        "line": line,
        "marker": marker,
        "text": [
            f"{name}<br>{month(stamp)}: {number(value, measure.decimals)} {measure.unit}"
            for stamp, value in zip(months, values, strict=True)
        ],
        "hoverinfo": "text",
    }


def _gaps(frame: pd.DataFrame) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shades and names of the months in which no series has a value."""
    is_absent = frame["value"].isna().groupby(frame["period_month"]).all()
    gaps = unbroken(stamp.date() for stamp in is_absent.index[is_absent])
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


def _events(annotations: pd.DataFrame, first: pd.Timestamp) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Thin lines at events, and their labels on three levels so that neighbours stay legible."""
    dates = [f"{max(date, first):%Y-%m-%d}" for date in annotations["date_from"]]
    style = {"color": theme.MUTED, "width": 1, "dash": "dash"}
    lines = [{"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": style} for x in dates]
    note = {"yref": "paper", "showarrow": False, "xanchor": "left", "xshift": 3, "bgcolor": theme.VEIL}
    font = {"size": 12, "color": theme.MUTED}
    labels = [
        {**note, "x": x, "y": 0.30 - 0.11 * (level % 3), "text": label, "font": font}
        for level, (x, label) in enumerate(zip(dates, annotations["label"], strict=True))
    ]
    return lines, labels


def _end_labels(known: pd.DataFrame, colours: dict[str, str]) -> list[dict[str, Any]]:
    """The name of each series at its last point, moved up where two names would overlap."""
    labels, floor, top = [], float("-inf"), known["value"].astype(float).max() or 1
    for row in known.groupby("series").tail(1).sort_values("value").itertuples():
        text = "<br>".join(wrap(row.series, END_LABEL_CHARACTERS))
        half = LINE_SHARE * top * (1 + text.count("<br>")) / 2
        place = max(float(row.value), floor + half)
        floor = place + half
        labels.append(
            {
                "name": "end-label", "x": f"{row.period_month:%Y-%m-%d}", "y": place, "text": f"<b>{text}</b>",
                "showarrow": False, "xanchor": "left", "xshift": 8, "align": "left",
                "font": {"color": colours[row.series], "size": 12.5},
            }
        )  # fmt: skip
    return labels
