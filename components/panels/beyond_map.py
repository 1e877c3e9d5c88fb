"""Beyond the map: how concentrated crime is, candidate micro-areas, and how good the map is."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
import pandas as pd
from dash import html

from components.data_table import Column, data_table, pick_table
from components.download import csv_link, csv_text, geojson_link
from components.figures.accuracy_dots import accuracy_dots
from components.figures.concentration_curve import concentration_curve
from components.filter_bar import control
from components.panel import Numbers, Words, chart, panel
from components.panels.cell_layer import ELSEWHERE, NOTE
from components.panels.map_layer import Shown
from components.panels.ward_layer import source
from components.url_state import AREAS
from data.model.period import Period
from data.model.schema import STREET_CRIME
from data.words import findings
from data.words import formatting as f

UNNAMED = "No ranking is named best"
SECTIONS = {
    "concentration": "How few places hold how much?",
    "micro-areas": "Where might patrols go? Candidate micro-areas",
    "accuracy": "How good is this map?",
}


def sections(micro_areas: str | None) -> dbc.Accordion:
    """The closed sections, each filled when it is opened; micro_areas: how many are proposed, None for as usual."""
    counts = [{"value": count, "label": count} for count in sorted(AREAS, key=int)]
    label = html.Label("Micro-areas to propose", htmlFor='{"key":"areas","type":"control"}')
    choice = html.Div(
        [label, dbc.Select(id=control("areas"), options=counts, value=micro_areas or AREAS[0])],
        className="page-controls",
    )
    return dbc.Accordion(
        [
            dbc.AccordionItem(
                [*([choice] if name == "micro-areas" else []), html.Div(id=f"hotspots-{name}")],
                title=title,
                item_id=name,
            )
            for name, title in SECTIONS.items()
        ],
        id="hotspots-beyond",
        start_collapsed=True,
    )


def refusal(shown: Shown) -> str | None:
    """Why a section has nothing to show, or None where it has."""
    selection = shown.selection
    if selection.source != STREET_CRIME:
        return ELSEWHERE
    if not (selection.wards and selection.crime_types):
        return findings.NOTHING_CHOSEN
    return findings.incomplete(selection.period, shown.choices.missing(selection.period))


def concentration_panel(
    shown: Shown, curve: pd.DataFrame, half: int, cells: int, every: tuple[int, int] | None
) -> html.Section:
    """The curve, and how few cells hold half.

    every: in how few of how many cells half of all records lie, anti-social behaviour among them; None where only some
    types are chosen.
    """
    selection = shown.selection
    finding = f"Half of {selection.types_label.lower()} lies in {f.number(half)} of {f.number(cells)} cells"
    caption = (
        f"{selection.types_label}, {f.period(selection.period)}, {selection.area_name}, cells of "
        f"{selection.map.cell_size_m} m, those with most first. Snapping gathers crime on its points, so it looks more "
        "concentrated than it is."
    )
    columns = [
        Column("cell_count", "Cells", "number"),
        Column("cell_share_pct", "Share of cells, %", "number", 1),
        Column("offence_share_pct", f"Share of {selection.noun}, %", "number", 1),
    ]
    return panel(
        Words(finding, caption, source(shown), scope=shown.scope),
        Numbers(curve, columns, f"concentration-{selection.period.last:%Y-%m}"),
        chart("hotspots-curve", concentration_curve(curve, half), finding),
        notes=[html.P(_of_every_type(*every))] if every else [],
    )


def _of_every_type(half: int, cells: int) -> str:
    return (
        f"Of records of every type, anti-social behaviour among them, half lie in {f.number(half)} of "
        f"{f.number(cells)} cells."
    )


def micro_area_panel(
    shown: Shown, areas: pd.DataFrame, geojson: str, registered: pd.DataFrame | None, marking: str
) -> html.Section:
    """The candidates, beside what is registered where the viewer may know it.

    areas: area_rank, offence_count, share_pct, area_km2, location, ward_name, longitude, latitude, and with registered
    areas overlap_pct and missed_count; registered: name, offence_count, share_pct, area_km2, overlap_pct.
    """
    selection = shown.selection
    held, size = areas["share_pct"].sum(), areas["area_km2"].sum()
    finding = f"{len(areas)} candidate micro-areas hold {f.number(held)}% on {f.number(size, 1)} km²"
    caption = (
        f"{selection.types_label}, {f.period(selection.period)}: the blocks of {f.number(areas['side_m'].max())} m "
        f"with most {selection.noun}, none touching another's cells. Proposals to be weighed by those who know the "
        f"place, not a ranking of need. {NOTE}"
    )
    lines = [marking, finding, caption, shown.scope, f"Source: {source(shown)}"]
    columns = _area_columns(selection.noun, is_compared=registered is not None)
    rows = areas.assign(
        pick="", name=[f"{rank}. {place}" for rank, place in zip(areas["area_rank"], areas["location"], strict=True)]
    )
    name = f"micro-areas-{selection.period.last:%Y-%m}"
    files = [
        csv_link(csv_text(rows, [*columns, *POSITION], lines), name, finding),
        geojson_link(geojson, name, finding),
    ]
    marked = [html.P(marking, className="marking")] if marking else []
    return html.Section(
        [
            *marked,
            html.H3(finding),
            html.P(f"{caption} Source: {source(shown)}.", className="quiet"),
            pick_table(rows, columns, finding),
            html.Div(files, className="tools"),
            *_registered(selection.noun, registered, areas, lines, name),
        ]
    )


POSITION = [
    Column("longitude", "Longitude of the middle", "number", 6),
    Column("latitude", "Latitude of the middle", "number", 6),
]


def _area_columns(noun: str, is_compared: bool) -> list[Column]:
    columns = [
        Column("name", "About here"),
        Column("ward_name", "Ward"),
        Column("offence_count", f.capital(noun), "number"),
        Column("share_pct", "Share of all, %", "number", 1),
        Column("area_km2", "km²", "number", 2),
    ]
    if is_compared:
        columns += [
            Column("overlap_pct", "Registered already, %", "number"),
            Column("missed_count", f"{f.capital(noun)} outside registered areas", "number"),
        ]
    return columns


def _registered(
    noun: str, registered: pd.DataFrame | None, areas: pd.DataFrame, lines: Sequence[str], name: str
) -> list[Any]:
    if registered is None:
        return []
    columns = [
        Column("name", "Registered micro-area"),
        Column("offence_count", f.capital(noun), "number"),
        Column("share_pct", "Share of all, %", "number", 1),
        Column("area_km2", "km²", "number", 2),
        Column("overlap_pct", "Covered by candidates, %", "number"),
    ]
    held, missed = registered["share_pct"].sum(), int(areas["missed_count"].sum())
    words = (
        f"{len(registered)} registered micro-areas hold {f.number(held)}%; the candidates hold {f.number(missed)} "
        f"{noun} that lie in none of them."
    )
    title = "Registered micro-areas"
    saved = csv_link(csv_text(registered, columns, [lines[0], title, *lines[2:]]), f"registered-{name}", title)
    return [html.H3(title), html.P(words), data_table(registered, columns, title), html.Div(saved, className="tools")]


def accuracy_panel(
    shown: Shown,
    results: pd.DataFrame,
    folds: Sequence[tuple[Period, Period]],
    winner: str | None,
    methods: Mapping[str, str],
    areas: Mapping[str, str],
    line: float,
) -> html.Section:
    """The backtest: PAI and PEI of each way of ranking, with intervals, over both areas.

    results: as ``backtest.Backtest.results``; folds: months that a map was made of, and those it was
    tested on; methods, areas: their names; line: the PAI of a good map at 5 % of the area.
    """
    selection = shown.selection
    if not folds:
        text = "The map was not tested: that needs nine months without a gap, six to rank the cells and three to test."
        return html.Section([html.H3("Not tested"), html.P(text)])
    best = f"Best of {len(methods)} rankings in {len(folds)} trials: {methods[winner]}" if winner else UNNAMED
    why = "" if winner else f"{len(folds)} of the four trials needed to name one. "
    caption = (
        f"{selection.types_label}, cells of {selection.map.cell_size_m} m. {why}Ranked on the months so far, tested on "
        f"the three that follow: {f.joined([f.period(test) for _, test in folds])}. PAI: how many times more than by "
        "chance; PEI: of the most that could be caught. The chart is of cells that hold a snap point, the fair test."
    )
    rows = results.assign(
        method_name=results["method"].map(dict(methods)),
        area_name=results["area"].map(dict(areas)),
        share=100 * results["area_share"],
        pai_ci=_intervals(results, "pai", 1, 1),
        pei_pct=100 * results["pei"],
        pei_ci=_intervals(results, "pei", 100, 0),
        interval=results["interval_from"].map({"folds": "over trials", "bootstrap": "by drawing records again"}),
    )
    columns = [
        Column("method_name", "Ranking"),
        Column("area_name", "Area", "short"),
        Column("share", "Share of area, %", "number"),
        Column("pai", "PAI", "number", 1),
        Column("pai_ci", "95%", "short"),
        Column("pei_pct", "PEI, %", "number"),
        Column("pei_ci", "95%, PEI", "short"),
        Column("fold_count", "Trials", "number"),
        Column("interval", "Interval", "short"),
    ]
    fair = results[results["area"] == next(iter(areas))]
    return panel(
        Words(best, caption, source(shown), scope=shown.scope),
        Numbers(rows, columns, "accuracy"),
        chart("hotspots-pai", accuracy_dots(fair, methods, line), best),
    )


def _intervals(results: pd.DataFrame, index: str, times: float, decimals: int) -> list[str]:
    pairs = zip(results[f"{index}_lower_ci"], results[f"{index}_upper_ci"], strict=True)
    return [
        "" if pd.isna(low) else f"{f.number(times * low, decimals)} to {f.number(times * high, decimals)}"
        for low, high in pairs
    ]
