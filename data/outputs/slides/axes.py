"""Axes whose ends and steps are round numbers."""

from collections.abc import Iterable
from math import ceil, floor, isnan, log10

from data.outputs.slides.boxes import Axis
from data.outputs.slides.fit import width

ROUND = (1, 2, 2.5, 5, 10)
STEPS = 5


def axis(values: Iterable[float | None], title: str = "", *, is_seen: bool = True) -> Axis:
    """An axis that holds the values and zero."""
    known = [float(value) for value in values if value is not None and not isnan(float(value))]
    low, high = min([*known, 0.0]), max([*known, 0.0])
    if high == low:
        high = low + 1.0
    step = _step(high - low)
    low, high = step * floor(low / step), step * ceil(high / step)
    decimals = max(0, -floor(log10(step)) + (step * 10 ** -floor(log10(step)) == 2.5))
    return Axis(title, low, high, step, decimals, is_seen=is_seen, has_grid=is_seen)


def _step(span: float) -> float:
    """The least round number of which no more than ``STEPS`` make the span."""
    unit = 10.0 ** floor(log10(span / STEPS))
    return next((unit * one for one in ROUND if unit * one * STEPS >= span * (1 - 1e-9)), unit * 10)


def share_of(texts: Iterable[str], size: float, room: float, most: float = 0.4, is_bold: bool = False) -> float:
    """The share of ``room`` px that the widest of the texts takes at a size in points, with a little air."""
    return min(most, (max((width(text, size, is_bold) for text in texts), default=0.0) + 14) / room)
