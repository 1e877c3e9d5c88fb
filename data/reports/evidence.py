"""What every page asks of a selection: what is compared with what, the figures of it, and where areas stand."""

from typing import Any, NamedTuple

from data.model.choices import Choices
from data.model.comparison import YEAR, Comparison
from data.model.period import Period, add_months
from data.model.selection import Selection
from data.queries import cubes, published, status
from data.statistics.change.figures import Figures
from data.statistics.ranking.standing import Standing
from data.statistics.series.phases import events_within
from data.words import findings


class Evidence(NamedTuple):
    """The comparison that a selection asks for, None where no month of it has one; its figures; where areas stand."""

    comparison: Comparison | None
    figures: Figures
    standing: Standing

    @property
    def periods(self) -> list[Period]:
        """The two periods that are compared."""
        return [self.comparison.now, self.comparison.before] if self.comparison else []


def evidence(selection: Selection, offered: Choices) -> Evidence:
    """The figures of a selection, by its comparison and its wards' vintage."""
    comparison = offered.comparison(selection.period, selection.comparison_key)
    vintage = selection.vintage.vintage
    return Evidence(
        comparison,
        cubes.figures(offered.source, vintage, comparison),
        cubes.standing(offered.source, vintage, selection.period),
    )


def total(found: Evidence, selection: Selection) -> Any:
    """The figure that heads a page, a row of ``Figures``: the chosen wards and the counted types together."""
    return found.figures.lookup([(selection.wards, selection.counted_types)]).iloc[0]


def comparison_notes(found: Evidence, selection: Selection, offered: Choices) -> list[str]:
    """What has to be known to read the changes: a part, a season, events, records without a location."""
    shares = status.no_location_shares(offered.source, found.periods) or [None, None]
    span = Period(min((one.first for one in found.periods), default=selection.period.first), selection.period.last)
    # What there might have been to compare with is named, though nothing was.
    before = add_months(selection.period.first, -YEAR)
    events = events_within(published.annotations(span), found.periods)
    headline, figures = total(found, selection), found.figures
    return [
        *findings.whole_notes(status.whole(offered.source, Period(min(span.first, before), span.last))),
        *findings.comparison_notes(
            selection, found.comparison, headline, events, shares, figures.takes_season_out, figures.pool
        ),
    ]
