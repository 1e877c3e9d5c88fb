"""Pure functions that draw: each kind of figure of a report by one of them."""

from typing import Any

from components.figures.accuracy_dots import accuracy_dots
from components.figures.concentration_curve import concentration_curve
from components.figures.count_bars import count_bars
from components.figures.funnel_plot import funnel_plot
from components.figures.hotspot_map import whole_map
from components.figures.hour_table import hour_table
from components.figures.interval_dots import interval_dots
from components.figures.line_with_limits import line_with_limits
from components.figures.month_profile import month_profile
from components.figures.monthly_line import monthly_line
from components.figures.outline_map import outline_map
from components.figures.quarters import quarters
from components.figures.risk_dots import risk_dots
from components.figures.side_dots import side_dots
from components.figures.small_multiples import small_multiples
from components.figures.sparkline import sparkline
from components.figures.spot_map import spot_map
from components.figures.strip_dots import strip_dots
from components.figures.theme import Drawing
from components.figures.wave_dots import wave_dots
from components.figures.wave_lines import wave_lines
from data.reports import figures, maps

DRAWN_BY: dict[type[Any], Any] = {
    figures.AccuracyDots: accuracy_dots,
    maps.AreaMap: whole_map,
    maps.CellMap: whole_map,
    figures.ConcentrationCurve: concentration_curve,
    figures.FunnelPlot: funnel_plot,
    figures.HourTable: hour_table,
    figures.IntervalDots: interval_dots,
    figures.LineWithLimits: line_with_limits,
    figures.MonthlyLine: monthly_line,
    figures.MonthProfile: month_profile,
    figures.Quarters: quarters,
    figures.RiskDots: risk_dots,
    figures.SideDots: side_dots,
    figures.SmallMultiples: small_multiples,
    figures.WaveDots: wave_dots,
    figures.WaveLines: wave_lines,
}
# What needs no chart: elements that are there at once, print as they are and read as text.
ELEMENTS: dict[type[Any], Any] = {
    figures.CountBars: count_bars,
    figures.Sparkline: sparkline,
    maps.SpotMap: spot_map,
}

# What is a picture at once, named by the finding and what it shows.
PICTURED_BY: dict[type[Any], Any] = {figures.OutlineMap: outline_map, figures.StripDots: strip_dots}


def pictured(figure: figures.Figure, name: str) -> Any:
    """What needs no chart, as it is or as a picture of this name; None of any other figure."""
    if type(figure) in ELEMENTS:
        return ELEMENTS[type(figure)](figure)
    draws = PICTURED_BY.get(type(figure))
    return draws(figure, name) if draws else None


def draw(figure: figures.Figure) -> Drawing:
    """The chart of a figure."""
    drawn: Drawing = DRAWN_BY[type(figure)](figure)
    return drawn
