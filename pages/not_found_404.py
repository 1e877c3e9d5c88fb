"""What an unknown address shows."""

import dash
from dash import dcc, html

from components.filter_bar import FILTERS
from data.words.prose import prose

dash.register_page(__name__, name="Not found", title="Page not found", unused=FILTERS, why=prose("unused_text"))


def layout(**_query: str) -> html.Div:
    """Where to go from here."""
    return html.Div([html.H1("There is no such page"), dcc.Markdown(prose("not_found"), className="prose")])
