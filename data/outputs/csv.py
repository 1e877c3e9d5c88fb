"""The numbers of a panel as CSV, under the lines that say where they come from."""

from data.reports.panel import Panel
from data.reports.table import Table


def csv_text(panel: Panel) -> str:
    """CSV of a panel's table, unrounded, after its words, each line of which begins with ``#``.

    An interval stands in two columns of its own.
    """
    if panel.table is None:
        raise ValueError(f"panel {panel.id} has no table")
    return "".join(f"# {line}\n" for line in lines(panel) if line) + _numbers(panel.table)


def lines(panel: Panel) -> list[str]:
    """What stands above the numbers of every file: marking, finding, caption, scope, what the page says, source."""
    words = panel.words
    return [panel.marking, words.finding, words.caption, words.scope, *words.said, f"Source: {words.source}"]


def _numbers(table: Table) -> str:
    columns = [*table.columns, *table.more]
    names = [name for column in columns for name in (column.name, *(column.bounds or ()))]
    ends = ("", ", 95% lower", ", 95% upper")
    headings = [column.heading + end for column in columns for end in ends[: 3 if column.bounds else 1]]
    named = table.frame[names].set_axis(headings, axis=1)
    # Fifteen digits: a count stays whole, a rate keeps all that a float can tell.
    text: str = named.to_csv(index=False, lineterminator="\n", float_format="%.15g")
    return text
