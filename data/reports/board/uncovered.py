"""What got worse, what residents say and what documents raise, where no priority of the year speaks of it."""

from typing import Any

import pandas as pd

from data.model.period import add_months
from data.model.schema import STREET_CRIME
from data.model.verdict import CLEAR
from data.queries import board
from data.queries.board import Row
from data.reports.board.asked import Asked
from data.reports.board.speaks import MAKERS, MOVED, NUMBERS
from data.reports.panel import Fold, Listed, Panel, Words, about, source_line
from data.reports.table import Column, Table
from data.words import board as w

# What was raised so long before the year of the priorities is no longer an emerging concern.
YEARS = 3
RAISED = ("what", "said", "document", "paragraph")
COLUMNS = [
    Column("what", "Concern"),
    *MOVED,
]
MORE = [
    *NUMBERS,
    Column("months", "Months"),
    Column("said", "What is said"),
    Column("document", "Document"),
    Column("paragraph", "Paragraph"),
    Column("note", "Note"),
]


def panel(asked: Asked, priorities: list[Row], measures: dict[str, list[Row]]) -> Panel:
    """The list, as a panel; priorities: those of the year."""
    rows = uncovered(asked, priorities, measures)
    source = source_line(asked.status.source, asked.status.is_demo)
    if not rows:
        is_compared = asked.counted[STREET_CRIME].comparison is not None
        none = w.phrase("uncovered_none" if is_compared else "uncovered_untested")
        return Panel("board-uncovered", Words(none, source=source, scope=asked.scope, short=w.phrase("until_none")))
    words = Words(
        w.phrase("uncovered"),
        w.phrase("uncovered_caption"),
        source,
        scope=asked.scope,
        short=w.phrase("uncovered_short"),
    )
    table = Table(pd.DataFrame(rows), COLUMNS, more=MORE)
    raised = [w.phrase("raised", **{name: row[name] for name in RAISED}) for row in rows if row["document"]]
    folds = [*([Fold(w.phrase("raised_fold"), [Listed(raised)])] if raised else []), about(words)]
    return Panel("board-uncovered", words, table, folds=folds)


def uncovered(asked: Asked, priorities: list[Row], measures: dict[str, list[Row]]) -> list[Row]:
    """Crime types that clearly rose, answers that clearly got worse, and what documents raise."""
    covered = {
        (one["kind"], one["measure"])
        for priority in priorities
        for one in measures.get(priority["priority_id"], [])
        if one["fit"] != "near"
    }
    crimes = [("crime_type", name, STREET_CRIME) for name in asked.offered.crime_types] if _is_open(asked) else []
    questions = [("survey_question", name, "") for name in asked.waves]
    found: list[Row] = []
    for kind, measure, dataset in [*crimes, *questions]:
        if (kind, measure) in covered:
            continue
        one = {"kind": kind, "measure": measure, "dataset": dataset, "fit": "same", "note": ""}
        found += [row for row in MAKERS[kind](asked, one) if row["verdict"] in CLEAR and row["is_worse"]]
    return [{**_BLANK, **row} for row in [*found, *_raised(priorities, measures, covered)]]


_BLANK: dict[str, Any] = {"said": "", "document": "", "paragraph": "", "note": ""}


def _is_open(asked: Asked) -> bool:
    return asked.offered.source == STREET_CRIME


def _raised(priorities: list[Row], measures: dict[str, list[Row]], covered: set[tuple[str, str]]) -> list[Row]:
    """The concerns of documents of the priorities' year, and of those just before, that share no measure with it."""
    first, last = priorities[0]["year_from"].date(), priorities[0]["year_to"].date()
    begin, end = add_months(first, -12 * YEARS), add_months(last, 1)
    return [
        {
            "what": one["concern"], "count": "", "change": "", "moved": "", "lower": None, "verdict": None,
            "months": "", "state": w.phrase("because_raised"), "said": one["said"],
            "document": one["document"], "paragraph": one["paragraph"], "note": one["note"], "is_worse": None,
        }
        for one in board.concerns()
        if begin <= one["raised_on"].date() < end
        and covered.isdisjoint((m["kind"], m["measure"]) for m in measures.get(one["concern_id"], []))
    ]  # fmt: skip
