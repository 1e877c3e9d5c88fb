"""Compare: the area against the other districts, and against its most similar group."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components import findings, notices, url_state
from components.lists import lead_list
from components.panels import compare as parts
from components.panels import compare_context as opening
from components.panels import recorded_crime as recorded
from components.shell import page_body
from data.analysis import districts
from data.analysis import recorded_crime as partnerships
from data.analysis.change import differs_in_location
from data.analysis.funnel import funnel
from data.period import Period
from data.queries import choices, offences, recorded_crime, similar, status
from data.settings import Settings

dash.register_page(
    __name__, path="/compare", name="Compare", order=2, title="Compare: districts and most similar group"
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; wards are not chosen here."""
    return html.Div(id="compare-content", className="whole-districts")


@callback(Output("compare-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The whole page for the crime types and months in the address."""
    offered = choices.filter_choices(url_state.source(search))
    now = status.build_status(offered.source)
    selection = url_state.read(search, offered).selection
    contact = Settings().contact
    if not selection.crime_types:
        return page_body(now, contact, search, "Nothing is chosen", [notices.notice(opening.NO_TYPE)])
    period, before = selection.period, selection.period.before
    monthly = offences.monthly_by_district(selection, Period(before.first, period.last))
    compared, changes = districts.compared_districts(monthly, period), districts.district_changes(monthly, period)
    alike, placed = similar.most_similar_group(), funnel(compared)
    sentences = districts.change_sentences(changes, (len(period.months), len(before.months)))
    rate = choices.measures()["rate_per_1000"]
    context = opening.Context(selection, offered, now, rate, compared, sentences, search)
    shares = status.no_location_shares(offered.source, [period, before])
    is_caution = offered.is_comparable(period) and differs_in_location(*shares)
    cautions = [findings.location_caution(shares, before)] if is_caution else []
    panels = []
    if len(context.ranked) > 1:
        groups = districts.district_groups(compared, selection.area_name, set(alike["similar_area_code"]))
        series = districts.rates_together(monthly, groups)
        panels = [
            parts.rank_panel(context),
            parts.change_panel(context, changes),
            parts.funnel_panel(context, placed.areas, placed.limits, placed.overall_per_1000),
            parts.rate_panel(context, series),
            parts.index_panel(context, *districts.index_of(series, period)),
        ]
    return page_body(
        now,
        contact,
        search,
        opening.finding(context),
        [
            lead_list([*opening.lead(context, placed.overall_per_1000, cautions), opening.WHOLE]),
            html.Div([*(panel for panel in panels if panel), parts.similar_note(context, alike)], className="columns"),
            _recorded(context),
        ],
    )


def _recorded(context: opening.Context) -> html.Section:
    """The Home Office's quarters, where they are loaded."""
    quarters, measures = recorded_crime.quarters(), choices.measures()
    if not quarters:
        return recorded.not_loaded()
    shown = partnerships.latest_quarters(quarters, context.selection.period.last)
    listed = recorded_crime.partnerships()
    quarterly = recorded_crime.quarterly_by_group(
        list(listed["csp_name"]), recorded_crime.offence_groups(), shown[0], shown[-1]
    )
    members = partnerships.sides(listed, context.compared)
    return recorded.quarter_panel(
        partnerships.quarterly_comparison(quarterly, members),
        members,
        context.measure,
        measures["recorded_offences"],
        context.status,
        context.residents,
    )
