"""Names that the parts of the project promise each other."""

import re

SCHEMA_VERSION = 9

ALL_CRIME, ALL_BEHAVIOUR = "All crime", "All anti-social behaviour"
STREET_CRIME = "street_crime"

# The levels of a figure: the chosen area, the districts beside it, and its wards.
AREA, DISTRICT, WARD = "area", "district", "ward"

# Events that keep people at home: counts of their months are unlike any others.
RESTRICTION = "restriction"

# Sides of the square cells, metres.
CELL_SIZES_M = (100, 150, 250)
DEFAULT_CELL_SIZE_M = 150

# The file in the store that names the published build.
POINTER = "CURRENT"
# What the name of a build that failed its checks ends with.
FAILED = "-failed"
BUILD_NAME = re.compile(rb"\w[\w.-]{0,100}\.duckdb")


def build_named(pointer: bytes) -> str:
    """The file name in what the pointer holds, empty where it holds anything else."""
    name = pointer.strip()
    return name.decode("ascii") if BUILD_NAME.fullmatch(name) else ""


class NoBuildError(Exception):
    """There is no build that can be read: the message says what to do."""
