"""The panels of indicators: those that need the board's eye, and all of them with their baselines."""

from collections.abc import Sequence

import pandas as pd

from data.queries import board
from data.queries.board import Row
from data.queries.status import MARKING
from data.reports.board.asked import Asked
from data.reports.panel import JUDGED, Fold, Listed, Panel, Words, about, source_line
from data.reports.table import Column, Table
from data.words import board as w
from data.words import formatting as f

LABEL, BASELINE, HOW = (
    Column("label", "Indicator"), Column("baseline", "Baseline"), Column("how", "Where the figure is from"),
)  # fmt: skip
MOVED = [
    Column("spark", "So far", "spark"),
    Column("moved", "Before → now"),
    Column("change", "Change", "short", order="lower"),
    Column("verdict", "Verdict", "verdict", status="state"),
]
# In files a line so far is its numbers.
NUMBERS = [Column("history", "So far"), Column("before", "Before"), Column("now", "Now")]
EYE = [
    LABEL,
    *MOVED,
    Column("target", "Target, by its year"),
    Column("owner", "Owner"),
    Column("action", "Action"),
]
MORE = [
    *NUMBERS,
    Column("why", "Why it is here"),
    Column("months", "Months"),
    Column("frequency", "How often"),
    HOW,
    Column("lower", "Change from, 95%", "number", 1),
    Column("upper", "Change to, 95%", "number", 1),
    BASELINE,
]
ALL = [
    LABEL,
    BASELINE,
    *MOVED,
    HOW,
    Column("owner", "Owner"),
    Column("frequency", "How often"),
    Column("reading", "How it is read"),
]
ALL_MORE = [
    *NUMBERS,
    Column("indicator_id", "Name for machines", "code"),
    Column("strategy", "Strategy"),
    Column("months", "Months"),
    Column("target", "Target, by its year"),
    Column("action", "Action"),
    Column("document", "Document"),
    Column("paragraph", "Paragraph"),
]


def eye_panel(asked: Asked, rows: Sequence[Row]) -> Panel:
    """The indicators by exception; those computed from one figure stand together."""
    shown = together([row for row in rows if row["why"]])
    document, day = str(rows[0]["document"]) if rows else "", f.day(asked.as_at)
    caption = w.phrase("eye_caption", document=document, day=day)
    source = f"{source_line(asked.status.source, asked.status.is_demo)}; {document}"
    words = Words(
        w.eye(sum(bool(row["why"]) for row in rows), sum(bool(row["now"]) for row in rows), len(rows)),
        caption,
        source,
        asked.doubts,
        scope=asked.scope,
        short=w.phrase("eye_short", day=day),
    )
    is_partner = any(row["is_partner"] for row in shown)
    missing = [Listed(lacking())] if lacking() else []
    if not shown:
        return Panel("board-eye", words, notes=missing)
    table = Table(_frame(shown), EYE, more=MORE)
    folds = [*([Fold(w.phrase("missing_files"), missing)] if missing else []), about(words)]
    return Panel("board-eye", words, table, links=[JUDGED], folds=folds, marking=MARKING if is_partner else "")


def all_panel(asked: Asked, rows: Sequence[Row]) -> Panel:
    """Every indicator, as the strategy gives it."""
    document = str(rows[0]["document"])
    source = source_line(f"{document}, {rows[0]['paragraph']}", asked.status.is_demo)
    words = Words(
        w.phrase("all", count=len(rows)), w.phrase("eye_caption", document=document, day=f.day(asked.as_at)), source,
        asked.doubts, scope=asked.scope, short=w.phrase("all_short"),
    )  # fmt: skip
    table = Table(_frame(rows), ALL, more=ALL_MORE, is_folded=True)
    is_partner = any(row["is_partner"] for row in rows)
    return Panel("board-indicators", words, table, marking=MARKING if is_partner else "")


def together(rows: Sequence[Row]) -> list[Row]:
    """Indicators that one wider figure stands for as one row; those that the owner supplies first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["group"] or row["indicator_id"], []).append(row)
    found = [_as_one(own) if len(own) > 1 else own[0] for own in groups.values()]
    return sorted(found, key=lambda row: bool(row["group"]))


def _as_one(own: Sequence[Row]) -> Row:
    """Several as one row, with each of their owners once."""
    label = w.phrase("several", what=f.capital(own[0]["group"]), count=len(own))
    owners = dict.fromkeys(row["owner"] for row in own if row["owner"])
    return {**own[0], "label": label, "owner": f.joined(list(owners))}


def lacking() -> list[str]:
    """Which of the optional files are not there, and how to give them."""
    files = {"no_actuals": board.actuals(), "no_targets": board.targets(), "no_actions": board.actions()}
    return [w.phrase(name) for name, rows in files.items() if not len(rows)]


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    told = [
        {
            **row,
            "owner": row["owner"] or w.phrase("no_owner"),
            "history": "; ".join(f.number(value, int(value % 1 > 0)) for value in row["spark"].values),
            "moved": " → ".join(side for side in (row["before"], row["now"]) if side),
            "reading": _reading(row["is_doubtful"], row["refusal"], row["note"]),
        }
        for row in rows
    ]
    return pd.DataFrame(told)


def _reading(is_doubtful: bool, refusal: str, note: object) -> str:
    parts = [
        w.phrase("doubtful") if is_doubtful else "",
        w.phrase("baseline_why", reason=refusal) if refusal else "",
        note if isinstance(note, str) else "",
    ]
    return "; ".join(part for part in parts if part)
