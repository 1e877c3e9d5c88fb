"""What a map shows, before it is drawn: its ground, its classes, what is coloured and what lies over it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd


class MapGround(NamedTuple):
    """What everything on a map lies on.

    areas, outlines: addresses of the GeoJSON of the areas, and of each layer of outlined places; bounds: west, south,
    east and north in degrees, of what the map opens on; basemap: address of tiles with {z}, {x} and {y}, or none;
    credit: whose tiles they are; roads: addresses of the lines of main roads, by their class, widest first; labels:
    what is named, each kind in the order in which one gives way to another: kind (town, village or road), label,
    longitude, latitude; below: the sub-path below which the dashboard and all these addresses lie, if it has one.
    """

    areas: str
    bounds: tuple[float, float, float, float]
    outlines: Sequence[str] = ()
    basemap: str = ""
    credit: str = ""
    roads: Mapping[str, str] = {}
    labels: pd.DataFrame | None = None
    below: str = ""


class MapClass(NamedTuple):
    """A class of a map: its words, and the sign that says the same without colour."""

    words: str
    sign: str = ""


class MapClasses(NamedTuple):
    """The classes of a map in their order, on a scale that is sequential or of verdicts.

    title: what they are classes of; unit: what is coloured, in the plural; absent: the words for what has no class,
    empty where that is not drawn.
    """

    classes: Sequence[MapClass]
    title: str
    unit: str
    absent: str = ""
    scale: str = "sequential"


class MapKey(NamedTuple):
    """What is drawn on a map beside its classes: its mark, which is dot, place or outlined, and its words."""

    mark: str
    words: str


class MapMarks(NamedTuple):
    """What lies over the colours of a map.

    outlined: the codes of the areas that are; points: longitude, latitude, location, offence_count; places: place_id,
    label, text, longitude, latitude; both with is_chosen: those that are not are pale; picked: the place_id that stands
    out; outlines: the place_ids that are drawn of each layer, in the order of the ground's; keys: all of it in words;
    named: a name that was looked for, and its longitude and latitude.
    """

    outlined: Sequence[str]
    points: pd.DataFrame
    places: pd.DataFrame
    picked: str | None = None
    outlines: Sequence[Sequence[str]] = ()
    keys: Sequence[MapKey] = ()
    named: tuple[str, float, float] | None = None


class Spot(NamedTuple):
    """A square of a ``SpotMap``: its corners (longitude and latitude, degrees) and its class, 0 the darkest."""

    corners: Sequence[tuple[float, float]]
    spot_class: int


class Pin(NamedTuple):
    """A numbered place of a ``SpotMap``: where (degrees), its name, and what is counted there."""

    number: int
    longitude: float
    latitude: float
    name: str
    counted: str


class SpotClass(NamedTuple):
    """A class of a ``SpotMap`` in words, and what it holds with those before it."""

    words: str
    counted: str


class SpotMap(NamedTuple):
    """One area as a picture, which needs no request: its small spots by class, its pins, and these as a list.

    outline, neighbours: rings of longitude and latitude, degrees; classes: darkest first; name: what the picture shows,
    for those who do not see it.
    """

    outline: Sequence[Sequence[tuple[float, float]]]
    neighbours: Sequence[Sequence[tuple[float, float]]]
    spots: Sequence[Spot]
    pins: Sequence[Pin]
    classes: Sequence[SpotClass]
    name: str


class AreaMap(NamedTuple):
    """Areas by class, each with a label where there is room.

    frame: area_code, map_class (a place in the classes, null for none), text, label, and longitude and latitude
    of that.
    """

    ground: MapGround
    classes: MapClasses
    frame: pd.DataFrame
    marks: MapMarks


class CellMap(NamedTuple):
    """Cells by class, over the edges of all areas.

    frame: cell_id, map_class (as ``AreaMap``), around, value, in an order that does not change; areas: the
    codes of those asked about; geometry: the address of the cells' GeoJSON; text: what pointing says, of %{text}
    (around where) and %{customdata} (the value); picked: the cell that stands out; pale: the names of the areas that
    are not asked about, by their codes.
    """

    ground: MapGround
    classes: MapClasses
    frame: pd.DataFrame
    marks: MapMarks
    areas: Sequence[str]
    geometry: str
    text: str
    picked: int | None = None
    pale: Mapping[str, str] = {}
