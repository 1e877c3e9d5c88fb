"""A panel as a page shows it: the finding, one quiet line, the picture, and under it the numbers and the files."""

from typing import Any

import pandas as pd
from dash import dcc, html

from components.attributes import dashed
from components.data_table import data_table, folded_table
from components.download import save_menu
from components.figures import ELEMENTS, draw, pictured
from components.figures.monthly_line import series_colours
from components.links import part
from components.verdicts import badge
from data.reports.figures import Figure, MonthlyLine, Sparkline
from data.reports.panel import Fold, Line, Listed, Note, Panel

GRAPH_CONFIG: Any = {
    "displaylogo": False,
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
}
MAP_CONFIG: Any = {**GRAPH_CONFIG, "scrollZoom": True}


def panel(shown: Panel, search: str, *, has_source: bool = True, has_heading: bool = True) -> html.Section:
    """Every part that the panel has, in one order; search: of the address, which its links keep.

    has_source: whether its source is written under its heading, and not once for the page; has_heading: whether its
    heading is its own, and not that of the fold around it.
    """
    words = shown.words
    line = words.line if has_source else words.caption
    facts = [part for term, text in shown.facts for part in (html.Dt(term), html.Dd(text))]
    parts = [
        *marking(shown.marking),
        *([_heading(shown)] if has_heading else []),
        *([html.P(line, className="quiet")] if line else []),
        *_what(shown),
        *([dcc.Markdown(shown.text, className="prose")] if shown.text else []),
        *([html.Ul([_line(one) for one in shown.lines], className="lines")] if shown.lines else []),
        *([html.Dl(facts, className="facts")] if facts else []),
        *(note(one, search) for one in shown.notes),
        *_below(shown, search),
    ]
    # The picture that is saved of a chart names what the page's filters show.
    about = dashed(data_scope=words.scope) if shown.figure and words.scope else {}
    # Where the quiet line leaves them out, the caption and the source go onto it too.
    about |= dashed(data_source=f"{words.caption} Source: {words.source}.") if shown.figure and words.short else {}
    kind = "panel chapter" if shown.text else "panel"
    return html.Section(parts, className=kind, id=f"panel-{shown.id}", **about)


def _below(shown: Panel, search: str) -> list[Any]:
    """What is read on demand and the numbers: a table that stands open comes first."""
    folds, numbers = [fold(one, search) for one in shown.folds], _numbers(shown, search)
    is_open = shown.table is not None and not shown.table.is_folded and shown.figure is None
    return [*numbers, *folds] if is_open else [*folds, *numbers]


def _heading(shown: Panel) -> html.H2:
    """Its finding; a panel of text is jumped to, so that its heading takes the focus."""
    finding = shown.words.finding
    return html.H2(finding, id=shown.id, tabIndex="-1") if shown.text else html.H2(finding)


def marking(text: str) -> list[html.P]:
    """How it is marked, where it is."""
    return [html.P(text, className="marking")] if text else []


def note(shown: Note, search: str) -> html.P | html.Ul:
    """A paragraph, with its links, or a list."""
    if isinstance(shown, Listed):
        sign = [html.Span(f"{shown.sign} ", className="signal-sign")] if shown.sign else []
        items = [html.Li([*sign, part(text, search)]) for text in shown.texts]
        return html.Ul(items, className="signals" if sign else "lead-list")
    parts = [shown] if isinstance(shown, str) else shown
    return html.P([part(one, search) for one in parts], className="quiet")


def _line(shown: Line) -> html.Li:
    """A sign for those who see it, the words in short, and the rest."""
    sign = html.Span(className="line-sign", **dashed(aria_hidden="true", data_sign=shown.sign))
    return html.Li([sign, html.P([html.Strong(shown.lead), f" {shown.text}"])])


def fold(shown: Fold, search: str) -> html.Details:
    """What is read on demand."""
    table = [data_table(shown.table, shown.title, search)] if shown.table else []
    return html.Details(
        [html.Summary(shown.title), *(note(one, search) for one in shown.notes), *table], className="fold"
    )


def _what(shown: Panel) -> list[Any]:
    """The value with its verdict, and the picture."""
    value, verdict = shown.value, shown.verdict
    return [
        *([html.P([html.Span(value.shown, className="figure"), " ", value.unit])] if value else []),
        *([badge(verdict, shown.months)] if verdict else []),
        *(_picture(shown.id, shown.figure, shown.words.spoken) if shown.figure else []),
    ]


def _picture(panel_id: str, figure: Figure, name: str) -> list[Any]:
    """The chart with its accessible name, below the key of its series; or a picture."""
    picture = pictured(figure, name)
    if picture is not None:
        return [picture]
    drawn = draw(figure)
    graph = dcc.Graph(id=panel_id, figure=drawn, config=GRAPH_CONFIG)
    key = [_series_key(figure.frame)] if isinstance(figure, MonthlyLine) else []
    # Its room is kept until the browser has drawn it: nothing below moves.
    room = {"minHeight": f"{drawn['layout'].get('height', 0)}px"}
    return [*key, html.Div(graph, role="img", style=room, **dashed(aria_label=name))]


def _series_key(series: pd.DataFrame) -> html.Ul:
    """The names of the series in their colours, for screens too narrow for labels beside the lines."""
    names = list(dict.fromkeys(series["series"].tolist()))
    entries = [
        html.Li([html.Span(className="swatch", style={"background": colour}), name])
        for name, colour in zip(names, series_colours(len(names)), strict=False)
    ]
    return html.Ul(entries, className="chart-key")


def _numbers(shown: Panel, search: str) -> list[Any]:
    """The table, folded where a picture stands above it, the files, and where there is more."""
    table, finding = shown.table, shown.words.finding
    more = [part(link, search, "tool") for link in shown.links]
    if table is None:
        menu = [save_menu(shown)] if _is_told(shown) else []
        return [html.Div([*menu, *more], className="tools")] if menu or more else []
    has_picture = shown.figure is not None and not isinstance(shown.figure, Sparkline)
    tools = [save_menu(shown, has_png=has_picture and type(shown.figure) not in ELEMENTS), *more]
    if has_picture or table.is_folded:
        return [html.Div([folded_table(table, finding), *tools], className="tools")]
    return [data_table(table, finding, search), html.Div(tools, className="tools")]


def _is_told(shown: Panel) -> bool:
    """Whether a panel without numbers says something that is worth a slide: longer text is read where it stands."""
    return bool(shown.figure or shown.value or shown.lines or shown.facts) and bool(shown.words.finding)
