"""One load in a process of its own: python -m tests.bench.loading build|file|memory FOLDER STORE.

build: the whole ETL. file, memory: DuckDB's read_csv of the same street-level files into one table, with a given schema
and all columns, in a database file or in memory. Prints seconds, processor seconds and peak MB.
"""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb

from data.settings import Settings
from etl.datasets import all_datasets
from etl.datasets.street_crime.read import COLUMNS
from etl.pipeline import build

AREA = ("E06000034",)
BARE = f"""
CREATE TABLE street AS
SELECT * FROM read_csv($paths, auto_detect = false, header = true, delim = ',', quote = '"', columns = {COLUMNS})
"""


def quiet(_line: str) -> None:
    """Take what a build reports, and print nothing."""


def load(kind: str, folder: Path, store: Path) -> None:
    """Load the files of a folder in one of the three ways."""
    if kind == "build":
        build(folder, Settings(store=store, area=AREA), quiet)
        return
    paths = [str(path) for path in sorted(folder.rglob("*-street.csv"))]
    with duckdb.connect(store / "bare.duckdb" if kind == "file" else ":memory:") as connection:
        connection.execute(BARE, {"paths": paths})


def main(kind: str, folder: Path, store: Path) -> None:
    """Load, and print what it took; the imports are made before the clock starts."""
    all_datasets()
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    load(kind, folder, store)
    seconds, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    processor = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps([seconds, processor, used.ru_maxrss / 1024]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
