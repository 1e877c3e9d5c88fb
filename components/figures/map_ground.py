"""The ground of the hotspot map: its traces without any value, its style and its bounds."""

from math import log2
from typing import Any

from components.figures import theme
from data.reports.maps import MapGround

# The traces from the ground up; outlines of places follow.
WARDS, CELLS, BORDERS, OUTLINE, PICKED, POINTS, DARK_LABELS, LIGHT_LABELS, PLACES, PLACE_OUTLINES = range(10)
STYLE = "/assets/map-style.json"


def base(ground: MapGround) -> dict[str, Any]:
    """The map without any value: traces and layout."""
    areas, area = {"geojson": ground.areas}, {"type": "choroplethmap", "showscale": False}
    clear = {**area, "colorscale": theme.one_colour(theme.CLEAR), "hoverinfo": "skip", "locations": [], "z": []}
    dots = {"type": "scattermap", "mode": "markers", "lon": [], "lat": []}
    label = {**dots, "mode": "text", "hoverinfo": "skip"}
    line = {"color": theme.OUTLINE, "width": 4}
    traces = [
        {**area, **areas, "marker": {"line": {"color": theme.WHITE, "width": 1.5}}},
        {**area, "visible": False, "marker": {"line": {"color": theme.VEIL, "width": 0.5}}},
        {**clear, **areas, "marker": {"line": {"color": theme.CONTEXT, "width": 1.2}}},
        {**clear, **areas, "marker": {"line": line}},
        {**clear, "visible": False, "marker": {"line": line}},
        {**dots, "hovertemplate": "%{text}<br>%{marker.size} records moved to this point<extra></extra>"},
        {**label, "textfont": {"color": theme.INK, "size": 12.5}},
        {**label, "textfont": {"color": theme.WHITE, "size": 12.5}},
        {**dots, "mode": "markers+text", "hovertemplate": "%{hovertext}<extra></extra>",
         "textfont": {"color": theme.WHITE, "size": 11}, "textposition": "middle center"},
        *({**clear, "geojson": address, "visible": False, "colorscale": theme.one_colour(theme.PLACE_FILL),
           "marker": {"line": {"color": theme.INK, "width": 2}}} for address in ground.outlines),
    ]  # fmt: skip
    west, south, east, north = ground.bounds
    tiles = {
        "sourcetype": "raster",
        "source": [ground.basemap],
        "below": "traces",
        "opacity": 0.6,
        "sourceattribution": ground.credit,
    }
    return {
        "traces": traces,
        "layout": {
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "map": {
                "style": STYLE,
                "center": {"lon": (west + east) / 2, "lat": (south + north) / 2},
                "zoom": _zoom(ground.bounds),
                **({"layers": [tiles]} if ground.basemap else {}),
            },
            "meta": {"bounds": list(ground.bounds)},
        },
    }


def _zoom(bounds: tuple[float, float, float, float], width_px: int = 640) -> float:
    """The zoom at which the bounds fit a map of ``width_px``; at zoom 0 the world is 512 px wide."""
    # The browser fits the map to its frame at once (assets/map.js); this is what it starts from.
    west, _, east, _ = bounds
    return log2(width_px * 360 / (512 * max(east - west, 1e-6))) - 0.15
