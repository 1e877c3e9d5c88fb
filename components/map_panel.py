"""The panels of the map as its page shows them: each part goes into its own place around the map."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from plotly.utils import PlotlyJSONEncoder

from components.attributes import dashed
from components.data_table import data_table, folded_table
from components.download import save_menu
from components.figures import theme
from data.reports.maps import AreaMap, CellMap
from data.reports.panel import Panel
from data.words.prose import prose

# The panel of every cell, which is made as a file alone.
CELLS = "hotspots-cells"
MARKS = {"outlined": ("outlined", theme.OUTLINE), "dot": ("dot", theme.POINT), "place": ("dot place", "")}


def about(shown: Panel) -> html.Details:
    """What the map is of and where it comes from, folded: a picture of the map bears it."""
    line = html.P(shown.words.line, className="quiet", **dashed(data_scope=shown.words.scope))
    return html.Details(
        [html.Summary("About these figures"), line, dcc.Markdown(prose("hotspots"), className="prose")],
        className="fold",
    )


def legend(figure: AreaMap | CellMap) -> list[Any]:
    """The classes in words with how many of each there are, and what else is drawn."""
    classes, map_class = figure.classes, figure.frame["map_class"]
    counts, absent = map_class.value_counts(), int(map_class.isna().sum())
    colours = theme.class_colours(classes.scale, len(classes.classes))
    entries = [
        _entry("", colour, f"{one.words} ({counts.get(place, 0):,})", one.sign)
        for place, (one, colour) in enumerate(zip(classes.classes, colours, strict=True))
    ]
    if absent and classes.absent:
        entries.append(_entry("", "none", f"{classes.absent} ({absent:,})"))
    entries += [_entry(*MARKS[key.mark], key.words) for key in figure.marks.keys]
    return [html.P(f"{classes.title} (number of {classes.unit})"), html.Ul(entries)]


def _entry(name: str, colour: str, words: str, sign: str = "") -> html.Li:
    style = {"borderColor" if name == "outlined" else "background": colour}
    ink = {"color": theme.text_on(colour)} if sign else {}
    return html.Li([html.Span(sign or None, className=f"swatch {name}".strip(), style=style | ink), words])


def tools(mapped: Panel, ranking: Panel) -> html.Div:
    """What is saved of the map; its numbers are those of the ranking, which lists of the cells the first alone."""
    numbers = CELLS if isinstance(mapped.figure, CellMap) else ranking.id
    return html.Div(save_menu(mapped, numbers, has_png=True), className="tools")


def ranked(ranking: Panel) -> list[Any]:
    """The areas in their order, each row of which picks one; nothing without a table."""
    if ranking.table is None:
        return []
    return [html.Section([html.H2(ranking.table.title), data_table(ranking.table, "")], className="panel")]


def points_tool(points: Panel) -> list[Any]:
    """The table of the snap points, folded, and what is saved of it; nothing without a table."""
    if points.table is None:
        return []
    folded = folded_table(points.table, "", "Points of the police")
    return [html.Div([folded, save_menu(points)], id=f"panel-{points.id}", className="tools")]


def map_of(shown: Panel) -> AreaMap | CellMap:
    """The map that a panel shows; ValueError where it shows something else."""
    if not isinstance(shown.figure, AreaMap | CellMap):
        raise ValueError(f"panel {shown.id} has no map")
    return shown.figure


def digest(parts: Sequence[Any]) -> str:
    """A short name of these very components: they are sent again only when it changes."""
    text = json.dumps(parts, cls=PlotlyJSONEncoder, separators=(",", ":"))
    return hashlib.blake2s(text.encode(), digest_size=6).hexdigest()
