"""What the board goes through each quarter: what is confirmed, small spots, named places, fires."""

from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import status
from data.reports.panel import Report, Section
from data.reports.review.asked import Quarter, quarter_before, quarter_of
from data.reports.review.confirmed import NEW, since_last
from data.reports.review.panels import place_panels, spot_panel, work_panel
from data.words import formatting as f
from data.words.review import counted, phrase


def report(selection: Selection, offered: Choices) -> Report:
    """The latest whole quarter that ends by the end of the period, of the whole area."""
    now, quarter = status.build_status(offered.source), quarter_of(selection, offered)
    if quarter is None:
        return Report(phrase("no_quarter"), now, cautions=[phrase("no_quarter_why")])
    earlier = quarter_before(quarter)
    found = since_last(quarter, earlier)
    work, spots = work_panel(quarter, now, found), spot_panel(quarter, now)
    name = f.period(quarter.period)
    is_tested = quarter.comparison is not None
    if earlier is None:
        heading = counted("heading_first", len(found), is_tested, quarter=name)
    else:
        count = int((found["since"] == NEW).sum())
        heading = counted("heading", count, is_tested, last=f.period(earlier.period))
    placed = place_panels(quarter)
    marking = next((one.marking for one in (work, *placed) if one.marking), "")
    sections = [Section([work]), Section([spots] if spots else []), Section(placed)]
    shown = [one.of_period(quarter.period) for one in sections if one.panels]
    return Report(heading, now, shown, reading=[_reading(quarter)], marking=marking or now.marking)


def _reading(quarter: Quarter) -> str:
    """Which quarter, and what it is set against."""
    name, compared = f.period(quarter.period), quarter.comparison
    return (
        phrase("reading", quarter=name, before=f.period(compared.before))
        if compared
        else phrase("reading_none", quarter=name)
    )
