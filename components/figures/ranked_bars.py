"""Areas in order, as horizontal bars with their values beside them."""

import pandas as pd
import plotly.graph_objects as go

from components.figures import theme
from components.formatting import number
from data.selection import Measure


def ranked_bars(frame: pd.DataFrame, measure: Measure) -> go.Figure:
    """Draw area_name and value, highest on top; rows with is_marked stand out by colour and bold name."""
    shown = frame.dropna(subset="value").sort_values("value")
    figure = theme.base_figure(60 + 26 * len(shown))
    figure.add_bar(
        x=[float(value) for value in shown["value"]],
        y=[
            f"<b>{name}</b>" if marked else name
            for name, marked in zip(shown["area_name"], shown["is_marked"], strict=True)
        ],
        orientation="h",
        marker={"color": [theme.ACCENT if marked else theme.CONTEXT for marked in shown["is_marked"]]},
        text=[number(value, measure.decimals) for value in shown["value"]],
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            f"{name}: {number(value, measure.decimals)} {measure.unit}"
            for name, value in zip(shown["area_name"], shown["value"], strict=True)
        ],
        hoverinfo="text",
    )
    figure.update_yaxes(gridcolor=theme.WHITE, rangemode="normal")
    figure.update_xaxes(rangemode="tozero", tickformat=",")
    figure.update_layout(margin={"r": 64}, bargap=0.3)
    return figure
