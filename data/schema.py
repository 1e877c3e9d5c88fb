"""Names that the parts of the project promise each other."""

from enum import StrEnum

SCHEMA_VERSION = 2

ALL_CRIME = "All crime"
STREET_CRIME = "street_crime"

# Sides of the square cells, metres.
CELL_SIZES_M = (100, 150, 250)
DEFAULT_CELL_SIZE_M = 150

# The file in the store that names the published build.
POINTER = "CURRENT"


class Verdict(StrEnum):
    """What may be said of a change, in these words and no others."""

    HIGHER = "higher than chance would explain"
    LOWER = "lower than chance would explain"
    NORMAL = "within normal variation"
    TOO_FEW = "too few to tell"
    NOT_COMPARABLE = "not comparable"


class NoBuildError(Exception):
    """There is no build that can be read: the message says what to do."""
