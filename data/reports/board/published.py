"""Single figures of the partnership's documents, the doubtful ones marked."""

import pandas as pd

from data.model.period import Period
from data.queries import board
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from data.words import board as w
from data.words import formatting as f


def panel(subjects: dict[str, str]) -> Panel | None:
    """Every figure with its document, None where none is known; subjects: names of priorities and concerns."""
    found = board.published_figures()
    if found.empty:
        return None
    partnership = w.phrase("partnership")
    periods = zip(found["period_from"], found["period_to"], strict=True)
    shown = found.assign(
        about=[subjects.get(one, partnership) if isinstance(one, str) else partnership for one in found["subject_id"]],
        shown=[f.number(value, 1 if value % 1 else 0) for value in found["value"]],
        months=["" if pd.isna(first) else f.period(Period(first.date(), last.date())) for first, last in periods],
        doubt=[w.phrase("doubtful") if is_doubtful else "" for is_doubtful in found["is_doubtful"]],
    )
    columns = [
        Column("about", "About"),
        Column("statement", "What is said"),
        Column("shown", "Figure", "short", order="value"),
        Column("unit", "Unit"),
        Column("months", "Months"),
        Column("doubt", "Doubt"),
        Column("note", "Note"),
        Column("paragraph", "Paragraph"),
    ]
    more = [Column("denominator", "Of what"), Column("document", "Document")]
    documents = f.named(list(dict.fromkeys(found["document"])))
    words = Words(w.phrase("published"), w.phrase("published_short"), documents)
    return Panel("board-published", words, Table(shown, columns, more=more, is_folded=True))
