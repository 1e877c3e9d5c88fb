"""Crimes that a partner's own records system gives: one line a crime."""

import duckdb

from etl.sources.extracts import load_extract
from etl.sources.source_files import SourceFile

MISSING = None


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return {"reference", "offence_group"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_recorded_crime; return the rows read of each file."""
    return load_extract(connection, files, "recorded_crime")
