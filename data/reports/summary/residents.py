"""What residents told the survey: the answers that moved, the worst first."""

from typing import Any

import pandas as pd

from data.model.records import records
from data.model.verdict import CLEAR
from data.queries.survey import marking
from data.reports.panel import Link, Panel, Words
from data.reports.table import POINTS, Column, Table
from data.words import formatting as f
from data.words.survey import wave

FEWEST, MOST = 2, 3


def residents_panel(waves: pd.DataFrame, *, is_whole_area: bool) -> Panel | None:
    """Up to three questions of the latest survey, None where there is none; waves: as ``survey.waves`` gives them.

    is_whole_area: whether the whole area is chosen.
    """
    if waves.empty:
        return None
    latest = _latest(waves)
    first = latest.iloc[0]
    told = latest.assign(share=[_share(row) for row in records(latest)])
    year, before = (wave(int(first["wave_months"]), first[end]) for end in ("now_end", "before_end"))
    columns = [
        Column("question", "Question"),
        Column("share", "Said so", "short"),
        Column("verdict", "Verdict", "verdict"),
    ]
    more = [
        Column("response", "Answer counted"),
        Column("now_pct", f"{f.capital(year)}, %", "number"),
        Column("before_pct", f"{f.capital(before)}, %", "number"),
        Column("difference_points", "Difference, percentage points", "change", 0, POINTS),
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
    worse = latest["is_worse"].eq(True).fillna(False) & latest["verdict"].isin(CLEAR)
    shown = min(max(FEWEST, int(worse.sum())), MOST)
    table = Table(told, columns, more=more, most=shown)
    every = Link(f"All {f.in_words(len(latest))} questions", "/perception")
    return Panel("summary-residents", words, table, links=[every], marking=marking(latest))


def _latest(waves: pd.DataFrame) -> pd.DataFrame:
    """The latest waves of one survey: of those that end with the last month the one that asked most."""
    latest = waves[waves["now_end"] == waves["now_end"].max()].reset_index(drop=True)
    own = ["survey", "mode", "area_code"]
    asked = latest.assign(asked=latest.groupby(own)["question"].transform("size"))
    first = asked.sort_values(["asked", "display_order"], ascending=[False, True]).iloc[0][own]
    return latest[latest[own].eq(first).all(axis=1)].reset_index(drop=True)


def _share(row: Any) -> str:
    before = f", from\u00a0{f.number(row['before_pct'])}%" if pd.notna(row["before_pct"]) else ""
    return f"{f.number(row['now_pct'])}%{before}"


def _finding(waves: pd.DataFrame) -> str:
    """How many answers clearly moved, and which way."""
    clear = records(waves[waves["verdict"].isin(CLEAR)])
    of = f"Residents: of {f.in_words(len(waves))} answers"
    ways = {"worse": 0, "better": 0, "changed": 0}
    for row in clear:
        ways["changed" if pd.isna(row["is_worse"]) else "worse" if row["is_worse"] else "better"] += 1
    said = [f"{f.in_words(count)} clearly {way}" for way, count in ways.items() if count]
    return f"{of} {f.joined(said) or 'none clearly changed'}"
