"""The parts of the summary page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from components import findings
from components import formatting as f
from components.data_table import Column
from components.figures.ranked_bars import ranked_bars
from components.figures.sparkline import sparkline
from components.headline_card import headline_card
from components.panel import Numbers, Words, chart, panel, source_line
from data.selection import BuildStatus, Measure, Period, Selection

Missing = Sequence[Sequence[date]]


def lead(selection: Selection, table: pd.DataFrame, periods: Sequence[Period], missing: Missing) -> list[str]:
    """The first sentences: the change of the total and of the largest mover, or why none is given."""
    refused = findings.refusal(periods[0], missing[0], periods[1], missing[1])
    if refused:
        return [refused]
    rows = [table.iloc[0]]
    others = table.iloc[1:]
    if len(others):
        moved = (others["total_0"] - others["total_1"]).abs()
        rows.append(others.loc[moved.idxmax()])
    return [
        findings.change(row["offence"], row["total_0"], row["total_1"], row["change_0"], periods[1]) for row in rows
    ]


def sentences(texts: Sequence[str]) -> html.Ul:
    """The first sentences as a list."""
    return html.Ul([html.Li(text) for text in texts], className="lead-list")


def cards(
    selection: Selection,
    table: pd.DataFrame,
    monthly: pd.DataFrame,
    periods: Sequence[Period],
    missing: Missing,
    estimates: pd.DataFrame,
) -> html.Div:
    """Up to four headline cards: the total, anti-social behaviour, the most frequent type, and public perception."""
    crimes = table[~table["offence"].isin(selection.not_crime)]
    shown = [
        table.iloc[[0]],
        table[table["offence"].isin(selection.not_crime)].iloc[:1],
        crimes.iloc[1:].nlargest(1, "total_0"),
    ]
    rows = pd.concat(shown).drop_duplicates("offence").to_dict("records")
    made = [_offence_card(row, monthly, selection, periods, missing) for row in rows]
    if len(estimates):
        made.append(_perception_card(estimates))
    return html.Div(made, className="cards")


def _offence_card(
    row: dict[Any, Any], monthly: pd.DataFrame, selection: Selection, periods: Sequence[Period], missing: Missing
) -> html.Div:
    types = [row["offence"]] if row["offence"] in set(monthly["crime_type"]) else list(selection.counted_types)
    counts = monthly[monthly["crime_type"].isin(types)].groupby("period_month")["offence_count"].sum(min_count=1)
    counts = counts[counts.index >= pd.Timestamp(periods[0].first)]
    values = [None if pd.isna(value) else float(value) for value in counts]
    words = f"Monthly counts, {f.period(periods[0])}: " + ", ".join(f.number(value) for value in values)
    if missing[0] or missing[1]:
        line = f"No change on {f.the_year_to(periods[1])}: months are missing"
    else:
        line = f"{f.signed(row['change_0'], 1, '%')} on {f.the_year_to(periods[1])} ({f.number(row['total_1'])})"
    rate = f"{f.number(row['rate_per_1000'], 1)} per 1,000 residents"
    return headline_card(row["offence"], f.number(row["total_0"]), "recorded", [rate, line], sparkline(values, words))


def _perception_card(estimates: pd.DataFrame) -> html.Div:
    yearly = estimates[estimates["wave_months"] == 12]
    worse = yearly[yearly["is_up_bad"]] if yearly["is_up_bad"].any() else yearly
    waves = worse[worse["question_id"] == worse["question_id"].iloc[-1]].sort_values("wave_end")
    last = waves.iloc[-1]
    lines = [
        f"Published estimate, year to {f.month(last['wave_end'])}; up is worse" if last["is_up_bad"] else "Published"
    ]
    if len(waves) > 1:
        points = last["estimate_pct"] - waves.iloc[-2]["estimate_pct"]
        lines.append(f"{f.signed(points, 0)} percentage points on the year to {f.month(waves.iloc[-2]['wave_end'])}")
    return headline_card(last["question"], f"{f.number(last['estimate_pct'])}%", "of residents asked", lines)


def performance_panel(
    selection: Selection,
    table: pd.DataFrame,
    periods: Sequence[Period],
    missing: Missing,
    measures: dict[str, Measure],
    status: BuildStatus,
) -> html.Section:
    """The partnership's own layout: offence, total, change; then the earlier periods that are complete."""
    columns = [
        Column("offence", "Offence"),
        Column("total_0", f"Total, {f.year_to(periods[0])}", "number"),
        Column("rate_per_1000", "Per 1,000", "number", measures["rate_per_1000"].decimals),
    ]
    if not (missing[0] or missing[1]):
        columns.append(Column("change_0", "Change, %", "change", measures["change_pct"].decimals))
    for place, period in enumerate(periods[1:], start=1):
        if not missing[place]:
            columns.append(Column(f"total_{place}", f"Total, {f.year_to(period)}", "number"))
            if f"change_{place}" in table and not missing[place + 1]:
                columns.append(Column(f"change_{place}", f"Change, {f.year_to(period)}, %", "change", 1))
    refused = [findings.incomplete(period, absent) for period, absent in zip(periods, missing, strict=True)]
    caption = (
        f"Recorded offences, {selection.wards_label}, {f.period(periods[0])}; per 1,000 residents (Census or latest "
        f"estimate); change on the same months a year before. Anti-social behaviour is no crime: not in the total."
    )
    return panel(
        Words("Performance by offence", caption, source_line(status.source, status.is_demo)),
        Numbers(table, columns, f"performance-{periods[0].last:%Y-%m}"),
        notes=[html.P(text, className="quiet") for text in refused if text],
    )


def district_panel(
    selection: Selection, districts: pd.DataFrame, measures: dict[str, Measure], status: BuildStatus
) -> html.Section | None:
    """Every district of the lookup by rate, the area's own marked."""
    ranked = districts.dropna(subset="rate_per_1000")
    own = ranked[ranked["is_own"]]
    if len(ranked) < 2:
        return None
    measure = measures["rate_per_1000"]
    finding = (
        f"{own['area_name'].iloc[0]} has the {_ordinal(own['rank'].iloc[0])}highest rate of {len(ranked)} districts"
        if len(own) == 1
        else f"Rates of {len(ranked)} districts"
    )
    absent = len(districts) - len(ranked)
    caption = (
        f"{selection.types_label} per 1,000 residents, whole districts, {f.period(selection.period)}; population: "
        f"{districts['population_source'].dropna().iloc[0]}. Neighbours in rank may differ by chance."
        + (f" {absent} districts are left out: months or residents are missing." if absent else "")
    )
    columns = [
        Column("area_name", "District"),
        Column("rank", "Rank", "number"),
        Column("offence_count", "Offences", "number"),
        Column("rate_per_1000", "Per 1,000", "number", measure.decimals),
    ]
    figure = ranked_bars(ranked.assign(value=ranked["rate_per_1000"], is_marked=ranked["is_own"]), measure)
    return panel(
        Words(finding, caption, source_line(status.source, status.is_demo)),
        Numbers(districts, columns, f"districts-{selection.period.last:%Y-%m}", list(own["area_name"]), "area_name"),
        chart("summary-districts", figure, finding),
    )


def _ordinal(value: float) -> str:
    """2nd, 3rd, …, with a space after it; nothing for the first."""
    rank = int(value)
    if rank == 1:
        return ""
    suffix = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{suffix} "


def published_panel(published: pd.DataFrame) -> html.Section | None:
    """The performance table as the partnership published it, where there is one for this area."""
    if published.empty:
        return None
    latest = published[published["period_to"] == published["period_to"].max()]
    first = latest.iloc[0]
    columns = [
        Column("offence", "Offence"),
        Column("offence_count", "Total", "number"),
        Column("change_pct", "Change, %", "change", 1),
        Column("note", "Note"),
    ]
    period = Period(first["period_from"].date(), first["period_to"].date())
    caption = (
        f"Published figures, not computed here: {f.period(period)} and change on the year before. The report cautions "
        "that the two years are not comparable, because of pandemic restrictions."
    )
    return panel(
        Words(f"Published: {f.year_to(period)}", caption, f"{first['document']}, paragraph {first['paragraph']}"),
        Numbers(latest, columns, f"published-{period.last:%Y-%m}"),
    )
