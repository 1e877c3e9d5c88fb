"""What became of recorded crimes: the share with a positive outcome, by crime type and by ward."""

from textwrap import wrap
from typing import NamedTuple

import pandas as pd

from data.model.choices import Choices
from data.model.period import unbroken
from data.model.records import records
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.queries import outcomes, status
from data.reports.figures import IntervalDots
from data.reports.panel import JUDGED, Panel, Section, Words, about, source_line
from data.reports.risk.asked import whole_area
from data.reports.table import Column, Table
from data.statistics.change.outcomes import Months, outcome_shares, settled_months
from data.words import findings
from data.words import formatting as f
from data.words.outcomes import notes, phrase
from data.words.verdicts import SIGNS, judged_each

# A name with more signs is broken: beside it a phone has little room.
LONGEST = 18


class Outcomes(NamedTuple):
    """The settled months of a selection, and the records in them."""

    selection: Selection
    status: BuildStatus
    monthly: pd.DataFrame
    months: Months

    @property
    def period(self) -> str:
        """The months that are counted, by name."""
        return f.joined([f.period(run) for run in unbroken(month.date() for month in self.months.now)])

    @property
    def compared(self) -> str:
        """What they are compared with."""
        if not self.months.before:
            return phrase("not_compared")
        before = f.joined([f.period(run) for run in unbroken(month.date() for month in self.months.before)])
        return phrase("compared", before=before)


def outcome_sections(selection: Selection, offered: Choices) -> list[Section]:
    """By crime type, and folded by ward and as the partnership published; a panel that says why where there is none."""
    whole, now = whole_area(selection), status.build_status(offered.source)
    monthly = outcomes.outcomes(offered, whole.vintage.vintage)
    if monthly.empty:
        reason = phrase("not_said_why", source=now.source)
        return [Section([Panel("outcomes-none", Words(phrase("not_said")), notes=[reason])])]
    months = settled_months(monthly, pd.Timestamp(whole.period.last))
    found = Outcomes(whole, now, monthly, months)
    if not months.now:
        return [Section([Panel("outcomes-none", Words(phrase("none")), notes=[phrase("none_why")])])]
    published = _published()
    folded = [_ward_panel(found), *([published] if published else [])]
    return [Section([_type_panel(found)]), Section(folded, fold=phrase("fold"))]


def _type_panel(found: Outcomes) -> Panel:
    """Each crime type, the highest share on top, all crime first."""
    types = outcome_shares(found.monthly, "crime_type", found.months, "outcome_type")
    whole = outcome_shares(found.monthly.assign(crime_type=phrase("all")), "crime_type", found.months, "outcome_all")
    shares = pd.concat([whole, types.sort_values("share_pct", ascending=False)], ignore_index=True)
    finding = phrase("finding", share=f.number(whole["share_pct"].iloc[0], 1))
    return _panel(found, shares.rename(columns={"crime_type": "name"}), "outcomes-types", finding, "Crime type")


def _ward_panel(found: Outcomes) -> Panel:
    """Each ward, the highest share on top."""
    names = {ward.code: ward.name for ward in found.selection.vintage.wards}
    own = found.monthly[found.monthly["ward_code"].isin(list(names))]
    wards = outcome_shares(own, "ward_code", found.months, "outcome_ward")
    shares = wards.assign(name=wards["ward_code"].map(names)).sort_values("share_pct", ascending=False)
    low, high = (f.number(edge, 0) for edge in (shares["share_pct"].min(), shares["share_pct"].max()))
    return _panel(found, shares, "outcomes-wards", phrase("finding_by_ward", low=low, high=high), "Ward")


def _panel(found: Outcomes, shares: pd.DataFrame, panel_id: str, finding: str, heading: str) -> Panel:
    """Shares with their intervals, and their change with its verdict; shares: name, and as ``outcome_shares``."""
    known = shares.dropna(subset=["share_pct"])
    words = Words(
        finding,
        phrase("caption", scope=found.selection.area_name, period=found.period, compared=found.compared),
        source_line(found.status.source, found.status.is_demo),
        notes(f.number(float(shares["factor"].iloc[0]), 1)),
        findings.scope(found.selection),
        phrase("short", period=found.period),
    )
    table = Table(known, _columns(heading))
    judged = " ".join([*judged_each(known, "name"), ""])
    return Panel(panel_id, words, table, _figure(known), folds=[about(words, [*words.said, (judged, JUDGED)])])


def _figure(known: pd.DataFrame) -> IntervalDots:
    texts = [f"{row['name']}: {f.number(row['share_pct'], 1)} {phrase('unit')}" for row in records(known)]
    labels = [f"{f.number(row['share_pct'], 0)}% {SIGNS[row['verdict']]}" for row in records(known)]
    ends = {"share_pct": "value", "lower_ci_pct": "lower", "upper_ci_pct": "upper"}
    drawn = known.rename(columns=ends).assign(
        area_name=["<br>".join(wrap(name, LONGEST)) for name in known["name"]],
        is_marked=known["name"] == phrase("all"),
        label=labels,
        text=texts,
    )
    return IntervalDots(drawn, phrase("unit"))


def _columns(heading: str) -> list[Column]:
    return [
        Column("name", heading),
        Column("record_count", "Records", "number"),
        Column("positive_count", "With a positive outcome", "number"),
        Column("share_pct", "Share, %", "number", 1, ("lower_ci_pct", "upper_ci_pct")),
        Column("before_pct", "The year before, %", "number", 1),
        Column("difference_points", "Difference, points", "change", 1, ("lower_ci_points", "upper_ci_points")),
        Column("verdict", "Change", "verdict", order="p_value"),
    ]


def _published() -> Panel | None:
    """Detections as the partnership published them."""
    frame = outcomes.published_detections()
    if frame.empty:
        return None
    document = f.joined(list(frame["document"].unique()))
    heads = {"indicator": "Indicator", "baseline": "Published", "owner": "Owner", "paragraph": "Paragraph"}
    columns = [Column(name, heading) for name, heading in heads.items()]
    words = Words(phrase("published"), phrase("published_short"), document)
    return Panel("outcomes-published", words, Table(frame, columns))
