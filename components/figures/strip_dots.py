"""Areas as dots along one axis."""

import pandas as pd
from dash import html

from components.figures import theme
from components.figures.drawn import dot, drawn, line, text
from data.model.measure import Measure
from data.reports.table import Column

WIDTH, HEIGHT, EDGE = 360, 84, 12
AXIS, NAME = 54, 20


def strip_dots(frame: pd.DataFrame, measure: Measure, alt: str) -> html.Img:
    """A dot for each area from zero, the marked ones over the others and the first of them named.

    Arguments as ``figures.StripDots``; alt: what they say.
    """
    known = frame.dropna(subset="value").sort_values("is_marked", kind="stable")
    top = known["value"].max() or 1
    at = EDGE + (WIDTH - 2 * EDGE) * known["value"] / top
    dots = [
        dot(x, AXIS - 12, 7 if is_marked else 6, theme.ACCENT if is_marked else theme.EDGE)
        for x, is_marked in zip(at, known["is_marked"], strict=True)
    ]
    shown = Column("value", "", "number", measure.decimals)
    ends = [
        text("0", EDGE, AXIS + 20),
        text(f"{shown.show(float(top))} {measure.unit}", WIDTH, AXIS + 20, anchor="end"),
    ]
    marks = [line((EDGE, AXIS), (WIDTH - EDGE, AXIS), theme.EDGE), *dots, *ends]
    own = known[known["is_marked"]]
    if len(own):
        value = own["value"].iloc[0]
        name = f"{own['area_name'].iloc[0]} {shown.show(float(value))}"
        marks.append(_name(name, float(at[own.index[0]])))
    return drawn("".join(marks), (WIDTH, HEIGHT), alt, "picture")


def _name(words: str, x: float) -> str:
    """What is written over a dot, from it to the side on which there is room."""
    anchor = "end" if x > WIDTH * 2 / 3 else "start" if x < WIDTH / 3 else "middle"
    return text(words, x, NAME, anchor=anchor, colour=theme.INK)
