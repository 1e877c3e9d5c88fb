"""What is chosen on the map: a ward, several, all, or a cell."""

from dataclasses import replace
from typing import Any

import pandas as pd
from dash import dcc, html

from components import formatting as f
from components import url_state, verdicts
from components.attributes import dashed
from components.data_table import Column, data_table
from components.figures.sparkline import sparkline
from components.panels.cell_layer import Cells
from components.panels.map_layer import Shown
from data.schema import Verdict
from data.selection import Selection

MOST_TYPES = 5
# What stands for the name of a cell in which no record was ever placed.
NO_POINT = "no snap point"


def ward_detail(
    shown: Shown, frame: pd.DataFrame, types: pd.DataFrame, trend: pd.DataFrame, half: tuple[int, int] | None
) -> html.Section:
    """The chosen wards: total, rank, trend, verdict, concentration and crime types.

    frame: the wards of the map; types: crime_type, total_0, total_1; trend: period_month, offence_count of the chosen
    together; half: in how few of how many cells half of it lies, None where there are no cells.
    """
    selection = shown.selection
    chosen = frame[frame["area_code"].isin(selection.wards)]
    total = chosen["total_0"].sum(skipna=False)
    lines = []
    if len(chosen) == 1 and len(frame) > 1 and pd.notna(total):
        row = chosen.iloc[0]
        lines.append(
            f"{f.capital(str(row['rank_words']))}. {f.number(row['share_pct'], 1)}% of {selection.area_name}'s."
        )
        lines.append(_rate(row))
    if half and half[0]:
        lines.append(f"Half of it lies in {f.number(half[0])} of {f.number(half[1])} cells of {_side(selection)}.")
    change = chosen.iloc[0] if len(chosen) == 1 else None
    return _panel(
        f.capital(selection.wards_label),
        [
            *_figure(selection, total),
            *_trend(selection, trend),
            *(_change(change, f"All {len(frame)} wards are tested together.") if change is not None else []),
            *(html.P(line, className="quiet") for line in lines if line),
            *_types(types, selection),
            *links(selection, selection.wards_label),
        ],
    )


def cell_detail(shown: Shown, cells: Cells, cell: pd.Series, types: pd.DataFrame, trend: pd.DataFrame) -> html.Section:
    """The cell that is picked: where about it lies, its total, the year before's, rank, trend and crime types.

    cell: its row in ``cells.frame``; types: crime_type, total_0, total_1. A cell is in no family of comparisons, so
    nothing is said of its change.
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
            *_year_before(selection, types),
            *_trend(selection, trend),
            *(html.P(line, className="quiet") for line in lines),
            *_types(types, selection),
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


def _change(row: pd.Series, allowed: str) -> list[Any]:
    """The verdict on a change, with both counts and the interval."""
    if row["verdict"] == Verdict.NOT_COMPARABLE:
        missing = "No change is given: a month of the period or of the year before is missing."
        return [verdicts.badge(row["verdict"]), html.P(missing, className="quiet")]
    interval = verdicts.interval(row["lower_ci_pct"], row["upper_ci_pct"])
    change = f" ({f.signed(row['change_pct'], 1, '%')}{f'; 95% {interval}' if interval else ''})"
    counts = f"{f.number(row['total_0'])} against {f.number(row['total_1'])} a year before"
    words = f"{counts}{change if pd.notna(row['change_pct']) else ''}. {allowed}"
    return [verdicts.badge(row["verdict"]), html.P(words, className="quiet")]


def _rate(row: pd.Series) -> str:
    if pd.isna(row["rate_per_1000"]):
        return ""
    low, high = (f.number(row[f"{side}_ci_per_1000"], 1) for side in ("lower", "upper"))
    return f"{f.number(row['rate_per_1000'], 1)} per 1,000 residents (95% {low} to {high})."


def _year_before(selection: Selection, types: pd.DataFrame) -> list[Any]:
    """The count of the same months a year before, where they are all there and none of them is in the period."""
    before = types.loc[types["crime_type"].isin(selection.counted_types), "total_1"].sum(skipna=False)
    if pd.isna(before) or len(selection.period.months) > 12:
        return []
    return [html.P(f"{f.number(before)} a year before, {f.period(selection.period.back(1))}.")]


def _side(selection: Selection) -> str:
    return f"{selection.map.cell_size_m} m"


def _types(types: pd.DataFrame, selection: Selection) -> list[Any]:
    """The most frequent of the chosen types, with the same months a year before where they are there."""
    top = types[types["crime_type"].isin(selection.counted_types)].nlargest(MOST_TYPES, "total_0")
    top = top[top["total_0"] > 0]
    if top.empty:
        return []
    columns = [Column("crime_type", "Most frequent types"), Column("total_0", f.capital(selection.noun), "number")]
    if top["total_1"].notna().all():
        columns.append(Column("total_1", "A year before", "number"))
    return [data_table(top, columns, "Most frequent crime types")]
