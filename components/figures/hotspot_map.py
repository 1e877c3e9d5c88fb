"""The hotspot map: drawn once with its geometry by address, then patched with what has changed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import Patch

from components.figures import map_ground, theme
from data.reports.maps import AreaMap, CellMap, MapClasses, MapMarks

LARGEST_DOT_PX = 30
STRONG, PALE = 0.55, 0.12
# What stands before the name of a ward of a map of changes.
SIGNS = " ▼●▲○◆"
# The ground is the same wherever the map opens.
ANYWHERE = (0.0, 0.0, 1.0, 1.0)


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


def drawn_map(
    figure: AreaMap | CellMap, drawn: Mapping[str, str] | None
) -> tuple[theme.Drawing | Patch, dict[str, str]]:
    """The whole map, or the parts of it that differ from what is ``drawn``, and what is drawn then.

    drawn: the digest of each part that the browser has, and of the ground; None where there is no map yet.
    """
    ground, parts = map_ground.base(figure.ground), map_parts(figure)
    ground_digest = Part(-1, map_ground.base(figure.ground._replace(bounds=ANYWHERE))).digest
    now = {
        "ground": ground_digest,
        "bounds": ground["layout"]["meta"],
        **{name: part.digest for name, part in parts.items()},
    }
    if drawn and drawn.get("ground") == ground_digest:
        patch = Patch()
        if drawn.get("bounds") != now["bounds"]:
            patch["layout"]["meta"] = now["bounds"]
        for name, part in parts.items():
            if drawn.get(name) != now[name]:
                for key, value in part.properties.items():
                    patch["data"][part.trace][key] = value
        return patch, {**drawn, **now}
    return _whole_map(ground, parts), now


def whole_map(figure: AreaMap | CellMap) -> theme.Drawing:
    """The whole map."""
    return _whole_map(map_ground.base(figure.ground), map_parts(figure))


def _whole_map(ground: dict[str, Any], parts: Mapping[str, Part]) -> theme.Drawing:
    traces = [dict(trace) for trace in ground["traces"]]
    for part in parts.values():
        traces[part.trace] |= part.properties
    return theme.figure(traces, **ground["layout"])


def map_parts(figure: AreaMap | CellMap) -> dict[str, Part]:
    """Everything that is drawn on the ground."""
    coloured = _area_parts(figure) if isinstance(figure, AreaMap) else _cell_parts(figure)
    return {**coloured, **_ground_parts(figure), **_mark_parts(figure.marks), **_place_parts(figure.marks)}


def _area_parts(figure: AreaMap) -> dict[str, Part]:
    """The areas by class, each with its label; cells that were drawn stay in the browser, not seen."""
    frame, classes = figure.frame, figure.classes
    colours = _colours(classes)
    known = frame[["longitude", "latitude", "label", "map_class"]].dropna(subset="map_class")
    places = known["map_class"].astype(int)
    on_dark = [theme.is_dark(colours[place]) for place in places]
    areas = {
        "locations": list(frame["area_code"]),
        "z": [None if pd.isna(value) else int(value) for value in frame["map_class"]],
        "text": list(frame["text"]),
        "hovertemplate": "%{text}<extra></extra>",
        "hoverinfo": "text",
        **_scale(colours),
    }
    return {
        "wards": Part(map_ground.WARDS, areas),
        **_label_parts(known, on_dark),
        **_border_parts([]),
        "cell values": Part(map_ground.CELLS, {"visible": False}),
        "picked": Part(map_ground.PICKED, {"visible": False}),
    }


def _cell_parts(figure: CellMap) -> dict[str, Part]:
    """The cells by class, on a pale ground of the areas with their edges, and the edge of the one that is picked."""
    frame, codes = figure.frame, list(figure.areas)
    chosen = [] if figure.picked is None else [figure.picked]
    pale = {"locations": codes, "z": [0] * len(codes), "hovertemplate": "", "hoverinfo": "skip", "text": []}
    fixed = {"geojson": figure.geometry, "locations": frame["cell_id"].tolist(), "text": frame["around"].tolist()}
    has_class = frame["map_class"].notna()
    values = {
        "visible": True,
        # "" for none: of thousands of cells most have no class, and what is no number is not drawn.
        "z": ["" if pd.isna(value) else int(value) for value in frame["map_class"]],
        "customdata": [int(value) if there else 0 for value, there in zip(frame["value"], has_class, strict=True)],
        "hovertemplate": f"{figure.text}<extra></extra>",
        **_scale(_colours(figure.classes)),
    }
    picked = {"visible": bool(chosen), "geojson": figure.geometry, "locations": chosen, "z": [1] * len(chosen)}
    return {
        "wards": Part(map_ground.WARDS, pale | _scale([theme.WHITE])),
        **_label_parts(pd.DataFrame({"longitude": [], "latitude": [], "label": []}), []),
        **_border_parts([*codes, *figure.pale]),
        "cells": Part(map_ground.CELLS, fixed),
        "cell values": Part(map_ground.CELLS, values),
        "picked": Part(map_ground.PICKED, picked),
    }


def _label_parts(labels: pd.DataFrame, on_dark: Sequence[bool]) -> dict[str, Part]:
    """Labels in ink or, where they stand on a dark colour, in white: longitude, latitude, label."""
    parts = {}
    for name, trace, is_light in (
        ("dark labels", map_ground.DARK_LABELS, False),
        ("light labels", map_ground.LIGHT_LABELS, True),
    ):
        own = labels[pd.Series([light == is_light for light in on_dark], labels.index, dtype=bool)]
        parts[name] = Part(trace, _at(own))
    return parts


def _ground_parts(figure: AreaMap | CellMap) -> dict[str, Part]:
    """What is named on the ground, but for what a ward of that name says already, and the name that was looked for."""
    parts, labels, said = {}, figure.ground.labels, set()
    if isinstance(figure, AreaMap):
        said = {label.replace("<br>", " ").lstrip(SIGNS) for label in figure.frame["label"]}
    unsaid = None if labels is None else labels[~labels["label"].isin(said)]
    for kind, trace in map_ground.GROUND_LABELS.items():
        own = None if unsaid is None else unsaid[unsaid["kind"] == kind]
        at = {"lon": [], "lat": [], "text": []} if own is None else _at(own)
        parts[f"ground {kind}"] = Part(trace, at)
    text, longitude, latitude = figure.marks.named or ("", None, None)
    there = text != ""
    parts["named"] = Part(
        map_ground.NAMED, {"lon": [longitude] * there, "lat": [latitude] * there, "text": [text] * there}
    )
    return parts


def _at(labels: pd.DataFrame) -> dict[str, Any]:
    return {"lon": list(labels["longitude"]), "lat": list(labels["latitude"]), "text": list(labels["label"])}


def _border_parts(codes: Sequence[str]) -> dict[str, Part]:
    """Thin edges of areas without a colour."""
    return {"borders": Part(map_ground.BORDERS, {"locations": list(codes), "z": [1] * len(codes)})}


def _mark_parts(marks: MapMarks) -> dict[str, Part]:
    """The edges of chosen areas, and the snap points, larger with more records."""
    points = marks.points
    marker = {
        "color": theme.POINT, "sizemode": "area", "sizemin": 2,
        "opacity": [STRONG if one else PALE for one in points["is_chosen"]],
        "size": [int(count) for count in points["offence_count"]],
        "sizeref": max(points["offence_count"], default=1) / LARGEST_DOT_PX**2,
    }  # fmt: skip
    position = {"lon": list(points["longitude"]), "lat": list(points["latitude"])}
    return {
        "outline": Part(map_ground.OUTLINE, {"locations": list(marks.outlined), "z": [1] * len(marks.outlined)}),
        "points": Part(map_ground.POINTS, {**position, "text": list(points["location"]), "marker": marker}),
    }


def _place_parts(marks: MapMarks) -> dict[str, Part]:
    """Named places as labelled circles, and the outlines of those that have one."""
    places = marks.places
    colours = [
        theme.OUTLINE if place == marks.picked else theme.INK if is_chosen else theme.CONTEXT
        for place, is_chosen in zip(places["place_id"], places["is_chosen"], strict=True)
    ]
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
            map_ground.PLACE_OUTLINES + place, {"visible": bool(ids), "locations": list(ids), "z": [1] * len(ids)}
        )
        for place, ids in enumerate(marks.outlines)
    }
    return {"places": Part(map_ground.PLACES, circles), **shapes}


def _colours(classes: MapClasses) -> Sequence[str]:
    return theme.class_colours(classes.scale, len(classes.classes))


def _scale(colours: Sequence[str]) -> dict[str, Any]:
    """Each colour twice: a scale of steps, as the classes are, not of shades."""
    count = len(colours)
    steps = [[edge / count, colour] for place, colour in enumerate(colours) for edge in (place, place + 1)]
    return {"colorscale": steps, "zmin": -0.5, "zmax": count - 0.5}
