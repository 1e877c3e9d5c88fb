"""Areas as dots along one axis."""

import pandas as pd
from dash import html

from components.figures import theme
from components.figures.drawn import dot, drawn, line, text
from data.model.measure import Measure
from data.reports.table import Column

WIDTH, HEIGHT, EDGE = 360, 84, 12
AXIS, NAME = 54, 20
# So many of those marked are named, each in a row of its own.
NAMED, ROW = 2, 18
# The most that a letter takes, px.
CHARACTER = 8


def strip_dots(frame: pd.DataFrame, measure: Measure, alt: str) -> html.Img:
    """A dot for each area from zero, the marked ones over the others and the first two of them named.

    Arguments as ``figures.StripDots``; alt: what they say.
    """
    known = frame.dropna(subset="value").sort_values("is_marked", kind="stable")
    top = known["value"].max() or 1
    own = known[known["is_marked"]].head(NAMED)
    lower = ROW * max(len(own) - 1, 0)
    axis = AXIS + lower
    at = EDGE + (WIDTH - 2 * EDGE) * known["value"] / top
    dots = [
        dot(x, axis - 12, 7 if is_marked else 6, theme.ACCENT if is_marked else theme.EDGE)
        for x, is_marked in zip(at, known["is_marked"], strict=True)
    ]
    shown = Column("value", "", "number", measure.decimals)
    ends = [
        text("0", EDGE, axis + 20),
        text(f"{shown.show(float(top))} {measure.unit}", WIDTH, axis + 20, anchor="end"),
    ]
    marks = [line((EDGE, axis), (WIDTH - EDGE, axis), theme.EDGE), *dots, *ends]
    # Of two the higher goes to the right, the lower to the left: neither stands over the other's dot.
    sides = ("start", "end") if len(own) > 1 else ("middle",)
    named = zip(own.index, own["area_name"], own["value"], sides[: len(own)], strict=True)
    for row, (place, name, value, side) in enumerate(named):
        marks.append(_name(f"{name} {shown.show(float(value))}", float(at[place]), NAME + ROW * row, side))
    return drawn("".join(marks), (WIDTH, HEIGHT + lower), alt, "picture")


def _name(words: str, x: float, y: float, anchor: str) -> str:
    """What is written over a dot, as far to its side as there is room."""
    width = CHARACTER * len(words)
    left = {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return text(words, max(left, min(x, WIDTH - width + left)), y, anchor=anchor, colour=theme.INK)
