"""Files that a page offers, and the picture of a chart."""

from pathlib import PurePath
from urllib.parse import quote

from dash import html

from components.attributes import dashed
from data.reports.panel import File

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
