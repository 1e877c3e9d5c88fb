"""What is recorded in the ward, by crime type, beside the whole area."""

import pandas as pd

from data.reports.figures import CountBars
from data.reports.panel import Panel
from data.reports.table import Column, Table
from data.reports.ward.asked import WardRequest, say
from data.words import formatting as f

SHOWN = 6


def ward_types(asked: WardRequest) -> pd.DataFrame:
    """Every crime type in the ward, the most recorded first.

    Columns: crime_type, is_crime, offence_count, share_pct (of crimes; NaN of what is none), area_share_pct (the same
    of the whole area), area_count, verdict, total_0, total_1 (of the months that are compared), count_status.
    """
    selection, found = asked.selection, asked.found
    every, types = tuple(ward.code for ward in asked.vintage.wards), selection.all_crime_types
    own, area = (found.standing.lookup([(codes, (one,)) for one in types]) for codes in (selection.wards, every))
    frame = found.figures.lookup([(selection.wards, (one,)) for one in types])[["verdict", "total_0", "total_1"]]
    frame = frame.reset_index(drop=True).assign(
        crime_type=types,
        is_crime=[one not in selection.not_crime for one in types],
        offence_count=own["offence_count"].to_numpy(),
        count_status=own["count_status"].to_numpy(),
        area_count=area["offence_count"].to_numpy(),
    )
    for share, count in (("share_pct", "offence_count"), ("area_share_pct", "area_count")):
        crimes = frame[count].where(frame["is_crime"])
        frame[share] = 100 * crimes / max(crimes.sum(), 1)
    return frame.sort_values("offence_count", ascending=False, kind="stable", ignore_index=True)


def recorded_panel(asked: WardRequest, types: pd.DataFrame) -> Panel:
    """The most recorded types as bars, and every type as a table."""
    top = types.dropna(subset="offence_count").head(SHOWN)
    caption = say("recorded_caption", count=f.IN_WORDS.get(len(top), len(top)), period=asked.period)
    area = asked.selection.area_name
    columns = [
        Column("crime_type", "Crime type"),
        Column("offence_count", "Number", "number", status="count_status"),
        Column("share_pct", "Share of crimes, %", "number", 1),
        Column("area_share_pct", f"Share in {area}, %", "number", 1),
    ]
    named = zip(top["crime_type"], top["is_crime"], strict=True)
    labels = [name if is_crime else say("not_crime", type=name) for name, is_crime in named]
    bars = top.assign(label=labels, value=top["offence_count"])[["label", "value"]]
    words = asked.words(say("recorded"), caption)
    compared = _compared(asked)
    return Panel(
        "ward-recorded",
        words,
        Table(types, columns, more=compared),
        CountBars(bars, say("recorded")),
    )


def _compared(asked: WardRequest) -> list[Column]:
    comparison = asked.found.comparison
    if comparison is None:
        return []
    return [
        Column("total_0", f"Number, {f.period(comparison.now)}", "number"),
        Column("total_1", f"Number, {f.period(comparison.before)}", "number"),
        Column("verdict", "Verdict", "verdict"),
    ]
