"""What a small spot is called: by the road of its records, never by a kind of place alone."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.words.prose import phrases

PREFIX, NOWHERE = "On or near ", ("", "No Location")
# Further off a road says nothing of a spot.
NEAR_M = 300
WAYS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


class Roads(NamedTuple):
    """The roads of an area, each as often as a square lies on it; lie: easting and northing of each, metres."""

    names: list[str]
    lie: NDArray[np.float64]


def spot_names(spots: Sequence[Mapping[str, Any]], roads: Roads, ward_name: str) -> list[str]:
    """A name for each spot: around Ravencroft; Supermarket near Dock Road.

    spots: location, easting, northing (metres), of one ward, most first; roads: as ``roads`` gives them.
    Where two have one name, the second says in which direction it lies from the first.
    """
    first: dict[str, Any] = {}
    names: list[str] = []
    for spot in spots:
        name = _name(spot, roads, ward_name)
        held = first.setdefault(name, spot)
        told = name if held is spot else phrases("ward")["further"].format(name=name, way=direction(held, spot))
        names.append(told)
    return names


def is_road(location: object) -> bool:
    """Whether what a record gives as its place is a road or has a name of its own, and is no kind of place."""
    return isinstance(location, str) and plain(location) not in _not_roads()


def plain(location: str) -> str:
    """A location without the words before it, its apostrophes as people write them."""
    return location.removeprefix(PREFIX).strip().replace("'S ", "'s ").replace("’S ", "’s ")


def direction(start: Any, end: Any) -> str:
    """Where the end lies from the start, in eight words; both with easting and northing."""
    east, north = end["easting"] - start["easting"], end["northing"] - start["northing"]
    return WAYS[round(np.degrees(np.arctan2(east, north)) / 45) % len(WAYS)]


@cache
def _not_roads() -> frozenset[str]:
    return frozenset((*NOWHERE, *phrases("ward")["not_roads"]))


def roads(grid: pd.DataFrame) -> Roads:
    """The squares of the area whose records give a road as their place; grid: location, easting, northing."""
    found = grid.loc[[is_road(location) for location in grid["location"]]]
    return Roads([plain(one) for one in found["location"]], found[["easting", "northing"]].to_numpy(dtype=float))


def _name(spot: Any, roads: Roads, ward_name: str) -> str:
    words, location = phrases("ward"), spot["location"]
    if is_road(location):
        return str(words["around"].format(road=plain(location)))
    place = plain(location) if isinstance(location, str) and plain(location) not in NOWHERE else ""
    away = np.hypot(roads.lie[:, 0] - spot["easting"], roads.lie[:, 1] - spot["northing"])
    road = roads.names[int(away.argmin())] if len(away) and away.min() <= NEAR_M else ""
    key = {(True, True): "near", (True, False): "in_ward", (False, True): "around"}.get((bool(place), bool(road)))
    return str(words[key or "somewhere"].format(place=place, road=road, ward=ward_name))
