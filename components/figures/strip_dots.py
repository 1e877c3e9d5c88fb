"""Areas as dots along one axis."""

from dash import html

from components.figures import theme
from components.figures.drawn import dot, drawn, line, text
from data.reports.figures import StripDots
from data.reports.table import Column

WIDTH, HEIGHT, EDGE = 360, 84, 12
AXIS, NAME = 54, 20
# So many of those marked are named, each in a row of its own.
NAMED, ROW = 2, 18
# The most that a letter takes, px.
CHARACTER = 8


def strip_dots(figure: StripDots, alt: str) -> html.Img:
    """A dot for each area from zero, the marked ones over the others, the first two named; alt: what they say."""
    frame, measure = figure
    areas = zip(frame["area_name"].tolist(), frame["value"].tolist(), frame["is_marked"].tolist(), strict=True)
    known = sorted((area for area in areas if area[1] == area[1]), key=lambda area: area[2])
    top = max((value for _, value, _ in known), default=0) or 1
    own = [(name, value) for name, value, is_marked in known if is_marked][:NAMED]
    lower = ROW * max(len(own) - 1, 0)
    axis = AXIS + lower
    dots = [
        dot(_at(value, top), axis - 12, 7 if is_marked else 6, theme.ACCENT if is_marked else theme.EDGE)
        for _, value, is_marked in known
    ]
    shown = Column("value", "", "number", measure.decimals)
    ends = [
        text("0", EDGE, axis + 20),
        text(f"{shown.show(float(top))} {measure.unit}", WIDTH, axis + 20, anchor="end"),
    ]
    marks = [line((EDGE, axis), (WIDTH - EDGE, axis), theme.EDGE), *dots, *ends]
    # Of two the higher goes to the right, the lower to the left: neither stands over the other's dot.
    sides = ("start", "end") if len(own) > 1 else ("middle",)
    for row, ((name, value), side) in enumerate(zip(own, sides, strict=False)):
        marks.append(_name(f"{name} {shown.show(value)}", _at(value, top), NAME + ROW * row, side))
    return drawn("".join(marks), (WIDTH, HEIGHT + lower), alt, "picture strip")


def _at(value: float, top: float) -> float:
    """Where a value stands on the axis from zero to ``top``, px."""
    return EDGE + (WIDTH - 2 * EDGE) * value / top


def _name(words: str, x: float, y: float, anchor: str) -> str:
    """What is written over a dot, as far to its side as there is room."""
    width = CHARACTER * len(words)
    left = {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return text(words, max(left, min(x, WIDTH - width + left)), y, anchor=anchor, colour=theme.INK)
