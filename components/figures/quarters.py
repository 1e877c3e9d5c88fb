"""Areas by what was recorded and by what was felt, in four quarters."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.figures import theme
from data.model.records import records
from data.reports.figures import Quarters
from data.words.formatting import number, signed

HEIGHT = 480
# The corners from the upper left, clockwise: where they stand, and how they are set.
CORNERS = ((0, 1, "left", "top"), (1, 1, "right", "top"), (1, 0, "right", "bottom"), (0, 0, "left", "bottom"))
AIR = 1.15


def quarters(figure: Quarters) -> theme.Drawing:
    """Draw areas as dots with both intervals; those that may lie in another quarter are hollow and grey."""
    frame, corners, across, upwards = figure
    rows = records(frame)
    wide, high = _reach(rows, "recorded_pct", "recorded"), _reach(rows, "felt_points", "felt")
    zero = {"type": "line", "line": {"color": theme.EDGE, "width": 1}, "layer": "below"}
    shapes = [
        {**zero, "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper"},
        {**zero, "y0": 0, "y1": 0, "x0": 0, "x1": 1, "xref": "paper"},
    ]
    return theme.figure(
        [trace for is_open in (True, False) for trace in _dots(rows, is_open)],
        height=HEIGHT,
        shapes=shapes,
        annotations=[*_corners(corners), *(_name(row) for row in rows if not row["is_open"])],
        xaxis={"title": theme.axis_title(across), "range": [-wide, wide], "nticks": 5, "tickangle": 0,
               "showgrid": True},
        yaxis={"title": theme.axis_title(upwards), "range": [-high, high], "rangemode": "normal", "nticks": 5},
        margin={"l": 56, "b": 52},
    )  # fmt: skip


def _reach(rows: list[dict[Any, Any]], value: str, what: str) -> float:
    """How far the axis reaches on both sides of zero."""
    ends = [abs(row[name]) for row in rows for name in (value, f"{what}_low", f"{what}_high") if pd.notna(row[name])]
    return AIR * max(ends, default=1)


def _dots(rows: list[dict[Any, Any]], is_open: bool) -> list[dict[str, Any]]:
    of = [row for row in rows if bool(row["is_open"]) is is_open]
    colour = theme.CONTEXT if is_open else theme.ACCENT
    if not of:
        return []
    marker = {"size": 10, "color": theme.WHITE if is_open else colour, "line": {"color": colour, "width": 2}}
    xs, ys = [row["recorded_pct"] for row in of], [row["felt_points"] for row in of]
    return [
        {"type": "scatter", "mode": "markers", "x": xs, "y": ys, "text": [_text(row) for row in of],
         "hoverinfo": "text", "marker": marker, "error_x": _whiskers(of, "recorded_pct", "recorded", colour),
         "error_y": _whiskers(of, "felt_points", "felt", colour)}
    ]  # fmt: skip


def _whiskers(rows: list[dict[Any, Any]], value: str, what: str, colour: str) -> dict[str, Any]:
    sides = [
        [None if pd.isna(row[f"{what}_{end}"]) else abs(row[f"{what}_{end}"] - row[value]) for row in rows]
        for end in ("high", "low")
    ]
    return {"type": "data", "symmetric": False, "array": sides[0], "arrayminus": sides[1], "color": colour,
            "thickness": 1.2, "width": 0}  # fmt: skip


def _text(row: dict[Any, Any]) -> str:
    """The place with both shares and what is said of them, and the change of what was recorded."""
    shares = f"{number(row['now_pct'])}% felt, {number(row['before_pct'])}% the year before"
    felt = f"{shares}: {row['felt_verdict'].lower()}"
    return f"{row['area_name']}<br>{felt}<br>{signed(row['recorded_pct'], 0, '%')} recorded"


def _name(row: dict[Any, Any]) -> dict[str, Any]:
    is_right = row["recorded_pct"] > 0
    return {"x": row["recorded_pct"], "y": row["felt_points"], "text": str(row["area_name"]), "showarrow": False,
            "xanchor": "right" if is_right else "left", "xshift": -9 if is_right else 9, "yshift": 9,
            "font": {"size": 12, "color": theme.INK}, "bgcolor": theme.VEIL}  # fmt: skip


def _corners(corners: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": to, "yanchor": at, "align": to,
         "text": words.replace(", ", ",<br>"),
         "showarrow": False, "font": {"size": 12, "color": theme.MUTED}}
        for words, (x, y, to, at) in zip(corners, CORNERS, strict=True)
    ]  # fmt: skip
