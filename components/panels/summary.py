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


def finding(selection: Selection, table: pd.DataFrame) -> str:
    """The total of the period and which way it went, for the heading."""
    return findings.recorded(selection, table["total_0"].iloc[0]) + findings.direction(table["change_0"].iloc[0])


def lead(
    selection: Selection, table: pd.DataFrame, periods: Sequence[Period], missing: Missing, wards: pd.DataFrame | None
) -> list[str]:
    """The first sentences: the change of the total, the largest rise and fall, and the chosen wards among all.

    wards: area_code, total_0, total_1, rate_per_1000 of every ward; None where all are chosen.
    """
    placed = [] if wards is None else ward_sentences(selection, wards, periods)
    refused = findings.refusal(periods[0], missing[0], periods[1], missing[1])
    if refused:
        return [refused, *placed]
    rows = [table.iloc[0]]
    moved = (table["total_0"] - table["total_1"]).iloc[1:]
    if len(moved):
        rows += [table.loc[place] for place in (moved.idxmax(), moved.idxmin()) if moved[place]]
    changes = {
        row["offence"]: findings.change(row["offence"], row["total_0"], row["total_1"], periods[1]) for row in rows
    }
    return [*changes.values(), *placed, findings.UNTESTED]


def ward_sentences(selection: Selection, wards: pd.DataFrame, periods: Sequence[Period]) -> list[str]:
    """The place of one chosen ward among all by rate, and the rest of the area beside the chosen ones."""
    is_chosen = wards["area_code"].isin(selection.wards)
    rest = wards.loc[~is_chosen, ["total_0", "total_1"]].sum(skipna=False)
    texts = [findings.change(f"Rest of {selection.area_name}", rest["total_0"], rest["total_1"], periods[1])]
    rates = wards["rate_per_1000"]
    if is_chosen.sum() == 1 and rates.notna().all():
        place = int(rates.rank(ascending=False, method="min")[is_chosen].iloc[0])
        rate = f.number(rates[is_chosen].iloc[0], 1)
        texts.append(
            f"{selection.wards_label} has {rate} {selection.noun} per 1,000 residents ({selection.population_source}): "
            f"place {place} of {len(wards)} wards, highest first. Neighbours in rank may differ by chance."
        )
    return [text for text in texts if "no change is given" not in text]


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
    rows = table.to_dict("records")
    behaviour = [row for row in rows if row["offence"] in selection.not_crime]
    types = [row for row in rows[1:] if row["offence"] not in selection.not_crime]
    most = max(types, key=lambda row: -1 if pd.isna(row["total_0"]) else row["total_0"], default=None)
    shown = {row["offence"]: row for row in (rows[0], *behaviour[:1], *([most] if most else []))}
    made = [_offence_card(row, monthly, selection, periods, missing) for row in shown.values()]
    if (estimates["wave_months"] == 12).any():
        made.append(_perception_card(estimates, selection.area_name))
    return html.Div(made, className="cards")


def _offence_card(
    row: dict[Any, Any], monthly: pd.DataFrame, selection: Selection, periods: Sequence[Period], missing: Missing
) -> html.Div:
    if missing[0]:
        return headline_card(row["offence"], "No total", "", [f"Months are missing in {f.period(periods[0])}"])
    types = [row["offence"]] if row["offence"] in set(monthly["crime_type"]) else list(selection.counted_types)
    counts = monthly[monthly["crime_type"].isin(types)].groupby("period_month")["offence_count"].sum(min_count=1)
    counts = counts[counts.index >= pd.Timestamp(periods[0].first)]
    values = [None if pd.isna(value) else float(value) for value in counts]
    words = f"Monthly counts, {f.period(periods[0])}: " + ", ".join(f.number(value) for value in values)
    lines = [_card_change(row, periods[1], missing[1])]
    if pd.notna(row["rate_per_1000"]):
        lines.insert(0, f"{f.number(row['rate_per_1000'], 1)} per 1,000 residents ({selection.population_source})")
    return headline_card(row["offence"], f.number(row["total_0"]), "recorded", lines, sparkline(values, words))


def _card_change(row: dict[Any, Any], before: Period, missing: Sequence[date]) -> str:
    if missing:
        return f"No change on {f.the_year_to(before)}: months are missing"
    if pd.isna(row["change_0"]):
        return f"{f.number(row['total_1'])} in {f.the_year_to(before)}"
    return f"{f.signed(row['change_0'], 1, '%')} on {f.the_year_to(before)} ({f.number(row['total_1'])})"


def _perception_card(estimates: pd.DataFrame, area_name: str) -> html.Div:
    """The latest yearly estimate of the question for which up is worse, published for the whole area."""
    yearly = estimates[estimates["wave_months"] == 12]
    worse = yearly[yearly["is_up_bad"].fillna(False).astype(bool)]
    question = (worse if len(worse) else yearly)["question_id"].iloc[-1]
    waves = yearly[yearly["question_id"] == question].sort_values("wave_end")
    last = waves.iloc[-1]
    lines = [f"Published for {area_name}, year to {f.month(last['wave_end'])}{'; up is worse' if len(worse) else ''}"]
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
    if (table["total_1"] == 0).any():
        refused.append("Where nothing was recorded a year before, there is no percentage to give.")
    caption = (
        f"Recorded offences, {selection.wards_label}, {f.period(periods[0])}; per 1,000 residents "
        f"({selection.population_source}); change on the same months a year before. Anti-social behaviour is no crime: "
        "not in the total."
    )
    return panel(
        Words("Performance by offence", caption, source_line(status.source, status.is_demo)),
        Numbers(table, columns, f"performance-{periods[0].last:%Y-%m}"),
        notes=[html.P(text, className="quiet") for text in refused if text],
    )


def district_panel(
    selection: Selection, districts: pd.DataFrame, measures: dict[str, Measure], status: BuildStatus
) -> html.Section:
    """Every district of the lookup by rate, the area's own marked."""
    ranked = districts.dropna(subset="rate_per_1000")
    own = ranked[ranked["is_own"]]
    if len(ranked) < 2:
        reason = "months or residents are missing" if len(districts) > 1 else "only one district is in the lookups"
        return html.Section([html.H2("Districts are not ranked"), html.P(f"{f.capital(reason)}.")], className="panel")
    measure = measures["rate_per_1000"]
    finding = (
        f"{own['area_name'].iloc[0]} has the {_highest(int(own['rank'].iloc[0]))} rate of {len(ranked)} districts"
        if len(own) == 1
        else f"Rates of {len(ranked)} districts"
    )
    absent = len(districts) - len(ranked)
    caption = (
        f"{selection.types_label} per 1,000 residents, whole districts, {f.period(selection.period)}; population: "
        f"{', '.join(sorted(set(ranked['population_source'])))}. Neighbours in rank may differ by chance."
        + (f" {absent} districts are left out: months or residents are missing." if absent else "")
    )
    columns = [
        Column("area_name", "District"),
        Column("rank", "Rank", "number"),
        Column("offence_count", f.capital(selection.noun), "number"),
        Column("rate_per_1000", "Per 1,000", "number", measure.decimals),
        Column("population", "Residents", "number"),
        Column("area_code", "Code", "code"),
    ]
    figure = ranked_bars(ranked.assign(value=ranked["rate_per_1000"], is_marked=ranked["is_own"]), measure)
    return panel(
        Words(finding, caption, source_line(status.source, status.is_demo)),
        Numbers(districts, columns, f"districts-{selection.period.last:%Y-%m}", list(own["area_name"]), "area_name"),
        chart("summary-districts", figure, finding),
    )


def _highest(rank: int) -> str:
    return "highest" if rank == 1 else f"{f.ordinal(rank)} highest"


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
    caption = f"Published figures, not computed here: {f.period(period)} and change on the year before."
    return panel(
        Words(f"Published: {f.year_to(period)}", caption, f"{first['document']}, paragraph {first['paragraph']}"),
        Numbers(latest, columns, f"published-{period.last:%Y-%m}"),
    )
