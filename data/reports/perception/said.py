"""Concerns, from surveys and from documents alike, and the priorities that are measured by the same."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from data.build import database
from data.model.records import records
from data.queries import concerns, survey
from data.statistics.survey.perception import PUBLIC
from data.words import formatting as f
from data.words.survey import say, when

# The kind of measure that a question of a survey is.
QUESTION = "survey_question"


class Concern(NamedTuple):
    """Something that people said; measures: kind and name of what measures it, as in the register of measures.

    is_raised: whether a document raises it; paragraph, note: of that, empty where it has none; is_partner: whether what
    was said is for partners.
    """

    name: str
    said: str
    when: str
    document: str
    measures: frozenset[tuple[str, str]]
    is_raised: bool = False
    paragraph: str = ""
    note: str = ""
    is_partner: bool = False

    @property
    def crime_type(self) -> str:
        """The crime type that it is about, empty where none is."""
        return next((name for kind, name in sorted(self.measures) if kind == "crime_type"), "")

    @property
    def place_kind(self) -> str:
        """The kind of place at which it is counted, empty where none is."""
        return next((name for kind, name in sorted(self.measures) if kind == "place_kind"), "")


@database.per_build
def every_concern(until: date | None = None) -> list[Concern]:
    """Those of surveys and of documents in one list; until: the day by which they were said, where not all are."""
    asked, raised = survey.figures(), concerns.concerns()
    if until is not None:
        asked = asked[~(pd.to_datetime(asked["wave_end"]) > pd.Timestamp(until))]
        raised = raised[~(pd.to_datetime(raised["raised_on"]) > pd.Timestamp(until))]
    return together(from_surveys(asked), from_documents(raised, concerns.measures()))


def from_surveys(figures: pd.DataFrame) -> list[Concern]:
    """The questions for which up is worse, each by its latest figure of everybody, else of its first group."""
    worries = figures[figures["quantity"].eq("share") & figures["is_up_bad"].eq(True).fillna(False)]
    worries = worries[worries["is_own"] | worries["area_kind"].eq("other")]
    if worries.empty:
        return []
    everyone = worries["subgroup_kind"].eq("everyone")
    ordered = worries.assign(_everyone=everyone, _months=worries["wave_months"].fillna(0)).sort_values(
        ["_everyone", "wave_end", "_months"], na_position="first", kind="stable"
    )
    latest = ordered.groupby("question_key", sort=False).tail(1).sort_values("display_order")
    return [_asked(row) for row in records(latest)]


def _asked(row: dict[Any, Any]) -> Concern:
    pct, who = f.number(row["estimate_pct"]), str(row["who_asked"]).lower()
    own, elsewhere = say("said_share", pct=pct, who=who), say("said_elsewhere", pct=pct, area=row["area_name"])
    share = own if row["is_own"] else elsewhere
    measures = {(QUESTION, str(row["question_id"]))}
    if pd.notna(row["crime_types"]):
        measures.add(("crime_type", str(row["crime_types"])))
    name = str(row["question"])
    if row["subgroup_kind"] != "everyone":
        name = f"{name}, {row['subgroup']}"
    is_partner = row["audience"] != PUBLIC
    return Concern(name, share, f.capital(when(row)), row["document"], frozenset(measures), is_partner=is_partner)


def from_documents(listed: pd.DataFrame, measures: pd.DataFrame) -> list[Concern]:
    """The concerns that documents raise, each with what measures it."""
    found = []
    for row in records(listed):
        own = measures[measures["subject_id"].eq(row["concern_id"])]
        pairs = frozenset((str(one["kind"]), str(one["measure"])) for one in records(own))
        month = f.month(row["raised_on"]) if pd.notna(row["raised_on"]) else say("not_stated")
        said, paragraph, note = (row[name] if pd.notna(row.get(name)) else "" for name in ("said", "paragraph", "note"))
        found.append(Concern(row["concern"], said, month, row["document"], pairs, True, paragraph, note))
    return found


def together(asked: list[Concern], raised: list[Concern]) -> list[Concern]:
    """Both in one list; what a document raises and a question asks is one line, which names both sources."""
    every = list(asked)
    for one in raised:
        place = next((at for at, other in enumerate(asked) if _questions(one) & _questions(other)), None)
        if place is None:
            every.append(one)
        else:
            every[place] = _with(every[place], one)
    return every


def _questions(concern: Concern) -> set[str]:
    return {name for kind, name in concern.measures if kind == QUESTION}


def _with(asked: Concern, raised: Concern) -> Concern:
    said = say("said_both", said=asked.said, document=raised.document, month=raised.when)
    document = f"{asked.document}; {raised.document}"
    pairs = asked.measures | raised.measures
    return asked._replace(
        said=said, document=document, measures=pairs, is_raised=True, paragraph=raised.paragraph, note=raised.note
    )


def covered(pairs: Collection[tuple[str, str]], priorities: list[dict[str, Any]], measures: pd.DataFrame) -> list[str]:
    """The priorities that are measured by one of these kinds and names, as those of a concern, in their order."""
    every = zip(measures["subject_id"], measures["kind"], measures["measure"], strict=True)
    alike = {subject for subject, kind, measure in every if (kind, measure) in pairs}
    return [_named(row) for row in priorities if row["priority_id"] in alike]


def _named(row: dict[Any, Any]) -> str:
    if pd.isna(row["number"]):
        return str(row["priority"])
    return say("priority_numbered", number=int(row["number"]), priority=row["priority"])
