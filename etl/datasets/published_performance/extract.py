"""Crime performance as the partnership published it."""

import duckdb

from etl.sources.frames import load_text_files
from etl.sources.source_files import SourceFile

COLUMNS = (
    "area_code", "period_from", "period_to", "offence", "crime_types", "offence_count", "change_pct",
    "document", "paragraph", "note",
)  # fmt: skip
MISSING = None


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return {"offence", "change_pct", "paragraph"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_published_performance; return the rows read of each file."""
    return load_text_files(connection, "raw_published_performance", files, COLUMNS)
