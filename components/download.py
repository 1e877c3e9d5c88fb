"""Files that a page offers, and the picture of a chart."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from dash import html

from components.attributes import dashed
from components.links import at
from data.outputs.csv import lines
from data.reports.panel import File, Panel

# With a byte order mark, or Excel takes true minus signs and dashes for something else.
KINDS = {".csv": ("text/csv", "\ufeff"), ".geojson": ("application/geo+json", "")}


def file_link(file: File, title: str) -> html.A:
    """A link that saves the text as a file; it needs no further request."""
    kind, mark = KINDS[PurePath(file.name).suffix]
    return html.A(
        file.words,
        href=f"data:{kind};charset=utf-8,{quote(mark + file.text)}",
        download=file.name,
        className="tool",
        **dashed(aria_label=f"{file.words}: {title}"),
    )


def png_button(title: str) -> html.Button:
    """A button that saves the chart of its panel as a picture, with title, period and source on it."""
    return html.Button("PNG", type="button", className="tool", **dashed(data_png="1", aria_label=f"PNG: {title}"))


def route(kind: str, panel_id: str, search: str) -> str:
    """The address of a file that the server makes of what the address shows."""
    return at(f"/files/{kind}/{panel_id}{search}")


def made_link(words: str, title: str, address: str, name: str = "tool") -> html.A:
    """A link to a file that the server makes; the browser says so while it takes long (assets/download.js)."""
    return html.A(words, href=address, className=name, **dashed(data_file="1", aria_label=f"{words}: {title}"))


def save_menu(shown: Panel, own: Sequence[Any]) -> html.Details:
    """Everything that is saved of a panel, folded under one button; own: the files that are on the page already.

    Slide, workbook, picture and what is copied are added when it is opened (assets/download.js): few ever are.
    """
    finding = shown.words.finding
    text = "\n".join(line for line in lines(shown) if line and line != "Source: ")
    summary = html.Summary("Save", className="tool", **dashed(aria_label=f"Save: {finding}"))
    said = html.Span(className="save-said", role="status")
    parts = [summary, html.Div([html.Div(className="save-made"), *own, said], className="save-list")]
    return html.Details(parts, className="save", **dashed(data_popup="1", data_save=shown.id, data_text=text))
