"""What is said first of the trends, and the chosen wards and types together inside their limits."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.schema import ALL_CRIME
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.reports.figures import LineWithLimits
from data.reports.panel import JUDGED, Fold, Listed, Note, Panel, about
from data.reports.table import Column, Table
from data.reports.trends.limits import has_limits, key, limit_columns, season_left_in, unusual_months
from data.reports.trends.view import TrendsView
from data.statistics.series.trend import Trend
from data.words import formatting as f
from data.words import headline, verdicts
from data.words.findings import lack


def cautions(view: TrendsView) -> list[str]:
    """Why there is no rate."""
    is_rate = view.selection.measure == "rate_per_1000"
    without = ["No rate is given: the residents of a chosen ward are not known. Choose the count."]
    return without if is_rate and view.selection.population is None else []


def gap_notes(view: TrendsView, offered: Choices) -> list[str]:
    """The months that the chart lacks, named."""
    missing = offered.missing(view.basis.shown)
    lacks = f.capital(lack(missing, offered.parts))
    return [f"{lacks} for {f.runs(missing)}: shown as a gap, not as zero."] if missing else []


def finding(selection: Selection, whole: dict[str, Any], comparison: Comparison | None, limits: pd.DataFrame) -> str:
    """What changed of all that is chosen, and which months of the period were unusual, for the heading.

    whole: the figure of the whole with the offence_count of the period; limits: of the ``Trend`` that is drawn.
    """
    changed = headline.finding(whole, selection, comparison)
    recent = _recent(selection, limits)
    if not has_limits(recent):
        return changed
    unusual = _unusual(recent, selection)
    # The verdict may be of a part of the period, and the unusual months are of all of it.
    when = f" in {f.the_year_to(selection.period)}" if comparison is None or comparison.is_part else ""
    is_named = not unusual.startswith("No ")
    return f"{changed}; {unusual if is_named else unusual[0].lower() + unusual[1:]}{when}"


def opening(
    selection: Selection, comparison: Comparison | None, whole: dict[str, Any], changes: Sequence[str]
) -> list[Note]:
    """The change of the whole in numbers, then what changed, and what it is judged with."""
    listed: list[Note] = [Listed(changes)] if changes else []
    is_alone = len(selection.wards) == len(selection.crime_types) == 1
    # Of one type in one ward the sentences speak already.
    if comparison is None or whole["verdict"] == Verdict.CANNOT_COMPARE or is_alone:
        return listed
    moved = verdicts.change(whole)
    counts = f"{f.number(whole['total_0'])} in {f.the_year_to(comparison.now)} against {f.number(whole['total_1'])} in "
    change = f", {moved}" if moved else ""
    text = f"{counts}{f.the_year_to(comparison.before)}{change}: {whole['verdict'].lower()}."
    judged = (f"{verdicts.judged_with(whole)} ", JUDGED)
    return [Listed([text], verdicts.SIGNS[Verdict(whole["verdict"])]), *listed, judged]


def total_panel(view: TrendsView, trend: Trend, notes: Sequence[str]) -> Panel:
    """The chosen wards together inside their limits, with the unusual months; notes: of ``limit_notes``."""
    selection, limits = view.selection, trend.limits
    what = view.series(f"{selection.types_label} in {selection.wards_label}")
    marks = key(limits, selection.period.first)
    words = view.words(_heading(selection, limits), what, *marks, short=" ".join([view.short, *marks]))
    figure = LineWithLimits(limits, view.measure, selection.period, view.events)
    months = unusual_months(trend.signals, selection.period.first)
    folds = [*([Fold("Unusual months, and why", months)] if months else []), about(words, notes)]
    return Panel("trends-total", words, _table(view, limits), figure, folds=folds)


def _heading(selection: Selection, limits: pd.DataFrame) -> str:
    """Which months of the period were unusual, in one sentence that owns up to a season left in."""
    recent = _recent(selection, limits)
    if not has_limits(recent):
        return f"{selection.types_label} in {selection.wards_label}, by month"
    return _unusual(recent, selection) + season_left_in(recent)


def _recent(selection: Selection, limits: pd.DataFrame) -> pd.DataFrame:
    """The months of the period."""
    return limits[limits["period_month"] >= pd.Timestamp(selection.period.first)]


def _of(selection: Selection) -> str:
    """Of what they are unusual, where several types are added up: one of them alone may have others."""
    if len(selection.counted_types) == 1:
        return ""
    return f" for {ALL_CRIME.lower()}" if selection.types_label == ALL_CRIME else " for these types together"


def _unusual(recent: pd.DataFrame, selection: Selection) -> str:
    """The unusual months by name where they are one or two on one side, else their number; and of what."""
    return _months(recent[recent["signals"] != ""]) + _of(selection)


def _months(marked: pd.DataFrame) -> str:
    if marked.empty:
        return "No unusual month"
    # A run up or down crosses the mean: none of its months need be high or low in itself.
    sided = marked[marked["side"] != "run"]
    if sided.empty:
        return f"{len(marked)} months rose or fell without a break"
    sides = sorted(sided["side"].unique())
    side = " or ".join(sides)
    if len(sided) > 2 or len(sides) > 1:
        return f"{len(sided)} months were unusually {side}"
    months = [f.month(stamp.date()) for stamp in sided["period_month"]]
    return f"{f.joined(months)} {'was' if len(months) == 1 else 'were'} unusually {side}"


def _table(view: TrendsView, limits: pd.DataFrame) -> Table:
    """A row a month: the value with its limits and signals, and the same month a year before."""
    decimals = view.measure.decimals
    months = [f"{month:%Y-%m}" for month in limits["period_month"]]
    frame = limits.assign(month=months, year_before=limits["value"].shift(12))
    columns = [
        Column("month", "Month"),
        Column("value", f.capital(limits["series"].iloc[0]), "number", decimals),
        Column("year_before", "Same month a year before", "number", decimals),
        *limit_columns(limits, decimals),
    ]
    return Table(frame, columns)
