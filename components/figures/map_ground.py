"""The ground of the hotspot map: its traces without any value, its style and its bounds."""

import json
from math import asinh, log2, pi, radians, tan
from typing import Any

from components.figures import theme
from data.reports.maps import MapGround

# The traces from the ground up; outlines of places follow.
(
    WARDS, CELLS, BORDERS, OUTLINE, PICKED, POINTS, VILLAGES, ROADS, TOWNS, DARK_LABELS, LIGHT_LABELS, NAMED, PLACES,
    PLACE_OUTLINES,
) = range(14)  # fmt: skip
STYLE = "/assets/map-style.json"
# The smallest frame of a map: all of what it opens on is seen before the browser fits it to its own (assets/map.js).
WIDTH_PX, HEIGHT_PX = 340, 320
# What stands above gives way last: names of wards to no other name, towns to wards, villages to all. By these names the
# browser knows them (assets/map.js).
GROUND_LABELS = {"village": VILLAGES, "road": ROADS, "town": TOWNS}
LABEL_PX = {"village": 11, "road": 10.5, "town": 12.5}
ROAD_PX = {"motorway": 2.2, "a": 1.5, "b": 0.8}
# Roads lie over the colours of wards and under their edges.
BELOW = "plotly-trace-layer-wards-line"


def base(ground: MapGround) -> dict[str, Any]:
    """The map without any value: traces and layout."""
    areas, area = {"geojson": ground.areas}, {"type": "choroplethmap", "showscale": False}
    clear = {**area, "colorscale": theme.one_colour(theme.CLEAR), "hoverinfo": "skip", "locations": [], "z": []}
    dots = {"type": "scattermap", "mode": "markers", "lon": [], "lat": []}
    label = {**dots, "mode": "text", "hoverinfo": "skip"}
    line = {"color": theme.OUTLINE, "width": 4}
    named = [
        {**label, "uid": f"ground-{kind}", "textfont": {"color": theme.MUTED, "size": size}}
        for kind, size in LABEL_PX.items()
    ]
    traces = [
        {**area, **areas, "uid": "wards", "marker": {"line": {"color": theme.WHITE, "width": 1.5}}},
        {**area, "visible": False, "marker": {"line": {"color": theme.VEIL, "width": 0.5}}},
        {**clear, **areas, "marker": {"line": {"color": theme.CONTEXT, "width": 1.2}}},
        {**clear, **areas, "marker": {"line": line}},
        {**clear, "visible": False, "marker": {"line": line}},
        {**dots, "hovertemplate": "%{text}<br>%{marker.size} records moved to this point<extra></extra>"},
        *named,
        {**label, "textfont": {"color": theme.INK, "size": 12.5}},
        {**label, "textfont": {"color": theme.WHITE, "size": 12.5}},
        {**dots, "mode": "markers+text", "uid": "ground-named", "hovertemplate": "%{text}<extra></extra>",
         "marker": {"size": 14, "color": theme.OUTLINE}, "textposition": "middle right",
         "textfont": {"color": theme.INK, "size": 13.5}},
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
    layers = [*([tiles] if ground.basemap else []), *(_road(*road) for road in ground.roads.items())]
    return {
        "traces": traces,
        "layout": {
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "map": {
                "style": f"{ground.below}{STYLE}",
                "center": {"lon": (west + east) / 2, "lat": (south + north) / 2},
                "zoom": _zoom(ground.bounds),
                **({"layers": layers} if layers else {}),
            },
            # As text: of two objects that are alike Plotly believes that one is new, and draws every layer again.
            "meta": json.dumps(ground.bounds),
        },
    }


def _road(road_class: str, address: str) -> dict[str, Any]:
    """The lines of one class of roads, fetched by their address."""
    return {
        "sourcetype": "geojson",
        "source": address,
        "type": "line",
        "below": BELOW,
        "color": theme.CONTEXT,
        "opacity": 0.75,
        "line": {"width": ROAD_PX[road_class]},
    }


def _zoom(bounds: tuple[float, float, float, float]) -> float:
    """The zoom at which the bounds fit the smallest map, both ways; at zoom 0 the world is 512 px wide and high."""
    west, south, east, north = bounds
    wide, high = (east - west) / 360, (_mercator(north) - _mercator(south)) / (2 * pi)
    return log2(min(WIDTH_PX / (512 * max(wide, 1e-9)), HEIGHT_PX / (512 * max(high, 1e-9)))) - 0.12


def _mercator(latitude: float) -> float:
    """How far north a latitude is drawn, the world being 2π high."""
    return asinh(tan(radians(latitude)))
