"""A captioned table of numbers that sorts by its headings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from components.attributes import dashed
from components.verdicts import words as verdict_words
from data.model.verdict import Verdict
from data.words.formatting import number, signed


@dataclass(frozen=True)
class Column:
    """A column of a frame as it is shown: ``kind`` is number, change, verdict, or one of text, short, code, address.

    bounds: the columns of a 95 % interval, shown in brackets after the value; order: the column by which one that is
    no number sorts, where that is not its text.
    """

    name: str
    heading: str
    kind: str = "text"
    decimals: int = 0
    bounds: tuple[str, str] | None = None
    order: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it is set to the right and sorted by value."""
        return self.kind in {"number", "change"}

    def values(self, frame: pd.DataFrame) -> list[Any]:
        """Its cells, None where there is nothing: with bounds each a list of value, lower and upper.

        Numbers are rounded here and nowhere else, so that the browser's tables and the page's have the same.
        """
        series = [frame[name] for name in (self.name, *(self.bounds or ()))]
        if self.is_number:
            series = [one.astype(float).round(self.decimals) for one in series]
        cells = [
            [None if absent else value for value, absent in zip(one.tolist(), one.isna().tolist(), strict=True)]
            for one in series
        ]
        return [list(cell) for cell in zip(*cells, strict=True)] if self.bounds else cells[0]

    def show(self, value: Any) -> str:
        """A cell's text."""
        if isinstance(value, list):
            text, low, high = (self.show(part) for part in value)
            # The bracket stays whole where the line breaks.
            return text if None in value else f"{text} ({low}\u00a0to\u00a0{high})"
        if not self.is_number:
            return "" if pd.isna(value) else verdict_words(Verdict(value)) if self.kind == "verdict" else str(value)
        return signed(value, self.decimals) if self.kind == "change" else number(value, self.decimals)


def data_table(
    frame: pd.DataFrame, columns: Sequence[Column], caption: str, marked: Sequence[str] = (), key: str = ""
) -> html.Div:
    """A table of ``columns`` of the frame, its first column the row headings.

    marked: values of the column ``key`` whose rows stand out (and say so).
    """
    head = html.Tr([_heading(column) for column in columns])
    is_marked = frame[key].isin(marked).tolist() if key else [False] * len(frame)
    cells = [_cells(column, frame, is_first=column is columns[0]) for column in columns]
    body: list[Any] = [_row(list(row), stands_out) for *row, stands_out in zip(*cells, is_marked, strict=True)]
    table = html.Table(
        [html.Caption(caption), html.Thead(head), html.Tbody(body)], className="data-table", **dashed(data_sortable="1")
    )
    return html.Div(table, className="table-scroll", tabIndex="0", role="region", **dashed(aria_label=caption))


def folded_table(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    caption: str,
    marked: Sequence[str] = (),
    key: str = "",
    words: str = "Table",
) -> html.Details:
    """The same table folded under ``words``, built in the browser (assets/tables.js) when it is first opened.

    A page of three charts carries thousands of cells that few will open: as elements they cost the browser seconds.
    """
    text = _as_data(frame, columns, caption, marked, key)
    return html.Details(html.Summary(words, className="tool"), className="table-tool", **dashed(data_table=text))


def pick_table(
    frame: pd.DataFrame, columns: Sequence[Column], caption: str, marked: Sequence[str] = (), picks: str = "pick"
) -> html.Div:
    """A table built in the browser, whose row headings are buttons that pick the row on the map.

    picks: the column with what a row picks (``ward:…``, ``cell:…``, ``place:…``); marked: the values of it that are
    picked. Where the frame has longitude and latitude, a row that has the focus is shown on the map.
    """
    at: list[Any] = []
    if "longitude" in frame:
        places = zip(frame["longitude"].tolist(), frame["latitude"].tolist(), strict=True)
        at = [None if pd.isna(east) else [round(east, 5), round(north, 5)] for east, north in places]
    text = _as_data(frame, columns, caption, marked, picks, picks=frame[picks].tolist(), at=at)
    return html.Div(className="built-table", **dashed(data_table=text))


def _as_data(
    frame: pd.DataFrame, columns: Sequence[Column], caption: str, marked: Sequence[str], key: str, **more: Any
) -> str:
    """A table as the browser builds it (assets/tables.js)."""
    cells = [c.values(frame) if c.kind != "verdict" else [c.show(v) for v in c.values(frame)] for c in columns]
    data = {
        "caption": caption,
        "columns": [[c.heading, "text" if c.kind == "verdict" else c.kind, c.decimals] for c in columns],
        "rows": list(zip(*cells, strict=True)),
        "marked": [place for place, value in enumerate(frame[key]) if value in marked] if key else [],
        **more,
    }
    return json.dumps(data, default=str, separators=(",", ":"))


def _heading(column: Column) -> html.Th:
    return html.Th(html.Button(column.heading, type="button"), scope="col", className=_kind(column))


def _row(cells: list[dict[str, Any]], is_marked: bool) -> dict[str, Any]:
    marked = {"className": "marked", "aria-current": "true"} if is_marked else {}
    return _element("Tr", children=cells, **marked)


def _cells(column: Column, frame: pd.DataFrame, *, is_first: bool) -> list[dict[str, Any]]:
    """The cells of one column; the first column holds the row headings."""
    kind, values = _kind(column), column.values(frame)
    if is_first:
        return [_element("Th", children=column.show(value), scope="row", className=kind) for value in values]
    if column.kind == "verdict":
        kinds = [f"verdict verdict-{Verdict(value).name.lower()}" if value else "verdict" for value in values]
    else:
        kinds = [kind] * len(values)
    sorts_by = column.name if column.is_number else column.order
    raw = ["" if pd.isna(value) else str(value) for value in frame[sorts_by]] if sorts_by else None
    given = [{"data-value": text} for text in raw] if raw else [{}] * len(values)
    return [
        _element("Td", children=column.show(value), className=name, **attributes)
        for value, name, attributes in zip(values, kinds, given, strict=True)
    ]


def _element(name: str, **props: Any) -> dict[str, Any]:
    """A component as Dash writes it to the browser: for a table of 500 cells objects take 20 times as long."""
    return {"type": name, "namespace": "dash_html_components", "props": props}


def _kind(column: Column) -> str:
    return f"number{' bounds' if column.bounds else ''}" if column.is_number else column.kind
