"""Files that a page offers, and the picture of a chart."""

from dash import html

from components.attributes import dashed
from components.links import at
from data.outputs.csv import lines
from data.reports.panel import Panel


def route(kind: str, panel_id: str, search: str) -> str:
    """The address of a file that the server makes of what the address shows."""
    return at(f"/files/{kind}/{panel_id}{search}")


def made_link(words: str, title: str, address: str, name: str = "tool") -> html.A:
    """A link to a file that the server makes; the browser says so while it takes long (assets/download.js)."""
    return html.A(words, href=address, className=name, **dashed(data_file="1", aria_label=f"{words}: {title}"))


def save_menu(shown: Panel, numbers: str = "", *, has_png: bool = False) -> html.Details:
    """Everything that is saved of a panel, folded under one button.

    numbers: the id of the panel that has its numbers, where that is another; has_png: whether its chart is saved as a
    picture. Files and what is copied are added when it is opened (assets/download.js): few ever are.
    """
    finding, kinds = shown.words.finding, ["csv"] if numbers else shown.kinds
    text = "\n".join(line for line in lines(shown) if line and line != "Source: ")
    summary = html.Summary("Save", className="tool", **dashed(aria_label=f"Save: {finding}"))
    said = html.Span(className="save-said", role="status")
    # The chart is saved with title, period and source on it.
    png = html.Button("PNG", type="button", className="tool", **dashed(data_png="1", aria_label=f"PNG: {finding}"))
    listed = [html.Div(className="save-made"), *([png] if has_png else []), said]
    parts = [summary, html.Div(listed, className="save-list")]
    files = dashed(data_kinds=" ".join(kinds), data_numbers=numbers or shown.id) if kinds else {}
    return html.Details(parts, className="save", **dashed(data_popup="1", data_save=shown.id, data_text=text), **files)
