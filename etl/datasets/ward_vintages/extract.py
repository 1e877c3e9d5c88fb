"""The register of ward vintages: which ward codes were in force when."""

import duckdb

from etl.sources.frames import load_text_files
from etl.sources.source_files import SourceFile

COLUMNS = ("vintage", "first_code", "last_code", "valid_from", "valid_to")
MISSING = None


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return {"vintage", "first_code", "last_code"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_ward_vintages; return the rows read of each file."""
    return load_text_files(connection, "raw_ward_vintages", files, COLUMNS)
