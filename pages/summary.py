"""Summary: what changed, whether it is real, where, and compared with whom."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components import notices, url_state
from components.panels import published as published_part
from components.panels import summary as parts
from components.panels.districts import district_panel
from components.panels.performance import performance_panel
from components.panels.summary_cards import cards
from components.panels.summary_wards import ward_panel
from components.shell import page_body
from data.queries import choices, offences, published, similar, status
from data.settings import current
from data.statistics.change import performance as analysis
from data.statistics.change.published import beside_published
from data.statistics.ranking.districts import compared_districts
from data.words import findings
from data.reports.evidence import comparison_notes, evidence

dash.register_page(__name__, path="/", name="Summary", order=0, title="Summary: crime and perception")


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback."""
    return html.Div(id="summary-content")


@callback(Output("summary-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The whole page for the selection in the address."""
    offered = choices.filter_choices(url_state.source(search))
    now = status.build_status(offered.source)
    selection = url_state.read(search, offered).selection
    contact = current().contact
    if not (selection.wards and selection.crime_types):
        return page_body(now, contact, search, "Nothing is chosen", [notices.notice(findings.NOTHING_CHOSEN)])
    rows, found = analysis.offence_rows(selection), evidence(selection, offered)
    alike = list(similar.most_similar_group()["similar_area_code"].dropna())
    table = analysis.performance(selection, found.figures, found.standing, alike)
    context = parts.Context(selection, offered, now, choices.measures(), found.comparison, table, search)
    notes = comparison_notes(found, selection, offered)
    said = analysis.offence_sentences(table, selection)
    wards, places = None, []
    if selection.is_whole_area and len(selection.wards) > 1:
        wards = analysis.ward_changes(selection.vintage.wards, selection.counted_types, found.figures, found.standing)
        places = parts.where(context, wards, analysis.ward_sentences(wards))
    areas = offences.named_districts(offered.source, selection.period.last)
    districts = compared_districts(areas, selection.counted_types, found.figures, found.standing)
    side = [district_panel(selection, now, context.measures["rate_per_1000"], districts)]
    if wards is not None:
        side.append(ward_panel(context, wards, [*notes, *places]))
    monthly = analysis.by_offence(offences.monthly_by_type(selection, offered, selection.period), rows)
    body = [
        *notices.notices(notes),
        parts.head(context, said, places),
        cards(context, monthly, published.survey_waves()),
        performance_panel(context, [*notes, *said, *places]),
        html.Div(side, className="columns"),
        _published(context),
    ]
    return page_body(now, contact, search, parts.finding(context), body)


def _published(context: parts.Context) -> html.Section | None:
    """What the partnership published, beside ours where both are of the same months and area."""
    report = published.published_performance()
    is_beside = published_part.matches(context, report)
    return published_part.published_panel(context, beside_published(report, context.table) if is_beside else report)
