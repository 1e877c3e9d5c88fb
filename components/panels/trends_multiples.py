"""Small multiples: every chosen crime type or ward inside its own limits."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from dash import html

from components.data_table import Column
from components.figures.small_multiples import small_multiples
from components.panel import Numbers, chart, panel
from components.panels.trends import KEY, LIMIT_WORDS, Context, has_limits, season_left_in, signal_list
from data.words.findings import scope

NOUNS = {"type": ("crime type", "crime types"), "ward": ("ward", "wards")}


def multiples_panel(
    context: Context, limits: pd.DataFrame, signals: pd.DataFrame, notes: Sequence[str]
) -> html.Section:
    """A small chart a series, and under them the unusual months of the chosen period; the table has every month.

    limits: as ``control_limits`` gives them; signals: series, rule, months; notes as in ``total_panel``.
    """
    selection = context.selection
    recent = signals.assign(
        months=[tuple(m for m in months if m >= selection.period.first) for months in signals["months"]]
    )
    recent = recent[recent["months"].astype(bool)]
    what = selection.wards_label if selection.parts == "type" else selection.types_label
    scale = "One scale for all." if selection.scale == "common" else "Each on a scale of its own, from zero."
    caption = [context.series(what), scale, *([KEY] if has_limits(limits) else [])]
    words = context.words(_found(selection.parts, limits, recent), *caption)
    # A type that is not added up has a chart of its own all the same.
    words = replace(words, scope=scope(selection)) if selection.parts == "type" else words
    figure = small_multiples(limits, context.measure, selection.period, is_common=selection.scale == "common")
    shown = chart("trends-multiples-chart", figure, words.finding)
    return panel(
        words, _numbers(context, limits), shown, signal_list(recent, notes, selection.period.first, named=True)
    )


def _found(parts: str, limits: pd.DataFrame, signals: pd.DataFrame) -> str:
    one, many = NOUNS[parts]
    count, marked = limits["series"].nunique(), signals["series"].nunique()
    if not has_limits(limits):
        return f"{count} {many if count > 1 else one}, by month"
    if not marked:
        return f"No {one} had an unusual month{season_left_in(limits)}"
    return f"{marked} of {count} {many if count > 1 else one} had an unusual month{season_left_in(limits)}"


def _numbers(context: Context, limits: pd.DataFrame) -> Numbers:
    """A row a series and month, with its limits and signals."""
    decimals = context.measure.decimals
    frame = limits.assign(month=limits["period_month"].dt.strftime("%Y-%m"))
    named = {"value": "Value"}
    if has_limits(limits):
        named |= LIMIT_WORDS
    first = Column("series", NOUNS[context.selection.parts][0].capitalize())
    columns = [first, Column("month", "Month", "short")]
    columns += [Column(name, words, "number", decimals) for name, words in named.items()]
    signal = [Column("signals", "Unusual")] if "centre" in named else []
    return Numbers(
        frame, [*columns, *signal], f"trends-by-{context.selection.parts}-{context.selection.period.last:%Y-%m}"
    )
