"""The gap between wards that was once published: another quantity than the spread."""

from typing import Any

import pandas as pd

from data.model.records import records
from data.queries.survey import marking
from data.reports.panel import Line, Panel
from data.reports.perception.surveyed import words_of
from data.reports.table import Column, Table
from data.statistics.survey.spread import range_by_chance
from data.words import formatting as f
from data.words.survey import say, when

# What shows how much chance makes of such a gap: a usual survey of a district shared over so many wards.
EXAMPLE_ASKED, EXAMPLE_WARDS, EXAMPLE_SHARE = 30, 20, 50
COLUMNS = [
    Column("question", "Question"),
    Column("subgroup", "When"),
    Column("estimate_pct", "Highest less lowest ward, points", "number"),
    Column("wave", "Months"),
    Column("document", "Document"),
    Column("paragraph", "In the document"),
    Column("note", "Published: what the document says"),
]


def gap_panel(figures: pd.DataFrame) -> Panel | None:
    """The published gaps, None where there is none."""
    gaps = figures[figures["quantity"].eq("gap")].reset_index(drop=True)
    if gaps.empty:
        return None
    told = gaps.assign(wave=[when(row) for row in records(gaps)])
    chance = range_by_chance(EXAMPLE_SHARE, EXAMPLE_ASKED, EXAMPLE_WARDS)
    lines = [
        Line(say("gap_lead"), say("gap_text"), "≠"),
        Line(
            say("gap_chance_lead"),
            say("gap_chance", base=EXAMPLE_ASKED, areas=EXAMPLE_WARDS, points=f.number(chance)),
            "≈",
        ),
        Line(say("gap_base_lead"), say("gap_base"), "–"),
    ]
    first = told.iloc[0]
    asked_in = {"question": first["question"], "document": first["document"], "paragraph": first["paragraph"]}
    words = words_of(
        gaps,
        say("gap", gaps=f.joined([_gap(row) for row in records(gaps)])),
        f"{first['question']}.",
        say("gap_short", said=f.capital(str(first["wave"])), **asked_in),
    )
    return Panel("perception-gap", words, Table(told, COLUMNS, is_folded=True), lines=lines,
                 marking=marking(gaps))  # fmt: skip


def _gap(row: dict[Any, Any]) -> str:
    by = "" if row["subgroup_kind"] == "everyone" else say("in_time", when=row["subgroup"])
    return say("gap_one", points=f.number(row["estimate_pct"]), when=by).strip()
