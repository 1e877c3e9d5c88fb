"""Names that the ETL and the app promise each other."""

SCHEMA_VERSION = 1

ALL_CRIME = "All crime"
STREET_CRIME = "street_crime"

# Sides of the square cells, metres.
CELL_SIZES_M = (100, 150, 250)
DEFAULT_CELL_SIZE_M = 150

# The file in the store that names the published build.
POINTER = "CURRENT"


class NoBuildError(Exception):
    """There is no build that can be read: the message says what to do."""
