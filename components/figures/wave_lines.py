"""Answers over the waves of a survey, each question in a small chart of its own (assets/multiples.js fits them)."""

from math import ceil, floor
from textwrap import wrap
from typing import Any

import pandas as pd

from components.figures import theme
from components.figures.small_multiples import (
    CELL_PX,
    COLUMNS,
    GUTTER,
    PLOT_PX,
    TITLE_CHARACTERS,
    axis_of,
    cells,
    titled,
)
from data.model.records import records
from data.reports.figures import WaveLines
from data.words.formatting import month, number

# A question is long: its cell has room for so many lines above.
LINES, LINE_PX = 3, 17
# Days that the axis reaches beyond the first and the last wave.
BEYOND = pd.Timedelta(days=60)


def wave_lines(figure: WaveLines) -> theme.Drawing:
    """Draw each question's answers as a line in its band; events are thin lines through all."""
    frame, events = figure
    rows = records(frame)
    questions = list(dict.fromkeys(row["question"] for row in rows))
    ends = [f"{day:%Y-%m-%d}" for day in (frame["wave_end"].min() - BEYOND, frame["wave_end"].max() + BEYOND)]
    scale = _scale(frame)
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {}
    titles, lines = [], []
    for place, (part_x, part_y) in enumerate(cells(len(questions), COLUMNS)):
        axis = axis_of(place)
        traces += _traces([row for row in rows if row["question"] == questions[place]], axis)
        layout |= _axes(axis, ends, scale, part_x, part_y)
        titles.append(_title(questions[place], axis))
        lines += [_event(day, axis) for day in events["date_from"] if frame["wave_end"].min() <= day]
    high = CELL_PX + (LINES - 1) * LINE_PX
    return theme.figure(
        traces,
        height=high * ceil(len(questions) / COLUMNS) + 8,
        annotations=titles,
        shapes=lines,
        margin={"l": 44, "r": 8, "t": (LINES - 1) * LINE_PX, "b": 8},
        meta={"cells": len(questions), "columns": COLUMNS, "cell_px": high, "plot_px": PLOT_PX, "gutter": GUTTER},
        **layout,
    )


def _traces(rows: list[dict[Any, Any]], axis: str) -> list[dict[str, Any]]:
    """The band where the number asked is known, and the answers."""
    on = {"type": "scatter", "xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    known = [row for row in rows if pd.notna(row["lower_ci_pct"])]
    thin = {"width": 0.75, "color": theme.CONTEXT}
    edge = {**on, "mode": "lines", "hoverinfo": "skip", "line": thin, "x": _days(known)}
    band = [
        {**edge, "y": [row["lower_ci_pct"] for row in known]},
        {**edge, "y": [row["upper_ci_pct"] for row in known], "fill": "tonexty", "fillcolor": theme.BAND},
    ]
    line = {**on, "mode": "lines+markers", "x": _days(rows), "y": [row["estimate_pct"] for row in rows],
            "text": [_text(row) for row in rows], "hoverinfo": "text", "line": {"color": theme.ACCENT, "width": 1.5},
            "marker": {"size": 6, "color": theme.ACCENT}}  # fmt: skip
    return [*band, line]


def _days(rows: list[dict[Any, Any]]) -> list[str]:
    return [f"{row['wave_end']:%Y-%m-%d}" for row in rows]


def _text(row: dict[Any, Any]) -> str:
    low, high = row["lower_ci_pct"], row["upper_ci_pct"]
    interval = f" (95% interval {number(low)} to {number(high)})" if pd.notna(low) else ""
    return f"{month(row['wave_end'])}: {number(row['estimate_pct'])}%{interval}"


def _scale(frame: pd.DataFrame) -> list[float]:
    """From ten to ten per cent what holds every answer and its band: the same for all, so that changes compare."""
    every = frame[["estimate_pct", "lower_ci_pct", "upper_ci_pct"]].astype(float)
    return [max(10 * floor(every.min(axis=None) / 10), 0), min(10 * ceil(every.max(axis=None) / 10), 100)]


def _axes(axis: str, ends: list[str], scale: list[float], part_x: list[float], part_y: list[float]) -> dict[str, Any]:
    small = {"tickfont": {"size": 11}, "automargin": False}
    return {
        f"xaxis{axis}": {**theme.AXIS, **small, "type": "date", "range": ends, "showgrid": False, "tickformat": "%Y",
                         "dtick": "M12", "tick0": "2000-01-01", "tickangle": 0, "domain": part_x, "anchor": f"y{axis}"},
        f"yaxis{axis}": {**theme.AXIS, **small, "range": scale, "nticks": 4, "ticksuffix": "%", "domain": part_y,
                         "anchor": f"x{axis}"},
    }  # fmt: skip


def _title(question: str, axis: str) -> dict[str, Any]:
    text = wrap(question, TITLE_CHARACTERS)
    shown = text if len(text) <= LINES else [*text[: LINES - 1], f"{text[LINES - 1]} …"]
    return titled("<br>".join(shown), axis)


def _event(day: pd.Timestamp, axis: str) -> dict[str, Any]:
    at, style = f"{day:%Y-%m-%d}", {"color": theme.MUTED, "width": 1, "dash": "dot"}
    return {"type": "line", "xref": f"x{axis}", "yref": f"y{axis} domain", "x0": at, "x1": at, "y0": 0, "y1": 1,
            "line": style}  # fmt: skip
