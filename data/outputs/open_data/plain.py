"""An open table as CSV, JSON and Parquet."""

import json
from typing import Any

import pandas as pd

from data.build.parquet import parquet_bytes
from data.model.open_tables import MONTH, Field, OpenTable
from data.outputs.harmless import harmless

# With a byte order mark, or Excel takes dashes and accents for something else.
BOM = "\ufeff"
FORMATS = {MONTH: "%Y-%m", "DATE": "%Y-%m-%d"}


def csv_bytes(frame: pd.DataFrame, table: OpenTable) -> bytes:
    """CSV as RFC 4180 has it, in UTF-8: months as 2025-03, codes and texts as they are, numbers unrounded."""
    written = pd.DataFrame({field.name: _written(frame[field.name], field) for field in table.fields})
    text: str = written.to_csv(index=False, lineterminator="\r\n")
    return f"{BOM}{text}".encode()


def json_bytes(frame: pd.DataFrame, table: OpenTable) -> bytes:
    """A list of objects, one a row; what is not there is null."""
    columns = {field.name: plain_values(frame[field.name], field) for field in table.fields}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def parquet(frame: pd.DataFrame, table: OpenTable) -> bytes:
    """Parquet; a month is its first day."""
    return parquet_bytes(frame, {field.name: "DATE" if field.kind == MONTH else field.kind for field in table.fields})


def plain_values(column: pd.Series, field: Field) -> list[Any]:
    """The cells of a column as JSON has them."""
    if field.kind in FORMATS:
        column = column.dt.strftime(FORMATS[field.kind])
    return [None if absent else value for value, absent in zip(column.tolist(), column.isna(), strict=True)]


def _written(column: pd.Series, field: Field) -> pd.Series:
    if field.kind in FORMATS:
        return column.dt.strftime(FORMATS[field.kind])
    if field.kind == "BOOLEAN":
        return column.map({True: "true", False: "false"})
    # A spreadsheet runs what begins as a formula does. Few texts stand in many rows.
    return column.map({text: harmless(text) for text in column.dropna().unique()}) if field.is_text else column
