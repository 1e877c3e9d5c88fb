"""Many series as small charts in a grid, each inside its own limits (assets/multiples.js fits it to the screen)."""

from math import ceil
from textwrap import wrap
from typing import Any

import pandas as pd

from components.figures import marks, theme
from components.figures.line_with_limits import limit_traces
from data.model.period import Period
from data.model.records import records
from data.reports.figures import SmallMultiples

COLUMNS = 4
# Heights of a cell, of its plot, and the share of a column that lies between two.
CELL_PX, PLOT_PX, GUTTER = 172, 112, 0.16
TITLE_CHARACTERS = 24
SIGN = "◆"


def small_multiples(figure: SmallMultiples) -> theme.Drawing:
    """Draw every series in a cell; a title ends with a diamond where a rule marks a month of its period."""
    frame, measure, period, is_common = figure
    rows = records(frame)
    length = max(frame["period_month"].nunique(), 1)
    series = [rows[start : start + length] for start in range(0, len(rows), length)]
    months = [row["period_month"].date() for row in rows[:length]]
    tops = [_top(part) for part in series]
    layout: dict[str, Any] = {}
    for place, (part_x, part_y) in enumerate(cells(len(series), COLUMNS)):
        number = axis_of(place)
        top = max(tops) if is_common else tops[place]
        small = {"tickfont": {"size": 11}, "nticks": 4}
        layout[f"xaxis{number}"] = {
            **theme.AXIS, **marks.month_axis(months), **small, "showgrid": False, "tickformat": "%Y",
            "dtick": "M12", "tick0": "2000-01-01", "domain": part_x, "anchor": f"y{number}", "automargin": False,
        }  # fmt: skip
        layout[f"yaxis{number}"] = {
            **theme.AXIS, **small, **marks.value_axis(measure, top), "range": [0, 1.06 * top], "domain": part_y,
            "anchor": f"x{number}", "automargin": False,
        }  # fmt: skip
    return theme.figure(
        [
            trace
            for place, part in enumerate(series)
            for trace in limit_traces(part, measure, period, axis_of(place), size=0.6)
        ],
        height=CELL_PX * ceil(len(series) / COLUMNS) + 8,
        annotations=[_title(part, period, axis_of(place)) for place, part in enumerate(series)],
        margin={"l": 40, "r": 8, "t": 0, "b": 8},
        meta={"cells": len(series), "columns": COLUMNS, "cell_px": CELL_PX, "plot_px": PLOT_PX, "gutter": GUTTER},
        **layout,
    )


def cells(count: int, columns: int) -> list[tuple[list[float], list[float]]]:
    """The domains of the axes of so many cells, row by row from the top; shares of the whole plot, 0 to 1."""
    rows = ceil(count / columns)
    width = 1 / (columns - GUTTER)
    found = []
    for place in range(count):
        row, column = divmod(place, columns)
        left = column * width
        bottom = 1 - (row * CELL_PX + CELL_PX - 24) / (rows * CELL_PX)
        found.append(([left, left + width * (1 - GUTTER)], [bottom, bottom + PLOT_PX / (rows * CELL_PX)]))
    return found


def axis_of(place: int) -> str:
    """The number of the axes of a cell, as Plotly names them."""
    return str(place + 1) if place else ""


def _top(rows: list[dict[Any, Any]]) -> float:
    known = [row[part] for row in rows for part in ("value", "upper_limit") if pd.notna(row[part])]
    return max(known, default=1) or 1


def _title(rows: list[dict[Any, Any]], period: Period, axis: str) -> dict[str, Any]:
    is_marked = any(row["signals"] for row in rows if row["period_month"].date() >= period.first)
    name = "<br>".join(wrap(rows[0]["series"], TITLE_CHARACTERS))
    sign = f' <span style="color:{theme.SIGNAL}">{SIGN}</span>' if is_marked else ""
    return titled(f"<b>{name}</b>{sign}", axis)


def titled(text: str, axis: str) -> dict[str, Any]:
    """A text above the cell of these axes."""
    return {
        "text": text, "x": 0, "y": 1, "xref": f"x{axis} domain", "yref": f"y{axis} domain", "showarrow": False,
        "align": "left", "xanchor": "left", "yanchor": "bottom", "font": {"size": 12.5, "color": theme.INK},
    }  # fmt: skip
