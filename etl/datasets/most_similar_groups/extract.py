"""The partnerships that each area is compared with: its most similar group, kept by the user."""

import duckdb

from etl.sources.frames import load_text_files
from etl.sources.source_files import SourceFile

COLUMNS = ("area_code", "similar_area_code", "similar_area_name", "csp_name", "source_date")
# The second is what the first was called once.
CITED = ("cited_source", "source")
MISSING = None


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return {"area_code", "similar_area_name", "csp_name"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_most_similar_groups; return the rows read of each file."""
    return load_text_files(connection, "raw_most_similar_groups", files, COLUMNS, CITED)
