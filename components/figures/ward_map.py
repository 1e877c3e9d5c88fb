"""The ward map: drawn once with its geometry by address, then patched with new values."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import pandas as pd
import plotly.graph_objects as go
from dash import Patch

from components.figures import theme

WARDS, OUTLINE, POINTS = 0, 1, 2
LARGEST_DOT_PX = 30
STYLE = "/assets/map-style.json"


@dataclass(frozen=True)
class MapClass:
    """A class of the map: its words and its colour."""

    words: str
    colour: str


def ward_map(
    geojson_url: str,
    bounds: tuple[float, float, float, float],
    values: pd.DataFrame,
    classes: Sequence[MapClass],
    outlined: Sequence[str],
    points: pd.DataFrame,
) -> go.Figure:
    """The wards behind ``geojson_url`` by class, the outline of those chosen, and the snap points.

    bounds: west, south, east and north in degrees. values: area_code, map_class (place in ``classes``, null where
    there is no value), text. points: longitude, latitude, text, offence_count; empty where they are not shown.
    """
    area = {"type": "choroplethmap", "geojson": geojson_url, "showscale": False}
    wards = {**area, "locations": list(values["area_code"]), "hovertemplate": "%{text}<extra></extra>",
             "marker": {"line": {"color": theme.WHITE, "width": 1.5}}}  # fmt: skip
    outline = {**area, "colorscale": [[0, theme.CLEAR], [1, theme.CLEAR]], "hoverinfo": "skip",
               "marker": {"line": {"color": theme.OUTLINE, "width": 4}}}  # fmt: skip
    dots = {"type": "scattermap", "mode": "markers", "hovertemplate": "%{text}<extra></extra>",
            "marker": {"color": theme.POINT, "opacity": 0.55, "sizemode": "area", "sizemin": 2}}  # fmt: skip
    west, south, east, north = bounds
    centre = {"lon": (west + east) / 2, "lat": (south + north) / 2}
    figure = theme.figure(
        [wards, outline, dots],
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        map={"style": STYLE, "center": centre, "zoom": _zoom(bounds)},
        meta={"bounds": list(bounds)},
    )
    _paint(figure, values, classes, outlined, points)
    return figure


def repainted(
    values: pd.DataFrame, classes: Sequence[MapClass], outlined: Sequence[str], points: pd.DataFrame
) -> Patch:
    """The same values for a map that is drawn already: without its geometry, and without moving it."""
    patch = Patch()
    _paint(patch, values, classes, outlined, points)
    return patch


def _zoom(bounds: tuple[float, float, float, float], width_px: int = 640) -> float:
    """The zoom at which the bounds fit a map of ``width_px``; at zoom 0 the world is 512 px wide."""
    # The browser fits the map to its frame at once (assets/map.js); this is what it starts from.
    west, _, east, _ = bounds
    return log2(width_px * 360 / (512 * max(east - west, 1e-6))) - 0.15


def _paint(
    figure: go.Figure | Patch,
    values: pd.DataFrame,
    classes: Sequence[MapClass],
    outlined: Sequence[str],
    points: pd.DataFrame,
) -> None:
    last = len(classes) - 1
    wards, outline, dots = (figure["data"][place] for place in (WARDS, OUTLINE, POINTS))
    wards["z"] = [None if pd.isna(value) else int(value) for value in values["map_class"]]
    wards["text"] = list(values["text"])
    # Each colour twice: a scale of steps, as the classes are, not of shades.
    wards["colorscale"] = [
        [edge / (last + 1), shown.colour] for place, shown in enumerate(classes) for edge in (place, place + 1)
    ]
    wards["zmin"], wards["zmax"] = -0.5, last + 0.5
    outline["locations"], outline["z"] = list(outlined), [1] * len(outlined)
    dots["lon"], dots["lat"], dots["text"] = (list(points[name]) for name in ("longitude", "latitude", "text"))
    dots["marker"]["size"] = [int(count) for count in points["offence_count"]]
    dots["marker"]["sizeref"] = max(points["offence_count"], default=1) / LARGEST_DOT_PX**2
