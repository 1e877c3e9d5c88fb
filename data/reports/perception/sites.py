"""Sites of nuisance: the reports where they are here, against what residents and members say."""

from typing import Any

import pandas as pd

from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.period import Period
from data.model.records import records
from data.queries import concerns, places, status
from data.reports.panel import JUDGED, Listed, Panel, Words
from data.reports.perception.side_by_side import period_of
from data.reports.table import Column, Table
from data.statistics.change.place_changes import place_changes, with_kinds
from data.words import formatting as f
from data.words.survey import say, wave

KIND, MEASURE = "motorbike_site", "reports"
COLUMNS = [
    Column("place_name", "Site"),
    Column("total_1", "The year before", "number"),
    Column("total_0", "Reports", "number"),
    Column("change_pct", "Change, %", "change", 0, ("lower_ci_pct", "upper_ci_pct")),
    Column("verdict", "Verdict", "verdict"),
]


def sites_panel(waves: pd.DataFrame, offered: Choices) -> Panel:
    """The reports of the months of the latest wave on the year before, and what documents say of them."""
    row = records(waves.sort_values("now_end").tail(1))[0]
    period = period_of(row)
    vintage = offered.vintage_at(period.last)
    listed = places.places([KIND], period, vintage.vintage)
    said = [_said(one) for one in records(_concerns())]
    title = Words(say("sites"), short=say("sites_unknown"))
    if listed.empty:
        return Panel("perception-sites", title, notes=[say("sites_none"), *([Listed(said)] if said else [])])
    marking = status.MARKING if listed["is_marked"].astype(bool).any() else ""
    reports = with_kinds(
        places.place_reports(list(listed["place_id"]), Period(period.back(1).first, period.last)), listed
    )
    reports = reports[reports["measure"].eq(MEASURE)]
    if reports.empty or reports["count"].isna().all():
        named = say("sites_named", count=len(listed))
        return Panel("perception-sites", title, notes=[named, *([Listed(said)] if said else [])], marking=marking)
    comparison = Comparison(period, period.back(1), period, "1")
    changes = place_changes(reports, period, comparison).merge(listed[["place_id", "place_name"]], on="place_id")
    changes = changes.sort_values("total_0", ascending=False, ignore_index=True)
    months = wave(int(row["wave_months"]), row["now_end"])
    sources = f.joined(list(reports["cited_source"].unique()))
    words = Words(say("sites"), say("sites_caption", wave=months), sources, said, short=say("sites_short", wave=months))
    return Panel(
        "perception-sites",
        words,
        Table(changes, COLUMNS),
        notes=[Listed(said), (JUDGED,)] if said else [(JUDGED,)],
        marking=marking,
    )


def _concerns() -> pd.DataFrame:
    """What documents say of such sites: the concerns that are measured by them."""
    listed, measures = concerns.concerns(), concerns.measures()
    own = measures[measures["kind"].eq("place_kind") & measures["measure"].eq(KIND)]
    return listed[listed["concern_id"].isin(own["subject_id"])]


def _said(row: dict[Any, Any]) -> str:
    month = f.month(row["raised_on"]) if pd.notna(row["raised_on"]) else say("not_stated")
    return say("sites_said", month=month, said=row["said"], paragraph=row["paragraph"])
