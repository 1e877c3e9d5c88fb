"""A monthly series inside its control limits, with the points that a rule marks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from components.figures import marks, theme
from data.model.measure import Measure
from data.model.period import Period
from data.model.records import records
from data.reports.figures import LineWithLimits
from data.words.formatting import number

# Limits reach half a month further than the last point: what is written of them stands at the edge.
BEYOND = {"x": 1, "xref": "paper", "xshift": 6}


def line_with_limits(figure: LineWithLimits) -> theme.Drawing:
    """Draw one series; the months before ``period`` are dotted, and a bar above the others names them."""
    frame, measure, period, annotations = figure
    rows = records(frame)
    months = [row["period_month"].date() for row in rows]
    shapes, notes = marks.gaps([stamp for stamp, row in zip(months, rows, strict=True) if pd.isna(row["value"])])
    added = [marks.events(annotations, months)] if annotations is not None else []
    added += [marks.chosen_period(period)] if months[0] < period.first else []
    for more_shapes, more_notes in added:
        shapes, notes = shapes + more_shapes, notes + more_notes
    top = max((row[part] for row in rows for part in ("value", "upper_limit") if pd.notna(row[part])), default=1)
    return theme.figure(
        limit_traces(rows, measure, period),
        height=360,
        shapes=shapes,
        annotations=[
            *notes,
            theme.unit_label(measure.unit, above=22),
            *({**label, **BEYOND} for label in marks.end_labels(_ends(rows, measure), top)),
        ],
        xaxis=marks.month_axis(months),
        yaxis=marks.value_axis(measure, top),
        margin={"r": marks.END_LABEL_PX, "t": 46},
    )


def limit_traces(
    rows: Sequence[dict[Any, Any]], measure: Measure, period: Period, axis: str = "", size: float = 1
) -> list[dict[str, Any]]:
    """The band of the limits, what is expected, the line and its unusual months; size: of the points.

    axis: the number of the axes.
    """
    on = {"type": "scatter", "xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    name = rows[0]["series"]
    drawn = [{**on, **trace} for trace in _band(rows)]
    start = next((place for place, row in enumerate(rows) if row["period_month"].date() >= period.first), 0)
    hover = f"{name}<br>%{{x|%B %Y}}: %{{y:,.{measure.decimals}f}} {measure.unit}<extra></extra>"
    line = {**on, "name": name, "mode": "lines+markers", "connectgaps": False, "hovertemplate": hover}
    if start:
        dotted = {"color": theme.ACCENT, "width": 1.5 * size, "dash": "dot"}
        small = {"size": 4 * size, "color": theme.ACCENT}
        drawn.append({**line, **_points(rows[: start + 1]), "line": dotted, "marker": small})
    open_dot = {"size": 6 * size, "color": theme.WHITE, "line": {"color": theme.ACCENT, "width": 1.5 * size}}
    drawn.append(
        {**line, **_points(rows[start:]), "line": {"color": theme.ACCENT, "width": 2 * size}, "marker": open_dot}
    )
    return drawn + [{**on, **trace} for trace in _signals(rows, hover, size)]


def _points(rows: Sequence[dict[Any, Any]]) -> dict[str, Any]:
    return {
        "x": [row["period_month"].date().isoformat() for row in rows],
        "y": [None if pd.isna(row["value"]) else row["value"] for row in rows],
    }


def _band(rows: Sequence[dict[Any, Any]]) -> list[dict[str, Any]]:
    """A shade between the limits of each phase, and what is expected; nothing without limits, and none in a gap."""
    limited: dict[int, list[dict[Any, Any]]] = {}
    for row in rows:
        if pd.notna(row["centre"]) and pd.notna(row["value"]):
            limited.setdefault(row["phase"], []).append(row)
    if not limited:
        return []
    around: dict[str, list[Any]] = {"x": [], "y": []}
    along: dict[str, list[Any]] = {"x": [], "y": []}
    for part in limited.values():
        start, end = marks.edges(Period(*(part[place]["period_month"].date() for place in (0, -1))))
        across = [start, *_points(part)["x"], end]
        low, middle, high = (
            [part[0][column], *(row[column] for row in part), part[-1][column]]
            for column in ("lower_limit", "centre", "upper_limit")
        )
        around["x"] += [*across, *across[::-1], start, None]
        around["y"] += [*high, *low[::-1], high[0], None]
        along["x"] += [*across, None]
        along["y"] += [*middle, None]
    edge, dashed = {"color": theme.CONTEXT, "width": 1}, {"color": theme.MUTED, "width": 1, "dash": "dash"}
    still = {"mode": "lines", "hoverinfo": "skip"}
    return [
        {**still, **around, "name": "limits", "fill": "toself", "fillcolor": theme.BAND, "line": edge},
        {**still, **along, "name": "expected", "line": dashed},
    ]


def _signals(rows: Sequence[dict[Any, Any]], hover: str, size: float) -> list[dict[str, Any]]:
    """Diamonds on the points that a rule marks."""
    marked = [row for row in rows if row["signals"]]
    if not marked:
        return []
    return [
        {
            **_points(marked),
            "name": "signal",
            "mode": "markers",
            "marker": {"symbol": "diamond", "size": 5 + 6 * size, "color": theme.SIGNAL},
            "text": [row["signals"] for row in marked],
            "hovertemplate": hover.replace("<extra>", "<br>Unusual: %{text}<extra>"),
        }
    ]


def _ends(rows: Sequence[dict[Any, Any]], measure: Measure) -> list[marks.End]:
    """The last point with its value, and the limits that stand at the end."""
    known = [row for row in rows if pd.notna(row["value"])]
    if not known:
        return []
    last = known[-1]
    stamp: date = last["period_month"].date()
    shown = [("series", "value", theme.ACCENT, True), ("expected", "centre", theme.MUTED, False)]
    shown += [
        (f"usual {end}", f"{side}_limit", theme.MUTED, False) for side, end in (("upper", "to"), ("lower", "from"))
    ]
    return [
        marks.End(
            last[column],
            stamp,
            f"{last['series'] if is_bold else words} {number(last[column], measure.decimals)}",
            colour,
            is_bold,
        )
        for words, column, colour, is_bold in shown
        if pd.notna(last[column])
    ]
