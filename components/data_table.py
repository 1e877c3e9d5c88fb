"""A captioned table of numbers that sorts by its headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from components.attributes import dashed
from components.formatting import number, signed


@dataclass(frozen=True)
class Column:
    """A column of a frame as it is shown: ``kind`` is text, code, number or change."""

    name: str
    heading: str
    kind: str = "text"
    decimals: int = 0

    @property
    def is_number(self) -> bool:
        """Whether it is set to the right and sorted by value."""
        return self.kind in {"number", "change"}

    def show(self, value: Any) -> str:
        """A cell's text."""
        if not self.is_number:
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
        [html.Caption(caption), html.Thead(head), html.Tbody(body)], className="data-table", **dashed(data_sortable="1")
    )
    return html.Div(table, className="table-scroll", tabIndex="0", role="region", **dashed(aria_label=caption))


def _heading(column: Column) -> html.Th:
    return html.Th(html.Button(column.heading, type="button"), scope="col", className=_kind(column))


def _row(record: dict[Any, Any], columns: Sequence[Column], is_marked: bool) -> html.Tr:
    first, *others = columns
    heading = html.Th(first.show(record[first.name]), scope="row", className=_kind(first))
    cells = [
        html.Td(
            column.show(record[column.name]),
            className=_kind(column),
            **(dashed(data_value=_raw(record[column.name])) if column.is_number else {}),
        )
        for column in others
    ]
    if not is_marked:
        return html.Tr([heading, *cells])
    return html.Tr([heading, *cells], className="marked", **dashed(aria_current="true"))


def _kind(column: Column) -> str:
    return "number" if column.is_number else column.kind


def _raw(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
