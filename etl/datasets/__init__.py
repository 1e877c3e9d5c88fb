"""The sources that a build reads, in the order in which they are staged.

Each is a folder: ``meta.yml`` says what it means and, of a table that is declared, all that there is to say. Others
have an ``extract.py``, which says which files are its own and loads them as they are into ``raw_<name>``, and a
``stg_<name>.sql``, which types and checks them. Lookups and boundaries come before the records that are placed by them;
what names districts, counties and forces comes first, as the area may be asked for by a name.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

import duckdb

from etl.sources.declared import DATASETS, read_meta
from etl.sources.declared_tables import DeclaredTable, declared_sql
from etl.sources.source_files import SourceFile

NAMES = (
    "lookups",
    "police_force_areas",
    "ward_vintages",
    "boundaries",
    "populations",
    "street_crime",
    "recorded_crime",
    "asb_incidents",
    "places",
    "place_reports",
    "operations",
    "published_performance",
    "most_similar_groups",
    "priorities",
    "indicators",
    "concerns",
    "board_measures",
    "published_figures",
    "indicator_actuals",
    "indicator_targets",
    "board_actions",
    "recorded_crime_csp",
    "survey_mapping",
    "survey_questions",
    "perception_survey",
    "partner_survey",
    "survey_respondents",
    "public_concern",
    "harm_weights",
    "annotations",
    "coverage_notes",
    "place_names",
    "postcodes",
    "roads",
)
# After these the area is known.
NAMING = ("lookups", "police_force_areas")


class Extract(Protocol):
    """What every ``extract.py`` offers, and the loader of declared tables."""

    def recognises(self, file: SourceFile) -> bool:
        """Whether this file is one of the dataset's own."""

    def extract(self, connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
        """Load the files into ``raw_<name>``; return the rows read of each."""


@dataclass(frozen=True)
class Dataset:
    """One source: its name, its loader, its staging SQL and its meta.yml."""

    name: str
    loader: Extract
    staging_sql: str
    meta: dict[str, Any]


@cache
def all_datasets() -> tuple[Dataset, ...]:
    """Every dataset of ``NAMES``, in that order."""
    return tuple(map(_dataset, NAMES))


def _dataset(name: str) -> Dataset:
    own, meta = DATASETS / name / f"stg_{name}.sql", read_meta(name)
    sql = declared_sql(name) if "columns" in meta else ""
    return Dataset(name, _loader(name), sql + (own.read_text(encoding="utf-8") if own.exists() else ""), meta)


def _loader(name: str) -> Extract:
    if (DATASETS / name / "extract.py").exists():
        return cast(Extract, import_module(f"etl.datasets.{name}.extract"))
    return DeclaredTable(name)
