"""The wards on the summary page: where it changed."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data.model.records import records
from data.model.verdict import Verdict
from data.reports.panel import Panel
from data.reports.summary.performance import change_columns, count_columns, measured, rate_column
from data.reports.summary.view import SummaryView
from data.reports.table import Column, Table
from data.words import findings
from data.words import formatting as f
from data.words.verdicts import bracket_notes, clearly_changed, judged_with, uneven


def ward_panel(view: SummaryView, wards: pd.DataFrame, said: Sequence[str]) -> Panel:
    """Every ward: its change with the interval, or its rate where no change can be given; ``said`` goes into the file.

    wards: as ``performance.ward_changes`` gives it.
    """
    selection, is_refused = view.selection, _is_refused(wards)
    has_rates = bool(wards["rate_per_1000"].notna().any())
    columns = [
        Column("area_name", "Ward"),
        Column("offence_count", f.capital(selection.noun), "number", status="count_status"),
        *change_columns(view),
        *([rate_column(view)] if has_rates else []),
        *count_columns(view),
        Column("area_code", "Code", "code"),
    ]
    rates = f"per 1,000 residents ({selection.of_every_ward.population_source}), with the interval of each rate"
    measure = rates if is_refused else f"{measured(view)}in per cent, with its interval"
    caption = f"{selection.types_label}, {selection.vintage.label}, {f.period(view.period)}: {measure}."
    by = "rate_per_1000" if has_rates else "offence_count"
    listed = wards.sort_values(by, ascending=False) if is_refused else wards
    chosen = [] if selection.is_whole_area else list(selection.wards)
    table = Table(listed, columns, marked=chosen, key="area_code")
    notes = [view.measures["rate_per_1000"].caveat] if is_refused else _notes(wards)
    words = view.words(ward_finding(view, wards), caption, [*said, *notes])
    words = replace(words, scope=findings.every_ward(selection))
    return Panel("summary-wards", words, table, notes=[" ".join(notes)])


def ward_finding(view: SummaryView, wards: pd.DataFrame) -> str:
    """How many wards clearly changed."""
    if _is_refused(wards):
        has_rates = wards["rate_per_1000"].notna().any()
        by = f"rate of {view.selection.types_label.lower()}" if has_rates else f"number of {view.selection.noun}"
        return f"{len(wards)} wards by {by}"
    return clearly_changed(wards["verdict"].tolist(), "wards")


def _is_refused(wards: pd.DataFrame) -> bool:
    """Whether no change can be given."""
    return set(wards["verdict"].tolist()) <= {Verdict.CANNOT_COMPARE}


def _notes(wards: pd.DataFrame) -> list[str]:
    """What the verdicts are judged with, and how their brackets are read."""
    rows = records(wards, ["area_name", "verdict", "total_0", "total_1"])
    return [judged_with(wards.iloc[0]), *bracket_notes(wards), *uneven(rows, "area_name")]
