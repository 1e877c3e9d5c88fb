"""What would change how a page is read, with the view that would be free of it."""

from dataclasses import replace

from data.model.choices import Choices
from data.model.comparison import Comparison, before_of
from data.model.period import Period
from data.model.selection import Selection
from data.queries import published, status
from data.reports.evidence import Evidence
from data.reports.panel import Link
from data.words import formatting as f
from data.words.findings import lack
from data.words.reading import doubts, reading, restricted_months


def reading_of(judged: Evidence, offered: Choices) -> list[str | Link]:
    """The sentences, and a link to whole months, to what can be compared, or to fewer restrictions."""
    selection, compared, periods = judged.selection, judged.comparison, judged.periods
    shares = status.no_location_shares(offered.source, periods) or [None, None]
    before = before_of(selection.period, selection.comparison_key)
    lacks = lack(offered.missing(before), offered.parts)
    said = reading(selection, compared, judged.events, shares, judged.figures.takes_season_out, lacks)
    link = part_link(selection, compared) if compared else possible(selection, offered)
    if compared and link is None and selection.asked is None:
        link = freer(selection, offered, compared)
    return [*gap(selection, offered), *said, *([link] if link else [])]


def doubts_of(judged: Evidence, offered: Choices) -> list[str]:
    """What the change may come from that no test allows for; nothing where nothing is compared."""
    if judged.comparison is None:
        return []
    shares = status.no_location_shares(offered.source, judged.periods) or [None, None]
    return doubts(judged.comparison, judged.events, shares, judged.figures.takes_season_out)


def gap(selection: Selection, offered: Choices) -> list[str | Link]:
    """Which months of the period asked for are missing and what is shown, with a link to the nearest whole period.

    Nothing where all of them are there.
    """
    period = selection.period
    missing = offered.missing(selection.asked or period)
    if not missing:
        return []
    lacks = f.capital(lack(missing, offered.parts))
    said = f"{lacks} for {f.runs(missing)}{f': this shows {f.period(period)}' if selection.asked else ''}."
    whole = offered.nearest_whole(selection.asked or period)
    if whole is None or whole == period:
        return [said]
    link = Link(f"Show {f.period(whole)} instead", selection=replace(selection, period=whole, asked=None))
    return [said, link]


def possible(selection: Selection, offered: Choices) -> Link | None:
    """A link to a comparison that the whole period has, where it lacks the one asked for; one month has no verdict."""
    period = selection.period
    found = {key: offered.comparison(period, key) for key in offered.compared_keys(period)}
    key = next((key for key, one in found.items() if one and not one.is_part), None)
    if key is None or len(period.months) == 1:
        return None
    return Link(f"Compare with {f.before_words(period, key)} instead", selection=replace(selection, compared=key))


def part_link(selection: Selection, comparison: Comparison | None) -> Link | None:
    """A link to the part of the period that can be compared, where the whole cannot and a part can."""
    if comparison is None or not comparison.is_part:
        return None
    part = comparison.now
    return Link(f"Show {f.period(part)} alone", selection=replace(selection, period=part))


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
