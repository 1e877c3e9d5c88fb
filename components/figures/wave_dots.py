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
    """Draw question, before_pct, now_pct, difference_points (percentage points); the first row on top.

    frame carries is_up_bad, null where neither way is worse, and before_end and now_end (DATE): the waves,
    named above the rows.
    """
    # Questions stand above their rows, not beside them: a phone has no room at the side.
    rows = frame.assign(place=range(len(frame) - 1, -1, -1))
    joins = [
        {"type": "scatter", "x": [row.before_pct, row.now_pct], "y": [row.place, row.place], "mode": "lines",
         "hoverinfo": "skip", "line": {"color": theme.CONTEXT, "width": 3}}
        for row in rows.itertuples()
    ]  # fmt: skip
    dots = [
        {"type": "scatter", "x": list(rows[column]), "y": list(rows["place"]), "mode": "markers", "hoverinfo": "text",
         "marker": {"color": colour, "size": 12, "symbol": symbol}, "text": [f"{value:.0f}%" for value in rows[column]]}
        for column, colour, symbol in (("before_pct", theme.SECOND, "diamond"), ("now_pct", theme.ACCENT, "circle"))
    ]  # fmt: skip
    return theme.figure(
        joins + dots,
        height=60 + ROW_PX * len(rows),
        annotations=[label for row in rows.itertuples() for label in _labels(row)] + [_wave_names(frame.iloc[0])],
        xaxis={"range": [0, 100], "ticksuffix": "%", "showgrid": True, "dtick": 25},
        yaxis={"range": [-0.4, len(rows) - 0.3], "showgrid": False, "visible": False},
        margin={"l": 16, "r": 16, "t": 36},
    )


def _labels(row: Any) -> list[dict[str, Any]]:
    """The question above its row, the difference to the right of it."""
    words = f"{row.question} (up is worse)" if row.is_up_bad is True else row.question
    text = "<br>".join(wrap(words, LINE_CHARACTERS))
    question = {"x": 0, "xref": "paper", "y": row.place + 0.14, "yanchor": "bottom", "text": text, "align": "left",
                "bgcolor": theme.WHITE}  # fmt: skip
    difference = {"x": max(row.before_pct, row.now_pct), "y": row.place, "xshift": 10,
                  "text": f"<b>{signed(row.difference_points, 0)}</b>"}  # fmt: skip
    return [{**label, "xanchor": "left", "showarrow": False} for label in (question, difference)]


def _wave_names(row: pd.Series) -> dict[str, Any]:
    waves = (("before_end", theme.SECOND, "◆"), ("now_end", theme.ACCENT, "●"))
    text = "   ".join(
        f"<span style='color:{colour}'>{symbol}</span> year to {month(row[end])}" for end, colour, symbol in waves
    )
    return {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "yshift": 28, "text": text, "showarrow": False,
            "xanchor": "left"}  # fmt: skip
