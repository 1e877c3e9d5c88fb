"""What would change how a page is read, with the view that would be free of it."""

from dataclasses import replace

from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.period import Period, add_months
from data.model.selection import Selection
from data.queries import published, status
from data.reports.evidence import Evidence
from data.reports.panel import Link
from data.statistics.series.phases import events_within
from data.words import formatting as f
from data.words.reading import reading, restricted_months


def reading_of(judged: Evidence, offered: Choices) -> list[str | Link]:
    """The sentences, and a link to the part that can be compared, to whole months, or to fewer restrictions."""
    selection, compared, periods = judged.selection, judged.comparison, judged.periods
    period = selection.period
    span = Period(min((one.first for one in periods), default=period.first), period.last)
    events = events_within(published.annotations(span), periods)
    shares = status.no_location_shares(offered.source, periods) or [None, None]
    missing = offered.missing(period)
    said = reading(selection, compared, missing, events, shares, judged.figures.takes_season_out)
    link = part_link(selection, compared)
    if missing and link is None:
        link = nearest_whole(selection, offered)
    if compared and link is None:
        link = freer(selection, offered, compared)
    return [*said, *([link] if link else [])]


def part_link(selection: Selection, comparison: Comparison | None) -> Link | None:
    """A link to the part of the period that can be compared, where the whole cannot and a part can."""
    if comparison is None or not comparison.is_part:
        return None
    part = comparison.now
    return Link(f"Show {f.period(part)} alone", selection=replace(selection, period=part))


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
