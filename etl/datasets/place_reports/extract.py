"""Monthly counts by place: reports, tickets, warnings, fires."""

import duckdb
import pandas as pd

from etl.declared import header, note_refused, read_declared
from etl.frames import load_frame
from etl.source_files import SourceFile

MISSING = None
DATASET = "place_reports"


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return {"place_id", "period_month"} <= set(file.columns) and file.path.suffix.lower() == ".csv"


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_place_reports; return the rows read of each file.

    Raises SourceError where a header is wrong.
    """
    found = [read_declared(file, DATASET) for file in files]
    columns = ["file_id", "line", *header(DATASET)]
    frames = [pd.DataFrame(columns=columns, dtype="str")]
    for file, read in zip(files, found, strict=True):
        note_refused(connection, file, read.refused)
        frames.append(read.frame.assign(file_id=str(file.file_id)))
    load_frame(connection, "raw_place_reports", pd.concat(frames)[columns].astype("str"))
    return [read.rows_read for read in found]
