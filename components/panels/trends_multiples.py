"""Small multiples: every chosen crime type or ward inside its own limits."""

from collections.abc import Sequence

import pandas as pd
from dash import html

from components.data_table import Column
from components.figures.small_multiples import small_multiples
from components.panel import Numbers, chart, panel
from components.panels.trends import KEY, Context, signal_list

NOUNS = {"type": ("crime type", "crime types"), "ward": ("ward", "wards")}


def multiples_panel(
    context: Context, limits: pd.DataFrame, signals: pd.DataFrame, notes: Sequence[str], alarms: Sequence[str]
) -> html.Section:
    """A small chart a series, and under them the signals of the chosen period; the table has every month.

    limits: as ``control_limits`` gives them; signals: series, rule, months; notes, alarms as in ``total_panel``.
    """
    selection = context.selection
    recent = signals.assign(
        months=[tuple(m for m in months if m >= selection.period.first) for months in signals["months"]]
    )
    recent = recent[recent["months"].astype(bool)]
    what = selection.wards_label if selection.parts == "type" else selection.types_label
    scale = "One scale for all." if selection.scale == "common" else "Each on a scale of its own, from zero."
    caption = [context.series(what), scale, *([KEY] if alarms else [])]
    words = context.words(_found(selection.parts, limits, recent, bool(alarms)), *caption)
    figure = small_multiples(limits, context.measure, selection.period, is_common=selection.scale == "common")
    shown = chart("trends-multiples-chart", figure, words.finding)
    return panel(words, _numbers(context, limits), shown, signal_list(recent, alarms, notes, named=True))


def _found(parts: str, limits: pd.DataFrame, signals: pd.DataFrame, has_limits: bool) -> str:
    one, many = NOUNS[parts]
    count, marked = limits["series"].nunique(), signals["series"].nunique()
    if not has_limits:
        return f"{count} {many if count > 1 else one}, by month"
    if not marked:
        return f"No {one} raises a signal in the period"
    return f"{marked} of {count} {many if count > 1 else one} raise{'s' if marked == 1 else ''} a signal in the period"


def _numbers(context: Context, limits: pd.DataFrame) -> Numbers:
    """A row a series and month, with its limits and signals."""
    decimals = context.measure.decimals
    frame = limits.assign(month=limits["period_month"].dt.strftime("%Y-%m"))
    named = {"value": "Value"}
    if limits["centre"].notna().any():
        named |= {"centre": "Mean", "lower_limit": "Lower limit", "upper_limit": "Upper limit"}
    first = Column("series", NOUNS[context.selection.parts][0].capitalize())
    columns = [first, Column("month", "Month", "short")]
    columns += [Column(name, words, "number", decimals) for name, words in named.items()]
    signal = [Column("signals", "Signal")] if "centre" in named else []
    return Numbers(
        frame, [*columns, *signal], f"trends-by-{context.selection.parts}-{context.selection.period.last:%Y-%m}"
    )
