"""The map as plain data: its ground, what is coloured, and what lies over it."""

import pandas as pd

from data.model.selection import Selection
from data.queries import boundaries
from data.queries.cells import cell_layer as geometry_of
from data.reports.hotspots.asked import MapRequest
from data.reports.hotspots.cells import Cells, pointing_text
from data.reports.hotspots.layer import Layer, outlined
from data.reports.hotspots.places import Places
from data.reports.hotspots.ward_labels import labels
from data.reports.maps import AreaMap, CellMap, MapGround, MapKey, MapMarks
from data.settings import current


def drawing(
    asked: MapRequest, layer: Layer, cells: Cells | None, placed: Places, points: pd.DataFrame
) -> AreaMap | CellMap:
    """The map of a layer; cells: those of the layer, None where it is of wards; points: as ``snap_points``."""
    selection, root, settings = asked.selection, f"/boundaries/{asked.choices.build_id}", current()
    vintage, layers = selection.vintage, placed.outline_layers
    ground = MapGround(
        f"{root}/{vintage.layer}",
        boundaries.bounds(vintage.layer, selection.wards),
        [f"{root}/{name}" for name in layers],
        settings.basemap,
        settings.basemap_credit,
    )
    marks = MapMarks(
        outlined(selection),
        points,
        placed.labelled(),
        selection.map.picked("place"),
        placed.outlines(layers),
        _keys(selection, placed),
    )
    pale = {ward.code: ward.name for ward in vintage.wards if ward.code not in selection.wards}
    if cells is None:
        named = layer.frame.assign(label=labels(layer.frame, layer.classes, ground.bounds))
        return AreaMap(ground, layer.classes, named, marks, pale)
    cell = cells.row(selection.map.picked("cell"))
    return CellMap(
        ground,
        layer.classes,
        layer.frame,
        marks,
        sorted(selection.wards),
        f"{root}/{geometry_of(selection.map.cell_size_m)}",
        pointing_text(asked, cells),
        None if cell is None else int(cell["cell_id"]),
        pale,
    )


def _keys(selection: Selection, placed: Places) -> list[MapKey]:
    """What is drawn beside the classes, in words."""
    edges = [
        MapKey("outlined", f"outlined: {ward.name}")
        for ward in selection.vintage.wards
        if ward.code in outlined(selection)
    ]
    dots = [MapKey("dot", "points of the police, larger with more records")] if selection.points else []
    return [*edges, *dots, *(MapKey("place", text) for text in placed.legend())]
