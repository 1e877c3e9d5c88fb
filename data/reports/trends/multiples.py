"""Small multiples: every chosen crime type or ward inside its own limits."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from data.reports.figures import SmallMultiples
from data.reports.panel import Fold, Panel, about
from data.reports.table import Column, Table
from data.reports.trends.limits import has_limits, key, limit_columns, season_left_in, unusual_months
from data.reports.trends.view import TrendsView
from data.statistics.series.trend import Trend
from data.words.findings import scope

NOUNS = {"type": ("crime type", "crime types"), "ward": ("ward", "wards")}


def drawn_above(parts: str) -> str:
    """Why there are no small charts: the only one would be the chart above."""
    other = {"type": "Ward", "ward": "Crime type"}[parts]
    return f"The chart above shows the one {NOUNS[parts][0]} chosen. Choose {other} for small charts of its parts."


def multiples_panel(view: TrendsView, trend: Trend, notes: Sequence[str]) -> Panel:
    """A small chart a series, and the unusual months of the chosen period; the table has every month.

    notes: of ``limit_notes``.
    """
    selection, limits, signals = view.selection, trend.limits, trend.signals
    first, is_common = selection.period.first, selection.scale == "common"
    recent = signals.assign(months=[tuple(m for m in months if m >= first) for months in signals["months"]])
    recent = recent[recent["months"].astype(bool)]
    what = selection.wards_label if selection.parts == "type" else selection.types_label
    scale = "One scale for all." if is_common else "Each on a scale of its own, from zero."
    caption = [view.series(what), scale, *key(limits, first)]
    words = view.words(_heading(selection.parts, limits, recent), *caption, short=f"{view.short} {scale}")
    # A type that is not added up has a chart of its own all the same.
    words = replace(words, scope=scope(selection)) if selection.parts == "type" else words
    figure = SmallMultiples(limits, view.measure, selection.period, is_common)
    months = unusual_months(recent, first, is_named=True)
    folds = [*([Fold("Unusual months, and why", months)] if months else []), about(words, notes)]
    return Panel("trends-multiples-chart", words, _table(view, limits), figure, folds=folds)


def _heading(parts: str, limits: pd.DataFrame, signals: pd.DataFrame) -> str:
    """How many series had an unusual month; signals: of the period alone."""
    one, many = NOUNS[parts]
    count, marked = limits["series"].nunique(), signals["series"].nunique()
    if not has_limits(limits):
        return f"{count} {many if count > 1 else one}, by month"
    if not marked:
        return f"No {one} had an unusual month{season_left_in(limits)}"
    return f"{marked} of {count} {many if count > 1 else one} had an unusual month{season_left_in(limits)}"


def _table(view: TrendsView, limits: pd.DataFrame) -> Table:
    """A row a series and month, with its limits and signals."""
    parts, decimals = view.selection.parts, view.measure.decimals
    columns = [
        Column("series", NOUNS[parts][0].capitalize()),
        Column("month", "Month", "short"),
        Column("value", "Value", "number", decimals),
        *limit_columns(limits, decimals),
    ]
    frame = limits.assign(month=np.datetime_as_string(limits["period_month"].to_numpy(), "M"))
    return Table(frame, columns)
