"""Areas in order, as horizontal bars with their values beside them."""

import pandas as pd

from components.figures import theme
from data.model.measure import Measure
from data.words.formatting import number


def ranked_bars(frame: pd.DataFrame, measure: Measure) -> theme.Drawing:
    """Draw the bars, marked ones by colour and bold name.

    Arguments as ``figures.RankedBars``.
    """
    # Plotly draws the first bar at the bottom.
    shown = frame.dropna(subset="value").sort_values("value")
    marked = list(shown["is_marked"])
    values = [float(value) for value in shown["value"]]
    bars = {
        "type": "bar",
        "x": values,
        "y": [f"<b>{name}</b>" if own else name for name, own in zip(shown["area_name"], marked, strict=True)],
        "orientation": "h",
        "marker": {"color": [theme.ACCENT if own else theme.CONTEXT for own in marked]},
        "text": [number(value, measure.decimals) for value in values],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [
            f"{name}: {number(value, measure.decimals)} {measure.unit}"
            for name, value in zip(shown["area_name"], values, strict=True)
        ],
        "hoverinfo": "text",
    }
    return theme.figure(
        [bars],
        height=60 + 26 * len(shown),
        xaxis={"rangemode": "tozero", "tickformat": ","},
        yaxis={"gridcolor": theme.WHITE, "rangemode": "normal"},
        margin={"r": 64},
        bargap=0.3,
    )
