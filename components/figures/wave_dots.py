"""Two waves of a survey, question by question, joined by the difference between them."""

from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.figures import theme
from components.formatting import month, signed

ROW_PX = 76
LINE_CHARACTERS = 42


def wave_dots(frame: pd.DataFrame) -> go.Figure:
    """Draw question, is_up_bad, before_pct, now_pct, difference_points (percentage points); the first row on top.

    frame also carries before_end and now_end (DATE): the waves, named above the rows.
    """
    rows = frame.assign(place=range(len(frame) - 1, -1, -1))
    figure = theme.base_figure(60 + ROW_PX * len(rows))
    for row in rows.itertuples():
        figure.add_scatter(
            x=[row.before_pct, row.now_pct], y=[row.place, row.place], mode="lines", hoverinfo="skip",
            line={"color": theme.CONTEXT, "width": 3},
        )  # fmt: skip
        _label(figure, row)
    for column, colour, symbol in (("before_pct", theme.SECOND, "diamond"), ("now_pct", theme.ACCENT, "circle")):
        figure.add_scatter(
            x=list(rows[column]),
            y=list(rows["place"]),
            mode="markers",
            marker={"color": colour, "size": 12, "symbol": symbol},
            text=[f"{value:.0f}%" for value in rows[column]],
            hoverinfo="text",
        )
    _name_waves(figure, frame.iloc[0])
    figure.update_xaxes(range=[0, 100], ticksuffix="%", showgrid=True, dtick=25)
    figure.update_yaxes(range=[-0.4, len(rows) - 0.3], showgrid=False, visible=False)
    figure.update_layout(margin={"l": 16, "r": 16, "t": 36})
    return figure


def _label(figure: go.Figure, row: Any) -> None:
    """The question above its row, the difference to the right of it."""
    words = f"{row.question} (up is worse)" if row.is_up_bad else row.question
    text = "<br>".join(wrap(words, LINE_CHARACTERS))
    figure.add_annotation(
        x=0, xref="paper", y=row.place + 0.14, yanchor="bottom", text=text,
        showarrow=False, xanchor="left", align="left", bgcolor=theme.WHITE,
    )  # fmt: skip
    figure.add_annotation(
        x=max(row.before_pct, row.now_pct), y=row.place, text=f"<b>{signed(row.difference_points, 0)}</b>",
        showarrow=False, xanchor="left", xshift=10,
    )  # fmt: skip


def _name_waves(figure: go.Figure, row: pd.Series) -> None:
    waves = (("before_end", theme.SECOND, "◆"), ("now_end", theme.ACCENT, "●"))
    text = "   ".join(
        f"<span style='color:{colour}'>{symbol}</span> year to {month(row[end])}" for end, colour, symbol in waves
    )
    figure.add_annotation(x=0, xref="paper", y=1, yref="paper", yshift=28, text=text, showarrow=False, xanchor="left")
