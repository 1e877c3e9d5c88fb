"""The area among the other districts, or the chosen wards among the other wards, by rate."""

from dataclasses import replace

import pandas as pd

from data.model.count_status import CountStatus
from data.model.schema import STREET_CRIME
from data.reports.figures import StripDots
from data.reports.panel import Link, Panel, Words
from data.reports.summary.performance import rate_column
from data.reports.summary.view import SummaryView
from data.reports.table import Column, Table
from data.words import findings
from data.words import formatting as f

COMPARE = Link("Compare", "/compare")


def others_panel(view: SummaryView, areas: pd.DataFrame) -> Panel:
    """The rates of all, those of the chosen marked, with their ranks and what chance leaves open.

    areas: districts as ``compared_districts`` gives them, or wards as ``ward_changes``; is_own: the chosen.
    """
    ranked = areas.dropna(subset="rate_per_1000").sort_values("rate_per_1000", ascending=False)
    if len(ranked) < 2:
        title = f"{'Districts' if view.selection.is_whole_area else 'Wards'} are not ranked"
        return Panel("summary-others", Words(title), notes=[_why_not(view, areas)], links=[COMPARE])
    kind, selection = _kind(view), view.selection
    columns = [
        Column("area_name", f.capital(kind)),
        Column("rank_words", "Rank"),
        Column("offence_count", f.capital(selection.noun), "number", status="count_status"),
        Column("count_rank_words", "Rank by number"),
        rate_column(view),
        Column("population", "Residents", "number"),
        Column("area_code", "Code", "code"),
    ]
    is_whole = selection.is_whole_area
    every = replace(selection, wards=tuple(ward.code for ward in selection.vintage.wards))
    scope = findings.districts_scope(selection) if is_whole else findings.scope(every)
    words = replace(view.words(_finding(view, ranked), _caption(view, areas)), scope=scope, short=_short(view, ranked))
    own, title = list(areas.loc[areas["is_own"], "area_name"]), f"{f.capital(kind)}s by rate"
    listed = pd.concat([ranked, areas[areas["rate_per_1000"].isna()]])
    table = Table(listed, columns, marked=own, key="area_name", title=title)
    drawn = ranked.assign(value=ranked["rate_per_1000"], is_marked=ranked["is_own"])
    figure = StripDots(drawn, view.measures["rate_per_1000"])
    return Panel("summary-others", words, table, figure, links=[COMPARE] if is_whole else [])


def _kind(view: SummaryView) -> str:
    return "district" if view.selection.is_whole_area else "ward"


def _finding(view: SummaryView, ranked: pd.DataFrame) -> str:
    own, kind = _own(ranked), _kind(view)
    if own.empty:
        return f"Rates of {len(ranked)} {kind}s"
    place = "highest" if own["rank"].iloc[0] == 1 else f"{f.ordinal(int(own['rank'].iloc[0]))} highest"
    of = f"{place} rate of {len(ranked)} {kind}s"
    # Of several the highest is named: they have no rank together.
    return f"Against others: {of}" if len(own) == 1 else f"Against others: {own['area_name'].iloc[0]} has the {of}"


def _own(ranked: pd.DataFrame) -> pd.DataFrame:
    """The chosen ones that have a rank, the highest first: without months that tell the noise there is none."""
    return ranked[ranked["is_own"] & ranked["rank"].notna() & ranked["best_rank"].notna()]


def _short(view: SummaryView, ranked: pd.DataFrame) -> str:
    own, what = _own(ranked), f.capital(view.selection.noun)
    open_to = ""
    if len(own):
        best, worst = (f.ordinal(int(own[name].iloc[0])) for name in ("best_rank", "worst_rank"))
        chance = (
            f"anywhere from {best} to {worst}, allowing for chance" if best != worst else "also allowing for chance"
        )
        open_to = f": {chance}"
    months = f", {f.year_to(view.period)}" if view.is_part else ""
    visited = "" if view.selection.is_whole_area else " Visitors raise a rate."
    return f"{what} per 1,000 residents{months}{open_to}.{visited}"


def _caption(view: SummaryView, areas: pd.DataFrame) -> str:
    selection, has_rate = view.selection, areas["rate_status"] == CountStatus.COUNTED
    absent = areas[~has_rate]
    left_out = f" Left out: {f.joined(list(absent['area_name']))} ({findings.reasons(absent['rate_status'])})."
    whole = selection.is_whole_area
    residents = (
        ", ".join(sorted(set(areas.loc[has_rate, "population_source"]))) if whole else selection.population_source
    )
    return (
        f"{selection.types_label} per 1,000 residents, {'whole districts' if whole else 'wards'}, "
        f"{f.period(selection.period)}, highest first; population: {residents}. The ranks that chance "
        f"leaves open hold for all {_kind(view)}s together nine times in ten." + (left_out if len(absent) else "")
    )


def _why_not(view: SummaryView, areas: pd.DataFrame) -> str:
    selection = view.selection
    if selection.source != STREET_CRIME and selection.is_whole_area:
        return (
            f"{view.status.source} holds the records of {selection.area_name} alone: there is no other district to "
            "compare with. Choose data.police.uk as the source to see the districts."
        )
    if len(areas) < 2:
        return findings.alone(view.status) if selection.is_whole_area else "There is no other ward."
    return f"{f.capital(findings.reasons(areas['rate_status']))} in {f.period(selection.period)}."
