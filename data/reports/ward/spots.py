"""Where in the ward: its small spots with most, and the map of them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from data.model.records import records
from data.model.schema import DEFAULT_CELL_SIZE_M, STREET_CRIME
from data.queries import boundaries, cells
from data.reports.maps import Pin, Spot, SpotClass, SpotMap
from data.reports.panel import Panel
from data.reports.spots import named_spots
from data.reports.table import Column, Table
from data.reports.ward.asked import WardRequest, say
from data.statistics.space.spots import Holding, holding
from data.words import formatting as f
from data.words.places import told_apart
from data.words.prose import phrases

SHARES = (0.25, 0.5)
PINS = 3
Ring = Sequence[tuple[float, float]]


class Spots(NamedTuple):
    """The squares of the ward in which something was recorded, most first.

    frame: cell_id, easting, northing, name, offence_count, share_pct; held: the fewest that hold a quarter, and half,
    of which each has more than one record; is_drawn: whether the source is drawn so finely.
    """

    frame: pd.DataFrame
    held: Sequence[Holding]
    is_drawn: bool = True

    @property
    def drawn(self) -> pd.DataFrame:
        """Those of the map."""
        counts = self.frame["offence_count"].to_numpy()
        return self.frame.head(int((counts >= self.held[-1].least).sum()) if self.held else 0)


def ward_spots(asked: WardRequest) -> Spots:
    """The squares whose centre lies in the ward, with what was recorded in them."""
    selection = asked.selection
    if selection.source != STREET_CRIME or asked.ward is None:
        return Spots(pd.DataFrame({"offence_count": [], "share_pct": [], "name": []}), (), False)
    grid = named_spots(selection.vintage.vintage)
    counts = cells.offences_by_cell(selection, asked.choices, DEFAULT_CELL_SIZE_M, only_points=True).to_numpy()
    rows = np.flatnonzero((grid["ward_code"] == asked.ward.code).to_numpy(dtype=bool) & (counts > 0))
    # Most first, and of as many the first cell.
    rows = rows[np.argsort(-counts[rows], kind="stable")]
    own, values = grid.iloc[rows].reset_index(drop=True), counts[rows]
    named = own.assign(
        offence_count=values,
        share_pct=100 * values / max(values.sum(), 1),
        name=told_apart(records(own, ["name", "ward_name", "easting", "northing"])),
    )
    # One record alone makes no spot: where the fewest are of one each, they are none.
    held = [one for share in SHARES if (one := holding(values, share)) and one.least > 1]
    return Spots(named, held)


def spot_panel(asked: WardRequest, spots: Spots) -> Panel:
    """The map, its pins as a list, and every square with a record as a file."""
    caption = say("where_caption", what=asked.what)
    if not spots.is_drawn:
        caption = say("where_alone")
    elif spots.frame.empty:
        caption = say("where_quiet", what=asked.what, period=asked.period)
    columns = [
        Column("name", "Where"),
        Column("offence_count", f.capital(asked.what), "number"),
        Column("share_pct", "Share of all, %", "number", 1),
    ]
    more = [Column("easting", "Easting of the middle, m", "number"), Column("northing", "Northing, m", "number")]
    table = None
    if len(spots.frame):
        table = Table(spots.frame, columns, more=more, most=len(spots.drawn))
    return Panel("ward-map", asked.words(say("where"), caption), table, spot_map(asked, spots))


def spot_map(asked: WardRequest, spots: Spots) -> SpotMap:
    """The ward as a picture."""
    assert asked.ward is not None
    shapes = boundaries.layer_shapes(asked.vintage.layer)
    own, drawn = shapes[asked.ward.code], spots.drawn
    squares = boundaries.layer_shapes(cells.cell_layer(DEFAULT_CELL_SIZE_M)) if len(drawn) else {}
    least = spots.held[0].least if spots.held else 0
    pins = [_pin(asked, place, row, squares) for place, row in enumerate(records(drawn.head(PINS)), start=1)]
    return SpotMap(
        outline=_rings(own),
        neighbours=[ring for code, shape in shapes.items() if code != asked.ward.code for ring in _rings(shape)],
        spots=[
            Spot(ring, int(row["offence_count"] < least))
            for row in records(drawn, ["cell_id", "offence_count"])
            for ring in _rings(squares[str(row["cell_id"])])
        ],
        pins=pins,
        classes=_classes(asked, spots),
        name=say("map_name", ward=asked.ward.name, count=len(drawn), pins=len(pins)),
    )


def _pin(asked: WardRequest, number: int, row: dict[Any, Any], squares: Mapping[str, BaseGeometry]) -> Pin:
    middle = squares[str(row["cell_id"])].centroid
    return Pin(number, middle.x, middle.y, str(row["name"]), f.so_many(row["offence_count"], asked.what))


def _rings(shape: BaseGeometry) -> list[Ring]:
    """The rings of an area, longitude and latitude."""
    polygons = getattr(shape, "geoms", [shape])
    return [[(x, y) for x, y, *_ in ring.coords] for one in polygons for ring in (one.exterior, *one.interiors)]


def spots_words(key: str, count: int) -> str:
    """A phrase for one spot or for more."""
    one, more = phrases("ward")[key]
    return str(one if count == 1 else more).format(count=f.number(count))


def _classes(asked: WardRequest, spots: Spots) -> list[SpotClass]:
    """How much the squares of each class hold."""
    return [
        SpotClass(
            f.capital(spots_words(key, one.spot_count)),
            say("class_share", share=f.number(one.share_pct), what=asked.what),
        )
        for key, one in zip(("class_quarter", "class_half"), distinct(spots.held), strict=False)
    ]


def distinct(held: Sequence[Holding]) -> Sequence[Holding]:
    """One where a quarter and half are held by the same squares."""
    return held[:1] if len({one.spot_count for one in held}) == 1 else held
