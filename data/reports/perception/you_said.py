"""What people are concerned about, beside what is recorded of it and the priorities that cover it."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.model.choices import Choices
from data.model.period import Period
from data.model.records import records
from data.model.verdict import Verdict
from data.queries import board, choices, concerns, places, published, status, survey
from data.queries.survey import marking
from data.reports.board.priorities import in_force
from data.reports.evidence import whatever_is_chosen
from data.reports.panel import JUDGED, Fold, Panel, Report, Section, Words
from data.reports.perception.said import Concern, covered, every_concern
from data.reports.perception.side_by_side import Recorded, recorded
from data.reports.perception.surveyed import nothing, status_of
from data.reports.table import Column, Table
from data.words import formatting as f
from data.words.survey import say

# In the order of the page: what no priority matches, what nothing measures, what is covered.
COVERED = 2


@dataclass(frozen=True)
class Priorities:
    """The priorities in force, as on the board, the words for that year, and what measures each."""

    listed: list[dict[str, Any]]
    year: str
    measures: pd.DataFrame


@whatever_is_chosen
def report() -> Report:
    """Every concern, those that no priority covers on top; recorded is the open data."""
    offered = choices.filter_choices()
    figures, measures = survey.figures(), concerns.measures()
    every = every_concern()
    if not every:
        return nothing(say("said_heading_none"), [say("said_none")])
    ours = _priorities(measures, offered)
    cautions = [] if ours.listed else [say("said_no_priorities")]
    rows = [_row(one, ours, offered) for one in every]
    frame = pd.DataFrame(sorted(rows, key=lambda row: row["order"]))
    panel = _panel(frame, ours, offered, marking(figures))
    heading = _heading(len(rows), int(frame["order"].lt(COVERED).sum()), has_priorities=bool(ours.listed))
    return Report(heading, status_of(figures), [Section([panel])], cautions=cautions, says_unplaced=False)


def _heading(count: int, uncovered: int, *, has_priorities: bool) -> str:
    """How many concerns there are, and how many match no priority."""
    ends = {0: "said_heading_all", 1: "said_heading_one"}
    key = ends.get(uncovered, "said_heading") if has_priorities else "said_heading_plain"
    return say(key, count=f.capital(f.in_words(count)), uncovered=f.in_words(uncovered))


def _priorities(measures: pd.DataFrame, offered: Choices) -> Priorities:
    listed = board.priorities()
    if not listed:
        return Priorities(listed, "", measures)
    own = in_force(listed, offered.default_period.last)
    first, last = own[0]["year_from"], own[0]["year_to"]
    year = f"{first:%Y}" if pd.isna(last) else f"{first:%Y}/{last:%y}"
    return Priorities(own, year, measures)


def _row(concern: Concern, ours: Priorities, offered: Choices) -> dict[str, Any]:
    """The concern, what is recorded of it in the latest year, and the priorities that cover it."""
    names = covered(concern.measures, ours.listed, ours.measures)
    found = _recorded(concern, offered)
    none = say("said_uncovered") if concern.measures else say("said_unknown")
    return {
        "concern": concern.name, "said": concern.said, "when": concern.when, "document": concern.document,
        "what": found.what if found else _at_places(concern.place_kind, offered),
        "count": found.count if found else None, "change_pct": found.change_pct if found else None,
        "low": found.low if found else None, "high": found.high if found else None,
        "verdict": found.verdict if found else None, "priority": "; ".join(names) or none,
        "order": COVERED if names else 0 if concern.measures else 1,
    }  # fmt: skip


def _recorded(concern: Concern, offered: Choices) -> Recorded | None:
    """What was recorded of it in the latest months that can be compared, else in the latest that were published."""
    listed = published.published_performance()
    ends = [(row["period_from"], row["period_to"]) for row in records(listed.head(1))]
    compared = offered.comparison(offered.default_period, "1")
    latest = compared.now if compared else offered.default_period
    periods = [latest, *(Period(first.date(), last.date()) for first, last in ends)]
    every = [(period, recorded(concern.crime_type, period, offered)) for period in periods if concern.crime_type]
    known = [(period, found) for period, found in every if found.count is not None]
    # A number alone comes after one with its change.
    period, found = min(known, key=lambda one: one[1].verdict == Verdict.CANNOT_COMPARE, default=(None, None))
    if period is None or found is None:
        return None
    key = "said_recorded" if found.verdict else "said_published"
    return replace(found, what=say(key, what=found.what, period=f.year_to(period)))


def _at_places(kind: str, offered: Choices) -> str:
    """That it is counted at places of this kind, or how many are named where nothing is counted at them."""
    period, vintage = Period(offered.months[0], offered.months[-1]), offered.vintage_at(offered.months[-1])
    named = places.places([kind], period, vintage.vintage)["place_id"].tolist() if kind else []
    if not named:
        return say("said_unmeasured")
    return say(
        "said_sites" if places.report_totals(named, period) else "said_sites_named", count=f.in_words(len(named))
    )


def _panel(frame: pd.DataFrame, ours: Priorities, offered: Choices, marked: str) -> Panel:
    now = status.build_status(offered.source)
    documents = [one for listed in frame["document"].dropna() for one in listed.split("; ")]
    sources = "; ".join(dict.fromkeys([*documents, now.source]))
    words = Words(
        say("said_panel"),
        say("said_caption", area=now.area_name, year=ours.year),
        sources,
        [say("said_by")],
        short=say("said_short", year=ours.year) if ours.year else "",
    )
    columns = [
        Column("concern", "Concern"),
        Column("priority", "Priority"),
        Column("said", "Who says so"),
        Column("when", "When", "short"),
        Column("what", "Recorded"),
        Column("count", "Number", "number", absent=""),
        Column("change_pct", "Change, %", "change", 1, ("low", "high"), absent=""),
        Column("verdict", "Verdict", "verdict"),
    ]
    fold = Fold("How sure is this?", [say("said_by"), say("said_wider"), f"Source: {sources}.", (JUDGED,)])
    table = Table(frame, columns, more=[Column("document", "Document")])
    return Panel("perception-said", words, table, folds=[fold], marking=marked)
