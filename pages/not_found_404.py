"""What an unknown address shows."""

import dash
from dash import html

from components.prose import prose

dash.register_page(__name__, name="Not found", title="Page not found")


def layout(**_query: str) -> html.Div:
    """Where to go from here."""
    return html.Div([html.H1("There is no such page"), prose("not_found")], className="no-filters")
