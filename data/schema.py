"""Names that the ETL and the app promise each other."""

SCHEMA_VERSION = 1

ALL_CRIME = "All crime"
STREET_CRIME = "street_crime"
