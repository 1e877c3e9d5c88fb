"""What is said of a selection on the map: the map itself, the card of what is picked, ranking, points and places."""

from dataclasses import replace

from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import ground, names, status
from data.queries.names import Name
from data.reports.evidence import Evidence, evidence
from data.reports.hotspots.asked import ELSEWHERE, MapRequest
from data.reports.hotspots.cells import Cells, cell_file, cell_layer
from data.reports.hotspots.detail import cell_detail, ward_detail
from data.reports.hotspots.drawing import drawing
from data.reports.hotspots.layer import Layer, picked_ward
from data.reports.hotspots.links import operation_links
from data.reports.hotspots.measured import chosen_wards, counts_of_cell, measured_cells, measured_wards
from data.reports.hotspots.operation_marks import marking_of, operation_card, operation_marks
from data.reports.hotspots.place_card import name_card, place_card
from data.reports.hotspots.place_panels import place_panels
from data.reports.hotspots.places import Places, named_places
from data.reports.hotspots.points import point_panels, snap_points
from data.reports.hotspots.wards import Wards, ward_layer
from data.reports.maps import AreaMap, CellMap
from data.reports.panel import Panel, Report, Section
from data.reports.reading import gap

PICKED = "picked"
NOT_SHOWN = "What the address picks is not on the map: its layer may be off, or it is not known here."


def report(selection: Selection, offered: Choices) -> Report:
    """The whole page but what lies below the map: sections of the map, the card, the ranking, points and places."""
    now = status.build_status(offered.source)
    asked = MapRequest(selection, offered, now)
    known = evidence(selection, offered)
    wards, placed = measured_wards(asked, known), named_places(asked)
    cells = measured_cells(asked) if asked.has_cells else None
    layer = cell_layer(asked, cells) if cells else ward_layer(asked, wards)
    marking = placed.marking or marking_of(operation_marks(selection))
    points, named = snap_points(selection), names.named(selection.map.picked("name"), selection.vintage.vintage)
    picked = _picked(asked, wards, cells, placed, named)
    return Report(
        layer.finding,
        replace(now, marking=marking or now.marking),
        [
            Section([map_panel(layer, drawing(asked, layer, cells, placed, points, named), marking)]),
            Section(picked or [_card_of_wards(asked, known, wards)], PICKED if picked else ""),
            Section([Panel("hotspots-ranking", layer.words, layer.ranked)]),
            Section(point_panels(asked, points)),
            Section(place_panels(placed, selection.map.picked("place"))),
        ],
        cautions=[*layer.notices, *_not_shown(asked, is_picked=bool(picked))],
        reading=gap(selection, offered),
    )


def map_panel(layer: Layer, figure: AreaMap | CellMap, marking: str) -> Panel:
    """The map with its words, which a picture of it bears; marking: of the places on it that are for partners."""
    marked = [f"Places: {marking}"] if marking else []
    source = [layer.words.source, *marked, *([credit] if (credit := ground.credit()) else [])]
    return Panel(
        "hotspots-map",
        replace(layer.words, source=". ".join(source)),
        figure=figure,
        notes=[layer.note] if layer.note else [],
    )


def all_cells(selection: Selection, offered: Choices) -> Panel | None:
    """Every cell with a point, for a file; None where no cells are shown."""
    asked = MapRequest(selection, offered, status.build_status(offered.source))
    return cell_file(asked, measured_cells(asked, is_file=True)) if asked.has_cells else None


def _card_of_wards(asked: MapRequest, known: Evidence, wards: Wards) -> Panel:
    return ward_detail(asked, chosen_wards(asked, known, wards))


def _card_of_ward(asked: MapRequest, wards: Wards, ward: str) -> Panel:
    """The card of one ward, with its own change, whatever else is chosen."""
    own = replace(asked, selection=replace(asked.selection, wards=(ward,)))
    return _card_of_wards(own, evidence(own.selection, own.choices), wards)


def _picked(asked: MapRequest, wards: Wards, cells: Cells | None, placed: Places, named: Name | None) -> list[Panel]:
    """The cards of the ward, the place, the cell or the name that is picked; none where it is not shown."""
    picked = asked.selection.map
    if ward := picked_ward(asked.selection):
        return [_card_of_ward(asked, wards, *ward)]
    if named:
        without = replace(asked, selection=replace(asked.selection, map=replace(picked, pick="")))
        return [name_card(named, asked.selection), _card_of_ward(without, wards, named.ward_code)]
    if done := operation_card(asked.selection, picked.picked("place") or ""):
        return [done]
    place = placed.row(picked.picked("place"))
    if place is not None:
        return place_card(placed, place, asked.selection, operation_links(place, asked.selection))
    cell = cells.row(picked.picked("cell")) if cells else None
    if cells and cell is not None:
        return [cell_detail(asked, cells, cell, *counts_of_cell(asked, int(cell["cell_id"])))]
    return []


def _not_shown(asked: MapRequest, *, is_picked: bool) -> list[str]:
    """What the address asks of the map in vain; a cell that was picked waits while wards are shown."""
    view = asked.selection.map
    is_refused = view.layer == "cells" and not asked.has_cells
    is_waiting = not asked.has_cells and view.picked("cell") is not None
    is_unknown = view.pick and not is_picked and not is_waiting
    return [*([ELSEWHERE] if is_refused else []), *([NOT_SHOWN] if is_unknown else [])]
