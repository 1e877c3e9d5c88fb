"""A captioned table of numbers that sorts by its headings."""

import json
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from components.attributes import dashed
from components.figures.interval_line import axis_end, interval_axis, interval_line
from components.figures.sparkline import sparkline
from components.links import href
from components.verdicts import pill_class
from data.model.verdict import VERDICTS, Verdict
from data.reports.table import Column, Table

# The size of a spark line in a cell, px.
SPARK = (92, 24)
# As what the drawn columns of a table stand in a folded one.
FOLDED = {"verdict": "text", "spark": "text", "interval": "change"}


def data_table(shown: Table, caption: str, search: str = "") -> html.Div:
    """A table of which the first column is the row headings; marked rows stand out (and say so).

    Where its rows pick something, their headings are buttons that pick it on the map. search: of the address, which its
    links keep. It is built in the browser: as elements of Dash the cells of one page cost it seconds.
    """
    return html.Div(className="built-table", **dashed(data_table=_as_data(shown, caption, search, is_open=True)))


def folded_table(shown: Table, caption: str, words: str = "Table") -> html.Details:
    """The same table folded under ``words``, built when it is first opened; its changes are numbers, not drawn."""
    text = _as_data(shown, caption, "", is_open=False)
    return html.Details(html.Summary(words, className="tool"), className="table-tool", **dashed(data_table=text))


def _as_data(shown: Table, caption: str, search: str, *, is_open: bool) -> str:
    """A table as the browser builds it (assets/tables.js)."""
    columns, frame = shown.columns, shown.shown
    picks = shown.picks if is_open else ""
    key = frame[picks or shown.key].tolist() if picks or shown.key else []
    cells = [(_drawn if is_open else _plain)(column, frame, search) for column in columns]
    reasons = [_reason(column, given) for column, given in zip(columns, cells, strict=True)]
    cells = [[""] * len(given) if reason else given for given, reason in zip(cells, reasons, strict=True)]
    headings = [_heading(column, frame, is_open) for column in columns]
    data = {
        "caption": shown.title or caption,
        "columns": [
            (f"{words}: {reason}", *rest) if reason else (words, *rest)
            for (words, *rest), reason in zip(headings, reasons, strict=True)
        ],
        "rows": list(zip(*cells, strict=True)),
        "orders": {place: _order(column, frame) for place, column in enumerate(columns) if column.order},
        "marked": [line for line, value in enumerate(key) if value in shown.marked],
        "apart": [line for line, value in enumerate(key) if value in shown.apart],
        **({"picks": key, "picked": shown.picked, "at": _places(frame)} if picks else {}),
    }
    return json.dumps(data, default=str, separators=(",", ":"))


def _reason(column: Column, cells: list[Any]) -> str:
    """Why a column has no number at all, where one reason holds of its every row: it stands once, in the heading."""
    if not column.status or not column.is_number or column.is_drawn or len(cells) < 2:
        return ""
    found = [cell[0] if isinstance(cell, list) else cell for cell in cells]
    is_one = isinstance(found[0], str) and found.count(found[0]) == len(found)
    return str(found[0]) if is_one else ""


def _heading(column: Column, frame: pd.DataFrame, is_open: bool) -> tuple[Any, str, int]:
    """What heads a column, its kind and its decimals: words, or the axis of what is drawn in it."""
    if column.kind == "interval" and is_open:
        return _picture(interval_axis(axis_end(column.values(frame)), column.heading, column.unit)), "interval", 0
    return column.heading, column.kind if is_open else FOLDED.get(column.kind, column.kind), column.decimals


def _order(column: Column, frame: pd.DataFrame) -> list[Any]:
    """The numbers by which a column that is none sorts: of dates those of their days."""
    given = [None if pd.isna(value) else value for value in frame[column.order].tolist()]
    return [value.toordinal() if isinstance(value, date) else value for value in given]


def _places(frame: pd.DataFrame) -> list[list[float] | None]:
    """Longitude and latitude of each row, where it has them: a row that has the focus is shown on the map."""
    if "longitude" not in frame:
        return []
    places = zip(frame["longitude"].tolist(), frame["latitude"].tolist(), strict=True)
    return [None if pd.isna(east) else [round(east, 5), round(north, 5)] for east, north in places]


def _plain(column: Column, frame: pd.DataFrame, _search: str = "") -> list[Any]:
    """The cells of a column: numbers, with the words for those that are not there, or texts."""
    values = column.values(frame)
    if not column.is_number:
        return [column.show(value) for value in values]
    return [column.absent if (value[0] if isinstance(value, list) else value) is None else value for value in values]


def _drawn(column: Column, frame: pd.DataFrame, search: str) -> list[Any]:
    """The same, with its links, pills and pictures."""
    if column.kind == "spark":
        return [_picture(sparkline(value, SPARK)) for value in column.values(frame)]
    if column.kind == "interval":
        values = column.values(frame)
        end, verdicts, texts = axis_end(values), frame[column.verdict].tolist(), map(column.show, values)
        drawn = zip(values, verdicts, texts, strict=True)
        return [_picture(interval_line(value, end, Verdict(verdict), text)) for value, verdict, text in drawn]
    cells = _plain(column, frame)
    if column.kind == "verdict":
        verdicts = zip(cells, column.values(frame), strict=True)
        return [{"text": cell, "class": pill_class(one)} if one in VERDICTS else cell for cell, one in verdicts]
    if column.links:
        links = zip(cells, frame[column.links].tolist(), strict=True)
        return [{"text": cell, "href": href(link, search)} for cell, link in links]
    return cells


def _picture(drawn: html.Img | str) -> Any:
    """A picture by its attributes; a text as it is."""
    if isinstance(drawn, str):
        return drawn
    shown = dict(drawn.to_plotly_json()["props"])
    return {"class": shown.pop("className"), **shown}
