"""Incidents of anti-social behaviour that a partner keeps: one line an incident."""

import duckdb

from etl.sources.extracts import load_extract
from etl.sources.source_files import SourceFile

MISSING = None


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return {"reference", "incident_date"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_asb_incidents; return the rows read of each file."""
    return load_extract(connection, files, "asb_incidents")
