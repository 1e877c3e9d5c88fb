"""An open table as a frame: exactly its columns, in their order and of their types."""

from collections.abc import Callable

import pandas as pd

from data.model.open_tables import MONTH, Field
from data.reports.open_tables.asked import Asked
from data.reports.open_tables.counts import counts
from data.reports.open_tables.judged import changes, rates
from data.reports.open_tables.listed import areas, named_places, survey, verdict_changes

FRAMES: dict[str, Callable[[Asked], pd.DataFrame]] = {
    "counts": counts,
    "changes": changes,
    "rates": rates,
    "news": verdict_changes,
    "survey": survey,
    "places": named_places,
    "areas": areas,
}
TYPES = {"DOUBLE": "float64", "BOOLEAN": "boolean", "DATE": "datetime64[s]", MONTH: "datetime64[s]"}


def frame(asked: Asked) -> pd.DataFrame:
    """The table as it was asked for; nothing is NaN or NaT in a column of text, but None."""
    found = FRAMES[asked.table.name](asked).reset_index(drop=True)
    return pd.DataFrame({field.name: _typed(found[field.name], field) for field in asked.table.fields})


def _typed(column: pd.Series, field: Field) -> pd.Series:
    if field.is_text:
        pairs = zip(column.tolist(), (column.notna() & (column != "")).tolist(), strict=True)
        return pd.Series([str(value) if there else None for value, there in pairs], dtype=object)
    if field.kind in {"BIGINT", "INTEGER"}:
        return column.astype("Float64").round().astype("Int64")
    return column.astype(TYPES[field.kind])
