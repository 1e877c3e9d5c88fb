"""Crimes that a partner's own records system gives: one line a crime."""

from pathlib import Path

import duckdb
import yaml

from etl import extracts
from etl.source_files import SourceFile

MISSING = None
META = yaml.safe_load((Path(__file__).parent / "meta.yml").read_text(encoding="utf-8"))


def recognises(file: SourceFile) -> bool:
    """By the columns that every line must fill."""
    return extracts.recognises(file, META["columns"])


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_recorded_crime; return the rows read of each file."""
    return extracts.load_extract(connection, files, "recorded_crime", META)
