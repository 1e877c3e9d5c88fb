"""Names that the parts of the project promise each other."""

from enum import StrEnum

SCHEMA_VERSION = 2

ALL_CRIME, ALL_BEHAVIOUR = "All crime", "All anti-social behaviour"
STREET_CRIME = "street_crime"

# The levels of a figure: the chosen area, the districts beside it, and its wards.
AREA, DISTRICT, WARD = "area", "district", "ward"

# Sides of the square cells, metres.
CELL_SIZES_M = (100, 150, 250)
DEFAULT_CELL_SIZE_M = 150

# The file in the store that names the published build.
POINTER = "CURRENT"


class Verdict(StrEnum):
    """What may be said of a change, in these words and no others."""

    CANNOT_COMPARE = "Cannot compare"
    CLEAR_RISE = "Clear rise"
    CLEAR_FALL = "Clear fall"
    TOO_FEW = "Too few to tell"
    POSSIBLE_RISE = "Possible rise, not certain"
    POSSIBLE_FALL = "Possible fall, not certain"
    SAME = "About the same"
    UNCLEAR = "No clear change"


CLEAR = (Verdict.CLEAR_RISE, Verdict.CLEAR_FALL)
# Of these no percentage of ours is given, anywhere.
WITHOUT_PERCENTAGE = (Verdict.CANNOT_COMPARE, Verdict.TOO_FEW)
# Where a change of counts and one of counts a day differ by so much, both are said.
DAYS_MATTER_POINTS = 0.5


class Refusal(StrEnum):
    """Why a figure cannot be compared."""

    NONE = ""
    MISSING = "a month of one of the periods is missing, or was not published"
    ONE_MONTH = "one month alone does not show how much months vary"
    NO_NOISE = "too few months to show how much they vary"
    NO_BASE = "how many people were asked is not published"


class NoBuildError(Exception):
    """There is no build that can be read: the message says what to do."""
