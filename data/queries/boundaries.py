"""Geometry, sent to the browser once."""

from contextlib import suppress

from data import database
from data.schema import NoBuildError


def boundary_geojson(layer: str) -> str | None:
    """The GeoJSON of a layer of the current build, None where the viewer has no such layer."""
    with suppress(NoBuildError):
        found = database.rows("SELECT geojson FROM dim_boundary WHERE layer = $layer", layer=layer)
        return str(found[0][0]) if found else None
    return None


def layer_bounds(layer: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a layer, degrees."""
    west, south, east, north = database.rows(
        "SELECT west, south, east, north FROM dim_boundary WHERE layer = $layer", layer=layer
    )[0]
    return west, south, east, north
