"""What a small spot is called: by the road of its records, never by a kind of place alone."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.model.records import records
from data.words.prose import phrases

PREFIX, NOWHERE = "On or near ", ("", "No Location")
# Further off a road says nothing of a spot.
NEAR_M = 300
WAYS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def spot_names(grid: pd.DataFrame) -> list[str]:
    """What each square of an area is called by itself: around Ravencroft; Supermarket near Dock Road.

    grid: location, easting, northing (metres), ward_name.
    """
    spots = records(grid, ["location", "easting", "northing", "ward_name"])
    roads = [plain(spot["location"]) for spot in spots if is_road(spot["location"])]
    lie = np.array([(spot["easting"], spot["northing"]) for spot in spots if is_road(spot["location"])])
    return [_name(spot, roads, lie.reshape(-1, 2)) for spot in spots]


def told_apart(spots: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of these spots: of two of a ward that have one, the second says where it lies from the first.

    spots: name, ward_name, easting, northing (metres), most first.
    """
    first: dict[tuple[str, str], Any] = {}
    names: list[str] = []
    for spot in spots:
        name = spot["name"]
        held = first.setdefault((spot["ward_name"], name), spot)
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


def _name(spot: Any, roads: Sequence[str], lie: NDArray[np.float64]) -> str:
    """lie: easting and northing of each of the roads."""
    words, location = phrases("ward"), spot["location"]
    if is_road(location):
        return str(words["around"].format(road=plain(location)))
    place = plain(location) if isinstance(location, str) and plain(location) not in NOWHERE else ""
    away = np.hypot(lie[:, 0] - spot["easting"], lie[:, 1] - spot["northing"])
    road = roads[int(away.argmin())] if len(away) and away.min() <= NEAR_M else ""
    key = {(True, True): "near", (True, False): "in_ward", (False, True): "around"}.get((bool(place), bool(road)))
    return str(words[key or "somewhere"].format(place=place, road=road, ward=spot["ward_name"]))


def in_sentence(title: str) -> str:
    """A title inside a sentence: motorbike nuisance sites, but Public Spaces Protection Orders and Op Grip areas."""
    is_name = any(word[0].isupper() for word in title.split()[1:])
    return title if is_name else title[:1].lower() + title[1:]
