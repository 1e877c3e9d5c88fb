"""The area among the other districts, or the chosen wards among the other wards, by rate."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from data.model.count_status import CountStatus
from data.model.records import records
from data.model.schema import STREET_CRIME
from data.reports.figures import StripDots
from data.reports.panel import Link, Panel, Words
from data.reports.summary.performance import rate_column
from data.reports.summary.view import SummaryView
from data.reports.table import Column, Table
from data.words import findings
from data.words import formatting as f

Places = Sequence[dict[str, Any]]

COMPARE = Link("Compare", "/compare")


def others_panel(view: SummaryView, areas: pd.DataFrame) -> Panel:
    """The rates of all, those of the chosen marked, with their ranks and what chance leaves open.

    areas: districts as ``compared_districts`` gives them, or wards as ``ward_changes``; is_own: the chosen.
    """
    listed = areas.sort_values("rate_per_1000", ascending=False)
    ranked = listed.head(int(areas["rate_per_1000"].notna().sum()))
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
    scope = findings.districts_scope(selection) if is_whole else findings.every_ward(selection)
    placed, finding = _placed(ranked), f"{len(ranked)} {kind}s"
    words = view.words(_finding(placed, finding), _caption(view, areas))
    words = replace(words, scope=scope, short=_short(view, placed))
    title = f"{f.capital(kind)}s by rate"
    own = [name for name, is_own in zip(areas["area_name"], areas["is_own"], strict=True) if is_own]
    table = Table(listed, columns, marked=own, key="area_name", title=title)
    drawn = ranked[["area_name", "rate_per_1000", "is_own"]].set_axis(["area_name", "value", "is_marked"], axis=1)
    figure = StripDots(drawn, view.measures["rate_per_1000"])
    return Panel("summary-others", words, table, figure, links=[COMPARE] if is_whole else [])


def _kind(view: SummaryView) -> str:
    return "district" if view.selection.is_whole_area else "ward"


def _finding(placed: Places, all_of_them: str) -> str:
    if not placed:
        return f"Rates of {all_of_them}"
    first = placed[0]
    place = "highest" if first["rank"] == 1 else f"{f.ordinal(int(first['rank']))} highest"
    of = f"{place} rate of {all_of_them}"
    # Of several the highest is named: they have no rank together.
    return f"Against others: {of}" if len(placed) == 1 else f"Against others: {first['area_name']} has the {of}"


def _placed(ranked: pd.DataFrame) -> Places:
    """The chosen ones that have a rank, the highest first: without months that tell the noise there is none."""
    rows = records(ranked, ["area_name", "is_own", "rank", "best_rank", "worst_rank"])
    return [row for row in rows if row["is_own"] and pd.notna(row["rank"]) and pd.notna(row["best_rank"])]


def _short(view: SummaryView, placed: Places) -> str:
    what = f.capital(view.selection.noun)
    open_to = ""
    if placed:
        best, worst = (f.ordinal(int(placed[0][name])) for name in ("best_rank", "worst_rank"))
        chance = (
            f"anywhere from {best} to {worst}, allowing for chance" if best != worst else "also allowing for chance"
        )
        open_to = f": {chance}"
    months = f", {f.year_to(view.period)}" if view.is_part else ""
    visited = "" if view.selection.is_whole_area else " Visitors raise a rate."
    return f"{what} per 1,000 residents{months}{open_to}.{visited}"


def _caption(view: SummaryView, areas: pd.DataFrame) -> str:
    selection, statuses = view.selection, areas["rate_status"].tolist()
    named = zip(areas["area_name"].tolist(), statuses, strict=True)
    absent = [name for name, status in named if status != CountStatus.COUNTED]
    left_out = f" Left out: {f.named(absent)} ({findings.reasons(statuses)})."
    whole = selection.is_whole_area
    residents = selection.population_source
    if whole:
        sources = zip(areas["population_source"].tolist(), statuses, strict=True)
        residents = ", ".join(sorted({source for source, status in sources if status == CountStatus.COUNTED}))
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
