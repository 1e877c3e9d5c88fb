"""Estimates of public perception as published, by question, area and wave."""

import duckdb

from etl.sources.frames import load_text_files
from etl.sources.source_files import SourceFile

COLUMNS = (
    "question_id", "question", "response", "is_up_bad", "area_code", "wave_end", "wave_months", "estimate_pct",
    "unweighted_base", "source_id", "document", "paragraph", "note",
)  # fmt: skip
# What is known of the survey otherwise, where the document does not say how many were asked.
OPTIONAL = ("assumed_base",)
MISSING = None


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return {"question_id", "wave_end", "estimate_pct"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_perception_survey; return the rows read of each file."""
    return load_text_files(connection, "raw_perception_survey", files, COLUMNS, OPTIONAL)
