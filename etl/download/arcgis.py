"""Layers of an ArcGIS server: which there are, and their features page by page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import requests

from etl.download.web import ask_json
from etl.errors import DownloadError
from etl.sources.area_columns import code_columns
from etl.sources.layout import normalise

CODES_IN_QUERY = 100  # an address of some two thousand characters, which every proxy passes on
VERSION = r"(?:_V(?P<version>\d+))?"


@dataclass(frozen=True)
class Layer:
    """A layer or table: its address, column names as it writes them, and what changes when its features do."""

    url: str
    columns: tuple[str, ...]
    page: int
    edited: str | None

    def code_column(self, area_type: str, vintage: str | None = None) -> str:
        """The column that holds codes of an area type. Raises DownloadError where there is none."""
        by_name = {normalise(column): column for column in self.columns}
        for found in code_columns(tuple(by_name), area_type):
            if vintage in (None, found.vintage):
                return by_name[found.column]
        raise DownloadError(f"{self.url}: no column of {area_type} codes; see whether the layer has changed")


def layer_names(session: requests.Session, base: str) -> list[str]:
    """The names of the feature services that a server lists. Raises DownloadError."""
    listed = ask_json(session, base, {"f": "json"}).get("services", [])
    return [service["name"] for service in listed if service.get("type") == "FeatureServer"]


def layer_date(match: re.Match[str]) -> date:
    """When the areas of a layer were in force, from the year and month in its name; the first of days for none."""
    parts = match.groupdict()
    if not (year := parts.get("year")):
        return date.min
    # The areas of the May elections, unless the name says December.
    return date(int(year[-2:]) + 2000, 12 if (parts.get("month") or "").upper().startswith("DEC") else 5, 31)


def newest_layer(names: Sequence[str], pattern: str, until: date = date.max) -> tuple[date, str] | None:
    """Date and name of the newest layer, in its newest version, that ``pattern`` describes and is in force by then."""
    found = []
    for name in names:
        if (match := re.fullmatch(pattern + VERSION, name, re.IGNORECASE)) and layer_date(match) <= until:
            found.append((layer_date(match), int(match.group("version") or 1), name))
    if not found:
        return None
    newest = max(found)
    return newest[0], newest[2]


def open_layer(session: requests.Session, base: str, name: str) -> Layer:
    """The first layer of a feature service. Raises DownloadError."""
    url = f"{base}/{name}/FeatureServer/0"
    found = ask_json(session, url, {"f": "json"})
    edited = found.get("editingInfo", {}).get("lastEditDate")
    return Layer(
        url,
        tuple(field["name"] for field in found.get("fields", [])),
        found.get("maxRecordCount", 1000),
        str(edited) if edited else None,
    )


def one_of(column: str, codes: Sequence[str]) -> list[str]:
    """Conditions that together pick the features of ``codes``, each short enough for an address."""
    parts = [sorted(codes)[at : at + CODES_IN_QUERY] for at in range(0, len(codes), CODES_IN_QUERY)]
    return [f"{column} IN ({', '.join(repr(code) for code in part)})" for part in parts]


def count_features(session: requests.Session, layer: Layer, where: str) -> int:
    """How many features meet a condition. Raises DownloadError."""
    asked = {"where": where, "returnCountOnly": "true", "f": "json"}
    return int(ask_json(session, f"{layer.url}/query", asked).get("count", 0))


def read_features(
    session: requests.Session, layer: Layer, where: str, columns: Sequence[str], form: str = "json"
) -> list[dict[str, Any]]:
    """The features that meet a condition, with geometry in longitude and latitude where ``form`` is geojson.

    Raises DownloadError where the pages do not add up to the count that the server gives.
    """
    url, count = f"{layer.url}/query", count_features(session, layer, where)
    asked = {"where": where, "outFields": ",".join(columns), "orderByFields": ",".join(columns), "f": form}
    if form == "geojson":
        asked |= {"outSR": "4326", "geometryPrecision": "6"}
    found: list[dict[str, Any]] = []
    more = count > 0
    while more:
        page = {"resultOffset": str(len(found)), "resultRecordCount": str(layer.page)}
        answer = ask_json(session, url, asked | page)
        features = answer.get("features", [])
        found += features
        # Servers of different age say it in different places; the count is what must come out.
        exceeded = answer.get("exceededTransferLimit") or answer.get("properties", {}).get("exceededTransferLimit")
        more = bool(features) and (bool(exceeded) or len(found) < count)
    if len(found) != count:
        raise DownloadError(f"{url}: gave {len(found)} of {count} features ({where[:60]}); try again later")
    return found
