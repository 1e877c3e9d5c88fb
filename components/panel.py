"""A panel as a page shows it: the finding, one quiet line, the picture, and under it the numbers and the files."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from components import url_state
from components.attributes import dashed
from components.data_table import data_table, folded_table, pick_table
from components.download import file_link, png_button
from components.figures import ELEMENTS, draw
from components.series_key import series_key
from components.verdicts import badge
from data.outputs.csv import csv_text
from data.reports.figures import Figure, MonthlyLine, Sparkline
from data.reports.panel import File, Line, Link, Listed, Note, Panel

GRAPH_CONFIG: Any = {
    "displaylogo": False,
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
}
MAP_CONFIG: Any = {**GRAPH_CONFIG, "scrollZoom": True}


def panel(shown: Panel, search: str, *, has_source: bool = True) -> html.Section:
    """Every part that the panel has, in one order; search: of the address, which its links keep.

    has_source: whether its source is written under its heading, and not once for the page.
    """
    words = shown.words
    line = words.line if has_source else words.caption
    parts = [
        *marking(shown.marking),
        # A panel of text is jumped to: its heading takes the focus.
        html.H2(words.finding, id=shown.id, tabIndex="-1") if shown.text else html.H2(words.finding),
        *([html.P(line, className="quiet")] if line else []),
        *_what(shown),
        *([dcc.Markdown(shown.text, className="prose")] if shown.text else []),
        *([html.Ul([_line(one) for one in shown.lines], className="lines")] if shown.lines else []),
        *([_facts(shown.facts)] if shown.facts else []),
        *(note(one, search) for one in shown.notes),
        *_numbers(shown),
    ]
    # The picture that is saved of a chart names what the page's filters show.
    about = dashed(data_scope=words.scope) if shown.figure and words.scope else {}
    kind = "panel chapter" if shown.text else "panel"
    return html.Section(parts, className=kind, id=f"panel-{shown.id}", **about)


def card(shown: Panel, search: str) -> html.Div:
    """A panel as a card: a figure in large type, its verdict, and what it is compared with."""
    return html.Div(
        [html.H2(shown.words.finding), *_what(shown), *(note(one, search) for one in shown.notes)],
        className="card-headline",
    )


def marking(text: str) -> list[html.P]:
    """How it is marked, where it is."""
    return [html.P(text, className="marking")] if text else []


def note(shown: Note, search: str) -> html.P | html.Ul:
    """A paragraph, with its links, or a list."""
    if isinstance(shown, Listed):
        sign = [html.Span(f"{shown.sign} ", className="signal-sign")] if shown.sign else []
        items = [html.Li([*sign, _part(text, search)]) for text in shown.texts]
        return html.Ul(items, className="signals" if sign else "lead-list")
    parts = [shown] if isinstance(shown, str) else shown
    return html.P([_part(part, search) for part in parts], className="quiet")


def _line(shown: Line) -> html.Li:
    """A sign for those who see it, the words in short, and the rest."""
    sign = html.Span(className="line-sign", **dashed(aria_hidden="true", data_sign=shown.sign))
    return html.Li([sign, html.P([html.Strong(shown.lead), f" {shown.text}"])])


def _part(shown: str | Link, search: str) -> Any:
    """Text as it is; a link to its page, which keeps what is chosen unless the link chooses otherwise; or a pick."""
    if isinstance(shown, str):
        return shown
    if shown.pick:
        return html.Button(shown.words, type="button", className="tool", **dashed(data_pick=shown.pick))
    if not shown.path and shown.selection is None:
        return html.A(shown.words, href=f"#{shown.anchor}")
    chosen = search if shown.selection is None else url_state.write(shown.selection)
    return dcc.Link(shown.words, href=f"{shown.path}{chosen}{f'#{shown.anchor}' if shown.anchor else ''}")


def _what(shown: Panel) -> list[Any]:
    """The value with its verdict, and the picture."""
    value, verdict = shown.value, shown.verdict
    return [
        *([html.P([html.Span(value.shown, className="figure"), " ", value.unit])] if value else []),
        *([badge(verdict)] if verdict else []),
        *(_picture(shown.id, shown.figure, shown.words.finding) if shown.figure else []),
    ]


def _picture(panel_id: str, figure: Figure, finding: str) -> list[Any]:
    """The chart with the finding as its accessible name, below the key of its series; or what needs no chart."""
    if type(figure) in ELEMENTS:
        return [ELEMENTS[type(figure)](*figure)]
    graph = dcc.Graph(id=panel_id, figure=draw(figure), config=GRAPH_CONFIG)
    key = [series_key(figure.frame)] if isinstance(figure, MonthlyLine) else []
    return [*key, html.Div(graph, role="img", **dashed(aria_label=finding))]


def _facts(facts: Sequence[tuple[str, str]]) -> html.Dl:
    return html.Dl([part for term, text in facts for part in (html.Dt(term), html.Dd(text))], className="facts")


def _numbers(shown: Panel) -> list[Any]:
    """The table, folded where a picture stands above it, and the files."""
    table, finding = shown.table, shown.words.finding
    if table is None:
        return []
    has_picture = shown.figure is not None and not isinstance(shown.figure, Sparkline)
    files = [File(f"{table.file_name}.csv", csv_text(shown), "CSV"), *shown.files] if table.file_name else shown.files
    is_chart = has_picture and type(shown.figure) not in ELEMENTS
    tools = [*(file_link(file, finding) for file in files), *([png_button(finding)] if is_chart else [])]
    if has_picture or table.is_folded:
        return [html.Div([folded_table(table, finding), *tools], className="tools")]
    drawn = pick_table(table, finding) if table.picks else data_table(table, finding)
    return [drawn, *([html.Div(tools, className="tools")] if tools else [])]
