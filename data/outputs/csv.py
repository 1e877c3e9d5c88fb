"""The numbers of a panel as CSV, under the lines that say where they come from."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pandas as pd

from data.model.count_status import CountStatus
from data.outputs.harmless import harmless, harmless_value, one_line
from data.reports.panel import Panel
from data.reports.table import Column, Table


def csv_text(panel: Panel) -> str:
    """CSV of a panel's table, to seven digits, after its words, each line of which begins with ``#``.

    An interval stands in two columns of its own.
    """
    if panel.table is None:
        raise ValueError(f"panel {panel.id} has no table")
    return "".join(f"# {one_line(line)}\n" for line in lines(panel) if line) + _numbers(panel.table)


def lines(panel: Panel) -> list[str]:
    """What stands above the numbers of every file: marking, finding, caption, scope, what the page says, source."""
    words = panel.words
    source = f"Source: {words.source}" if words.source else ""
    return [panel.marking, words.finding, words.caption, words.scope, *words.said, source]


def file_frame(table: Table) -> pd.DataFrame:
    """The numbers of a table as every file has them, unrounded, under headings that no other column has."""
    headings, columns = zip(*_columns(table), strict=True)
    return pd.concat(columns, axis=1).set_axis(headings, axis=1).reset_index(drop=True)


def _columns(table: Table) -> list[tuple[str, pd.Series]]:
    """The headings and columns of a file, their texts harmless."""
    named = [pair for column in (*table.columns, *table.more) for pair in _named(table, column)]
    return [(harmless(heading), _harmless_cells(table.frame[name])) for name, heading in named]


def _harmless_cells(column: pd.Series) -> pd.Series:
    if column.dtype == "str":
        return pd.Series([harmless_value(value) for value in column.tolist()], column.index, object)
    return column.map(harmless_value) if column.dtype == object else column


def _numbers(table: Table) -> str:
    headings, columns = zip(*_columns(table), strict=True)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(zip(*map(_cells, columns), strict=True))
    return text.getvalue()


def _cells(column: pd.Series) -> list[Any]:
    """The cells of a column as they are written, empty where there is nothing."""
    if column.dtype.kind == "f":
        return [_written(value) if value == value else "" for value in column.tolist()]
    if column.dtype.kind == "M":
        column = column.dt.strftime("%Y-%m-%d")
    return ["" if absent else value for value, absent in zip(column.tolist(), column.isna().tolist(), strict=True)]


def _written(value: float) -> str:
    """A count whole, anything else to seven digits: more than any figure here can tell."""
    return f"{value:.15g}" if value.is_integer() else f"{value:.7g}"


def _named(table: Table, column: Column) -> Iterator[tuple[str, str]]:
    """The columns of the frame that a column stands for in a file, with their headings."""
    if column.kind == "spark":
        return
    # What is drawn of a change stands beside its number.
    if column.kind != "interval":
        yield column.name, column.heading
    for name, end in zip(column.bounds or (), ("95% lower", "95% upper"), strict=False):
        yield name, f"{column.heading}, {end}"
    # A number stays a number: why one is not there stands beside it.
    if column.status and any(one != CountStatus.COUNTED for one in table.frame[column.status].tolist()):
        yield column.status, f"{column.heading}, status"
