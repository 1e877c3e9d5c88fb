"""Summary: what was recorded, against the year before and the other districts."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components import findings, notices, url_state
from components.panels import summary as parts
from components.shell import page_body
from data.analysis.change import differs_in_location
from data.analysis.summary import districts_in_order, performance
from data.analysis.wards import ward_measures
from data.queries import choices, offences, published, status
from data.selection import Period
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
    measures = choices.measures()
    periods = [selection.period.back(years) for years in range(3)]
    monthly = offences.monthly_by_type(selection, offered, Period(periods[-1].first, selection.period.last))
    table = performance(monthly, selection, periods)
    shares = status.no_location_shares(offered.source, periods[:2])
    missing = [offered.missing(period) for period in periods]
    districts = districts_in_order(offences.district_offences(selection))
    estimates = published.survey_estimates()
    wards = None
    if not selection.is_whole_area:
        year = Period(periods[1].first, selection.period.last)
        wards = ward_measures(offences.monthly_by_ward(selection, offered, year), selection.period)
    lead = parts.lead(selection, table, periods, missing, wards)
    if offered.is_comparable(selection.period) and differs_in_location(*shares):
        lead.append(findings.location_caution(shares, periods[1]))
    return page_body(
        now,
        contact,
        search,
        parts.finding(selection, table),
        [
            parts.sentences(lead),
            parts.cards(selection, table, monthly, periods, missing, estimates),
            html.Div(
                [
                    parts.performance_panel(selection, table, periods, missing, measures, now),
                    parts.district_panel(selection, districts, measures, now),
                ],
                className="columns",
            ),
            parts.published_panel(published.published_performance()),
        ],
    )
