"""A captioned table of numbers that sorts by its headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from components.formatting import number, signed


@dataclass(frozen=True)
class Column:
    """A column of a frame as it is shown: ``kind`` is text, number or change."""

    name: str
    heading: str
    kind: str = "text"
    decimals: int = 0

    def show(self, value: Any) -> str:
        """A cell's text."""
        if self.kind == "text":
            return "" if pd.isna(value) else str(value)
        return signed(value, self.decimals) if self.kind == "change" else number(value, self.decimals)


def data_table(
    frame: pd.DataFrame, columns: Sequence[Column], caption: str, marked: Sequence[str] = (), key: str = ""
) -> html.Div:
    """A table of ``columns`` of the frame, its first column the row headings.

    marked: values of the column ``key`` whose rows stand out (and say so).
    """
    head = html.Tr([_heading(column) for column in columns])
    records = frame.to_dict("records")
    body = [_row(record, columns, bool(key) and record[key] in marked) for record in records]
    table = html.Table(
        [html.Caption(caption), html.Thead(head), html.Tbody(body)], className="data-table", **{"data-sortable": "1"}
    )
    return html.Div(table, className="table-scroll", tabIndex="0", role="region", **{"aria-label": caption})


def _heading(column: Column) -> html.Th:
    kind = "text" if column.kind == "text" else "number"
    return html.Th(html.Button(column.heading, type="button"), scope="col", className=kind)


def _row(record: dict[Any, Any], columns: Sequence[Column], is_marked: bool) -> html.Tr:
    first, *others = columns
    heading = html.Th(first.show(record[first.name]), scope="row", className=_kind(first))
    cells = [
        html.Td(
            column.show(record[column.name]),
            className=_kind(column),
            **({} if column.kind == "text" else {"data-value": _raw(record[column.name])}),
        )
        for column in others
    ]
    marked = {"className": "marked", "aria-current": "true"} if is_marked else {}
    return html.Tr([heading, *cells], **marked)


def _kind(column: Column) -> str:
    return "text" if column.kind == "text" else "number"


def _raw(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
