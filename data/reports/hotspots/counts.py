"""Both counts of a comparison, as columns of a table and in words."""

from typing import Any

from data.model.comparison import Comparison
from data.reports.table import Column
from data.words import findings
from data.words import formatting as f


def count_columns(comparison: Comparison | None, count: Column) -> list[Column]:
    """The counts of both periods that are compared, with the months where they are a part; else ``count`` alone.

    count: of the chosen period, by its own column.
    """
    if comparison is None:
        return [count]
    if comparison.is_part:
        headings = [findings.of_months(count.heading, comparison), f.capital(f.period(comparison.before))]
    else:
        headings = [count.heading, f.capital(f.before_words(comparison.now, comparison.key))]
    return [Column(name, heading, "number") for name, heading in zip(("total_0", "total_1"), headings, strict=True)]


def compared_counts(row: Any, comparison: Comparison, noun: str) -> str:
    """Both counts in words: 60 offences, from 20 in the year before; with the months where they are a part."""
    counts = f.so_many(row["total_0"], noun), f"from {f.number(row['total_1'])}"
    if comparison.is_part:
        return f"{f.capital(f.period(comparison.now))}: {counts[0]}, {counts[1]} in {f.period(comparison.before)}"
    return f"{counts[0]}, {counts[1]} in {f.before_words(comparison.now, comparison.key)}"
