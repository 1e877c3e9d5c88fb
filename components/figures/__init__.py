"""Pure functions that draw: each kind of figure of a report by one of them."""

from typing import Any

import plotly.graph_objects as go
from dash import html

from components.figures.accuracy_dots import accuracy_dots
from components.figures.concentration_curve import concentration_curve
from components.figures.funnel_plot import funnel_plot
from components.figures.hotspot_map import area_map, cell_map
from components.figures.hour_table import hour_table
from components.figures.interval_dots import interval_dots
from components.figures.line_with_limits import line_with_limits
from components.figures.month_profile import month_profile
from components.figures.monthly_line import monthly_line
from components.figures.outline_map import outline_map
from components.figures.ranked_bars import ranked_bars
from components.figures.side_dots import side_dots
from components.figures.small_multiples import small_multiples
from components.figures.sparkline import sparkline
from components.figures.strip_dots import strip_dots
from components.figures.wave_dots import wave_dots
from data.reports import figures, maps

DRAWN_BY: dict[type[Any], Any] = {
    figures.AccuracyDots: accuracy_dots,
    maps.AreaMap: area_map,
    maps.CellMap: cell_map,
    figures.ConcentrationCurve: concentration_curve,
    figures.FunnelPlot: funnel_plot,
    figures.HourTable: hour_table,
    figures.IntervalDots: interval_dots,
    figures.LineWithLimits: line_with_limits,
    figures.MonthlyLine: monthly_line,
    figures.MonthProfile: month_profile,
    figures.RankedBars: ranked_bars,
    figures.SideDots: side_dots,
    figures.SmallMultiples: small_multiples,
    figures.WaveDots: wave_dots,
}

# What is a picture at once; a word-sized line brings its own words.
PICTURED_BY: dict[type[Any], Any] = {figures.OutlineMap: outline_map, figures.StripDots: strip_dots}


def pictured(figure: figures.Figure, finding: str) -> html.Img | None:
    """The picture of a figure that needs no script, with the finding as its accessible name; None of any other."""
    if isinstance(figure, figures.Sparkline):
        return sparkline(*figure)
    draws = PICTURED_BY.get(type(figure))
    return draws(*figure, finding) if draws else None


def draw(figure: figures.Figure) -> go.Figure:
    """The chart of a figure."""
    drawn: go.Figure = DRAWN_BY[type(figure)](**figure._asdict())
    return drawn
