"""How sure the summary is, and what its figures are of: what stands one press away."""

from collections.abc import Sequence

import pandas as pd

from data.reports.panel import JUDGED, Listed, Note, Panel, Words
from data.reports.summary.view import SummaryView
from data.words import formatting as f
from data.words import verdicts


def sure_panel(view: SummaryView, changed: Sequence[str], places: Sequence[str]) -> Panel:
    """The changes with their counts and intervals, by crime type and by ward, and what they are judged with."""
    first = view.table.iloc[0]
    total = [f"{first['offence']}: {verdicts.change(first)}."] if pd.notna(first["change_pct"]) else []
    lists: list[Note] = [Listed(texts) for texts in ([*total, *changed], places) if texts]
    judged = " ".join(view.notes)
    return Panel("summary-sure", Words("Changes with their intervals"), notes=[*lists, (f"{judged} ", JUDGED)])


def about_panel(view: SummaryView) -> Panel:
    """What is counted, where and when, by whom, and how it may mislead."""
    selection, compared = view.selection, view.comparison
    words = view.words("", "")
    facts = [
        ("Source", words.source),
        ("Counted", words.scope),
        ("Months", f.period(view.period)),
        *([("Compared", f"{f.period(compared.now)} with {f.period(compared.before)}")] if compared else []),
        ("Residents", selection.population_source),
        *((one.title, one.caveat) for one in view.measures.values() if one.name in ("offence_count", "rate_per_1000")),
    ]
    return Panel("summary-about", Words("What is counted"), facts=facts)
