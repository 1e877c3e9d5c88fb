"""The action log: what is open, what is late, and what was closed."""

import pandas as pd

from data.queries import board
from data.queries.board import Row
from data.queries.status import MARKING
from data.reports.board.asked import Asked
from data.reports.board.status import open_actions
from data.reports.panel import Fold, Panel, Words, source_line
from data.reports.table import Column, Table
from data.words import board as w
from data.words import formatting as f

OPEN = [
    Column("told", "Action"),
    Column("owner", "Who"),
    Column("due", "Due", order="due_on"),
    Column("state", "State"),
]
MORE = [Column("action_id", "Number"), Column("action", "Action alone"), Column("about", "About")]
CLOSED = [
    Column("told", "Action"),
    Column("closed", "Closed", order="closed_on"),
    Column("note", "What came of it"),
]


def panel(asked: Asked, subjects: dict[str, str]) -> Panel | None:
    """The open actions, the closed ones folded; None where none is known. subjects: names of indicators, priorities."""
    listed, shown = board.actions(), open_actions(asked)
    if not listed:
        return None
    is_open = {one["action_id"] for one in shown}
    gone = [one for one in listed if one["action_id"] not in is_open and one["opened_on"].date() <= asked.as_at]
    late, day = sum(one["is_late"] for one in shown), f.day(asked.as_at)
    source = source_line(w.phrase("action_log"), asked.status.is_demo)
    words = Words(w.phrase("actions", count=len(shown), late=late), w.phrase("actions_short", day=day), source)
    folds = []
    if gone:
        folds = [Fold(w.phrase("actions_closed"), table=Table(_frame(gone, subjects), CLOSED))]
    is_partner = any(one["audience"] != "public" for one in (*shown, *gone))
    table = Table(_frame(shown, subjects), OPEN, more=MORE) if shown else None
    return Panel("board-actions", words, table, folds=folds, marking=MARKING if is_partner else "")


def _frame(rows: list[Row], subjects: dict[str, str]) -> pd.DataFrame:
    told = [
        {
            **one,
            "about": about,
            "told": w.phrase("about", action=one["action"], about=about),
            "due": f.day(one["due_on"].date()),
            "closed": "" if pd.isna(one["closed_on"]) else f.day(one["closed_on"].date()),
            "state": w.phrase("late" if one.get("is_late") else "open"),
        }
        for one, about in zip(rows, (subjects.get(one["subject_id"], one["subject_id"]) for one in rows), strict=True)
    ]
    return pd.DataFrame(told)
