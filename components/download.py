"""Files that a page offers: the numbers of a table with the lines that say where they come from."""

from collections.abc import Sequence
from urllib.parse import quote

import pandas as pd
from dash import html

from components.attributes import dashed
from components.data_table import Column


def csv_text(frame: pd.DataFrame, columns: Sequence[Column], lines: Sequence[str]) -> str:
    """CSV of the columns, unrounded, after the source lines, each of which begins with ``#``."""
    named = pd.DataFrame({column.heading: _exact(frame[column.name], column) for column in columns})
    notes = "".join(f"# {line}\n" for line in lines if line)
    numbers: str = named.to_csv(index=False, lineterminator="\n")
    return notes + numbers


def _exact(values: pd.Series, column: Column) -> pd.Series:
    """Counts as whole numbers, everything else as it is."""
    known = values.dropna()
    is_count = column.is_number and column.decimals == 0 and (known == known.round()).all()
    return values.astype("Float64").astype("Int64") if is_count else values


def csv_link(text: str, file_name: str, title: str, words: str = "CSV") -> html.A:
    """A link that saves ``text`` as a file; it needs no further request."""
    return html.A(
        words,
        href="data:text/csv;charset=utf-8," + quote("\ufeff" + text),
        download=f"{file_name}.csv",
        className="tool",
        **dashed(aria_label=f"{words}: {title}"),
    )


def png_button(title: str) -> html.Button:
    """A button that saves the chart of its panel as a picture, with title, period and source on it."""
    return html.Button("PNG", type="button", className="tool", **dashed(data_png="1", aria_label=f"PNG: {title}"))
