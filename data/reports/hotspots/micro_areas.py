"""Candidate micro-areas, beside those that are registered where the viewer may know them."""

import json
from typing import Any, NamedTuple

import pandas as pd

from data.model.selection import Selection
from data.queries import cells, places, status
from data.reports.hotspots.asked import NOTE, MapRequest
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from data.statistics.space.grid import Grid
from data.statistics.space.micro_area_shapes import compared_with_registered, described, micro_area_geojson
from data.statistics.space.micro_areas import candidate_micro_areas
from data.words import formatting as f

REGISTERED = "micro_area"
POSITION = [
    Column("longitude", "Longitude of the middle", "number", 6),
    Column("latitude", "Latitude of the middle", "number", 6),
]


class MicroAreas(NamedTuple):
    """The candidates, and the registered areas, None where there are none or the viewer may not know of them.

    candidates: area_rank, offence_count, share_pct, area_km2, side_m, location, ward_name, longitude, latitude, and
    beside registered areas overlap_pct and missed_count; shapes: the candidates as GeoJSON; registered: name,
    offence_count, share_pct, area_km2, overlap_pct; marking: how they are marked.
    """

    candidates: pd.DataFrame
    shapes: dict[str, Any]
    registered: pd.DataFrame | None = None
    marking: str = ""


def panels(asked: MapRequest) -> list[Panel]:
    """The candidates, and the registered areas in a panel of their own."""
    areas = _micro_areas(asked)
    registered = [] if areas.registered is None else [registered_panel(asked, areas, areas.registered)]
    return [candidate_panel(asked, areas), *registered]


def candidate_panel(asked: MapRequest, areas: MicroAreas) -> Panel:
    """The candidates, their shapes as a file beside the table."""
    selection, found = asked.selection, areas.candidates
    held, size = found["share_pct"].sum(), found["area_km2"].sum()
    caption = (
        f"{selection.types_label}, {f.period(selection.period)}: the blocks of {f.number(found['side_m'].max())} m "
        f"with most {selection.noun}, none touching another. Proposals to be weighed by those who know the "
        f"place, not a ranking of need. {NOTE}"
    )
    finding = f"{len(found)} candidate micro-areas hold {f.number(held)}% on {f.number(size, 1)} km²"
    named = [f"{rank}. {place}" for rank, place in zip(found["area_rank"], found["location"], strict=True)]
    columns = [
        Column("name", "About here"),
        Column("ward_name", "Ward"),
        *_counted(selection),
        *(_compared(selection) if areas.registered is not None else []),
    ]
    return Panel(
        "hotspots-candidates",
        Words(finding, caption, asked.source, scope=asked.scope),
        Table(found.assign(pick="", name=named), columns, picks="pick", more=POSITION),
        marking=areas.marking,
        shapes=areas.shapes,
    )


def registered_panel(asked: MapRequest, areas: MicroAreas, registered: pd.DataFrame) -> Panel:
    """The registered areas, and what of the candidates lies in none of them."""
    selection = asked.selection
    held, missed = registered["share_pct"].sum(), int(areas.candidates["missed_count"].sum())
    said = (
        f"{len(registered)} registered micro-areas hold {f.number(held)}%; the candidates hold {f.number(missed)} "
        f"{selection.noun} that lie in none of them."
    )
    columns = [
        Column("name", "Registered micro-area"),
        *_counted(selection),
        Column("overlap_pct", "Covered by candidates, %", "number"),
    ]
    caption = f"{selection.types_label}, {f.period(selection.period)}: {said} {NOTE}"
    return Panel(
        "hotspots-registered",
        Words("Registered micro-areas", caption, asked.source, scope=asked.scope),
        Table(registered, columns),
        marking=areas.marking,
    )


def _counted(selection: Selection) -> list[Column]:
    return [
        Column("offence_count", f.capital(selection.noun), "number"),
        Column("share_pct", "Share of all, %", "number", 1),
        Column("area_km2", "km²", "number", 2),
    ]


def _compared(selection: Selection) -> list[Column]:
    return [
        Column("overlap_pct", "Registered already, %", "number"),
        Column("missed_count", f"{f.capital(selection.noun)} outside registered areas", "number"),
    ]


def _micro_areas(asked: MapRequest) -> MicroAreas:
    selection, size = asked.selection, asked.selection.map.cell_size_m
    known = cells.grid_cells(size, selection.vintage.vintage)
    grid = Grid.of(known, size)
    counts = cells.offences_by_cell(selection, asked.choices, size).to_numpy()
    areas = candidate_micro_areas(counts, grid, selection.map.micro_areas)
    names = {ward.code: ward.name for ward in selection.vintage.wards}
    shapes, outlines = micro_area_geojson(areas, grid), _registered_outlines(selection)
    if not outlines:
        return MicroAreas(described(areas, counts, grid, known, names, None), shapes)
    compared, registered = compared_with_registered(areas, outlines, counts, grid)
    candidates = described(areas, counts, grid, known, names, compared)
    return MicroAreas(candidates, shapes, registered, status.MARKING)


def _registered_outlines(selection: Selection) -> dict[str, Any]:
    """The registered areas that the viewer may see, by name as GeoJSON geometries."""
    listed = places.places([REGISTERED], selection.period, selection.vintage.vintage)
    drawn = listed[listed["has_outline"].astype(bool)]
    return {
        name: json.loads(places.place_geojson(place) or "null")
        for place, name in zip(drawn["place_id"], drawn["place_name"], strict=True)
    }
