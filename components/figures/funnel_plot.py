"""Rates of areas of different size between the limits that chance sets."""

import pandas as pd
import plotly.graph_objects as go

from components.figures import theme
from components.formatting import number
from data.selection import Measure

DASHES = {"95": "dash", "998": "dot"}
LEVELS = {"95": "95%", "998": "99.8%"}


def funnel_plot(areas: pd.DataFrame, limits: pd.DataFrame, overall: float, measure: Measure) -> go.Figure:
    """Draw each area by its residents and its rate, the rate of all together and the limits around it.

    areas: area_name, population, rate_per_1000, position and is_marked; limits: population, lower_95, upper_95,
    lower_998, upper_998 (``data.analysis.funnel``). Areas beyond the limits, and those marked, are named.
    """
    known = areas.dropna(subset=["rate_per_1000", "population"])
    along = [float(value) for value in limits["population"]]
    curves = [
        {"type": "scatter", "x": along, "y": [float(value) for value in limits[f"{side}_{level}"]], "mode": "lines",
         "hoverinfo": "skip", "line": {"color": theme.MUTED, "width": 1.5, "dash": dash}}
        for level, dash in DASHES.items() for side in ("lower", "upper")
    ]  # fmt: skip
    middle = {"type": "scatter", "x": [along[0], along[-1]], "y": [overall, overall], "mode": "lines",
              "hoverinfo": "skip", "line": {"color": theme.MUTED, "width": 1.5}}  # fmt: skip
    marked = [bool(own) for own in known["is_marked"]]
    is_out = [text.startswith(("above", "below")) for text in known["position"]]
    rates = [float(value) for value in known["rate_per_1000"]]
    dots = {
        "type": "scatter", "x": [float(value) for value in known["population"]], "y": rates, "mode": "markers",
        "hoverinfo": "text",
        "text": [
            f"{row.area_name}: {number(row.rate_per_1000, measure.decimals)} {measure.unit}<br>"
            f"{number(row.population)} residents, {row.position}"
            for row in known.itertuples()
        ],
        "marker": {
            "size": 11,
            "color": [theme.ACCENT if own else theme.CONTEXT for own in marked],
            "symbol": ["diamond" if out else "circle" for out in is_out],
        },
    }  # fmt: skip
    named = [
        {"x": float(row.population), "y": float(row.rate_per_1000), "text": f"<b>{row.area_name}</b>",
         "showarrow": False, "yshift": 14}
        for row, own, out in zip(known.itertuples(), marked, is_out, strict=True) if own or out
    ]  # fmt: skip
    return theme.figure(
        [*curves, middle, dots],
        height=380,
        annotations=named + _line_names(limits, overall),
        xaxis={"title": {"text": "Residents"}, "tickformat": ",", "showgrid": True, "rangemode": "tozero"},
        yaxis={"title": {"text": measure.unit}},
        margin={"r": 96, "b": 56},
    )


def _line_names(limits: pd.DataFrame, overall: float) -> list[dict[str, object]]:
    """The names of the lines, at their right ends."""
    last = limits.iloc[-1]
    ends = [(overall, "all together")]
    ends += [(float(last[f"upper_{level}"]), f"{words} limit") for level, words in LEVELS.items()]
    return [
        {"name": "end-label", "x": float(last["population"]), "y": height, "text": text, "showarrow": False,
         "xanchor": "left", "xshift": 6, "font": {"size": 12, "color": theme.MUTED}}
        for height, text in ends
    ]  # fmt: skip
