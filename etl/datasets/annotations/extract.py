"""The register of events that charts mark: restrictions, recording changes, changes of areas."""

import duckdb

from etl.sources.frames import load_text_files
from etl.sources.source_files import SourceFile

COLUMNS = ("area_code", "date_from", "date_to", "label", "kind", "explanation", "document")
MISSING = None


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return {"date_from", "label", "kind", "explanation"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_annotations; return the rows read of each file."""
    return load_text_files(connection, "raw_annotations", files, COLUMNS)
