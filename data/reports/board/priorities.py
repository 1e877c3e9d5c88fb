"""The priorities of a year with what speaks to each."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from data.model.period import add_months
from data.model.schema import STREET_CRIME
from data.queries.board import Row
from data.queries.status import MARKING
from data.reports.board.asked import Asked
from data.reports.board.speaks import MOVED, NUMBERS, beside, nothing, speaking
from data.reports.panel import JUDGED, Fold, Note, Panel, Words, about, source_line
from data.reports.table import Column, Table
from data.words import board as w
from data.words import formatting as f

COLUMNS = [
    Column("named", "Priority", order="number"),
    Column("what", "What speaks to it"),
    *MOVED,
]
MORE = [
    *NUMBERS,
    Column("full_text", "Priority in full"),
    Column("months", "Months"),
    Column("lower", "Change from, 95%", "number", 1),
    Column("upper", "Change to, 95%", "number", 1),
    Column("beside", "Places and operations"),
    Column("document", "Document"),
    Column("paragraph", "Paragraph"),
]


class Year(NamedTuple):
    """The priorities of a year: a row a measure, each in full, and how many there are.

    worse, mixed: how many got clearly worse in something and better in nothing, or in something too; tested: how many
    are.
    """

    frame: pd.DataFrame
    in_full: list[Note]
    name: str
    size: int
    worse: int
    mixed: int
    tested: int


def in_force(priorities: list[Row], last: date) -> list[Row]:
    """The latest year that had begun a month after the last of the period; the first of all where none had.

    priorities: the latest year first.
    """
    after = add_months(last, 1)
    years = [one["year_from"] for one in priorities]
    latest = next((year for year in years if year.date() <= after), years[-1])
    return [one for one in priorities if one["year_from"] == latest]


def told(asked: Asked, priorities: list[Row], measures: dict[str, list[Row]]) -> Year:
    """The priorities of one year, each with its measures."""
    rows: list[Row] = []
    in_full: list[Note] = []
    worse = mixed = tested = 0
    for one in priorities:
        mapped = measures.get(one["priority_id"], [])
        found = speaking(asked, mapped)
        signs = {row["is_worse"] for row in found}
        worse += True in signs and False not in signs
        mixed += {True, False} <= signs
        tested += any(row["is_tested"] for row in found)
        number = "" if pd.isna(one["number"]) else f"{int(one['number'])}. "
        places = f.capital(f.joined(beside(asked, mapped)))
        named = {**one, "beside": places, "named": f"{number}{one['priority']}"}
        rows += [{**named, **row} for row in found or [nothing()]]
        in_full.append(f"{one['full_text']}. {named['beside']}".rstrip(". ") + ".")
    name = w.year(priorities[0]["year_from"], priorities[0]["year_to"])
    return Year(pd.DataFrame(rows), in_full, name, len(priorities), worse, mixed, tested)


def panel(asked: Asked, year: Year, panel_id: str = "board-priorities") -> Panel:
    """The table of a year's priorities; those of another year are folded."""
    first = year.frame.iloc[0]
    compared = asked.counted[STREET_CRIME].comparison
    against = w.phrase("against", before=f.before_words(compared.now, compared.key)) if compared else w.phrase("alone")
    source = f"{source_line(asked.status.source, asked.status.is_demo)}; {first['document']}"
    caption = w.phrase("priorities_caption", year=year.name, period=f.period(asked.selection.period), compared=against)
    words = Words(
        w.phrase("priorities", count=f.in_words(year.size), noun=w.noun(year.size), year=year.name), caption, source,
        asked.doubts, scope=asked.scope, short=w.phrase("priorities_short"),
    )  # fmt: skip
    is_partner = bool(year.frame["is_partner"].any())
    table = Table(year.frame, COLUMNS, more=MORE, is_folded=panel_id != "board-priorities")
    folds = [Fold(w.phrase("in_full"), year.in_full), about(words)]
    return Panel(panel_id, words, table, links=[JUDGED], folds=folds, marking=MARKING if is_partner else "")
