"""A change and what chance leaves open of it, as a dot and a line on an axis that a column of a table shares."""

from collections.abc import Sequence

from dash import html

from components.figures import theme
from components.figures.drawn import dot, drawn, line, text
from data.model.verdict import CLEAR, Verdict
from data.words.formatting import signed

WIDTH, HEIGHT, EDGE = 118, 22, 9
# An axis ends at the first of these that holds every change, and most intervals.
ENDS = (10, 25, 50, 75, 100)
COLOURS = {Verdict.CLEAR_RISE: theme.RISE, Verdict.CLEAR_FALL: theme.FALL}

Interval = Sequence[float | None]


def axis_end(changes: Sequence[Interval]) -> int:
    """Where the axis ends on both sides, in per cent; changes: value, lower and upper."""
    changed = [abs(value) for value, *_ in changes if value is not None]
    reach = sorted(max(abs(low), abs(high)) for _, low, high in changes if low is not None and high is not None)
    most = max([*changed, *reach[: len(reach) // 2 + 1]], default=0)
    return next((end for end in ENDS if end >= most), ENDS[-1])


def interval_line(change: Interval, end: int, verdict: Verdict, alt: str) -> html.Img | str:
    """The change on an axis from −end to +end, an arrow where it leaves that; nothing where there is no interval."""
    if None in change:
        return ""
    value, low, high = (part for part in change if part is not None)
    colour, middle = COLOURS.get(verdict, theme.CONTEXT), HEIGHT / 2
    left, right = (_place(max(-end, min(end, bound)), end) for bound in (low, high))
    marks = [
        line((WIDTH / 2, 0), (WIDTH / 2, HEIGHT), theme.EDGE),
        line((left, middle), (right, middle), colour, 2.5 if verdict in CLEAR else 2),
        *([_arrow(left, -1, colour)] if low < -end else []),
        *([_arrow(right, 1, colour)] if high > end else []),
        *([dot(_place(value, end), middle, 5, colour)] if abs(value) <= end else []),
    ]
    return drawn("".join(marks), (WIDTH, HEIGHT), alt, "interval-line")


def interval_axis(end: int, alt: str, unit: str = "%") -> html.Img:
    """The heading of the column: both ends of the axis in its unit, and zero."""
    middle, foot = WIDTH / 2, HEIGHT - 7
    low, high = (signed(bound, 0, unit) for bound in (-end, end))
    marks = [text(low, 0, foot, anchor="start"), text("0", middle, foot), text(high, WIDTH, foot, anchor="end")]
    return drawn("".join(marks), (WIDTH, HEIGHT), alt, "interval-line")


def _place(value: float, end: int) -> float:
    return WIDTH / 2 + (WIDTH / 2 - EDGE) * value / end


def _arrow(x: float, side: int, colour: str) -> str:
    """A tip that points out of the axis."""
    middle = HEIGHT / 2
    return f'<path d="M{x + 7 * side:.1f} {middle}l{-7 * side} -4v8z" fill="{colour}"/>'
