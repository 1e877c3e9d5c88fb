"""Empty files for those who supply data: the header of a dataset, one worked example, and what the columns mean."""

import csv
from pathlib import Path

from etl.datasets import NAMES
from etl.errors import SourceError
from etl.sources.declared import declared_columns, read_meta


def write_template(name: str, folder: Path) -> Path:
    """Write ``<name>.csv`` into ``folder``: the columns of a dataset, and a line that shows how to fill them.

    Beside it ``<name>.md``, which says what they mean. Raises SourceError where no dataset of that name declares its
    columns, or one of the files is there already.
    """
    declared = [dataset for dataset in NAMES if "columns" in read_meta(dataset)]
    if name not in declared:
        raise SourceError(f"{name}: there is no such template; choose one of {', '.join(declared)}")
    path, meaning = folder / f"{name}.csv", folder / f"{name}.md"
    for taken in (path, meaning):
        if taken.exists():
            raise SourceError(f"{taken}: is there already; move it away, so that nothing in it is lost")
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(column.name for column in declared_columns(name))
        lines.writerow(column.example for column in declared_columns(name))
    meta = read_meta(name)
    words = [f"# {meta['title']}", meta["caveat"], columns_in_words(name), *lists_in_words(name)]
    meaning.write_text("\n\n".join(words) + "\n", encoding="utf-8")
    return path


def columns_in_words(dataset: str) -> str:
    """A Markdown table of the columns of a dataset: which are needed, what they mean, and the worked example."""
    rows = [
        f"| `{column.name}` | {'yes' if column.required else 'no'} | {column.description} | {column.example} |"
        for column in declared_columns(dataset)
    ]
    return "\n".join(["| column | needed | what | example |", "|---|---|---|---|", *rows])


def lists_in_words(dataset: str) -> list[str]:
    """A sentence for each column of a dataset that may only be one of a list."""
    listed = [column for column in declared_columns(dataset) if column.values]
    return [f"`{column.name}` is one of: {'; '.join(column.values)}." for column in listed]
