"""Short lists that several pages share."""

from collections.abc import Sequence

import pandas as pd
from dash import html

from components.figures.monthly_line import series_colours


def lead_list(texts: Sequence[str]) -> html.Ul:
    """What a page says first, a sentence a line."""
    return html.Ul([html.Li(text) for text in texts], className="lead-list")


def series_key(series: pd.DataFrame) -> html.Ul:
    """The names of the series in their colours, for screens too narrow for labels beside the lines."""
    names = list(series["series"].drop_duplicates())
    colours = series_colours(len(names))
    entries = [
        html.Li([html.Span(className="swatch", style={"background": colour}), name])
        for name, colour in zip(names, colours, strict=False)
    ]
    return html.Ul(entries, className="chart-key")
