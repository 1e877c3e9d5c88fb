"""Monthly counts by place: reports, tickets, warnings, fires."""

import duckdb
import pandas as pd

from etl.sources.declared import header, read_declared
from etl.sources.frames import load_frame
from etl.sources.source_files import SourceFile

MISSING = None
DATASET = "place_reports"


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return {"place_id", "period_month"} <= set(file.columns) and file.path.suffix.lower() == ".csv"


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_place_reports; return the rows read of each file.

    Raises SourceError where a header is wrong.
    """
    columns = ["file_id", "line", *header(DATASET)]
    frames, rows = [pd.DataFrame(columns=columns, dtype="str")], []
    for file in files:
        frame, records = read_declared(connection, file, DATASET)
        frames.append(frame.assign(file_id=file.file_id))
        rows.append(records)
    load_frame(connection, "raw_place_reports", pd.concat(frames)[columns].astype("str"))
    return rows
