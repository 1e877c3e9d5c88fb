"""The layer of cells: counts, hot spots, density, classes over time, and last year's cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components import findings
from components import formatting as f
from components.data_table import Column
from components.figures import theme
from components.figures.hotspot_map import MapClass, Part, cell_parts, picked_cell
from components.panel import Words
from components.panels.map_layer import MapLayer, Ranked, Shown, other_types_notice, sequential
from components.panels.ward_layer import outlined, source
from data.period import Period
from data.selection import Selection

MOST_CELLS = 50
NOTE = "Approximate: the police move each record to a snap point, so a cell says “about here”, never an address."
ELSEWHERE = (
    "Cells are counted from street-level crime alone, whose points the police have moved: a partner's records are not "
    "drawn so finely. Wards are shown."
)
SHOW_OPTIONS = [
    {"value": "best", "label": "Best tested ranking, else counts"},
    {"value": "counts", "label": "Counts"},
    {"value": "gi_star", "label": "Hot spots (Gi*)"},
    {"value": "density", "label": "Density, where significant"},
    {"value": "classes", "label": "Classes over time"},
    {"value": "last_year", "label": "Last year's cells"},
]
GI_WORDS = (
    "cold spot",
    "not told from chance",
    "hot spot, p under 0.05",
    "hot spot, p under 0.01",
    "hot spot, p under 0.001",
)
OVER_TIME_WORDS = (
    "former: hot once, not lately",
    "intermittent: hot now and then",
    "emerging: hot only lately",
    "persistent: hot in 80% of months",
)
MEANINGS = {
    "counts": "Recorded {noun} in each cell.",
    "gi_star": (
        "Gi*: is a cell, with those around it, busier than chance would make it? p is corrected for all {cells} cells "
        "(Benjamini and Hochberg's method)."
    ),
    "density": "{Noun} per km², spread over 450 m, shown only where Gi* finds a hot spot.",
    "classes": "Each cell by the months in which it was a hot spot by Gi*, month for month.",
    "last_year": "What was recorded in {before}: the same months a year before the three that follow the period.",
}
TEMPLATES = {
    "counts": "%{customdata} {noun}",
    "gi_star": "Gi* %{customdata}",
    "density": "%{customdata} {noun} per km²",
    "classes": "%{customdata} hot months",
    "last_year": "%{customdata} {noun} in {before}",
}


@dataclass(frozen=True)
class Cells:
    """The cells and what is shown of them.

    frame: as ``data.analysis.cell_map.classified_cells`` gives it, with cell_id, location, ward_name, is_drawn,
    longitude and latitude (of the drawn), cumulative_pct; show: what is shown; tested: how it was chosen, where the
    reader left the choice; before: the months of last_year.
    """

    frame: pd.DataFrame
    breaks: Sequence[float]
    show: str
    tested: str
    before: Period

    def row(self, cell_id: str | None) -> pd.Series | None:
        """The cell of this id, None where it is not among those drawn."""
        found = self.frame[self.frame["is_drawn"] & (self.frame["cell_id"].astype(str) == cell_id)]
        return found.iloc[0] if len(found) else None


def cell_layer(shown: Shown, cells: Cells) -> MapLayer:
    """The layer of what is shown of the cells."""
    selection, size = shown.selection, shown.selection.map.cell_size_m
    named = _named(shown, cells)
    what = f"{selection.types_label}, {f.period(selection.period)}"
    caption = (
        f"{what}, {selection.area_name}, {f.number(len(cells.frame))} cells of {size} m. "
        f"{MEANINGS[cells.show].format(**named)} {cells.tested}{NOTE}"
    )
    label = next(option["label"] for option in SHOW_OPTIONS if option["value"] == cells.show)
    refused = findings.incomplete(selection.period, shown.choices.missing(selection.period))
    edge = [("outlined", theme.OUTLINE, f"outlined: {selection.wards_label}")] if outlined(selection) else []
    return MapLayer(
        finding=_finding(selection, cells),
        words=Words(f"{label}, cells of {size} m", caption, source(shown)),
        unit="cells",
        legend_title=_legend_title(cells.show, selection, named["before"]),
        classes=_classes(cells),
        map_class=cells.frame["map_class"],
        ranked=_ranked(selection, cells),
        notices=[*([refused] if refused else _absent(selection, cells)), *other_types_notice(selection)],
        note=NOTE,
        absent="",
        extra=edge,
    )


def map_parts(shown: Shown, cells: Cells, geometry: str) -> dict[str, Part]:
    """The drawn cells as the map draws them, in the order of their ids, and the one that is picked."""
    drawn = cells.frame[cells.frame["is_drawn"]]
    picked = shown.selection.map.picked("cell")
    known = int(picked) if picked in {str(cell) for cell in drawn["cell_id"]} else None
    return {
        **cell_parts(geometry, drawn.assign(shown=_values(drawn, cells.show)), _classes(cells), _hover(shown, cells)),
        **picked_cell(geometry, known),
    }


def chosen_words(trials: int, winner: str | None) -> str:
    """How the ranking was chosen where the reader left it open."""
    if winner is None:
        return f"Plain counts: {trials} of the four trials that are needed to name a best ranking. "
    return f"The ranking that foresaw best in {trials} trials. "


def _values(drawn: pd.DataFrame, show: str) -> list[str | float | None]:
    """What hovering says of each cell."""
    if show == "classes":
        pairs = zip(drawn["hot_class"], drawn["hot_month_count"], strict=True)
        return [f"{name}, {months}" if name else None for name, months in pairs]
    values = drawn["value"].round(1 if show == "gi_star" else 0)
    numbers = [None if pd.isna(value) else float(value) for value in values]
    return [int(value) if value is not None and value.is_integer() else value for value in numbers]


def _hover(shown: Shown, cells: Cells) -> str:
    words = TEMPLATES[cells.show]
    for name, value in _named(shown, cells).items():
        words = words.replace(f"{{{name}}}", value)
    return f"<b>About here: %{{text}}</b><br>{words}"


def file_columns(selection: Selection) -> list[Column]:
    """The columns of the file of all cells."""
    return [
        Column("cell_id", "Cell", "code"),
        Column("easting", "Easting of the centre, m", "number"),
        Column("northing", "Northing of the centre, m", "number"),
        Column("ward_name", "Ward"),
        Column("location", "About here"),
        Column("offence_count", f.capital(selection.noun), "number"),
        Column("share_pct", "Share of all, %", "number"),
        Column("gi_star", "Gi*", "number"),
        Column("adjusted_p_value", "p, corrected", "number"),
        Column("density_per_km2", "Density per km² where hot", "number"),
        Column("hot_class", "Class over time"),
        Column("hot_month_count", "Hot months", "number"),
    ]


def _named(shown: Shown, cells: Cells) -> dict[str, str]:
    noun = shown.selection.noun
    before = f.period(cells.before)
    return {"noun": noun, "Noun": f.capital(noun), "cells": f.number(len(cells.frame)), "before": before}


def _legend_title(show: str, selection: Selection, before: str) -> str:
    return {
        "counts": f.capital(selection.noun),
        "gi_star": "Gi*",
        "density": f"{f.capital(selection.noun)} per km²",
        "classes": "Class over time",
        "last_year": f"{f.capital(selection.noun)}, {before}",
    }[show]


def _classes(cells: Cells) -> list[MapClass]:
    fixed = {"gi_star": (GI_WORDS, theme.CERTAINTY), "classes": (OVER_TIME_WORDS, theme.OVER_TIME)}
    if cells.show in fixed:
        return [MapClass(words, colour) for words, colour in zip(*fixed[cells.show], strict=True)]
    # Cells are too small for the number of their class.
    return [MapClass(one.words, one.colour) for one in sequential(cells.breaks, "all cells alike")]


def _finding(selection: Selection, cells: Cells) -> str:
    frame, what = cells.frame, selection.types_label.lower()
    total = frame["offence_count"].sum(skipna=False)
    if pd.isna(total):
        return f"No data for {f.period(selection.period)}, so nothing is mapped"
    if total == 0:
        return f"No {what} was recorded in {f.period(selection.period)}"
    if cells.show == "classes":
        count = int((frame["hot_class"] == "persistent").sum())
        return f"{f.number(count)} of {f.number(len(frame))} cells are persistent hot spots of {what}"
    if cells.show in ("gi_star", "density"):
        share = frame.loc[frame["is_hot"], "offence_count"].sum() / total
        count = int(frame["is_hot"].sum())
        return f"{f.number(count)} of {f.number(len(frame))} cells are hot spots: {f.number(100 * share)}% of {what}"
    half = int((frame["cumulative_pct"] < 50).sum()) + 1
    return f"Half of {what} lies in {f.number(half)} of {f.number(len(frame))} cells"


def _absent(selection: Selection, cells: Cells) -> list[str]:
    """Why nothing is drawn of complete months."""
    if cells.show == "classes" and len(selection.period.months) < 2:
        return ["Classes over time need at least two months: choose an earlier first month."]
    if cells.show == "last_year" and cells.frame["last_year_count"].isna().all():
        return [f"There are no last year's cells: the data for {f.period(cells.before)} are not complete."]
    return []


def _ranked(selection: Selection, cells: Cells) -> Ranked:
    """The cells with most, each with all that is known of it."""
    order = ["value", "offence_count", "cell_id"]
    drawn = cells.frame[cells.frame["map_class"].notna()]
    top = drawn.sort_values(order, ascending=[False, False, True]).head(MOST_CELLS)
    columns = [
        Column("location", "About here", "wrapped"),
        Column("ward_name", "Ward", "wrapped"),
        Column("offence_count", f.capital(selection.noun), "number"),
        *_own_columns(cells.show),
    ]
    picked = selection.map.picked("cell")
    marked = [f"cell:{picked}"] if picked else []
    title = f"Cells, {'most hot months' if cells.show == 'classes' else 'highest'} first: {len(top)} of {len(drawn)}"
    return Ranked(title, top.assign(pick=[f"cell:{cell}" for cell in top["cell_id"]]), columns, marked)


def _own_columns(show: str) -> list[Column]:
    return {
        "counts": [Column("share_pct", "Share, %", "number", 1)],
        "gi_star": [Column("gi_star", "Gi*", "number", 1)],
        "density": [Column("density_per_km2", "Per km²", "number")],
        "classes": [Column("hot_month_count", "Hot months", "number"), Column("hot_class", "Class", "short")],
        "last_year": [Column("last_year_count", "Last year", "number")],
    }[show]
