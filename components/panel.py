"""A panel: the finding, one quiet line, the chart, and under it the same numbers and the files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import dcc, html

from components.attributes import dashed
from components.data_table import Column, data_table, folded_table
from components.download import csv_link, csv_text, png_button

GRAPH_CONFIG: Any = {
    "displaylogo": False,
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
}
MAP_CONFIG: Any = {**GRAPH_CONFIG, "scrollZoom": True}


@dataclass(frozen=True)
class Words:
    """What is written on a panel and on everything saved from it.

    finding: the heading, ten words or fewer; caption: measure, area, period, comparison; source: with the mark of
    demonstration data where they are; said: sentences of the page that go into its files; scope: the wards and the
    crime types by name, for its files.
    """

    finding: str
    caption: str
    source: str
    said: Sequence[str] = ()
    scope: str = ""

    @property
    def line(self) -> str:
        """The quiet line under the heading."""
        return f"{self.caption} Source: {self.source}."


@dataclass(frozen=True)
class Numbers:
    """The numbers behind a panel, as its table and its CSV file show them."""

    frame: pd.DataFrame
    columns: Sequence[Column]
    file_name: str
    marked: Sequence[str] = ()
    key: str = ""


def source_line(source: str, is_demo: bool) -> str:
    """A source as every output names it."""
    return f"{source} (demonstration data)" if is_demo else source


def chart(graph_id: str, figure: go.Figure, finding: str) -> html.Div:
    """A chart with the finding as its accessible name."""
    return html.Div(
        dcc.Graph(id=graph_id, figure=figure, config=GRAPH_CONFIG), role="img", **dashed(aria_label=finding)
    )


def panel(
    words: Words,
    numbers: Numbers,
    *picture: Any,
    notes: Sequence[Any] = (),
    folded: bool = False,
) -> html.Section:
    """A panel of a chart with its table a key press away; without a ``picture``, of the table itself.

    notes: what stands between the words and the numbers. folded: the table alone, but closed at first.
    """
    lines = [words.finding, words.caption, words.scope, *words.said, f"Source: {words.source}"]
    # The file is made of the same frame as the table, so the two cannot differ.
    saved = csv_link(csv_text(numbers.frame, numbers.columns, lines), numbers.file_name, words.finding)
    head = [html.H2(words.finding), html.P(words.line, className="quiet"), *notes]
    shown = (numbers.frame, numbers.columns, words.finding, numbers.marked, numbers.key)
    if not (picture or folded):
        return html.Section([*head, data_table(*shown), html.Div([saved], className="tools")], className="panel")
    tools = [folded_table(*shown), saved, *([png_button(words.finding)] if picture else [])]
    # The picture that is saved of the chart names what the page's filters show.
    about = dashed(data_scope=words.scope) if words.scope else {}
    return html.Section([*head, *picture, html.Div(tools, className="tools")], className="panel", **about)
