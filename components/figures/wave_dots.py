"""Two waves of a survey, question by question, each with its interval, joined by the difference between them."""

from textwrap import wrap
from typing import Any

import pandas as pd

from components.figures import theme
from data.reports.figures import WaveDots
from data.words.formatting import month, number, signed
from data.words.verdicts import SIGNS

ROW_PX = 84
LINE_CHARACTERS = 42
# A row has room for a question of two lines; each further one takes this share of a row.
ROW_LINES, LINE = 2, 0.22
# Waves stand a little apart, so that their whiskers do not hide one another.
WAVES = (("before", 0.1, theme.EDGE, "diamond", "◆"), ("now", -0.1, theme.ACCENT, "circle", "●"))


def wave_dots(figure: WaveDots) -> theme.Drawing:
    """Draw each question's answers as two dots, their whiskers and their difference."""
    frame = figure.frame
    # Questions stand above their rows, not beside them: a phone has no room at the side.
    room = [1 + LINE * max(len(_question(row)) - ROW_LINES, 0) for row in frame.itertuples()]
    rows = frame.assign(place=[sum(room[place + 1 :]) for place in range(len(room))])
    joins = [
        {"type": "scatter", "x": [row.before_pct, row.now_pct], "y": [row.place + apart for _, apart, *_ in WAVES],
         "mode": "lines", "hoverinfo": "skip", "line": {"color": theme.CONTEXT, "width": 3}}
        for row in rows.itertuples()
    ]  # fmt: skip
    return theme.figure(
        joins + [_dots(rows, *wave) for wave in WAVES],
        height=60 + round(ROW_PX * sum(room)),
        annotations=[label for row in rows.itertuples() for label in _labels(row)] + [_wave_names(frame.iloc[0])],
        xaxis={"range": [0, 100], "ticksuffix": "%", "showgrid": True, "dtick": 25},
        yaxis={"range": [-0.4, sum(room) - 0.3], "showgrid": False, "visible": False},
        margin={"l": 16, "r": 16, "t": 36},
    )


def _dots(rows: pd.DataFrame, wave: str, apart: float, colour: str, symbol: str, _sign: str) -> dict[str, Any]:
    """The estimates of one wave, with their whiskers."""
    rows = rows[rows[f"{wave}_pct"].notna()]
    values, lower, upper = (rows[f"{wave}_{name}"].astype(float) for name in ("pct", "lower_pct", "upper_pct"))
    whisker = {"type": "data", "symmetric": False, "color": colour, "thickness": 1.5, "width": 4,
               "array": _known(upper - values), "arrayminus": _known(values - lower)}  # fmt: skip
    texts = [
        f"{number(value)}%" + (f" (95% interval {number(low)} to {number(high)})" if pd.notna(low) else "")
        for value, low, high in zip(values, lower, upper, strict=True)
    ]
    return {"type": "scatter", "x": list(values), "y": list(rows["place"] + apart), "mode": "markers", "text": texts,
            "hoverinfo": "text", "marker": {"color": colour, "size": 11, "symbol": symbol},
            "error_x": whisker}  # fmt: skip


def _known(lengths: pd.Series) -> list[float | None]:
    return [None if pd.isna(length) else float(length) for length in lengths]


def _question(row: Any) -> list[str]:
    """The question, line by line, and which way is worse where that is not the way down."""
    is_up_bad = pd.notna(row.is_up_bad) and bool(row.is_up_bad)
    return wrap(f"{row.question} (up is worse)" if is_up_bad else row.question, LINE_CHARACTERS)


def _labels(row: Any) -> list[dict[str, Any]]:
    """The question above its row, the difference and the sign of its verdict to the right of it."""
    text = "<br>".join(_question(row))
    question = {"x": 0, "xref": "paper", "y": row.place + 0.2, "yanchor": "bottom", "text": text, "align": "left",
                "bgcolor": theme.WHITE}  # fmt: skip
    ends = [row.before_pct, row.now_pct, row.before_upper_pct, row.now_upper_pct]
    points = f"<b>{signed(row.difference_points, 0)}</b> " if pd.notna(row.difference_points) else ""
    difference = {"x": max(end for end in ends if pd.notna(end)), "y": row.place, "xshift": 10,
                  "text": points + SIGNS[row.verdict]}  # fmt: skip
    return [{**label, "xanchor": "left", "showarrow": False} for label in (question, difference)]


def _wave_names(row: pd.Series) -> dict[str, Any]:
    text = "   ".join(
        f"<span style='color:{colour}'>{sign}</span> year to {month(row[f'{wave}_end'])}"
        for wave, _, colour, _, sign in WAVES
    )
    return {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "yshift": 28, "text": text, "showarrow": False,
            "xanchor": "left"}  # fmt: skip
