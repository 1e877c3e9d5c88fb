"""What is said of the area against other districts, for the crime types and months of a selection."""

from datetime import date

from data.build import database
from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import choices, similar, status
from data.queries import home_office as recorded
from data.queries.districts import named_districts, residents
from data.reports.compare import context as opening
from data.reports.compare import home_office, panels
from data.reports.compare.context import Context
from data.reports.evidence import comparison_notes, evidence
from data.reports.panel import Panel, Report, Section
from data.reports.reading import reading_of
from data.statistics.change.cube import Cube
from data.statistics.ranking import districts
from data.statistics.ranking import home_office as partnerships
from data.statistics.ranking.funnel import Funnel, funnel
from data.words.partnerships import partnership_notes


def report(selection: Selection, offered: Choices) -> Report:
    """The whole page; wards are not chosen here, and the filters say so."""
    now = status.build_status(offered.source)
    selection = selection.of_every_ward
    found = evidence(selection, offered)
    areas = named_districts(offered.source, selection.period.last)
    compared = districts.compared_districts(areas, selection.counted_types, found.figures, found.standing)
    notes = comparison_notes(found, offered)
    changes = districts.change_sentences(compared, found.comparison)
    rate = choices.measures()["rate_per_1000"]
    context = Context(selection, now, rate, found.comparison, compared, notes, changes)
    placed = funnel(compared)
    alike = similar.most_similar_group()
    first = [panels.rank_panel(context), panels.change_panel(context)] if len(context.ranked) > 1 else []
    apart = [_recorded(selection.period.last, offered.source, context.residents), panels.similar_note(context, alike)]
    sections = [
        Section([panel for panel in first if panel], "columns"),
        Section(_further(context, placed, found.figures.scope.districts, set(alike["similar_area_code"])), "columns"),
        Section([panel for panel in apart if panel.figure]),
        Section([panels.sure_panel(context, placed.overall_per_1000)], cautions=notes, fold="How sure is this?"),
        Section([panel for panel in apart if not panel.figure], fold="With whom else?"),
    ]
    return Report(
        opening.finding(context),
        now,
        [section for section in sections if section.panels],
        reading=[*opening.unranked(context), *reading_of(found, offered)],
    )


def _further(context: Context, placed: Funnel, counts: Cube, alike: set[str]) -> list[Panel]:
    """Who stands out, and the monthly rates, where there are two districts."""
    if len(context.ranked) < 2:
        return []
    funnelled = panels.funnel_panel(context, placed.areas, placed.limits, placed.overall_per_1000)
    made = [funnelled, *_lines(context, counts, alike)]
    return [panel for panel in made if panel]


def _lines(context: Context, counts: Cube, alike: set[str]) -> list[Panel | None]:
    """The monthly rates of the area and of those beside it, and the same as an index."""
    selection, comparison = context.selection, context.comparison
    groups = districts.district_groups(context.compared, selection.area_name, alike)
    months = districts.shown_months(selection.period, comparison)
    series = districts.rates_together(counts, selection.counted_types, months, context.compared, groups)
    index = districts.index_of(series, selection.period, comparison)
    return [panels.rate_panel(context, series), panels.index_panel(context, *index)]


@database.per_build
def _recorded(last: date, source: str, residents_source: str) -> Panel:
    """The Home Office's quarters to the month ``last``, where they are loaded; residents_source: of whom rates are."""
    quarters, measures = recorded.quarters(), choices.measures()
    if not quarters:
        return home_office.without_quarters(recorded.is_loaded())
    latest = partnerships.latest_quarters(quarters, last)
    listed = recorded.partnerships()
    quarterly = recorded.quarterly_by_group(list(listed["csp_name"]), recorded.offence_groups(), latest[0], latest[-1])
    members = partnerships.sides(listed, residents(last), quarterly)
    return home_office.quarter_panel(
        partnerships.quarterly_comparison(quarterly, members),
        members,
        measures["rate_per_1000"],
        measures["recorded_offences"],
        status.build_status(source),
        residents_source,
        partnership_notes(listed, members, quarterly),
    )
