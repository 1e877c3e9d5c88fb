"""Questions to ask, each made by a rule from the figures; docs/methods.md lists the rules with their thresholds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from data.model.records import records
from data.model.verdict import Verdict
from data.reports.panel import Listed, Panel
from data.reports.table import Column, Table
from data.reports.ward.asked import WardRequest, say
from data.reports.ward.named import NamedPlaces
from data.reports.ward.spots import Spots
from data.words import findings
from data.words import formatting as f

MOST = 3
# A type whose share of crime is so many times the area's, and so many points above it, of so many records at least.
SHARE_TIMES, SHARE_POINTS, FEWEST_RECORDS = 1.25, 5, 50
# The share of the ward's records in its first spot, per cent, and the fewest records there.
SPOT_SHARE, FEWEST_AT_SPOT = 10, 20
# Fewer reports in a year of a named place, of the kinds that residents report.
FEW_REPORTS, REPORTED = 12, ("motorbike_site", "street_safe")
# Shops draw visitors: how many times the area's share of shoplifting, in a ward among the first quarter by rate.
SHOP_TYPE, SHOP_TIMES, FIRST_QUARTER = "Shoplifting", 1.5, 4


class Question(NamedTuple):
    """A question, and the rule that made it."""

    rule: str
    text: str


@dataclass(frozen=True)
class Facts:
    """What the rules read.

    types: as ``recorded.ward_types``; spots: as ``Spots.frame``; places: as ``NamedPlaces.own``; worst_rank: the lowest
    place by rate that chance leaves open, NaN where unknown; ward_count; months: of the period; compared: those that
    changes are of, where they are not all of it.
    """

    types: pd.DataFrame
    spots: pd.DataFrame
    places: pd.DataFrame
    worst_rank: float
    ward_count: int
    months: int
    area_name: str
    compared: str = ""


def clear_rises(facts: Facts) -> list[str]:
    """Crime types with a clear rise, the most frequent one."""
    rises = [row for row in records(facts.types) if row["verdict"] == Verdict.CLEAR_RISE]
    most = sorted(rises, key=lambda row: -row["total_0"])[:1]
    when = f" in {facts.compared}" if facts.compared else ""
    return [
        say(
            "ask_rise",
            type=row["crime_type"],
            when=when,
            before=f.number(row["total_1"]),
            now=f.number(row["total_0"]),
        )
        for row in most
    ]


def unusual_share(facts: Facts) -> list[str]:
    """The crime type whose share is furthest above the area's, where that is far."""
    many = [row for row in records(facts.types) if row["offence_count"] >= FEWEST_RECORDS]
    far = [
        row for row in many if row["share_pct"] >= SHARE_TIMES * row["area_share_pct"] and _above(row) >= SHARE_POINTS
    ]
    return [
        say(
            "ask_share",
            type=row["crime_type"],
            share=f.number(row["share_pct"]),
            area_share=f.number(row["area_share_pct"]),
            area=facts.area_name,
        )
        for row in sorted(far, key=_above, reverse=True)[:1]
    ]


def _above(row: dict[str, Any]) -> float:
    """By how many points the share of a type is above the area's."""
    return float(row["share_pct"] - row["area_share_pct"])


def busiest_spot(facts: Facts) -> list[str]:
    """The first small spot, where it holds much of the ward's records."""
    first = records(facts.spots.head(1), ["name", "share_pct", "offence_count"])
    much = [row for row in first if row["share_pct"] >= SPOT_SHARE and row["offence_count"] >= FEWEST_AT_SPOT]
    return [say("ask_spot", share=f.number(row["share_pct"]), place=row["name"]) for row in much]


def few_reports(facts: Facts) -> list[str]:
    """A named place of a kind that residents report, with few reports or none counted."""
    reported = [row for row in records(facts.places, ["kind", "short_name", "reports"]) if row["kind"] in REPORTED]
    # Of a shorter period as many fewer; NaN is none.
    few = [row for row in reported if not row["reports"] >= FEW_REPORTS * facts.months / 12]
    return [
        say("ask_unreported", place=row["short_name"])
        if pd.isna(row["reports"])
        else say("ask_reports", place=row["short_name"], count=f.number(row["reports"]))
        for row in few[:1]
    ]


def visitors(facts: Facts) -> list[str]:
    """A rate that is surely high, where shops are what is high."""
    shops = [row for row in records(facts.types) if row["crime_type"] == SHOP_TYPE]
    is_shops = any(
        row["share_pct"] >= SHOP_TIMES * row["area_share_pct"] and row["offence_count"] >= FEWEST_RECORDS
        for row in shops
    )
    is_high = facts.worst_rank <= facts.ward_count / FIRST_QUARTER
    return [say("ask_visitors")] if is_high and is_shops else []


# The order in which they are asked.
RULES: Sequence[tuple[str, Callable[[Facts], list[str]]]] = (
    ("a clear rise", clear_rises),
    ("a rate that visitors raise", visitors),
    ("a type above its share", unusual_share),
    ("one spot with much of it", busiest_spot),
    ("a named place with few reports", few_reports),
)


def questions(facts: Facts) -> list[Question]:
    """What the rules ask, each at most once, in their order."""
    return [Question(rule, text) for rule, ask in RULES for text in ask(facts)][:MOST]


def facts_of(asked: WardRequest, types: pd.DataFrame, spots: Spots, places: NamedPlaces) -> Facts:
    """What the rules read, of the crime types that are chosen."""
    selection = asked.selection
    row = asked.found.place
    return Facts(
        types[types["crime_type"].isin(selection.crime_types)],
        spots.frame,
        places.own,
        row["worst_rank"],
        len(asked.vintage.wards),
        len(selection.period.months),
        selection.area_name,
        findings.other_months(asked.found.comparison),
    )


def question_panel(asked: WardRequest, made: Sequence[Question], marking: str) -> Panel:
    """The questions as a list."""
    texts = [one.text for one in made]
    notes = [Listed(texts)] if texts else [say("no_questions")]
    return Panel("ward-questions", asked.words(say("questions")), notes=notes, marking=marking)


def why_panel(asked: WardRequest, made: Sequence[Question], marking: str) -> Panel:
    """Each question with the rule that made it."""
    columns = [Column("text", "Question"), Column("rule", "Asked because of")]
    table = Table(pd.DataFrame(made, columns=["rule", "text"]), columns)
    return Panel("ward-why", asked.words(say("why"), say("why_caption")), table, marking=marking)
