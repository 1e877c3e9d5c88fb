"""The numbers of a panel as CSV, under the lines that say where they come from."""

from collections.abc import Iterator

import pandas as pd

from data.model.count_status import CountStatus
from data.outputs.harmless import harmless, harmless_value, one_line
from data.reports.panel import Panel
from data.reports.table import Column, Table


def csv_text(panel: Panel) -> str:
    """CSV of a panel's table, unrounded, after its words, each line of which begins with ``#``.

    An interval stands in two columns of its own.
    """
    if panel.table is None:
        raise ValueError(f"panel {panel.id} has no table")
    # Fifteen digits: a count stays whole, a rate keeps all that a float can tell.
    numbers: str = file_frame(panel.table).to_csv(index=False, lineterminator="\n", float_format="%.15g")
    return "".join(f"# {one_line(line)}\n" for line in lines(panel) if line) + numbers


def lines(panel: Panel) -> list[str]:
    """What stands above the numbers of every file: marking, finding, caption, scope, what the page says, source."""
    words = panel.words
    return [panel.marking, words.finding, words.caption, words.scope, *words.said, f"Source: {words.source}"]


def file_frame(table: Table) -> pd.DataFrame:
    """The numbers of a table as every file has them, unrounded, under headings that no other column has."""
    named = [pair for column in (*table.columns, *table.more) for pair in _named(table, column)]
    columns = [table.frame[name] for name, _ in named]
    texts = [one.map(harmless_value) if one.dtype == object or one.dtype == "str" else one for one in columns]
    frame = pd.concat(texts, axis=1)
    return frame.set_axis([harmless(heading) for _, heading in named], axis=1).reset_index(drop=True)


def _named(table: Table, column: Column) -> Iterator[tuple[str, str]]:
    """The columns of the frame that a column stands for in a file, with their headings."""
    if column.kind == "spark":
        return
    # What is drawn of a change stands beside its number.
    if column.kind != "interval":
        yield column.name, column.heading
    for name, end in zip(column.bounds or (), ("95% lower", "95% upper"), strict=False):
        yield name, f"{column.heading}, {end}"
    # A number stays a number: why one is not there stands beside it.
    if column.status and (table.frame[column.status] != CountStatus.COUNTED).any():
        yield column.status, f"{column.heading}, status"
