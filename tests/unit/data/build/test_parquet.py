from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data.build.parquet import parquet_bytes


def test_a_frame_is_written_with_its_columns_in_the_types_asked_for(tmp_path: Path) -> None:
    frame = pd.DataFrame({"left out": [1.5, 2], "the month": ["2024-01-01", None], "count": [3.0, 4.0]})
    path = tmp_path / "read.parquet"
    path.write_bytes(parquet_bytes(frame, {"count": "INTEGER", "the month": "DATE"}))
    read = duckdb.read_parquet(str(path))
    assert (read.columns, [str(kind) for kind in read.types]) == (["count", "the month"], ["INTEGER", "DATE"])
    assert read.fetchall() == [(3, date(2024, 1, 1)), (4, None)]
