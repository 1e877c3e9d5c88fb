"""What the analyst knows of months of a force that the rule of whole months cannot know."""

import duckdb

from etl.sources.frames import load_text_files
from etl.sources.source_files import SourceFile

COLUMNS = ("force", "period_month", "is_whole", "note")
MISSING = None


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return set(COLUMNS) <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_coverage_notes; return the rows read of each file."""
    return load_text_files(connection, "raw_coverage_notes", files, COLUMNS)
