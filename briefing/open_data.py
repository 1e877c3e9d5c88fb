"""From an address to a file of open numbers: what it asks is checked, and what was made once is kept."""

import json
from collections.abc import Callable, Mapping, Sequence
from threading import Condition
from typing import Any, NamedTuple

import pandas as pd
from cachetools import LRUCache, cached

from data.build import database
from data.model.file_errors import GoneError, UnknownError
from data.model.open_tables import CSV, GEOJSON, GEOPACKAGE, JSON, OPEN_TABLES, PARQUET
from data.model.records import records
from data.outputs.open_data.package import data_package
from data.outputs.open_data.plain import csv_bytes, json_bytes, parquet
from data.outputs.open_data.shapes import geojson_bytes, geopackage_bytes
from data.queries import open_tables, status
from data.reports.open_tables.asked import Asked, read, said
from data.reports.open_tables.frames import frame
from data.settings import current
from data.words.prose import phrases

MOST_BYTES = 32 * 1024 * 1024
LATEST, PACKAGE = "latest", "datapackage.json"
Query = Mapping[str, Sequence[str]]


class Made(NamedTuple):
    """A file: the build that it is of, its name, its kind, and what is in it."""

    build: str
    name: str
    kind: str
    body: bytes


def _shapes(asked: Asked, rows: pd.DataFrame) -> list[Any]:
    """The GeoJSON geometry of each row."""
    if asked.table.name == "places":
        places = open_tables.place_shapes()
        return [places.get(place) for place in rows["place_id"]]
    outlines = open_tables.outlines()
    return [outlines.get(key) for key in zip(rows["area_code"], rows["vintage"], strict=True)]


KINDS: dict[str, tuple[str, Callable[[Asked, pd.DataFrame], bytes]]] = {
    CSV: ("text/csv; charset=utf-8", lambda asked, rows: csv_bytes(rows, asked.table)),
    JSON: ("application/json", lambda asked, rows: json_bytes(rows, asked.table)),
    PARQUET: ("application/vnd.apache.parquet", lambda asked, rows: parquet(rows, asked.table)),
    GEOJSON: ("application/geo+json", lambda asked, rows: geojson_bytes(rows, asked.table, _shapes(asked, rows))),
    GEOPACKAGE: (
        "application/geopackage+sqlite3",
        lambda asked, rows: geopackage_bytes(rows, asked.table, _shapes(asked, rows), open_tables.build_named()[1]),
    ),
}


def made(build: str, name: str, query: Query) -> Made:
    """The file of this name of a build, LATEST or by its id, for this request's viewer.

    query: values by key. Raises AskedError where it cannot be asked so, UnknownError where there is no such file,
    GoneError where the build is not kept, NoBuildError where there is none.
    """
    if build != LATEST and not database.pin_kept(build):
        raise GoneError(said("gone", build=build))
    return _made(name, tuple(sorted((key, tuple(values)) for key, values in query.items())))


@cached(
    LRUCache(MOST_BYTES, getsizeof=lambda made: len(made.body)),
    key=lambda name, query: (database.build_key(), current(), name, query),
    condition=Condition(),
)
def _made(name: str, query: tuple[tuple[str, tuple[str, ...]], ...]) -> Made:
    build = open_tables.build_named()[0]
    if name == PACKAGE:
        return Made(build, PACKAGE, "application/json", _written(package()))
    table, _, ending = name.partition(".")
    asked = read(table, dict(query))
    if ending not in asked.table.endings:
        raise UnknownError(said("ending", table=table, ending=ending, known=", ".join(asked.table.endings)))
    rows = frame(asked)
    marks = rows["marking"].dropna().unique()
    is_marked = any(status.MARKING in mark for mark in marks)
    mime, write = KINDS[ending]
    return Made(build, _file_name(name, is_marked), mime, write(asked, rows))


def _file_name(name: str, is_marked: bool) -> str:
    """As it is saved: what partners alone may see says so, and demonstration data say what they are."""
    demo = "demonstration-" if status.build_status().is_demo else ""
    return f"{'official-sensitive-' if is_marked else ''}{demo}{name}"


def package() -> dict[str, Any]:
    """The description of the tables of the build that is read."""
    build, made_at = open_tables.build_named()
    now, words = status.build_status(), phrases("open_tables")
    title = str(words["title"]).format(area=now.area_name)
    about = {
        "name": f"open-numbers-{build.lower()}",
        "title": f"{title} ({words['marked_demo'].lower()})" if now.is_demo else title,
        "version": build,
        "created": made_at,
    }
    listed = status.sources()[["title", "url", "licence"]].fillna("").rename(columns={"url": "path"})
    sources = records(listed)
    return data_package(about, sources, words)


def index() -> bytes:
    """What there is, for a machine: the builds that are kept, and the files of each; addresses relative to this one."""
    words, builds = phrases("open_tables"), database.kept_builds()
    tables = [
        {
            "name": table.name,
            **words["tables"][table.name],
            "files": {ending: f"{LATEST}/{table.name}.{ending}" for ending in table.endings},
            "filters": list(table.filters),
        }
        for table in OPEN_TABLES.values()
    ]
    return _written(
        {
            "title": package()["title"],
            "description": f"{LATEST}/{PACKAGE}",
            "latest": open_tables.build_named()[0],
            "builds": [{"build": one, "description": f"{one}/{PACKAGE}"} for one in builds],
            "tables": tables,
        }
    )


def _written(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
