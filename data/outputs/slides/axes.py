"""Axes whose ends and steps are round numbers."""

from collections.abc import Iterable
from math import ceil, floor, isnan, log10

from data.outputs.slides.boxes import Axis
from data.outputs.slides.fit import width

ROUND = (1, 2, 2.5, 5, 10)
STEPS = 5


def axis(
    values: Iterable[float | None],
    title: str = "",
    *,
    from_zero: bool = True,
    is_seen: bool = True,
    steps: int = STEPS,
) -> Axis:
    """An axis that holds the values, from zero unless it need not be."""
    known = [float(value) for value in values if value is not None and not isnan(float(value))]
    low, high = min(known, default=0.0), max(known, default=1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        high = low + (abs(low) or 1.0)
    step = _step(high - low, steps)
    low, high = step * floor(low / step), step * ceil(high / step)
    decimals = max(0, -floor(log10(step)) + (step * 10 ** -floor(log10(step)) == 2.5))
    return Axis(title, low, high, step, decimals, is_seen=is_seen)


def _step(span: float, steps: int) -> float:
    """The least round number of which no more than ``steps`` make the span."""
    unit = 10.0 ** floor(log10(span / steps))
    return next((unit * one for one in ROUND if unit * one * steps >= span * (1 - 1e-9)), unit * 10)


def share_of(texts: Iterable[str], size: float, room: float, most: float = 0.4, is_bold: bool = False) -> float:
    """The share of ``room`` px that the widest of the texts takes at a size in points, with a little air."""
    return min(most, (max((width(text, size, is_bold) for text in texts), default=0.0) + 14) / room)
