"""Which crime types to look at first, by more than their number, and how firmly their ranks stand."""

from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import risk, status
from data.reports.panel import Report, Section
from data.reports.risk.asked import RiskView, risk_view
from data.reports.risk.outcomes import outcome_sections
from data.reports.risk.panels import matrix_panel, published_panel, rank_panel, weight_panel
from data.reports.risk.violence import violence_sections
from data.statistics.risk.matrix import DRAWS
from data.words import findings
from data.words import formatting as f
from data.words.risk import heading, phrase, without


def report(selection: Selection, offered: Choices) -> Report:
    """The whole page: of the whole area and every crime type."""
    if offered.missing(selection.period):
        none = phrase("heading_none", period=f.period(selection.period))
        return Report(none, status.build_status(offered.source))
    view = risk_view(selection, offered)
    if len(view.types) < 2:
        return Report(phrase("heading_none", period=f.period(selection.period)), view.status)
    # With neither harm nor trend there is no second axis.
    drawn = [matrix_panel(view)] if {"harm", "trend"} & set(view.offences.known) else []
    published = published_panel(view, risk.published_ranks(offered.source))
    sections = [
        Section([*drawn, rank_panel(view)], "columns" if drawn else "").of_period(view.selection.period),
        Section([weight_panel(view), *([published] if published else [])]),
        *outcome_sections(selection, offered),
        *violence_sections(selection, offered),
    ]
    return Report(heading(view.frame["crime_type"].iloc[0]), view.status, sections, reading=_reading(view))


def _reading(view: RiskView) -> list[str]:
    """How often the first is the first, and what the ranks do not know."""
    held = phrase("reading", held=f.number(view.frame["holds_pct"].iloc[0]), draws=f.number(DRAWS))
    months = findings.other_months(view.comparison)
    part = [phrase("part", period=months)] if months else []
    return [held, *([without(view.offences.known, view.absent)] if view.absent else []), *part]
