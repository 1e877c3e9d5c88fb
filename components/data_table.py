"""A captioned table of numbers that sorts by its headings."""

import json
from typing import Any

import pandas as pd
from dash import html

from components.attributes import dashed
from data.model.verdict import Verdict
from data.reports.table import Column, Table


def data_table(shown: Table, caption: str) -> html.Div:
    """A table of which the first column is the row headings; marked rows stand out (and say so)."""
    columns, frame, caption = shown.columns, shown.shown, shown.title or caption
    head = html.Tr([_heading(column) for column in columns])
    is_marked = frame[shown.key].isin(shown.marked).tolist() if shown.key else [False] * len(frame)
    cells = [_cells(column, frame, is_first=column is columns[0]) for column in columns]
    body: list[Any] = [_row(list(row), stands_out) for *row, stands_out in zip(*cells, is_marked, strict=True)]
    table = html.Table(
        [html.Caption(caption), html.Thead(head), html.Tbody(body)], className="data-table", **dashed(data_sortable="1")
    )
    return html.Div(table, className="table-scroll", tabIndex="0", role="region", **dashed(aria_label=caption))


def folded_table(shown: Table, caption: str, words: str = "Table") -> html.Details:
    """The same table folded under ``words``, built in the browser (assets/tables.js) when it is first opened.

    A page of three charts carries thousands of cells that few will open: as elements they cost the browser seconds.
    """
    text = _as_data(shown, shown.title or caption, shown.key)
    return html.Details(html.Summary(words, className="tool"), className="table-tool", **dashed(data_table=text))


def pick_table(shown: Table, caption: str) -> html.Div:
    """A table built in the browser, whose row headings are buttons that pick the row on the map.

    Where the frame has longitude and latitude, a row that has the focus is shown on the map.
    """
    frame, at = shown.shown, []
    if "longitude" in frame:
        places = zip(frame["longitude"].tolist(), frame["latitude"].tolist(), strict=True)
        at = [None if pd.isna(east) else [round(east, 5), round(north, 5)] for east, north in places]
    text = _as_data(shown, shown.title or caption, shown.picks, picks=frame[shown.picks].tolist(), at=at)
    return html.Div(className="built-table", **dashed(data_table=text))


def _as_data(shown: Table, caption: str, key: str, **more: Any) -> str:
    """A table as the browser builds it (assets/tables.js)."""
    columns, frame = shown.columns, shown.shown
    cells = [c.values(frame) if c.kind != "verdict" else [c.show(v) for v in c.values(frame)] for c in columns]
    data = {
        "caption": caption,
        "columns": [[c.heading, "text" if c.kind == "verdict" else c.kind, c.decimals] for c in columns],
        "rows": list(zip(*cells, strict=True)),
        "marked": [place for place, value in enumerate(frame[key]) if value in shown.marked] if key else [],
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
