"""A frame as Parquet, written by DuckDB: no further library is needed for it."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd


def parquet_bytes(frame: pd.DataFrame, types: Mapping[str, str]) -> bytes:
    """The frame as Parquet; types: of its columns, as SQL has them."""
    columns = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in types.items())
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "table.parquet"
        connection.execute(f"COPY (SELECT {columns} FROM frame) TO '{path.as_posix()}' (FORMAT parquet)")
        return path.read_bytes()
