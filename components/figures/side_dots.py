"""Categories one below the other, each with the figures of two or three sides."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from components.figures import theme
from components.formatting import number
from data.selection import Measure

ROW_PX = 34
STYLES = (("circle", theme.ACCENT, "●"), ("diamond", theme.SECOND, "◆"), ("square", theme.CATEGORIES[1], "■"))


def side_dots(frame: pd.DataFrame, category: str, sides: Mapping[str, str], measure: Measure) -> go.Figure:
    """Draw a row for each ``category`` with a mark for each side, the first row on top and the sides named above.

    frame: category and a column a side, null where there is no figure; sides: the name of each of at most three columns.
    """
    rows = frame.iloc[::-1]
    names = [str(name) for name in rows[category]]
    values = rows[list(sides)].astype(float)
    joins = [
        {"type": "scatter", "x": [low, high], "y": [name, name], "mode": "lines", "hoverinfo": "skip",
         "line": {"color": theme.LINE, "width": 4}}
        for low, high, name in zip(values.min(axis=1), values.max(axis=1), names, strict=True)
    ]  # fmt: skip
    dots = [
        {"type": "scatter", "x": list(values[column]), "y": names, "mode": "markers", "name": words,
         "hoverinfo": "text", "marker": {"size": 11, "symbol": symbol, "color": colour},
         "text": [f"{words}<br>{name}: {number(value, measure.decimals)} {measure.unit}"
                  for name, value in zip(names, values[column], strict=True)]}
        for (column, words), (symbol, colour, _) in zip(sides.items(), STYLES, strict=False)
    ]  # fmt: skip
    key = "   ".join(
        f"<span style='color:{colour}'>{sign}</span> {words}"
        for words, (_, colour, sign) in zip(sides.values(), STYLES, strict=False)
    )
    return theme.figure(
        joins + dots,
        height=70 + ROW_PX * len(rows),
        annotations=[{"x": 0, "xref": "paper", "y": 1, "yref": "paper", "yshift": 24, "text": key, "showarrow": False,
                      "xanchor": "left"}],
        xaxis={"rangemode": "tozero", "showgrid": True, "nticks": 6},
        yaxis={"showgrid": False, "rangemode": "normal"},
        margin={"t": 36},
    )  # fmt: skip
