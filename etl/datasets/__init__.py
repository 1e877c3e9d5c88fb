"""The sources that a build reads, in the order in which they are staged.

Each is a folder with three files: ``extract.py`` says which files are its own and loads them as they
are into ``raw_<name>``; ``stg_<name>.sql`` types and checks them; ``meta.yml`` says what they mean.
Lookups and boundaries come before the records that are placed by them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

import duckdb
import yaml

from etl.sources.source_files import SourceFile

NAMES = (
    "ward_vintages",
    "lookups",
    "police_force_areas",
    "boundaries",
    "populations",
    "street_crime",
    "recorded_crime",
    "asb_incidents",
    "places",
    "place_reports",
    "published_performance",
    "most_similar_groups",
    "recorded_crime_csp",
    "perception_survey",
    "annotations",
    "coverage_notes",
)

# As safe as safe_load, and ten times as fast where the library came with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Extract(Protocol):
    """What every ``extract.py`` offers."""

    MISSING: str | None

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


def all_datasets() -> Iterator[Dataset]:
    """Every dataset of ``NAMES``, in that order."""
    for name in NAMES:
        folder = Path(__file__).parent / name
        yield Dataset(
            name,
            cast(Extract, import_module(f"etl.datasets.{name}.extract")),
            (folder / f"stg_{name}.sql").read_text(encoding="utf-8"),
            read_meta(name),
        )


def read_meta(name: str) -> dict[str, Any]:
    """The meta.yml of one dataset."""
    # Words live beside the SQL that makes the numbers, so that they are changed together.
    path = Path(__file__).parent / name / "meta.yml"
    return cast(dict[str, Any], yaml.load(path.read_text(encoding="utf-8"), LOADER))
