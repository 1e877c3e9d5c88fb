"""What every part of the comparison of districts needs, and what the page says first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.model.comparison import Comparison
from data.model.count_status import CountStatus
from data.model.measure import Measure
from data.model.records import records
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.reports.panel import Words, source_line
from data.reports.table import Column, Table
from data.words import findings
from data.words import formatting as f

RATE = ["area_name", "rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000"]


@dataclass(frozen=True)
class Context:
    """What every part needs.

    comparison: what is compared with what, None where no month of the period can be; compared: as
    ``districts.compared_districts`` gives it; notes: what has to be known of the comparison; changes:
    sentences on what changed.
    """

    selection: Selection
    status: BuildStatus
    measure: Measure
    comparison: Comparison | None
    compared: pd.DataFrame
    notes: Sequence[str]
    changes: Sequence[str]

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """The districts that have a rate."""
        return self.compared[self.compared["rate_status"] == CountStatus.COUNTED]

    @cached_property
    def own(self) -> pd.DataFrame:
        """Those of them that the dashboard is about."""
        return self.ranked[self.ranked["is_own"]]

    @cached_property
    def residents(self) -> str:
        """Where the residents come from."""
        found = self.compared["population_source"].dropna()
        return ", ".join(sorted(set(found))) or "residents not known"

    def words(self, finding: str, caption: str, short: str = "") -> Words:
        """The words of a panel, with the source; short: its quiet line."""
        source, said = source_line(self.status.source, self.status.is_demo), [*self.notes, *self.changes]
        return Words(finding, caption, source, said, findings.districts_scope(self.selection), short)

    def table(self, frame: pd.DataFrame, columns: Sequence[Column]) -> Table:
        """A frame of districts, the area's own marked."""
        own = [row["area_name"] for row in records(frame, ["area_name", "is_own"]) if row["is_own"]]
        return Table(frame, columns, marked=own, key="area_name")


def finding(context: Context) -> str:
    """The place of the area, for the heading."""
    if len(context.ranked) < 2:
        return f"Districts cannot be compared, {f.year_to(context.selection.period)}"
    if len(context.own) != 1:
        return f"{len(context.ranked)} districts by rate of {context.selection.types_label.lower()}"
    own = context.own.iloc[0]
    return f"{context.selection.types_label}: {own['area_name']} is {own['rank_words']}"


def lead(context: Context, overall: float) -> list[str]:
    """What is said in full: the rate of the area, and what changed.

    overall: the rate per 1,000 of all districts together.
    """
    decimals, noun = context.measure.decimals, context.selection.noun
    count = len(context.ranked)
    others = f", all {count} districts together {f.number(overall, decimals)}" if count > 1 else ""
    texts = [
        f"{row['area_name']} had {f.number(row['rate_per_1000'], decimals)} {noun} per 1,000 residents "
        f"(95% interval {f.number(row['lower_ci_per_1000'], decimals)} to "
        f"{f.number(row['upper_ci_per_1000'], decimals)}) in {f.the_year_to(context.selection.period)}{others}."
        for row in records(context.own, RATE)
    ]
    return [*texts, *context.changes]


def unranked(context: Context) -> list[str]:
    """Why some have no rank or nobody beside them, why ranks have no interval, and what an extract can compare."""
    texts = []
    names, statuses = (context.compared[name].tolist() for name in ("area_name", "rate_status"))
    without = [name for name, status in zip(names, statuses, strict=True) if status != CountStatus.COUNTED]
    if without:
        verb = "is" if len(without) == 1 else "are"
        who = "No district is" if context.ranked.empty else f"{f.named(without)} {verb} not"
        texts.append(f"{who} ranked: {findings.reasons(statuses)}.")
    if len(context.compared) < 2 and not context.status.marking:
        texts.append(findings.alone(context.status))
    if len(context.ranked) > 1 and context.ranked["best_rank"].isna().all():
        texts.append("There are too few months to tell how much months vary: no interval of ranks is given.")
    if context.status.marking:
        texts.append(
            f"{context.status.source} is one partner's own: it compares districts only where it holds the whole of "
            "each. Choose data.police.uk as the source to compare all districts."
        )
    return texts
