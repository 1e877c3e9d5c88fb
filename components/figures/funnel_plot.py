"""A funnel plot: rates of areas against their residents, inside the limits of chance."""

from textwrap import wrap
from typing import Any

import pandas as pd

from components.figures import theme
from data.model.records import records
from data.reports.figures import FunnelPlot
from data.words.formatting import number

# The limits by the names of their columns, with their dash and their words.
LIMITS = {"95": ("dot", "95%"), "998": ("solid", "99.8%")}
DRAWN = ("area_code", "area_name", "population", "rate_per_1000", "position")
# Of the plot as a phone shows it, px: what a name needs is measured there, where room is least.
HEIGHT, PLOT_WIDTH, PLOT_HEIGHT = 380, 230, 300
LINE, LINE_CHARACTERS, CHARACTER, BESIDE = 15, 20, 6.6, 10


def funnel_plot(figure: FunnelPlot) -> theme.Drawing:
    """Draw areas as points, diamonds with their names where they lie beyond the limits."""
    areas, limits, overall, chosen = figure
    rows = [row for row in records(areas, DRAWN) if row["rate_per_1000"] == row["rate_per_1000"]]
    beyond = [bool(row["position"]) and not row["position"].startswith("within") for row in rows]
    sizes = [row["population"] for row in rows]
    most = max(sizes, default=1)
    points = {
        "type": "scatter",
        "mode": "markers",
        "name": "areas",
        "x": sizes,
        "y": [row["rate_per_1000"] for row in rows],
        "marker": {
            "opacity": 1,
            "size": [12 if out else 9 for out in beyond],
            "symbol": ["diamond" if out else "circle" for out in beyond],
            "color": [_fill(out, row["area_code"] in chosen) for out, row in zip(beyond, rows, strict=True)],
            "line": {"width": 1.5, "color": [theme.SIGNAL if out else theme.ACCENT for out in beyond]},
        },
        "text": [
            f"{row['area_name']}<br>{number(row['rate_per_1000'], 1)} per 1,000 residents "
            f"({number(row['population'])})<br>{row['position']}"
            for row in rows
        ],
        "hoverinfo": "text",
    }
    top = max([*(row["rate_per_1000"] for row in rows), *limits.get("upper_998", [])], default=1)
    named = [row for row, out in zip(rows, beyond, strict=True) if out]
    return theme.figure(
        [*_curves(limits, overall), points],
        height=HEIGHT,
        annotations=_names(named, most, top) + _labels(limits, overall),
        xaxis={
            "title": theme.axis_title("residents"),
            "tickformat": ",",
            "nticks": 4,
            "tickangle": 0,
            "range": [0, 1.12 * most],
        },
        yaxis={"title": theme.axis_title("per 1,000 residents"), "tickformat": ","},
        margin={"r": 56, "b": 48, "l": 64},
    )


def _fill(is_out: bool, is_chosen: bool) -> str:
    if not is_chosen:
        return theme.WHITE
    return theme.SIGNAL if is_out else theme.ACCENT


def _curves(limits: pd.DataFrame, overall: float) -> list[dict[str, Any]]:
    along = limits["population"].tolist()
    still = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": along}
    curves = [
        {**still, "y": limits[f"{side}_{level}"].tolist(), "name": f"{side} {words} limit",
         "line": {"color": theme.CONTEXT, "width": 1.5, "dash": dash}}
        for level, (dash, words) in LIMITS.items() for side in ("lower", "upper")
    ]  # fmt: skip
    level_line = {"color": theme.MUTED, "width": 1, "dash": "dash"}
    return [*curves, {**still, "y": [overall] * len(along), "name": "all areas", "line": level_line}]


def _names(named: list[dict[Any, Any]], most: float, top: float) -> list[dict[str, Any]]:
    """The names beside their points, from the top down; one that would lie on another is moved below it.

    top: the highest value that is drawn.
    """
    placed: list[tuple[float, float, float]] = []
    found = []
    for row in sorted(named, key=lambda row: -row["rate_per_1000"]):
        lines, is_right = wrap(row["area_name"], LINE_CHARACTERS), row["population"] > most / 2
        width, half = CHARACTER * max(map(len, lines)), LINE * len(lines) / 2
        left = PLOT_WIDTH * row["population"] / (1.12 * most) + (-BESIDE - width if is_right else BESIDE)
        own = below = PLOT_HEIGHT * (1 - row["rate_per_1000"] / top)
        for start, end, bottom in sorted(placed, key=lambda one: one[2]):
            if left < end and start < left + width and below - half < bottom:
                below = bottom + half
        placed.append((left, left + width, below + half))
        found.append(_name(row, "<br>".join(lines), is_right, round(own - below)))
    return found


def _name(row: dict[Any, Any], text: str, is_right: bool, shift: int) -> dict[str, Any]:
    """The name on the side where there is room, so many px above its point."""
    return {
        "x": row["population"], "y": row["rate_per_1000"], "text": text, "showarrow": False,
        "xanchor": "right" if is_right else "left", "xshift": -BESIDE if is_right else BESIDE, "yshift": shift,
        "font": {"size": 12, "color": theme.INK}, "bgcolor": theme.VEIL,
    }  # fmt: skip


def _labels(limits: pd.DataFrame, overall: float) -> list[dict[str, Any]]:
    """The names of the limits and of the rate of all areas, at the right."""
    if limits.empty:
        return []
    last = limits.iloc[-1]
    ends = [(last[f"upper_{level}"], words) for level, (_, words) in LIMITS.items()] + [(overall, "all")]
    note = {"x": last["population"], "showarrow": False, "xanchor": "left", "xshift": 4}
    return [{**note, "y": y, "text": words, "font": {"size": 11.5, "color": theme.MUTED}} for y, words in ends]
