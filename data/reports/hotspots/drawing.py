"""The map as plain data: its ground, what is coloured, and what lies over it."""

from collections.abc import Sequence

import pandas as pd

from data.model.selection import Selection
from data.queries import boundaries, ground
from data.queries.cells import cell_layer as geometry_of
from data.queries.names import Name
from data.reports.hotspots.asked import MapRequest
from data.reports.hotspots.cells import Cells, pointing_text
from data.reports.hotspots.layer import Layer, outlined, picked_ward
from data.reports.hotspots.operation_marks import operation_keys, operation_marks
from data.reports.hotspots.places import Places
from data.reports.hotspots.ward_labels import labels
from data.reports.maps import AreaMap, CellMap, MapGround, MapKey, MapMarks
from data.settings import current

# What the map opens on around a name that was looked for: its half width and height, degrees.
AROUND = (0.016, 0.008)


def drawing(
    asked: MapRequest, layer: Layer, cells: Cells | None, placed: Places, points: pd.DataFrame, named: Name | None
) -> AreaMap | CellMap:
    """The map of a layer; cells: those of the layer, None where it is of wards; points: as ``snap_points``.

    named: the name that was looked for, None where none was.
    """
    selection, vintage, layers = asked.selection, asked.selection.vintage, placed.outline_layers
    root, under = _root(asked), _ground(asked, layers, named)
    done = operation_marks(selection)
    marks = MapMarks(
        outlined(selection),
        points,
        pd.concat([placed.labelled(), done]) if len(done) else placed.labelled(),
        selection.map.picked("place"),
        placed.outlines(layers),
        _keys(selection, placed, done),
        (named.name, named.longitude, named.latitude) if named else None,
    )
    if cells is None:
        named = layer.frame.assign(label=labels(layer.frame, layer.classes, under.bounds))
        return AreaMap(under, layer.classes, named, marks)
    pale = {ward.code: ward.name for ward in vintage.wards if ward.code not in selection.wards}
    cell = cells.row(selection.map.picked("cell"))
    return CellMap(
        under,
        layer.classes,
        layer.frame,
        marks,
        sorted(selection.wards),
        f"{root}/{geometry_of(selection.map.cell_size_m)}",
        pointing_text(asked, cells),
        None if cell is None else int(cell["cell_id"]),
        pale,
    )


def _ground(asked: MapRequest, layers: Sequence[str], named: Name | None) -> MapGround:
    """What the map lies on, open on the chosen wards or around a name; layers: of outlined places."""
    selection, settings, root = asked.selection, current(), _root(asked)
    bounds = boundaries.bounds(selection.vintage.layer, selection.wards)
    if named:
        wide, high = AROUND
        west, east, south, north = (at + side * far for at, far in ((named.longitude, wide), (named.latitude, high))
                                    for side in (-1, 1))  # fmt: skip
        bounds = (west, south, east, north)
    return MapGround(
        f"{root}/{selection.vintage.layer}",
        bounds,
        [f"{root}/{name}" for name in layers],
        settings.basemap,
        settings.basemap_credit,
        {name.removeprefix("road-"): f"{root}/{name}" for name in ground.road_layers()},
        ground.labels(),
        settings.path,
    )


def _root(asked: MapRequest) -> str:
    """Where the outlines of the build are, below the sub-path of the dashboard."""
    return f"{current().path}/boundaries/{asked.choices.build_id}"


def _keys(selection: Selection, placed: Places, done: pd.DataFrame) -> list[MapKey]:
    """What is drawn beside the classes, in words."""
    picked = [ward.name for ward in selection.vintage.wards if ward.code in picked_ward(selection)]
    names = [*([] if selection.is_whole_area else [selection.wards_label]), *picked]
    edges = [MapKey("outlined", f"outlined: {name}") for name in dict.fromkeys(names)]
    dots = [MapKey("dot", "points of the police, larger with more records")] if selection.points else []
    return [*edges, *dots, *(MapKey("place", text) for text in [*placed.legend(), *operation_keys(done)])]
