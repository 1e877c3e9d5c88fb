"""Which months an operation is judged by, and whether two lines ran alike before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from data.model.period import Period, add_months, month_range
from data.statistics.effect.displacement import REACH, DisplacementDifference, displacement_difference
from data.statistics.effect.evaluation import Side
from data.statistics.effect.ground import Floats

YEAR, MOST_YEARS = 12, 3
FEWEST_TO_MATCH = 6


@dataclass(frozen=True)
class Judged:
    """The months of one judgement; before is of the same months of the year as after, whole years earlier.

    likened: by which areas are likened; is_contaminated: areas that were chosen for being high were chosen on months
    that it is judged by.
    """

    before: Period
    after: Period
    likened: tuple[date, ...]
    is_contaminated: bool = False


def judged_months(
    after: Period, present: Collection[date], chosen: Period | None, years: int | None = None
) -> Judged | None:
    """Before and after of an operation, and the months by which areas are likened; None where no year before is whole.

    chosen: the months on which the areas were chosen for being high, None where they were not; years: how many years
    before, as proposed where None. Proposed are the latest months that were not those of choosing.
    """
    least = (len(after.months) - 1) // YEAR + 1
    found = []
    for back in [years] if years else range(least, least + MOST_YEARS + 1):
        before = after.back(back)
        if before.last < after.first and all(month in present for month in before.months):
            touched = chosen is not None and before.touches(chosen.first, chosen.last)
            found.append(Judged(before, after, before.months, touched))
    if not found:
        return None
    best = next((one for one in found if not one.is_contaminated), found[0])
    of_choosing = tuple(month for month in chosen.months if month in present) if chosen else ()
    is_apart = not best.is_contaminated and len(of_choosing) >= FEWEST_TO_MATCH
    return Judged(best.before, best.after, of_choosing if is_apart else best.before.months, best.is_contaminated)


def held_part(after: Period, present: Collection[date]) -> Period | None:
    """The months of an operation that are there: the first unbroken run, of whole years where it is longer than one."""
    first = next((month for month in after.months if month in present), None)
    if first is None:
        return None
    last = first
    while add_months(last, 1) in present and last < after.last:
        last = add_months(last, 1)
    count = len(month_range(first, last))
    whole = count - count % YEAR if count > YEAR else count
    return Period(first, add_months(first, whole - 1))


def before_trend(own: Floats, theirs: Floats, side: Side) -> DisplacementDifference | None:
    """The difference between both halves of the months before, where none should be; None where a half is empty.

    own, theirs: the count of each month before, of all treated areas and of all compared.
    """
    half = len(own) // 2
    pairs = [(float(line[:half].sum()), float(line[half : 2 * half].sum())) for line in (own, theirs)]
    if not half or not pairs[1][0] or not pairs[0][0]:
        return None
    return displacement_difference(pairs[0], pairs[1], side.dispersion, 1 / side.weight)


class SoFar(NamedTuple):
    """The difference added up month by month, with its 95 % interval."""

    difference: Floats
    lower: Floats
    upper: Floats


def so_far(own: Floats, theirs: Floats, side: Side) -> SoFar:
    """What is left after each month; own, theirs: the counts of months × (before, after), of all areas of a kind.

    Each month is set against the same month before; at the last one the difference is that of ``side``.
    """
    own_change, their_change = own[:, 1] - own[:, 0], theirs[:, 1] - theirs[:, 0]
    difference = (own_change - side.weight * their_change).cumsum()
    variance = side.dispersion * (own.sum(axis=1) + side.weight**2 * theirs.sum(axis=1)).cumsum()
    reach = REACH * np.sqrt(variance)
    return SoFar(difference, difference - reach, difference + reach)
