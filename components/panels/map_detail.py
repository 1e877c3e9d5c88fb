"""What is chosen on the map: a ward, several, all, or a cell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from dash import dcc, html

from components import url_state, verdicts
from components.attributes import dashed
from components.data_table import Column, data_table
from components.figures.sparkline import sparkline
from components.panels.cell_layer import Cells
from components.panels.map_layer import Shown, compared_counts, count_columns
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.words import formatting as f

MOST_TYPES = 5
# What stands for the name of a cell in which no record was ever placed.
NO_POINT = "no snap point"


@dataclass(frozen=True)
class Chosen:
    """The chosen wards together, one or several.

    standing: as ``Standing.lookup``; change: as ``Figures.lookup``; types: crime_type, offence_count (of the period),
    total_0 and total_1 (compared); trend: period_month, offence_count; half: in how few of how many cells half of it
    lies, None where there are no cells; notes: what has to be known of the change.
    """

    standing: pd.Series
    change: pd.Series
    types: pd.DataFrame
    trend: pd.DataFrame
    half: tuple[int, int] | None = None
    notes: Sequence[str] = ()


def ward_detail(shown: Shown, chosen: Chosen) -> html.Section:
    """The chosen wards: total, trend, verdict, rank, rate, concentration and crime types."""
    selection, half = shown.selection, chosen.half
    lines = _standing(selection, chosen.standing)
    if half and half[0]:
        lines.append(f"Half of it lies in {f.number(half[0])} of {f.number(half[1])} cells of {_side(selection)}.")
    return _panel(
        f.capital(selection.wards_label),
        [
            *_figure(selection, chosen.standing["offence_count"]),
            *_trend(selection, chosen.trend),
            *_change(shown, chosen.change),
            *(html.P(line, className="quiet") for line in (*chosen.notes, *lines)),
            *_types(shown, chosen.types),
            *links(selection, selection.wards_label),
        ],
    )


def cell_detail(shown: Shown, cells: Cells, cell: pd.Series, types: pd.DataFrame, trend: pd.DataFrame) -> html.Section:
    """The cell that is picked: where about it lies, its total and what it is compared with, rank, trend, crime types.

    cell: its row in ``cells.frame``; types: crime_type, offence_count (of the period), total_0, total_1 (compared). A
    cell is in no family of comparisons, so nothing is said of its change.
    """
    selection = shown.selection
    ward = next((ward for ward in selection.vintage.wards if ward.code == cell["ward_code"]), None)
    where = f"A cell of {_side(selection)}, approximate{f', mostly in {ward.name}' if ward else ''}."
    lines = [where]
    if pd.notna(cell["offence_count"]):
        place = int((cells.frame["offence_count"] > cell["offence_count"]).sum()) + 1
        lines.append(
            f"{f.ordinal(place)} of {f.number(len(cells.frame))} cells, {f.number(cell['share_pct'], 1)}% of all; the "
            f"cells with most, to this one, hold {f.number(cell['cumulative_pct'])}%."
        )
    if pd.notna(cell["half_quarter_count"]):
        held = f.number(cell["half_quarter_count"])
        lines.append(f"Among the fewest cells that hold half in {held} of {cells.whole_quarters}.")
    chosen = replace(selection, wards=(ward.code,)) if ward else selection
    return _panel(
        f"About {cell['location']}" if cell["location"] != NO_POINT else "A cell without a snap point",
        [
            *_figure(selection, cell["offence_count"]),
            *_before(shown, types),
            *_trend(selection, trend),
            *(html.P(line, className="quiet") for line in lines),
            *_types(shown, types),
            *links(chosen, chosen.wards_label),
            unpick(selection.map.pick),
        ],
    )


def links(selection: Selection, label: str) -> list[Any]:
    """The same selection on the other pages."""
    search = url_state.write(selection)
    return [
        html.P(
            [
                dcc.Link(f"Crime trends: {label}", href=f"/trends{search}"),
                " · ",
                dcc.Link(f"Summary: {label}", href=f"/{search}"),
                " · ",
                dcc.Link("Compare", href=f"/compare{search}"),
            ],
            className="quiet",
        )
    ]


def unpick(pick: str) -> html.Button:
    """A button that picks no more what is picked."""
    return html.Button("Show the wards again", type="button", className="tool", **dashed(data_pick=pick))


def _panel(title: str, parts: list[Any]) -> html.Section:
    return html.Section([html.H2(title), *parts], className="panel")


def _figure(selection: Selection, total: float) -> list[Any]:
    words = f"{selection.noun}, {f.period(selection.period)}"
    return [html.P([html.Span(f.number(total), className="figure"), " ", words])]


def _trend(selection: Selection, trend: pd.DataFrame) -> list[Any]:
    """The months as a sparkline, named in words."""
    known = trend.dropna(subset="offence_count")
    if len(known) < 2:
        return []
    first, last = known.iloc[0], known.iloc[-1]
    alt = (
        f"{f.capital(selection.noun)} a month: {f.number(first['offence_count'])} in "
        f"{f.month(first['period_month'])}, {f.number(last['offence_count'])} in {f.month(last['period_month'])}, "
        f"{f.number(known['offence_count'].max())} at most"
    )
    values = [None if pd.isna(value) else float(value) for value in trend["offence_count"]]
    return [sparkline(values, alt), html.P(f"{alt}.", className="quiet")]


def _standing(selection: Selection, row: pd.Series) -> list[str]:
    """The place of one ward by number, and the rate, of one ward with its place per resident."""
    lines, place = [], ""
    # The place of the whole area is one among districts.
    if row["count_rank_words"] and not selection.is_whole_area:
        share = f"{f.number(row['share_pct'], 1)}% of {selection.area_name}'s"
        lines.append(f"{f.capital(str(row['count_rank_words']))}. {share}.")
        place = f": {row['rank_words']}" if row["rank_words"] else ""
    if pd.notna(row["rate_per_1000"]):
        low, high = (f.number(row[f"{side}_ci_per_1000"], 1) for side in ("lower", "upper"))
        rate = f"{f.number(row['rate_per_1000'], 1)} per 1,000 residents"
        lines.append(f"{rate} (95% interval {low} to {high}){place}.")
    return lines


def _change(shown: Shown, row: pd.Series) -> list[Any]:
    """The verdict on a change, with both counts, the interval and what it is judged with; or why there is none."""
    return [verdicts.badge(row["verdict"]), html.P(_change_words(shown, row), className="quiet")]


def _change_words(shown: Shown, row: pd.Series) -> str:
    selection, comparison = shown.selection, shown.comparison
    if comparison is None:
        before = f.before_words(selection.period, selection.comparison_key)
        return f"No month of {f.period(selection.period)} can be compared with {before}."
    counts = compared_counts(row, comparison, selection.noun)
    if row["verdict"] == Verdict.CANNOT_COMPARE:
        return f"{counts}. {f.capital(str(row['refusal']))}."
    change = verdicts.change(row)
    return f"{counts}{': ' if change else ''}{change}. {verdicts.judged_with(row)}"


def _before(shown: Shown, types: pd.DataFrame) -> list[Any]:
    """Both counts of a cell, where its months can be compared."""
    comparison, selection = shown.comparison, shown.selection
    if comparison is None:
        return []
    own = types[types["crime_type"].isin(selection.counted_types)]
    counts = own[["total_0", "total_1"]].sum(min_count=1)
    return [html.P(f"{compared_counts(counts, comparison, selection.noun)}.")]


def _side(selection: Selection) -> str:
    return f"{selection.map.cell_size_m} m"


def _types(shown: Shown, types: pd.DataFrame) -> list[Any]:
    """The most frequent of the chosen types, beside them what they are compared with."""
    noun = f.capital(shown.selection.noun)
    counts = count_columns(shown.comparison, Column("offence_count", noun, "number"))
    own = types[types["crime_type"].isin(shown.selection.counted_types)]
    top = own.nlargest(MOST_TYPES, counts[0].name)
    top = top[top[counts[0].name] > 0]
    if top.empty:
        return []
    return [data_table(top, [Column("crime_type", "Most frequent types"), *counts], "Most frequent crime types")]
