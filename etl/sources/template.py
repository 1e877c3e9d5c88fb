"""Empty files for those who supply data: the header of a dataset and one worked example."""

import csv
from pathlib import Path

from etl.datasets import NAMES, read_meta
from etl.errors import SourceError
from etl.sources.declared import declared_columns


def write_template(name: str, folder: Path) -> Path:
    """Write ``<name>.csv`` into ``folder``: the columns of a dataset, and a line that shows how to fill them.

    Raises SourceError where no dataset of that name describes its columns, or the file is there already.
    """
    described = [dataset for dataset in NAMES if "columns" in read_meta(dataset)]
    if name not in described:
        raise SourceError(f"{name}: there is no such template; choose one of {', '.join(described)}")
    path = folder / f"{name}.csv"
    if path.exists():
        raise SourceError(f"{path}: is there already; move it away, so that nothing in it is lost")
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(column.name for column in declared_columns(name))
        lines.writerow(column.example for column in declared_columns(name))
    return path
