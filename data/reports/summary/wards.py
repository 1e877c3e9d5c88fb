"""The wards on the summary page: where it changed."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import pandas as pd

from data.model.verdict import CLEAR, Verdict
from data.reports.figures import IntervalDots
from data.reports.panel import Panel
from data.reports.summary.performance import change_columns, count_columns, measured, rate_column
from data.reports.summary.view import SummaryView
from data.reports.table import Column, Table
from data.words import formatting as f
from data.words.verdicts import SIGNS, bracket_notes, judged_with

NAME_CHARACTERS = 22


def ward_panel(view: SummaryView, wards: pd.DataFrame, said: Sequence[str]) -> Panel:
    """Every ward: its change with the interval, or its rate where no change can be given; ``said`` goes into the file.

    wards: as ``performance.ward_changes`` gives it.
    """
    selection, changes = view.selection, _changes(wards)
    drawn = _rates(view, wards) if changes.empty else changes
    unit = "" if changes.empty else "%"
    heading = _finding(view, wards)
    columns = [
        Column("area_name", "Ward"),
        Column("offence_count", f.capital(selection.noun), "number", status="count_status"),
        *change_columns(view),
        *([rate_column(view)] if wards["rate_per_1000"].notna().any() else []),
        *count_columns(view),
        Column("area_code", "Code", "code"),
    ]
    rates = f"per 1,000 residents ({selection.population_source}), with the interval of each rate"
    measure = rates if changes.empty else f"{measured(view)}in per cent, with its interval"
    caption = f"{selection.types_label}, {selection.vintage.label}, {f.period(view.period)}: {measure}."
    figure = IntervalDots(drawn, unit, from_zero=not unit) if len(drawn) else None
    listed = wards
    if (wards["verdict"] == Verdict.CANNOT_COMPARE).all():
        by = "rate_per_1000" if wards["rate_per_1000"].notna().any() else "offence_count"
        listed = wards.sort_values(by, ascending=False)
    table, notes = Table(listed, columns, f"wards-{view.period.last:%Y-%m}", is_folded=True), _notes(view, wards)
    words = view.words(heading, caption, [*said, *notes])
    return Panel("summary-wards", words, table, figure, notes=[" ".join(notes)])


def _finding(view: SummaryView, wards: pd.DataFrame) -> str:
    if (wards["verdict"] == Verdict.CANNOT_COMPARE).all():
        has_rates = wards["rate_per_1000"].notna().any()
        by = f"rate of {view.selection.types_label.lower()}" if has_rates else f"number of {view.selection.noun}"
        return f"{len(wards)} wards by {by}"
    if (wards["verdict"] == Verdict.TOO_FEW).all():
        return f"Too few to tell in {len(wards)} wards"
    counts = [int((wards["verdict"] == verdict).sum()) for verdict in CLEAR]
    said = [f"{count} clearly {verb}" for count, verb in zip(counts, ("rose", "fell"), strict=True) if count]
    return f"Of {len(wards)} wards {f.joined(said) or 'none clearly changed'}"


def _notes(view: SummaryView, wards: pd.DataFrame) -> list[str]:
    """What the verdicts are judged with, and what the chart leaves out."""
    if (wards["verdict"] == Verdict.CANNOT_COMPARE).all():
        return [view.measures["rate_per_1000"].caveat]
    few = int((wards["verdict"] == Verdict.TOO_FEW).sum())
    left_out = [f"{few} with too few to tell {'is' if few == 1 else 'are'} in the table alone."] if few else []
    return [judged_with(wards.iloc[0]), *bracket_notes(wards), *left_out]


def _changes(wards: pd.DataFrame) -> pd.DataFrame:
    """What the chart draws: the largest rise on top, the verdict's sign beside each."""
    told = wards.dropna(subset=["change_pct", "lower_ci_pct", "upper_ci_pct"])
    labels = [
        f"{f.signed(change, 1, '%')} {SIGNS[verdict]}"
        for change, verdict in zip(told["change_pct"], told["verdict"], strict=True)
    ]
    drawn = _drawn(told, ("change_pct", "lower_ci_pct", "upper_ci_pct"), labels, told["verdict"].isin(CLEAR))
    drawn["text"] = [f"{text}: {verdict}" for text, verdict in zip(drawn["text"], told["verdict"], strict=True)]
    return drawn.sort_values("value", ascending=False)


def _rates(view: SummaryView, wards: pd.DataFrame) -> pd.DataFrame:
    known = wards.dropna(subset="rate_per_1000")
    labels = [f.number(rate, view.measures["rate_per_1000"].decimals) for rate in known["rate_per_1000"]]
    drawn = _drawn(known, ("rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000"), labels, False)
    return drawn.sort_values("value", ascending=False)


def _drawn(frame: pd.DataFrame, columns: tuple[str, str, str], labels: Sequence[str], is_marked: Any) -> pd.DataFrame:
    value, lower, upper = (frame[name] for name in columns)
    text = [f"{name}: {label}" for name, label in zip(frame["area_name"], labels, strict=True)]
    # A phone has no room for a long name in one line: it is broken near its middle.
    widths = [len(name) if len(name) <= NAME_CHARACTERS else len(name) // 2 + 4 for name in frame["area_name"]]
    names = ["<br>".join(wrap(name, width)) for name, width in zip(frame["area_name"], widths, strict=True)]
    drawn = pd.DataFrame({"area_name": names, "value": value, "lower": lower, "upper": upper})
    return drawn.assign(label=list(labels), text=text, is_marked=is_marked)
