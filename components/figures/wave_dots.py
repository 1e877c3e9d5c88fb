"""Two waves of a survey, question by question, joined by the difference between them."""

import pandas as pd
import plotly.graph_objects as go

from components.figures import theme
from components.formatting import month, signed


def wave_dots(frame: pd.DataFrame) -> go.Figure:
    """Draw question, before_pct, now_pct, difference_points (percentage points); the first row on top.

    frame also carries before_end and now_end (DATE): the waves, named at the top row.
    """
    rows = frame.iloc[::-1]
    figure = theme.base_figure(70 + 54 * len(rows))
    for row in rows.itertuples():
        figure.add_scatter(
            x=[row.before_pct, row.now_pct], y=[row.label, row.label], mode="lines", hoverinfo="skip",
            line={"color": theme.CONTEXT, "width": 3},
        )  # fmt: skip
    for column, colour, symbol in (("before_pct", theme.SECOND, "diamond"), ("now_pct", theme.ACCENT, "circle")):
        figure.add_scatter(
            x=list(rows[column]),
            y=list(rows["label"]),
            mode="markers",
            marker={"color": colour, "size": 12, "symbol": symbol},
            text=[f"{value:.0f}%" for value in rows[column]],
            hoverinfo="text",
        )
    _label(figure, frame)
    figure.update_xaxes(range=[0, 100], ticksuffix="%", showgrid=True, side="bottom")
    figure.update_yaxes(rangemode="normal", showgrid=False, ticklabelstandoff=8)
    figure.update_layout(margin={"l": 16, "r": 16, "t": 40})
    return figure


def _label(figure: go.Figure, frame: pd.DataFrame) -> None:
    for row in frame.itertuples():
        right = max(row.before_pct, row.now_pct)
        figure.add_annotation(
            x=right, y=row.label, text=f"<b>{signed(row.difference_points, 0)}</b> points", showarrow=False,
            xanchor="left", xshift=12, font={"size": 13},
        )  # fmt: skip
    top = frame.iloc[0]
    pair = (("before", theme.SECOND, "◆"), ("now", theme.ACCENT, "●"))
    text = "   ".join(
        f"<span style='color:{colour}'>{symbol}</span> year to {month(top[f'{name}_end'])}" for name, colour, symbol in pair
    )
    figure.add_annotation(x=0, xref="paper", y=1, yref="paper", yshift=28, text=text, showarrow=False, xanchor="left")
