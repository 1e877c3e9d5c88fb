"""A captioned table of numbers that sorts by its headings."""

import json
from typing import Any

import pandas as pd
from dash import dcc, html

from components.attributes import dashed
from components.figures.interval_line import axis_end, interval_axis, interval_line
from components.figures.sparkline import sparkline
from components.links import href
from components.verdicts import pill_class
from data.model.verdict import VERDICTS, Verdict
from data.reports.table import Column, Table

# The size of a spark line in a cell, px.
SPARK = (92, 24)
# What the browser builds as plain text or numbers.
KINDS = {"verdict": "text", "spark": "text", "interval": "change"}


def data_table(shown: Table, caption: str, search: str = "") -> html.Div:
    """A table of which the first column is the row headings; marked rows stand out (and say so).

    search: of the address, which its links keep.
    """
    columns, frame, caption = shown.columns, shown.shown, shown.title or caption
    head = html.Tr([_heading(column, frame) for column in columns])
    is_marked, is_apart = (
        [one in values for one in frame[shown.key].tolist()] if shown.key else [False] * len(frame)
        for values in (shown.marked, shown.apart)
    )
    cells = [_cells(column, frame, search, is_first=column is columns[0]) for column in columns]
    body: list[Any] = [
        _row(list(row), *how) for *row, how in zip(*cells, zip(is_marked, is_apart, strict=True), strict=True)
    ]
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
    cells = [[c.show(v) for v in c.values(frame)] if KINDS.get(c.kind) == "text" else c.values(frame) for c in columns]
    data = {
        "caption": caption,
        "columns": [[c.heading, KINDS.get(c.kind, c.kind), c.decimals] for c in columns],
        "rows": list(zip(*cells, strict=True)),
        "marked": [place for place, value in enumerate(frame[key]) if value in shown.marked] if key else [],
        **more,
    }
    return json.dumps(data, default=str, separators=(",", ":"))


def _heading(column: Column, frame: pd.DataFrame) -> html.Th:
    """What heads a column: a button that sorts by it, or the axis of what is drawn in it."""
    if column.kind == "interval":
        axis = interval_axis(axis_end(column.values(frame)), column.heading, column.unit)
        return html.Th(axis, scope="col", className="interval")
    words = column.heading if column.is_drawn else html.Button(column.heading, type="button")
    return html.Th(words, scope="col", className=_kind(column))


def _row(cells: list[dict[str, Any]], is_marked: bool, is_apart: bool) -> dict[str, Any]:
    marked = {"className": "marked", "aria-current": "true"} if is_marked else {}
    return _element("Tr", children=cells, **(marked | ({"className": "apart"} if is_apart else {})))


def _cells(column: Column, frame: pd.DataFrame, search: str, *, is_first: bool) -> list[dict[str, Any]]:
    """The cells of one column; the first column holds the row headings."""
    kind, values = _kind(column), column.values(frame)
    shown = _shown(column, frame, values, search)
    if is_first:
        return [_element("Th", children=text, scope="row", className=kind) for text in shown]
    sorts_by = column.order or (column.name if column.is_number and not column.is_drawn else "")
    raw = ["" if pd.isna(value) else str(value) for value in frame[sorts_by].tolist()] if sorts_by else None
    given = [{"data-value": text} for text in raw] if raw else [{}] * len(values)
    return [
        _element("Td", children=text, className=kind, **attributes)
        for text, attributes in zip(shown, given, strict=True)
    ]


def _shown(column: Column, frame: pd.DataFrame, values: list[Any], search: str) -> list[Any]:
    """What each cell holds: a text, a link, a pill, or a picture of which the text is the accessible name."""
    texts = [column.show(value) for value in values]
    if column.kind == "spark":
        return [sparkline(**value._asdict(), size=SPARK) for value in values]
    if column.kind == "verdict":
        return [
            _element("Span", children=text, className=pill_class(value)) if value in VERDICTS else text
            for value, text in zip(values, texts, strict=True)
        ]
    if column.kind == "interval":
        end, verdicts = axis_end(values), frame[column.verdict].tolist()
        drawn = zip(values, verdicts, texts, strict=True)
        return [interval_line(value, end, Verdict(verdict), text) for value, verdict, text in drawn]
    if column.links:
        to = zip(texts, frame[column.links], strict=True)
        return [dcc.Link(text, href=href(link, search)) for text, link in to]
    return texts


def _element(name: str, **props: Any) -> dict[str, Any]:
    """A component as Dash writes it to the browser: for a table of 500 cells objects take 20 times as long."""
    return {"type": name, "namespace": "dash_html_components", "props": props}


def _kind(column: Column) -> str:
    if column.is_drawn:
        return column.kind
    return f"number{' bounds' if column.bounds else ''}" if column.is_number else column.kind
