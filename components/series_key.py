"""The key of a chart of several series."""

import pandas as pd
from dash import html

from components.figures.monthly_line import series_colours


def series_key(series: pd.DataFrame) -> html.Ul:
    """The names of the series in their colours, for screens too narrow for labels beside the lines."""
    names = list(dict.fromkeys(series["series"].tolist()))
    colours = series_colours(len(names))
    entries = [
        html.Li([html.Span(className="swatch", style={"background": colour}), name])
        for name, colour in zip(names, colours, strict=False)
    ]
    return html.Ul(entries, className="chart-key")
