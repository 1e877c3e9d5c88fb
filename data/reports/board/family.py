"""The panel of recorded crime beside the most similar group, quarter by quarter."""

import pandas as pd

from data.model.period import Period, add_months
from data.model.records import records
from data.queries import choices, home_office
from data.queries.districts import residents
from data.reports.board.asked import Asked
from data.reports.panel import Panel, Words, about, source_line
from data.reports.table import Column, Table
from data.statistics.board.family import family_quarters
from data.statistics.ranking.home_office import latest_quarters, sides
from data.words import board as w
from data.words import formatting as f
from data.words.partnerships import partnership_notes

DECIMALS = 2


def panel(asked: Asked) -> Panel:
    """The table, or which files it needs."""
    quarters, listed = home_office.quarters(), home_office.partnerships()
    has_group = bool(listed["is_similar"].any()) if len(listed) else False
    if not quarters or not has_group:
        missing = [] if quarters else [w.phrase("family_missing_table")]
        missing += [] if has_group else [w.phrase("family_missing_group")]
        return Panel("board-family", Words(w.phrase("family")), notes=[w.phrase("family_needs"), *missing])
    shown = latest_quarters(quarters, asked.selection.period.last)
    counted = home_office.quarterly_by_group(
        list(listed["csp_name"]), home_office.offence_groups(), shown[0], shown[-1]
    )
    members = sides(listed, residents(asked.selection.period.last), counted)
    found = family_quarters(counted, members)
    if found.empty:
        return Panel("board-family", Words(w.phrase("family")), notes=[w.phrase("family_none")])
    measure = choices.measures()["recorded_offences"]
    source = source_line(measure.source, asked.status.is_demo)
    words = Words(
        _finding(found), w.phrase("family_caption"), source, scope=asked.scope, short=w.phrase("family_short")
    )
    notes = partnership_notes(listed, members, counted)
    columns = [
        Column("months", "Quarter"),
        Column("offence_group", "Offence group"),
        Column("own_rate", asked.status.area_name, "number", DECIMALS),
        Column("family_rate", "Mean of the group", "number", DECIMALS),
        Column("place", "Rank", "place", order="rank"),
    ]
    more = [Column("own_count", "Offences", "number"), Column("rank", "Rank", "number")]
    table = Table(_told(found), columns, more=more, is_folded=True)
    return Panel("board-family", words, table, folds=[about(words, notes)])


def _told(found: pd.DataFrame) -> pd.DataFrame:
    months = [f.period(Period(one.date(), add_months(one.date(), 2))) for one in found["quarter"]]
    return found.assign(months=months, place=[_place(row) for row in records(found)])


def _place(row: dict[str, float]) -> str:
    """4th of 15, 2nd to 6th by chance."""
    if pd.isna(row["rank"]):
        return ""
    place = w.phrase("place", rank=f.ordinal(int(row["rank"])), of=int(row["of"]))
    if pd.isna(row["best_rank"]) or row["best_rank"] == row["worst_rank"]:
        return place
    return w.phrase("place_open", place=place, best=f.ordinal(int(row["best_rank"])),
                    worst=f.ordinal(int(row["worst_rank"])))  # fmt: skip


def _finding(found: pd.DataFrame) -> str:
    first = found.iloc[0]
    key = "family_above" if first["own_rate"] > first["family_rate"] else "family_below"
    return w.phrase(key, rank=f.ordinal(int(first["rank"])), of=int(first["of"]))
