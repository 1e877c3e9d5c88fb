"""What became of recorded crimes: the share with a positive outcome, by crime type and by ward."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.build import database
from data.model.areas import Vintage
from data.model.choices import Choices
from data.model.period import unbroken
from data.model.records import records
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.queries import outcomes, status
from data.reports.figures import IntervalDots
from data.reports.panel import JUDGED, Panel, Section, Words, about, source_line
from data.reports.risk.asked import whole_area
from data.reports.table import POINTS, SHARES, Column, Table
from data.statistics.change.outcomes import Months, outcome_shares, settled_months
from data.words import findings
from data.words import formatting as f
from data.words.outcomes import notes, phrase
from data.words.verdicts import SIGNS, judged_each

# A name with more signs is broken: beside it a phone has little room.
LONGEST = 18


class Outcomes(NamedTuple):
    """The settled months of a selection, and the shares in them: ``outcome_shares``, highest first."""

    selection: Selection
    status: BuildStatus
    months: Months
    shares: pd.DataFrame

    def of(self, *families: str) -> pd.DataFrame:
        """The shares of these families that are known."""
        return self.shares[self.shares["family"].isin(families) & self.shares["share_pct"].notna()]

    @property
    def period(self) -> str:
        """The months that are counted, by name."""
        return _named(self.months.now)

    @property
    def compared(self) -> str:
        """What they are compared with."""
        return phrase("compared", before=_named(self.months.before)) if self.months.before else phrase("not_compared")


def outcome_sections(selection: Selection, offered: Choices) -> list[Section]:
    """By crime type, and folded by ward and as the partnership published; a panel that says why where there is none."""
    whole, now = whole_area(selection), status.build_status(offered.source)
    by_type, _ = outcomes.outcomes(offered.source, whole.vintage.vintage)
    if not len(by_type.names):
        reason = phrase("not_said_why", source=now.source)
        return [Section([Panel("outcomes-none", Words(phrase("not_said")), notes=[reason])])]
    months = settled_months(by_type, pd.Timestamp(whole.period.last))
    if not months.now:
        return [Section([Panel("outcomes-none", Words(phrase("none")), notes=[phrase("none_why")])])]
    found = Outcomes(whole, now, months, _shares(offered.source, whole.vintage, months))
    published = _published()
    folded = [_ward_panel(found), *([published] if published else [])]
    return [Section([_type_panel(found)]), Section(folded, fold=phrase("fold"))]


@database.per_build
def _shares(source: str, vintage: Vintage, months: Months) -> pd.DataFrame:
    """The same for all who ask for a period that ends with these months, whatever else they chose."""
    by_type, by_ward = outcomes.outcomes(source, vintage.vintage)
    wards = {ward.code: ward.name for ward in vintage.wards}
    named = by_ward._replace(names=np.array([wards[code] for code in by_ward.names], dtype=object))
    families = {"outcome_all": by_type.together(phrase("all")), "outcome_type": by_type, "outcome_ward": named}
    return outcome_shares(families, months).sort_values(["family", "share_pct"], ascending=[True, False])


def _named(months: Sequence[pd.Timestamp]) -> str:
    return f.joined([f.period(run) for run in unbroken(month.date() for month in months)])


def _type_panel(found: Outcomes) -> Panel:
    """Each crime type, all crime on top."""
    shares = found.of("outcome_all", "outcome_type")
    finding = phrase("finding", share=f.number(shares["share_pct"].iloc[0], 1))
    return _panel(found, shares, "outcomes-types", finding, "Crime type")


def _ward_panel(found: Outcomes) -> Panel:
    shares = found.of("outcome_ward")
    high, low = (f.number(shares["share_pct"].iloc[place], 0) for place in (0, -1))
    return _panel(found, shares, "outcomes-wards", phrase("finding_by_ward", low=low, high=high), "Ward")


def _panel(found: Outcomes, shares: pd.DataFrame, panel_id: str, finding: str, heading: str) -> Panel:
    """Shares with their intervals, and their change with its verdict."""
    words = Words(
        finding,
        phrase("caption", scope=found.selection.area_name, period=found.period, compared=found.compared),
        source_line(found.status.source, found.status.is_demo),
        notes(float(shares["factor"].iloc[0])),
        findings.scope(found.selection),
        phrase("short", period=found.period),
    )
    table = Table(shares, _columns(heading))
    judged = " ".join([*judged_each(shares, "name"), ""])
    return Panel(panel_id, words, table, _figure(shares), folds=[about(words, [*words.said, (judged, JUDGED)])])


def _figure(shares: pd.DataFrame) -> IntervalDots:
    rows = records(shares, ["name", "share_pct", "verdict"])
    drawn = pd.DataFrame(
        {
            "area_name": ["<br>".join(wrap(row["name"], LONGEST)) for row in rows],
            "value": shares["share_pct"].to_numpy(),
            "lower": shares["lower_ci_pct"].to_numpy(),
            "upper": shares["upper_ci_pct"].to_numpy(),
            "is_marked": [row["name"] == phrase("all") for row in rows],
            "label": [f"{f.number(row['share_pct'], 0)}% {SIGNS[row['verdict']]}" for row in rows],
            "text": [f"{row['name']}: {f.number(row['share_pct'], 1)} {phrase('unit')}" for row in rows],
        }
    )
    return IntervalDots(drawn, phrase("unit"))


def _columns(heading: str) -> list[Column]:
    return [
        Column("name", heading),
        Column("record_count", "Records", "number"),
        Column("positive_count", "With a positive outcome", "number"),
        Column("share_pct", "Share, %", "number", 1, ("lower_ci_pct", "upper_ci_pct")),
        Column("before_pct", "The year before, %", "number", 1),
        Column("difference_points", "Difference, points", "change", 1, POINTS, between=SHARES),
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
