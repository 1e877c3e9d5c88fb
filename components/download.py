"""Files that a page offers: the numbers of a table with the lines that say where they come from."""

from collections.abc import Sequence
from urllib.parse import quote

import pandas as pd
from dash import html

from components.attributes import dashed
from components.data_table import Column


def csv_text(frame: pd.DataFrame, columns: Sequence[Column], lines: Sequence[str]) -> str:
    """CSV of the columns, unrounded, after the source lines, each of which begins with ``#``.

    An interval stands in two columns of its own.
    """
    names = [name for column in columns for name in (column.name, *(column.bounds or ()))]
    ends = ("", ", 95% lower", ", 95% upper")
    headings = [column.heading + end for column in columns for end in ends[: 3 if column.bounds else 1]]
    named = frame[names].set_axis(headings, axis=1)
    # Fifteen digits: a count stays whole, a rate keeps all that a float can tell.
    numbers: str = named.to_csv(index=False, lineterminator="\n", float_format="%.15g")
    return "".join(f"# {line}\n" for line in lines if line) + numbers


def csv_link(text: str, file_name: str, title: str, words: str = "CSV") -> html.A:
    """A link that saves ``text`` as a file; it needs no further request."""
    # With a byte order mark, or Excel takes true minus signs and dashes for something else.
    return _link("text/csv", "\ufeff" + text, f"{file_name}.csv", title, words)


def geojson_link(text: str, file_name: str, title: str, words: str = "GeoJSON") -> html.A:
    """The same for shapes that a mapping program reads."""
    return _link("application/geo+json", text, f"{file_name}.geojson", title, words)


def _link(kind: str, text: str, file_name: str, title: str, words: str) -> html.A:
    return html.A(
        words,
        href=f"data:{kind};charset=utf-8,{quote(text)}",
        download=file_name,
        className="tool",
        **dashed(aria_label=f"{words}: {title}"),
    )


def png_button(title: str) -> html.Button:
    """A button that saves the chart of its panel as a picture, with title, period and source on it."""
    return html.Button("PNG", type="button", className="tool", **dashed(data_png="1", aria_label=f"PNG: {title}"))
