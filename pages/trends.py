"""Crime trends: monthly series of the chosen wards and types."""

from typing import Any

import dash
import dash_bootstrap_components as dbc
from dash import Input, Output, callback, html

from components import findings, notices, url_state
from components.filter_bar import control
from components.panels import trends as parts
from components.shell import page_body
from data.analysis import wards
from data.analysis.change import differs_in_location
from data.queries import choices, offences, published, status
from data.selection import Period
from data.settings import Settings

dash.register_page(__name__, path="/trends", name="Crime trends", order=1, title="Crime trends")

MOST_SERIES = 4
MEASURES = {"offence_count": "Count", "rate_per_1000": "Rate per 1,000"}


def layout(measure: str = "offence_count", **_query: str) -> html.Div:
    """The control of the measure, and an empty page filled by its callback."""
    options = [{"value": value, "label": label} for value, label in MEASURES.items()]
    chosen = measure if measure in MEASURES else "offence_count"
    return html.Div(
        [
            html.Div(id="trends-head"),
            html.Fieldset(
                [
                    html.Legend("Show"),
                    dbc.RadioItems(id=control("measure"), options=options, value=chosen, inline=True),
                ],
                className="page-controls",
            ),
            html.Div(id="trends-content"),
        ]
    )


@callback(Output("trends-head", "children"), Output("trends-content", "children"), Input("url", "search"))
def update_content(search: str) -> tuple[list[Any], list[Any]]:
    """The whole page for the selection in the address."""
    offered = choices.filter_choices(url_state.source(search))
    now = status.build_status(offered.source)
    selection = url_state.read(search, offered, "/trends").selection
    contact = Settings().contact
    if not (selection.wards and selection.crime_types):
        return page_body(now, contact, search, "Nothing is chosen", [notices.notice(findings.NOTHING_CHOSEN)]), []
    measure = choices.measures()[selection.measure]
    period, shown = selection.period, Period(selection.period.back(1).first, selection.period.last)
    monthly = offences.monthly_by_ward(selection, offered, shown)
    types = offences.monthly_by_type(selection, offered, shown)
    ward_codes = wards.most_frequent(monthly, "area_code", selection.wards, period, MOST_SERIES)
    type_names = wards.most_frequent(types, "crime_type", selection.crime_types, period, MOST_SERIES)
    total = wards.selected_and_rest(monthly, selection, measure.name)
    context = parts.Context(selection, measure, now, shown, published.annotations(shown))
    shares = status.no_location_shares(offered.source, [period, period.back(1)])
    lead = parts.cautions(context, offered)
    if differs_in_location(*shares) and offered.is_comparable(period):
        lead.append(findings.location_caution(shares, period.back(1)))
    return page_body(now, contact, search, parts.finding(context, total), notices.notices(lead)), [
        parts.total_panel(context, total),
        parts.type_panel(
            context,
            wards.by_type(types, selection.crime_types, selection.population, measure.name),
            wards.by_type(types, type_names, selection.population, measure.name),
        ),
        parts.ward_panel(
            context,
            wards.by_ward(monthly, selection.wards, measure.name),
            wards.by_ward(monthly, ward_codes, measure.name),
        ),
        parts.annotation_list(context),
    ]
