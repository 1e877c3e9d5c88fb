"""What every room of the perception page begins with: the surveys of the area, their sources, and what is missing."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data.model.status import BuildStatus
from data.queries import status
from data.reports.panel import Panel, Report, Section, Words
from data.reports.perception.sentences import asked
from data.statistics.survey.proportions import DESIGN_EFFECT
from data.words import formatting as f
from data.words.prose import prose
from data.words.survey import intervals, say

# What makes another survey, or another way of asking in the same one: never one line.
SURVEY = ["area_code", "survey", "mode"]


def status_of(figures: pd.DataFrame) -> BuildStatus:
    """The status of the page: of the survey, to the end of its latest wave."""
    now = status.build_status()
    latest = figures["wave_end"].max()
    return now if pd.isna(latest) else replace(now, called=say("called"), latest_month=latest)


def nothing(heading: str, cautions: Sequence[str]) -> Report:
    """A room in which nothing can be shown, and what to do about it."""
    return Report(heading, status.build_status(), [about()], cautions=cautions, says_unplaced=False)


def about() -> Section:
    """What the figures are, folded."""
    return Section([Panel("perception-about", Words("What these figures are"), text=prose("perception"))],
                   fold="About these figures")  # fmt: skip


def source(figures: pd.DataFrame) -> str:
    """The documents with their paragraphs; those of a survey with many, the documents alone."""
    found = []
    for document, part in figures.groupby("document", sort=False, dropna=True):
        paragraphs = list(part["paragraph"].dropna().unique())
        found.append(f"{document}, paragraph {f.joined(paragraphs)}" if 0 < len(paragraphs) <= 3 else str(document))
    return "; ".join(found) or f.joined(list(figures["survey"].unique()))


def scope(figures: pd.DataFrame) -> str:
    """The areas and the surveys that a file is about."""
    areas = list(figures["area_name"].dropna().unique())
    named = f.named(areas) if len(areas) <= 3 else f"{len(areas)} areas"
    return f"Area: {named}. Survey: as published in {source(figures)}."


def words_of(figures: pd.DataFrame, finding: str, caption: str, short: str = "", said: Sequence[str] = ()) -> Words:
    """The words of a panel of these figures; said: sentences that go into its file."""
    return Words(finding, caption, source(figures), [scope(figures), *said], short=short)


def sampled(figures: pd.DataFrame) -> dict[str, str]:
    """How wide intervals are and how many were asked, for a caption: intervals, bases."""
    bases = asked(figures["unweighted_base"], figures["base_is_assumed"], figures["base_below"])
    return {"intervals": intervals(figures["design_effect"], DESIGN_EFFECT), "bases": bases}


def suffix(place: int) -> str:
    """What sets the panels and files of further surveys apart from those of the first."""
    return f"-{place}" if place else ""
