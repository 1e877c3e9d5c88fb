"""Areas in order, each with its estimate and the interval that chance leaves open."""

import numpy as np
import pandas as pd

from components.figures import theme
from data.reports.figures import IntervalDots

# A row, and one where a name is broken into two lines.
ROW_PX, BROKEN_ROW_PX = 24, 34
TICKS = {"nticks": 4, "tickangle": 0}
# The share of the axis that stays free beside the longest intervals: a line that ends at the frame looks cut.
AIR = 0.04


def interval_dots(figure: IntervalDots) -> theme.Drawing:
    """Draw the estimates as dots on their intervals, marked ones by colour and bold name."""
    frame, unit, from_zero = figure
    rows = frame.iloc[::-1]
    marked = [bool(own) for own in rows["is_marked"]]
    colours = [theme.ACCENT if own else theme.CONTEXT for own in marked]
    names = [f"<b>{name}</b>" if own else str(name) for name, own in zip(rows["area_name"], marked, strict=True)]
    # A whisker is a line of its own: error bars of one trace have one colour.
    whiskers = [
        {"type": "scatter", "x": [lower, upper], "y": [name, name], "mode": "lines", "hoverinfo": "skip",
         "line": {"color": colour, "width": 3}}
        for lower, upper, name, colour in zip(rows["lower"], rows["upper"], names, colours, strict=True)
    ]  # fmt: skip
    dots = {"type": "scatter", "x": list(rows["value"]), "y": names, "mode": "markers", "text": list(rows["text"]),
            "hoverinfo": "text", "marker": {"size": 10, "color": colours}}  # fmt: skip
    labels = [
        {"x": 1, "xref": "paper", "y": name, "text": f"<b>{text}</b>" if own else text, "showarrow": False,
         "xanchor": "left", "xshift": 8}
        for name, text, own in zip(names, rows["label"], marked, strict=True)
    ]  # fmt: skip
    zero = {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": theme.MUTED}}
    row = BROKEN_ROW_PX if any("<br>" in name for name in names) else ROW_PX
    return theme.figure(
        [*whiskers, dots],
        height=64 + row * len(rows),
        annotations=labels,
        shapes=[] if from_zero else [zero],
        xaxis={
            "range": _range(rows, from_zero=from_zero),
            "showgrid": True,
            "title": theme.axis_title(unit),
            **TICKS,
        },
        yaxis={"showgrid": False, "rangemode": "normal"},
        margin={"r": 104, "t": 8, "b": 48},
    )


def _range(rows: pd.DataFrame, *, from_zero: bool) -> list[float]:
    """The ends of an axis that holds zero and every interval."""
    ends = rows[["lower", "value", "upper"]].to_numpy(dtype=float)
    low, high = float(np.nanmin(ends, initial=0)), float(np.nanmax(ends, initial=0))
    air = AIR * (high - low)
    return [0.0 if from_zero else low - air, high + air]
