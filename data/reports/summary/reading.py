"""What would change how the summary is read, with the view that would be free of it."""

from dataclasses import replace

from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.period import Period, add_months
from data.model.selection import Selection
from data.queries import published, status
from data.reports.evidence import Evidence
from data.reports.panel import Link
from data.reports.summary.view import SummaryView, part_link
from data.statistics.series.phases import events_within
from data.words import formatting as f
from data.words.reading import reading, restricted_months


def reading_of(view: SummaryView, judged: Evidence) -> list[str | Link]:
    """The sentences, and a link to the part that can be compared or to a comparison with fewer restrictions."""
    compared, periods = view.comparison, judged.periods
    span = Period(min((one.first for one in periods), default=view.period.first), view.period.last)
    events = events_within(published.annotations(span), periods)
    shares = status.no_location_shares(view.choices.source, periods) or [None, None]
    missing = view.choices.missing(view.period)
    said = reading(view.selection, compared, missing, events, shares, judged.figures.takes_season_out)
    link = part_link(view) or (freer(view.selection, view.choices, compared) if compared else None)
    if missing and link is None:
        link = nearest_whole(view.selection, view.choices)
    return [*said, *([link] if link else [])]


def nearest_whole(selection: Selection, offered: Choices) -> Link | None:
    """A link to the nearest period of as many months that lacks none, where there is one."""
    length, chosen = len(selection.period.months), selection.period.last
    ends = [last for last in offered.months if add_months(last, 1 - length) >= offered.months[0]]
    periods = [Period(add_months(last, 1 - length), last) for last in ends]
    whole = [one for one in periods if not offered.missing(one)]
    if not whole:
        return None
    nearest = min(whole, key=lambda one: abs(one.last - chosen))
    return Link(f"Show {f.period(nearest)} instead", selection=replace(selection, period=nearest))


def freer(selection: Selection, offered: Choices, compared: Comparison) -> Link | None:
    """A link to the comparison of the same months with the fewest under restrictions, where there is a better one."""
    found = {key: offered.comparison(selection.period, key) for key in offered.compared_keys(selection.period)}
    whole = {key: one for key, one in found.items() if one and not one.is_part and not one.is_just_before}
    if not whole:
        return None
    first = min(one.before.first for one in whole.values())
    events = published.annotations(Period(first, compared.now.last))
    counted = {key: restricted_months(events, one.before) for key, one in whole.items()}
    best = min(counted, key=lambda key: counted[key])
    if counted[best] >= restricted_months(events, compared.before):
        return None
    before = whole[best].before
    return Link(f"Compare with {f.the_year_to(before)} instead", selection=replace(selection, compared=best))
