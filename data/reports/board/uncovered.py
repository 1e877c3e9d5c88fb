"""What got worse, what residents say and what documents raise, where no priority of the year speaks of it."""

import pandas as pd

from data.model.period import last_day
from data.model.schema import STREET_CRIME
from data.model.verdict import CLEAR
from data.queries import concerns
from data.queries.board import Row
from data.queries.status import MARKING
from data.reports.board.asked import Asked
from data.reports.board.speaks import MAKERS, MOVED, NUMBERS
from data.reports.panel import Fold, Listed, Panel, Words, about, source_line
from data.reports.perception.said import QUESTION, Concern, covered, every_concern
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


def panel(asked: Asked, priorities: list[Row]) -> Panel:
    """The list, as a panel; priorities: those of the year."""
    rows = uncovered(asked, priorities)
    source = source_line(asked.status.source, asked.status.is_demo)
    if not rows:
        is_compared = asked.counted[STREET_CRIME].comparison is not None
        none = w.phrase("uncovered_none" if is_compared else "uncovered_untested")
        return Panel("board-uncovered", Words(none, source=source, scope=asked.scope, short=w.phrase("until_none")))
    words = Words(
        w.phrase("uncovered"),
        w.phrase("uncovered_caption"),
        source,
        asked.doubts,
        scope=asked.scope,
        short=w.phrase("uncovered_short"),
    )
    table = Table(pd.DataFrame(rows), COLUMNS, more=MORE)
    raised = [_raised(row) for row in rows if row["document"]]
    folds = [*([Fold(w.phrase("raised_fold"), [Listed(raised)])] if raised else []), about(words)]
    marking = MARKING if any(row["is_partner"] for row in rows) else ""
    return Panel("board-uncovered", words, table, folds=folds, marking=marking)


def _raised(row: Row) -> str:
    """Who says what, and where."""
    where = ", ".join(row[name] for name in ("document", "paragraph") if row[name])
    return w.phrase("raised" if row["said"] else "raised_alone", what=row["what"], said=row["said"], where=where)


def uncovered(asked: Asked, priorities: list[Row]) -> list[Row]:
    """Crime types that clearly rose, answers that clearly got worse, and what people said.

    Of the concerns of "You said" those without a priority, said by the day or within the year of the priorities.
    """
    said = every_concern(max(asked.as_at, last_day(priorities[0]["year_to"].date())))
    # A question is measured by all that its concern is.
    about = {pair: one.measures for one in said for pair in one.measures if pair[0] == QUESTION}
    crimes = [("crime_type", name) for name in asked.counted[STREET_CRIME].types]
    found: list[Row] = []
    for kind, measure in [*crimes, *((QUESTION, name) for name in asked.waves)]:
        pairs = about.get((kind, measure), frozenset({(kind, measure)}))
        if not covered(pairs, priorities, concerns.measures()):
            one = {"kind": kind, "measure": measure, "dataset": STREET_CRIME, "fit": "same"}
            found += [row for row in MAKERS[kind](asked, one) if row["verdict"] in CLEAR and row["is_worse"]]
    named = {(row["kind"], row["measure"]) for row in found}
    others = [one for one in said if named.isdisjoint(one.measures & about.keys())]
    return [
        *({"said": "", "document": "", "paragraph": "", "note": "", **row} for row in found),
        *(_said(one) for one in others if not covered(one.measures, priorities, concerns.measures())),
    ]


def _said(one: Concern) -> Row:
    """A concern as a row that has no figure."""
    return {
        "what": one.name, "count": "", "change": "", "moved": "", "lower": None, "verdict": None, "months": "",
        "state": w.phrase("because_raised" if one.is_raised else "because_asked"), "said": one.said,
        "document": one.document, "paragraph": one.paragraph, "note": one.note, "is_partner": one.is_partner,
    }  # fmt: skip
