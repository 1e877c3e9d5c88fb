"""Whether there is a figure, and why there is none."""

from enum import StrEnum


class CountStatus(StrEnum):
    """What stands in the place of a figure, in these words; only what is COUNTED has one.

    NO_DATA: a month of the period is missing; NOT_PUBLISHED: the crime type was not, in a month of it; NO_RESIDENTS: no
    population is loaded, so there is no rate; SUPPRESSED: hidden, as it is small; REFUSED: nothing fair can be said.
    """

    COUNTED = "counted"
    NO_DATA = "no data"
    NOT_PUBLISHED = "not published"
    NO_RESIDENTS = "residents not known"
    SUPPRESSED = "hidden"
    REFUSED = "cannot be given"
