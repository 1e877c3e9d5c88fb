"""What describes the open tables to a machine: a data package as Frictionless has it."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.model.open_tables import CSV, MONTH, OPEN_TABLES, OpenTable

PROFILE = "tabular-data-package"
TYPES = {"VARCHAR": "string", "BIGINT": "integer", "INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean",
         "DATE": "date", MONTH: "yearmonth"}  # fmt: skip


def data_package(
    about: Mapping[str, str], sources: Sequence[Mapping[str, str]], words: Mapping[str, Any]
) -> dict[str, Any]:
    """The package. about: name, title, version, created and the like; sources: title, path and licence of each; words:
    titles of ``tables``, and what ``columns`` hold.
    """
    return {
        "profile": PROFILE,
        **about,
        "sources": [{key: one[key] for key in ("title", "path") if one.get(key)} for one in sources],
        "licenses": [{"name": name, "title": name} for name in sorted({one["licence"] for one in sources})],
        "resources": [_resource(table, words) for table in OPEN_TABLES.values()],
    }


def _resource(table: OpenTable, words: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        **words["tables"][table.name],
        "path": f"{table.name}.{CSV}",
        "format": CSV,
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [
                {"name": field.name, "type": TYPES[field.kind], "description": words["columns"][field.name]}
                for field in table.fields
            ],
            "primaryKey": table.key.split(),
            "missingValues": [""],
        },
        "alternatives": [f"{table.name}.{ending}" for ending in table.endings if ending != CSV],
        "filters": list(table.filters),
    }
