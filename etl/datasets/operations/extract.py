"""The register of operations: declared columns, and cells that are checked one by one."""

import duckdb
import pandas as pd

from etl.datasets.operations.register import read_line
from etl.sources.declared import header, read_declared
from etl.sources.frames import load_frame
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile

DATASET = "operations"


def recognises(file: SourceFile) -> bool:
    """By its header."""
    return file.path.suffix.lower() in TEXT_SUFFIXES and {"operation_id", "operation_name"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_operations, one row a line, with what is wrong with its longer cells; return the rows read of each.

    Raises SourceError where a header is another than the declared one.
    """
    frames = [pd.DataFrame(columns=["file_id", "line", *header(DATASET), "reason"], dtype="str")]
    rows = []
    for file in files:
        frame, records = read_declared(connection, file, DATASET)
        lines = [_checked(line) for line in frame.to_dict("records")]
        frames.append(pd.DataFrame(lines, columns=["line", *header(DATASET), "reason"]).assign(file_id=file.file_id))
        rows.append(records)
    table = pd.concat(frames).astype("str").astype({"file_id": "int32", "line": "int32"})
    load_frame(connection, f"raw_{DATASET}", table)
    return rows


def _checked(line: dict[object, object]) -> dict[str, object]:
    cells = {name: None if pd.isna(value := line[name]) else str(value).strip() or None for name in header(DATASET)}
    kept, reason = read_line(cells)
    return {"line": line["line"], **kept, "reason": reason}
