"""What every part of the comparison of districts needs, and what the page says first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from components import findings
from components import formatting as f
from components.data_table import Column
from components.panel import Numbers, Words, source_line
from data.selection import BuildStatus, Choices, Measure, Selection

NO_TYPE = "Nothing is chosen: tick at least one crime type in the filters."
WHOLE = "Whole districts are compared: the choice of wards does not apply here."


@dataclass(frozen=True)
class Context:
    """What every part needs.

    compared: as ``data.analysis.districts.compared_districts`` gives it; changes: sentences on what changed, none where
    no change can be given.
    """

    selection: Selection
    choices: Choices
    status: BuildStatus
    measure: Measure
    compared: pd.DataFrame
    changes: Sequence[str]
    search: str

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """The districts that have a rate."""
        return self.compared[self.compared["rate_per_1000"].notna()]

    @cached_property
    def own(self) -> pd.DataFrame:
        """Those of them that the dashboard is about."""
        return self.ranked[self.ranked["is_own"]]

    @property
    def what(self) -> str:
        """What is counted, inside a sentence."""
        return self.selection.types_label.lower()

    @cached_property
    def residents(self) -> str:
        """Where the residents come from."""
        found = self.compared["population_source"].dropna()
        return ", ".join(sorted(set(found))) or "no population loaded"

    def words(self, finding: str, caption: str) -> Words:
        """The words of a panel, with the source."""
        return Words(finding, caption, source_line(self.status.source, self.status.is_demo), self.changes)

    def numbers(self, frame: pd.DataFrame, columns: Sequence[Column], name: str) -> Numbers:
        """A frame of districts, the area's own marked."""
        own = list(frame.loc[frame["is_own"], "area_name"])
        return Numbers(frame, columns, f"{name}-{self.selection.period.last:%Y-%m}", own, "area_name")


def finding(context: Context) -> str:
    """The place of the area, for the heading."""
    if len(context.ranked) < 2:
        return f"Districts cannot be compared, {f.year_to(context.selection.period)}"
    if len(context.own) != 1:
        return f"{len(context.ranked)} districts by rate of {context.what}"
    own = context.own.iloc[0]
    return f"By rate of {context.what}, {own['area_name']} is {own['rank_words']}"


def lead(context: Context, overall: float, cautions: Sequence[str]) -> list[str]:
    """The first sentences: the rate of the area, its change, and what has to be known to read them.

    overall: the rate per 1,000 of all districts together.
    """
    decimals, noun = context.measure.decimals, context.selection.noun
    texts = [
        f"{row['area_name']} had {f.number(row['rate_per_1000'], decimals)} {noun} per 1,000 residents "
        f"(95% interval {f.number(row['lower_ci_per_1000'], decimals)} to "
        f"{f.number(row['upper_ci_per_1000'], decimals)}), all {len(context.ranked)} districts together "
        f"{f.number(overall, decimals)}."
        for row in context.own.to_dict("records")
    ]
    return [*texts, *(context.changes or _refused(context)), *_unranked(context), *cautions]


def _refused(context: Context) -> list[str]:
    period, before = context.selection.period, context.selection.period.before
    missing = [context.choices.missing(one) for one in (period, before)]
    refused = findings.refusal(period, missing[0], before, missing[1])
    return [refused] if refused else []


def _unranked(context: Context) -> list[str]:
    """Why some have no rank, why ranks have no interval, and what an extract can compare."""
    texts = []
    without = list(context.compared.loc[context.compared["rate_per_1000"].isna(), "area_name"])
    if without:
        verb = "is" if len(without) == 1 else "are"
        who = "No district is" if context.ranked.empty else f"{f.joined(without)} {verb} not"
        texts.append(f"{who} ranked: months or residents are missing.")
    if len(context.ranked) and context.ranked["best_rank"].isna().all():
        texts.append("One month does not tell how much months vary: no interval of ranks is given.")
    if context.status.marking:
        texts.append(
            f"{context.status.source} is one partner's own: it compares districts only where it holds the whole of "
            "each. Choose data.police.uk as the source to compare all districts."
        )
    return texts
