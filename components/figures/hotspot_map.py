"""The hotspot map: drawn once with its geometry by address, then patched with what has changed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import Patch

from components.figures import theme
from components.figures.map_ground import (
    BORDERS,
    CELLS,
    DARK_LABELS,
    LIGHT_LABELS,
    OUTLINE,
    PICKED,
    PLACE_OUTLINES,
    PLACES,
    POINTS,
    WARDS,
)

LARGEST_DOT_PX = 30


@dataclass(frozen=True)
class MapClass:
    """A class of the map: its words, its colour and the sign that says the same without it."""

    words: str
    colour: str
    sign: str = ""


@dataclass(frozen=True)
class Part:
    """Properties of one trace that change together: they are sent when they differ from what is drawn."""

    trace: int
    properties: dict[str, Any]

    @property
    def digest(self) -> str:
        """A short name of these very properties."""
        text = json.dumps(self.properties, separators=(",", ":"))
        return hashlib.blake2s(text.encode(), digest_size=6).hexdigest()


Parts = Mapping[str, Part]


def drawn_map(
    base: dict[str, Any], parts: Parts, drawn: Mapping[str, str] | None
) -> tuple[go.Figure | Patch, dict[str, str]]:
    """The whole map, or the parts of it that differ from what is ``drawn``, and what is drawn then.

    drawn: the digest of each part that the browser has, and of the ground; None where there is no map yet.
    """
    ground_digest = Part(-1, base).digest
    now = {"ground": ground_digest, **{name: part.digest for name, part in parts.items()}}
    if drawn and drawn.get("ground") == ground_digest:
        patch = Patch()
        for name, part in parts.items():
            if drawn.get(name) != now[name]:
                for key, value in part.properties.items():
                    patch["data"][part.trace][key] = value
        return patch, {**drawn, **now}
    traces = [dict(trace) for trace in base["traces"]]
    for part in parts.values():
        traces[part.trace] |= part.properties
    return theme.figure(traces, **base["layout"]), now


def area_parts(values: pd.DataFrame, classes: Sequence[MapClass]) -> dict[str, Part]:
    """The wards by class, each with the sign of its class.

    values: area_code, map_class (place in ``classes``, null where there is no value), text, longitude, latitude.
    """
    known = values.dropna(subset="map_class")
    signs = [classes[int(place)] for place in known["map_class"]]
    on_dark = [theme.is_dark(shown.colour) for shown in signs]
    return {
        "wards": Part(
            WARDS,
            {
                "locations": list(values["area_code"]),
                "z": _classes_of(values["map_class"]),
                "text": list(values["text"]),
                "hovertemplate": "%{text}<extra></extra>",
                "hoverinfo": "text",
                **_scale(classes),
            },
        ),
        **label_parts(known.assign(sign=[shown.sign for shown in signs]), on_dark),
    }


def label_parts(labels: pd.DataFrame, on_dark: Sequence[bool]) -> dict[str, Part]:
    """Labels in ink or, where they stand on a dark colour, in white: longitude, latitude, sign."""
    parts = {}
    for name, trace, is_light in (("dark labels", DARK_LABELS, False), ("light labels", LIGHT_LABELS, True)):
        own = labels[pd.Series([light == is_light for light in on_dark], labels.index, dtype=bool)]
        parts[name] = Part(
            trace, {"lon": list(own["longitude"]), "lat": list(own["latitude"]), "text": list(own["sign"])}
        )
    return parts


def quiet_parts(codes: Sequence[str]) -> dict[str, Part]:
    """The wards as a pale ground with their edges, for another layer to lie on."""
    pale = {"locations": list(codes), "z": [0] * len(codes), "hovertemplate": "", "hoverinfo": "skip", "text": []}
    scale = _scale([MapClass("", theme.WHITE)])
    none = pd.DataFrame({"longitude": [], "latitude": [], "sign": []})
    return {"wards": Part(WARDS, pale | scale), **label_parts(none, [])}


def cell_parts(geometry: str, cells: pd.DataFrame, classes: Sequence[MapClass], template: str) -> dict[str, Part]:
    """The cells by class, over the edges of wards.

    geometry: the address of their GeoJSON; cells: cell_id, map_class, location, shown (a value or words), all in one
    order that does not change; template: what hovering says, of %{text} (the location) and %{customdata} (the value).
    """
    fixed = {"geojson": geometry, "locations": cells["cell_id"].tolist(), "text": cells["location"].tolist()}
    is_drawn = cells["map_class"].notna()
    values = {
        "visible": True,
        "z": _short_classes_of(cells["map_class"]),
        "customdata": [value if there else 0 for value, there in zip(cells["shown"], is_drawn, strict=True)],
        "hovertemplate": f"{template}<extra></extra>",
        **_scale(classes),
    }
    return {"cells": Part(CELLS, fixed), "cell values": Part(CELLS, values)}


def hidden_cells() -> dict[str, Part]:
    """No cells: those that were drawn stay in the browser for the next time."""
    return {"cell values": Part(CELLS, {"visible": False}), "picked": Part(PICKED, {"visible": False})}


def outline_parts(wards: Sequence[str], borders: Sequence[str]) -> dict[str, Part]:
    """The edges of chosen wards, and thin ``borders`` of all where another layer hides them."""
    return {
        "outline": Part(OUTLINE, {"locations": list(wards), "z": [1] * len(wards)}),
        "borders": Part(BORDERS, {"locations": list(borders), "z": [1] * len(borders)}),
    }


def picked_cell(geometry: str, cell_id: int | None) -> dict[str, Part]:
    """The edge of the cell that is picked."""
    chosen = [] if cell_id is None else [cell_id]
    properties = {"visible": bool(chosen), "geojson": geometry, "locations": chosen, "z": [1] * len(chosen)}
    return {"picked": Part(PICKED, properties)}


def point_parts(points: pd.DataFrame) -> dict[str, Part]:
    """The snap points, larger with more records: longitude, latitude, location, offence_count; none, an empty frame."""
    marker = {
        "color": theme.POINT, "opacity": 0.55, "sizemode": "area", "sizemin": 2,
        "size": [int(count) for count in points["offence_count"]],
        "sizeref": max(points["offence_count"], default=1) / LARGEST_DOT_PX**2,
    }  # fmt: skip
    position = {"lon": list(points["longitude"]), "lat": list(points["latitude"])}
    return {"points": Part(POINTS, {**position, "text": list(points["location"]), "marker": marker})}


def place_parts(places: pd.DataFrame, picked: str | None, outlines: Sequence[Sequence[str]]) -> dict[str, Part]:
    """Named places as labelled circles, and the outlines of those that have one.

    places: place_id, label, text, longitude, latitude; picked: the place_id that stands out; outlines: the place_ids
    that are drawn of each layer, in the order of the ground's.
    """
    colours = [theme.OUTLINE if place == picked else theme.INK for place in places["place_id"]]
    circles = {
        "lon": list(places["longitude"]),
        "lat": list(places["latitude"]),
        "text": list(places["label"]),
        "hovertext": list(places["text"]),
        "customdata": list(places["place_id"]),
        "marker": {"size": 26, "color": colours},
    }
    shapes = {
        f"outlines {place}": Part(
            PLACE_OUTLINES + place, {"visible": bool(ids), "locations": list(ids), "z": [1] * len(ids)}
        )
        for place, ids in enumerate(outlines)
    }
    return {"places": Part(PLACES, circles), **shapes}


def _classes_of(map_class: pd.Series) -> list[int | None]:
    return [None if pd.isna(value) else int(value) for value in map_class]


def _short_classes_of(map_class: pd.Series) -> list[int | str]:
    """The same with "" for none: of thousands of cells most have no class, and what is no number is not drawn."""
    return ["" if pd.isna(value) else int(value) for value in map_class]


def _scale(classes: Sequence[MapClass]) -> dict[str, Any]:
    """Each colour twice: a scale of steps, as the classes are, not of shades."""
    count = len(classes)
    steps = [[edge / count, shown.colour] for place, shown in enumerate(classes) for edge in (place, place + 1)]
    return {"colorscale": steps, "zmin": -0.5, "zmax": count - 0.5}
