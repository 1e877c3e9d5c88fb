"""Summary: what changed, whether it is real, where, and compared with whom."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components import findings, notices, url_state
from components.panels import published as published_part
from components.panels import summary as parts
from components.panels.districts import district_panel
from components.panels.performance import performance_panel
from components.panels.summary_cards import cards
from components.panels.summary_wards import ward_panel
from components.shell import page_body
from data.analysis import performance as analysis
from data.analysis.change import differs_in_location
from data.analysis.districts import compared_districts
from data.analysis.peers import beside_peers, peers
from data.analysis.perception import two_waves
from data.analysis.published import beside_published
from data.period import Period
from data.queries import choices, offences, published, similar, status
from data.queries.peers import monthly_by_area_and_type
from data.selection import Choices, Selection
from data.settings import Settings

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
    contact = Settings().contact
    if not (selection.wards and selection.crime_types):
        return page_body(now, contact, search, "Nothing is chosen", [notices.notice(findings.NOTHING_CHOSEN)])
    span = Period(selection.period.before.first, selection.period.last)
    by_district = offences.monthly_by_district(selection, span)
    by_ward = offences.monthly_by_ward(selection, offered, span)
    rows = analysis.offence_rows(selection)
    monthly = analysis.by_offence(offences.monthly_by_type(selection, offered, span), rows)
    table = _beside_peers(selection, offered, analysis.performance(monthly, selection), by_district, by_ward)
    context = parts.Context(selection, offered, now, choices.measures(), table, search)
    said = parts.lead(context, analysis.offence_sentences(table, selection))
    has_wards = selection.is_whole_area and len(selection.wards) > 1
    wards = analysis.ward_changes(by_ward, selection.period) if has_wards else None
    places = [] if wards is None else parts.where(context, wards, analysis.ward_sentences(wards, selection.period))
    side = [district_panel(context, compared_districts(by_district, selection.period))]
    if wards is not None:
        side.append(ward_panel(context, wards, places))
    body = [
        parts.head(context, said, places),
        *notices.notices(_cautions(context)),
        cards(context, monthly, two_waves(published.survey_estimates())),
        performance_panel(context, [*said, *places]),
        html.Div(side, className="columns"),
        _published(context),
    ]
    return page_body(now, contact, search, parts.finding(context), body)


def _beside_peers(selection: Selection, offered: Choices, table: Any, by_district: Any, by_ward: Any) -> Any:
    """The performance table beside the other districts, or beside the other wards where some are chosen."""
    span = Period(selection.period.before.first, selection.period.last)
    kind, areas, own = (
        ("district", by_district, offered.area_codes) if selection.is_whole_area else ("ward", by_ward, selection.wards)
    )
    among = peers(areas, monthly_by_area_and_type(selection, kind, span), analysis.offence_rows(selection))
    alike = similar.most_similar_group()["similar_area_code"].dropna()
    return beside_peers(table, among, own, list(alike), selection.period)


def _published(context: parts.Context) -> html.Section | None:
    """What the partnership published, beside ours where both are of the same months and area."""
    report = published.published_performance()
    is_beside = published_part.matches(context, report)
    return published_part.published_panel(context, beside_published(report, context.table) if is_beside else report)


def _cautions(context: parts.Context) -> list[str]:
    """What may make a change one of recording, or of the times."""
    if not context.is_comparable:
        return []
    compared = [context.period, context.before]
    shares = status.no_location_shares(context.choices.source, compared)
    caution = [findings.location_caution(shares, context.before)] if differs_in_location(*shares) else []
    return [
        *caution,
        *parts.events(published.annotations(Period(context.before.first, context.period.last)), *compared),
    ]
