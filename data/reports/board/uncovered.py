"""What got worse, what residents say and what documents raise, where no priority of the year speaks of it."""

from typing import Any

import pandas as pd

from data.model.period import add_months
from data.model.schema import STREET_CRIME
from data.model.verdict import CLEAR
from data.queries import concerns
from data.queries.board import Row
from data.reports.board.asked import Asked
from data.reports.board.speaks import MAKERS, MOVED, NUMBERS
from data.reports.panel import Fold, Listed, Panel, Words, about, source_line
from data.reports.perception.said import covered, every_concern
from data.reports.table import Column, Table
from data.words import board as w

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
    raised = [_raised(row) for row in rows if row["document"]]
    folds = [*([Fold(w.phrase("raised_fold"), [Listed(raised)])] if raised else []), about(words)]
    return Panel("board-uncovered", words, table, folds=folds)


def _raised(row: Row) -> str:
    """Who says what, and where."""
    where = ", ".join(row[name] for name in ("document", "paragraph") if row[name])
    return w.phrase("raised", what=row["what"], said=row["said"], where=where)


def uncovered(asked: Asked, priorities: list[Row], measures: dict[str, list[Row]]) -> list[Row]:
    """Crime types that clearly rose, answers that clearly got worse, and what people said."""
    mapped = {
        (one["kind"], one["measure"])
        for priority in priorities
        for one in measures.get(priority["priority_id"], [])
        if one["fit"] != "near"
    }
    crimes = [("crime_type", name, STREET_CRIME) for name in asked.offered.crime_types] if _is_open(asked) else []
    questions = [("survey_question", name, "") for name in asked.waves]
    found: list[Row] = []
    for kind, measure, dataset in [*crimes, *questions]:
        if (kind, measure) in mapped:
            continue
        one = {"kind": kind, "measure": measure, "dataset": dataset, "fit": "same", "note": ""}
        found += [row for row in MAKERS[kind](asked, one) if row["verdict"] in CLEAR and row["is_worse"]]
    named = {row["measure"] for row in found if row["kind"] == "survey_question"}
    return [{**_BLANK, **row} for row in [*found, *_said(asked, priorities, named)]]


_BLANK: dict[str, Any] = {"said": "", "document": "", "paragraph": "", "note": ""}


def _is_open(asked: Asked) -> bool:
    return asked.offered.source == STREET_CRIME


def _said(asked: Asked, priorities: list[Row], named: set[str]) -> list[Row]:
    """The concerns that "You said" has without a priority, said by the day or within the year of the priorities.

    named: the questions that are named already, as what they found got worse.
    """
    until = max(asked.as_at, add_months(priorities[0]["year_to"].date(), 1))
    return [
        {
            "what": one.name, "count": "", "change": "", "moved": "", "lower": None, "verdict": None,
            "months": "", "state": w.phrase("because_raised" if one.paragraph else "because_asked"), "said": one.said,
            "document": one.document, "paragraph": one.paragraph, "note": one.note, "is_worse": None,
        }
        for one in every_concern(until)
        if not covered(one, priorities, concerns.measures())
        and named.isdisjoint(name for kind, name in one.measures if kind == "survey_question")
    ]  # fmt: skip
