"""Kinds of offences as numbered dots: those far right and far up are to be looked at first."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any, NamedTuple

from components.figures import theme
from data.model.records import records
from data.model.verdict import Verdict
from data.reports.figures import RiskDots

HEIGHT, DOT = 430, 22
# Of the plot as a phone shows it, px: where a name finds room there it has room everywhere.
PLOT_WIDTH, PLOT_HEIGHT = 230, 350
CHARACTER, LINE, LINE_CHARACTERS, BESIDE = 6.4, 14, 18, 15
# Beyond the highest and the lowest dot, shares of an axis.
BEYOND = 0.06
# Its place is no finding: the dot is hollow.
HOLLOW = Verdict.TOO_FEW
COLOURS = {Verdict.CLEAR_RISE: theme.RISE, Verdict.CLEAR_FALL: theme.FALL, HOLLOW: theme.WHITE}


class Room(NamedTuple):
    """A rectangle that is taken, px from the left and from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Room") -> bool:
        """Whether the two have a point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def risk_dots(figure: RiskDots) -> theme.Drawing:
    """Draw the dots with their ranks in them, and names where there is room, the first ranks first."""
    rows = records(figure.frame.sort_values("rank", ascending=False))
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row["x"] for row in rows],
        "y": [row["y"] for row in rows],
        "text": [f"{row['rank']:.0f}" for row in rows],
        "textfont": {"color": [theme.MUTED if row["verdict"] == HOLLOW else theme.WHITE for row in rows], "size": 12},
        "marker": {"size": DOT, "opacity": 1,
                   "color": [COLOURS.get(row["verdict"], theme.MUTED) for row in rows],
                   "line": {"color": [theme.MUTED if row["verdict"] == HOLLOW else theme.WHITE for row in rows],
                            "width": 1}},
        "hovertext": [row["text"] for row in rows],
        "hoverinfo": "text",
    }  # fmt: skip
    far = {"type": "path", "path": f"M 0 {1 + BEYOND} L {1 + BEYOND} {1 + BEYOND} L {1 + BEYOND} 0 Z",
           "fillcolor": theme.GROUND, "line": {"width": 0}, "layer": "below"}  # fmt: skip
    note = {"x": 1 + BEYOND, "y": 1 + BEYOND, "text": figure.corner, "showarrow": False, "xanchor": "right",
            "yanchor": "top", "font": {"size": 12, "color": theme.MUTED}}  # fmt: skip
    return theme.figure(
        [dots],
        height=HEIGHT,
        shapes=[far],
        annotations=[note, *_names(rows[::-1])],
        xaxis=_axis(figure.x_title, figure.x_ticks),
        yaxis={**_axis(figure.y_title, figure.y_ticks), "rangemode": "normal"},
        margin={"l": 68, "r": 12, "t": 8, "b": 48},
    )


def _axis(title: str, ticks: Sequence[tuple[float, str]]) -> dict[str, Any]:
    places, texts = zip(*ticks, strict=True)
    return {
        "title": theme.axis_title(title), "tickvals": list(places), "ticktext": list(texts), "tickangle": 0,
        "range": [-BEYOND, 1 + BEYOND], "showgrid": True,
    }  # fmt: skip


def _names(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """The names beside their dots: right, left, above or below; where none of these has room the number stands alone.

    rows: the first rank first.
    """
    taken = [_around(row) for row in rows]
    found = []
    for row in rows:
        own = _around(row)
        for side, room in _sides(row):
            is_free = not any(room.meets(other) for other in taken if other != own)
            if is_free and room.left >= 0 and room.right <= PLOT_WIDTH and room.top >= 0 and room.bottom <= PLOT_HEIGHT:
                taken.append(room)
                found.append(_name(row, side))
                break
    return found


def _around(row: Any) -> Room:
    x, y = _place(row)
    return Room(x - DOT / 2, y - DOT / 2, x + DOT / 2, y + DOT / 2)


def _place(row: Any) -> tuple[float, float]:
    """The middle of a dot, px."""
    return PLOT_WIDTH * (row["x"] + BEYOND) / (1 + 2 * BEYOND), PLOT_HEIGHT * (1 + BEYOND - row["y"]) / (1 + 2 * BEYOND)


def _sides(row: Any) -> Iterator[tuple[str, Room]]:
    x, y = _place(row)
    lines = wrap(row["label"], LINE_CHARACTERS)
    width, high = CHARACTER * max(map(len, lines)), LINE * len(lines)
    yield "right", Room(x + BESIDE, y - high / 2, x + BESIDE + width, y + high / 2)
    yield "left", Room(x - BESIDE - width, y - high / 2, x - BESIDE, y + high / 2)
    yield "above", Room(x - width / 2, y - BESIDE - high, x + width / 2, y - BESIDE)
    yield "below", Room(x - width / 2, y + BESIDE, x + width / 2, y + BESIDE + high)


def _name(row: Any, side: str) -> dict[str, Any]:
    along = {"right": ("left", BESIDE), "left": ("right", -BESIDE)}.get(side, ("center", 0))
    up = {"above": ("bottom", BESIDE - 3), "below": ("top", 3 - BESIDE)}.get(side, ("middle", 0))
    return {
        "x": row["x"], "y": row["y"], "text": "<br>".join(wrap(row["label"], LINE_CHARACTERS)), "showarrow": False,
        "xanchor": along[0], "xshift": along[1], "yanchor": up[0], "yshift": up[1], "align": "left",
        "font": {"size": 12, "color": theme.INK},
    }  # fmt: skip
