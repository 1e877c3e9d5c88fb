"""What every page asks of a selection: what is compared with what, the figures of it, and where areas stand."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

import pandas as pd

from data.build import database
from data.model.choices import Choices
from data.model.comparison import YEAR, Comparison
from data.model.period import Period, add_months
from data.model.selection import Selection
from data.queries import cubes, published, status
from data.reports.panel import Report
from data.statistics.change.figures import Figures
from data.statistics.ranking.standing import Standing
from data.statistics.series.phases import events_within
from data.words import findings
from data.words.headline import mostly


@dataclass(frozen=True)
class Evidence:
    """The comparison that a selection asks for, None where no month of it has one; its figures; where areas stand."""

    selection: Selection
    comparison: Comparison | None
    figures: Figures
    standing: Standing

    @property
    def periods(self) -> list[Period]:
        """The two periods that are compared."""
        return [self.comparison.now, self.comparison.before] if self.comparison else []

    @cached_property
    def total(self) -> dict[str, Any]:
        """The figure that heads a page, by the columns of ``Figures``: the chosen wards and counted types together."""
        return self.figures.one(self.selection.wards, self.selection.counted_types)

    @cached_property
    def place(self) -> dict[str, Any]:
        """Where the same stands, by the columns of ``Standing``."""
        return self.standing.one(self.selection.wards, self.selection.counted_types)

    @property
    def span(self) -> Period:
        """The months from the first that is compared to the last of the period."""
        shown = self.selection.period
        return Period(min((one.first for one in self.periods), default=shown.first), shown.last)

    @cached_property
    def mostly(self) -> str:
        """Which crime type makes up most of the change that heads a page; nothing where its season is taken out."""
        types = self.selection.counted_types
        if self.figures.takes_season_out or len(types) == 1:
            return ""
        now, before = self.figures.totals([(self.selection.wards, (one,)) for one in types])
        return mostly(self.total, dict(zip(types, zip(now.tolist(), before.tolist(), strict=True), strict=True)))

    @cached_property
    def events(self) -> pd.DataFrame:
        """The events after which the counts of the two periods are not alike."""
        return events_within(published.annotations(self.span), self.periods)


@dataclass(frozen=True)
class Chosen:
    """A selection, and what it was made from: its evidence is found once, where it is asked for."""

    selection: Selection
    choices: Choices

    @cached_property
    def found(self) -> Evidence:
        """The figures of the selection."""
        return evidence(self.selection, self.choices)


def whatever_is_chosen(made: Callable[[], Report]) -> Callable[[Selection, Choices], Report]:
    """A report that no selection narrows: made once for a build and a viewer."""
    kept = database.per_build(made)

    @wraps(made)
    def whole(_selection: Selection, _offered: Choices) -> Report:
        """The report, whatever is asked for."""
        return kept()

    return whole


def evidence(selection: Selection, offered: Choices) -> Evidence:
    """The figures of a selection, by its comparison and its wards' vintage."""
    comparison = offered.comparison(selection.period, selection.comparison_key)
    vintage = selection.vintage.vintage
    return Evidence(
        selection,
        comparison,
        cubes.figures(offered.source, vintage, comparison),
        cubes.standing(offered.source, vintage, selection.period),
    )


def comparison_notes(found: Evidence, offered: Choices) -> list[str]:
    """What has to be known to read the changes: a part, a season, events, records without a location."""
    selection, figures = found.selection, found.figures
    shares = status.no_location_shares(offered.source, found.periods) or [None, None]
    # What there might have been to compare with is named, though nothing was.
    before = add_months(selection.period.first, -YEAR)
    return [
        *findings.whole_notes(status.whole(offered.source, Period(min(found.span.first, before), found.span.last))),
        *findings.comparison_notes(
            selection, found.comparison, found.total, found.events, shares, figures.takes_season_out, figures.pool
        ),
    ]
