"""How Ordnance Survey names the class and the number of a road in each of its products."""

from collections.abc import Collection
from typing import NamedTuple


class RoadColumns(NamedTuple):
    """The normalised names of the columns that hold the class of a road and its number, and what else tells them."""

    road_class: str
    number: str
    beside: str


# OS Open Roads as GeoPackage and as Shapefile, and OS Open Zoomstack.
LAYOUTS = (
    RoadColumns("road_classification", "road_classification_number", "form_of_way"),
    RoadColumns("class", "roadnumber", "formofway"),
    RoadColumns("type", "number", "level"),
)


def road_columns(columns: Collection[str]) -> RoadColumns | None:
    """The layout of roads that these columns (normalised names) are of, None where they are of none."""
    return next((layout for layout in LAYOUTS if set(layout) <= set(columns)), None)
