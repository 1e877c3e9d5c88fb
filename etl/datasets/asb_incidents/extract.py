"""Incidents of anti-social behaviour that a partner keeps: one line an incident."""

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
    """Load into raw_asb_incidents; return the rows read of each file."""
    return extracts.load_extract(connection, files, "asb_incidents", META)
