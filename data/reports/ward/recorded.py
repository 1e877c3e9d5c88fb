"""What is recorded in the ward, by crime type, beside the whole area."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.reports.figures import CountBars
from data.reports.panel import Panel
from data.reports.table import Column, Table
from data.reports.ward.asked import WardRequest, say
from data.words import findings
from data.words import formatting as f

SHOWN = 6


def ward_types(asked: WardRequest) -> pd.DataFrame:
    """Every crime type in the ward, the most recorded first.

    Columns: crime_type, is_crime, offence_count, share_pct (of crimes; NaN of what is none), area_share_pct (the same
    of the whole area), area_count, verdict, total_0, total_1 (of the months that are compared), count_status.
    """
    selection, found = asked.selection, asked.found
    every, types = tuple(ward.code for ward in asked.vintage.wards), selection.all_crime_types
    own, area = ([(codes, (one,)) for one in types] for codes in (selection.wards, every))
    (counts, status), (area_counts, _) = found.standing.totals(own), found.standing.totals(area)
    changes, is_crime = found.figures.columns(own), np.array([one not in selection.not_crime for one in types])
    columns = {
        **{name: changes[name] for name in ("verdict", "total_0", "total_1")},
        "crime_type": np.array(types, dtype=object),
        "is_crime": is_crime,
        "offence_count": np.array(counts),
        "count_status": np.array(status, dtype=object),
        "area_count": np.array(area_counts),
        "share_pct": _shares(counts, is_crime),
        "area_share_pct": _shares(area_counts, is_crime),
    }
    order = np.argsort(-columns["offence_count"], kind="stable")
    return pd.DataFrame({name: values[order] for name, values in columns.items()})


def _shares(counts: Sequence[float], is_crime: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The share of each type in all crime, per cent; NaN of what is no crime."""
    crimes = np.where(is_crime, counts, np.nan)
    return np.asarray(100 * crimes / max(np.nansum(crimes), 1))


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
    bars = pd.DataFrame({"label": labels, "value": top["offence_count"].to_numpy()})
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
        Column("verdict", findings.of_months("Verdict", comparison), "verdict"),
    ]
