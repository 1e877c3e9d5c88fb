"""What residents told the survey: the answers that moved, the worst first."""

from typing import Any

import pandas as pd

from data.model.records import records
from data.model.verdict import CLEAR, Verdict
from data.reports.panel import Link, Panel, Words
from data.reports.table import Column, Table
from data.words import formatting as f

FEWEST, MOST = 2, 3
RISES = (Verdict.CLEAR_RISE, Verdict.POSSIBLE_RISE)
MOVED = (*RISES, Verdict.CLEAR_FALL, Verdict.POSSIBLE_FALL)


def residents_panel(waves: pd.DataFrame, *, is_whole_area: bool) -> Panel | None:
    """Up to three questions of the latest survey, None where there is none; waves: as ``perception.two_waves``.

    is_whole_area: whether the whole area is chosen.
    """
    if waves.empty:
        return None
    latest = waves[waves["now_end"] == waves["now_end"].max()]
    first, rows = latest.iloc[0], records(latest)
    ordered = latest.assign(
        order=[_order(row) for row in rows], share=[_share(row) for row in rows], now_pct=latest["now_pct"]
    ).sort_values(["order", "p_value"], kind="stable")
    year = f"year to {f.month(first['now_end'])}"
    columns = [
        Column("question", "Question"),
        Column("share", "Said so", "short"),
        Column("verdict", "Verdict", "verdict"),
    ]
    more = [
        Column("response", "Answer counted"),
        Column("now_pct", f"{f.capital(year)}, %", "number"),
        Column("before_pct", f"Year to {f.month(first['before_end'])}, %", "number"),
        Column(
            "difference_points", "Difference, percentage points", "change", 0, ("lower_ci_points", "upper_ci_points")
        ),
    ]
    below = "" if is_whole_area else " Not by ward."
    words = Words(
        _finding(latest),
        f"Share of residents asked in {first['area_name']} who gave the answer, {year}.",
        f"{first['document']}, paragraph {first['paragraph']}",
        scope=f"Area: {first['area_name']}.",
        short=f"Survey of {first['area_name']}, {year}.{below}",
    )
    # Those that clearly got worse, and no fewer than two.
    shown = min(max(FEWEST, int((ordered["order"] == 0).sum())), MOST)
    table = Table(ordered, columns, f"residents-{first['now_end']:%Y-%m}", more=more, most=shown)
    every = Link(f"All {_count(len(latest))} questions", "/perception")
    return Panel("summary-residents", words, table, links=[every])


def _is_worse(row: Any) -> bool | None:
    """Whether the answer moved for the worse; None where it did not move, or neither way is worse."""
    if row["verdict"] not in MOVED or pd.isna(row["is_up_bad"]):
        return None
    return bool((row["verdict"] in RISES) == row["is_up_bad"])


def _order(row: Any) -> int:
    """The clearly worse first, then what may be worse, what does not tell, and what is better."""
    worse = _is_worse(row)
    if worse is None:
        return 2
    return (0 if worse else 4) + (0 if row["verdict"] in CLEAR else 1 if worse else -1)


def _share(row: Any) -> str:
    before = f", from\u00a0{f.number(row['before_pct'])}%" if pd.notna(row["before_pct"]) else ""
    return f"{f.number(row['now_pct'])}%{before}"


def _finding(waves: pd.DataFrame) -> str:
    """How many answers clearly moved, and which way."""
    clear = records(waves[waves["verdict"].isin(CLEAR)])
    of = f"Residents: of {_count(len(waves))} answers"
    ways = {"worse": 0, "better": 0, "changed": 0}
    for row in clear:
        ways[{True: "worse", False: "better", None: "changed"}[_is_worse(row)]] += 1
    said = [f"{_count(count)} clearly {way}" for way, count in ways.items() if count]
    return f"{of} {f.joined(said) or 'none clearly changed'}"


def _count(count: int) -> str:
    return "one" if count == 1 else str(f.IN_WORDS.get(count, count))
