"""Partner extracts: CSV files whose columns meta.yml describes, each value checked with pandera."""

from typing import Any

import duckdb
import pandas as pd

from etl.datasets import read_meta
from etl.geography.locate import locate_points
from etl.sources.declared import DeclaredColumn, declared_columns, header, read_declared
from etl.sources.frames import load_frame, refuse
from etl.sources.lines import Refused
from etl.sources.source_files import SourceFile

EXAMPLE = "EXAMPLE"


def load_extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile], dataset: str) -> list[int]:
    """Load into ``raw_<dataset>`` the lines that keep to its columns; return the rows read of each file.

    The others go to raw_reject, with every reason. Raises SourceError where the header is another.
    """
    kinds = [kind["crime_type"] for kind in read_meta(dataset)["crime_types"]]
    frames, rows = [pd.DataFrame(columns=["file_id", "line", *header(dataset)], dtype="str")], []
    for file in files:
        frame, records = read_declared(connection, file, dataset)
        wrong = _failures(frame, declared_columns(dataset), kinds)
        refuse(connection, file, [Refused(int(frame["line"][row]), reason, "") for row, reason in wrong.items()])
        frames.append(frame.drop(index=list(wrong)).assign(file_id=file.file_id))
        rows.append(records)
    load_frame(connection, f"raw_{dataset}", pd.concat(frames).astype("str"))
    locate_points(connection, f"raw_{dataset}")
    return rows


def _failures(frame: pd.DataFrame, columns: tuple[DeclaredColumn, ...], kinds: list[str]) -> dict[int, str]:
    """The rows that break the rules of their columns, with the reasons."""
    from pandera.errors import SchemaErrors

    try:
        _schema(columns, kinds).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.dropna(subset="index")
        texts = cases["column"] + ": " + cases["check"].replace("not_nullable", "is empty")
        # A rule of the whole line fails once for every column of it.
        texts = texts.mask(cases["schema_context"] == "DataFrameSchema", cases["check"])
        return {int(row): "; ".join(texts[cases["index"] == row].unique()) for row in cases["index"].unique()}
    return {}


def _schema(columns: tuple[DeclaredColumn, ...], kinds: list[str]) -> Any:
    # A second to import, and most builds have no extract.
    import pandera.pandas as pa

    dates = pa.Check(lambda s: pd.to_datetime(s, format="%Y-%m-%d", errors="coerce").notna(), error="is not YYYY-MM-DD")
    number = {axis: _within(pa, *limits) for axis, limits in {"longitude": (-9, 3), "latitude": (49, 61)}.items()}
    checks = {
        "reference": [
            pa.Check.str_length(max_value=100, error="is longer than 100 characters"),
            pa.Check(lambda s: s != EXAMPLE, error="is the worked example of the template"),
        ],
        "date": [dates],
        "hour": [pa.Check.str_matches(r"^(1?[0-9]|2[0-3])$", error="is not an hour from 0 to 23")],
        "kind": [pa.Check.isin(kinds, error="is not in the list of docs/extracts.md")],
        "flag": [pa.Check.isin(["yes", "no"], error="is neither yes nor no")],
        "ward": [pa.Check.str_matches(r"^[EWS]\d{8}$", error="is not the code of a ward")],
        "text": [pa.Check.str_length(max_value=200, error="is longer than 200 characters")],
        **number,
    }
    both = pa.Check(
        lambda frame: frame["longitude"].isna() == frame["latitude"].isna(),
        error="longitude and latitude: only one of them is given",
    )
    listed = {c.name: pa.Column(str, checks[c.format], nullable=not c.required) for c in columns}
    return pa.DataFrameSchema(listed, checks=both)


def _within(pa: Any, low: float, high: float) -> list[Any]:
    return [
        pa.Check(
            lambda s: pd.to_numeric(s, errors="coerce").between(low, high), error=f"is not a number of {low} to {high}"
        )
    ]
