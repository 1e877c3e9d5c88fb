"""Monthly series as lines, labelled at their ends; a gap is left open and named."""

from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.figures import theme
from components.formatting import month, number, runs
from data.selection import Measure, Period, add_months, unbroken

# Room for the names at the ends of lines, and the share of the height that a line of a name takes.
END_LABEL_PX, END_LABEL_CHARACTERS = 150, 20
LINE_SHARE = 0.065


def monthly_line(
    frame: pd.DataFrame, measure: Measure, period: Period, annotations: pd.DataFrame | None = None
) -> go.Figure:
    """Draw at most four series over the months of the frame.

    frame: period_month, series, value (null in a gap); the months before ``period`` are drawn as context.
    annotations: date_from, date_to, label; each is marked on the chart and in no other way explained here.
    """
    figure = theme.base_figure(330)
    names = list(frame["series"].drop_duplicates())
    colours = dict(zip(names, series_colours(len(names)), strict=False))
    for name, colour in colours.items():
        _add_series(figure, frame[frame["series"] == name], colour, measure, period)
    _add_gaps(figure, frame)
    if annotations is not None:
        _add_annotations(figure, annotations, frame["period_month"].min())
    _label_ends(figure, frame.dropna(subset="value"), colours)
    figure.update_yaxes(tickformat=",")
    figure.update_xaxes(tickformat="%b\n%Y", range=_range(frame), nticks=8, tickangle=0)
    figure.update_layout(margin={"r": END_LABEL_PX})
    return figure


def series_colours(count: int) -> tuple[str, ...]:
    """The colours of so many series, in their order."""
    return (theme.ACCENT, theme.SECOND) if count <= 2 else theme.CATEGORIES


def _range(frame: pd.DataFrame) -> list[str]:
    first, last = frame["period_month"].min(), frame["period_month"].max()
    return [f"{first - pd.Timedelta(days=12):%Y-%m-%d}", f"{last + pd.Timedelta(days=12):%Y-%m-%d}"]


def _add_series(figure: go.Figure, series: pd.DataFrame, colour: str, measure: Measure, period: Period) -> None:
    """A dotted line before the period, a full one in it, joined where they meet."""
    months = series["period_month"].dt.date
    if (months < period.first).any():
        line = {"color": colour, "width": 1.5, "dash": "dot"}
        _add_line(figure, series[months <= period.first], measure, line, {"size": 4, "color": colour})
    marker = {"size": 6, "color": theme.WHITE, "line": {"color": colour, "width": 1.5}}
    _add_line(figure, series[months >= period.first], measure, {"color": colour, "width": 2}, marker)


def _add_line(
    figure: go.Figure, series: pd.DataFrame, measure: Measure, line: dict[str, Any], marker: dict[str, Any]
) -> None:
    figure.add_scatter(
        x=list(series["period_month"]),
        y=[None if pd.isna(value) else float(value) for value in series["value"]],
        name=series["series"].iloc[0],
        mode="lines+markers",
        connectgaps=False,
        line=line,
        marker=marker,
        text=[
            f"{row.series}<br>{month(row.period_month)}: {number(row.value, measure.decimals)} {measure.unit}"
            for row in series.itertuples()
        ],
        hoverinfo="text",
    )


def _add_gaps(figure: go.Figure, frame: pd.DataFrame) -> None:
    """Shade and name the months in which no series has a value."""
    is_absent = frame["value"].isna().groupby(frame["period_month"]).all()
    for gap in unbroken(stamp.date() for stamp in is_absent.index[is_absent]):
        middle = pd.Timestamp(gap.first) + (pd.Timestamp(gap.last) - pd.Timestamp(gap.first)) / 2
        figure.add_shape(
            {
                "type": "rect",
                "x0": f"{add_months(gap.first, -1):%Y-%m}-16",
                "x1": f"{gap.last:%Y-%m}-15",
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "fillcolor": theme.GAP,
                "line": {"width": 0},
                "layer": "below",
            }
        )
        figure.add_annotation(
            x=f"{middle:%Y-%m-%d}", y=0.5, yref="paper", text=f"No data<br>{runs(gap.months)}", showarrow=False,
            font={"color": theme.INK, "size": 12},
        )  # fmt: skip


def _add_annotations(figure: go.Figure, annotations: pd.DataFrame, first: pd.Timestamp) -> None:
    """Mark events by thin lines, their labels on three levels so that neighbours stay legible."""
    for level, event in enumerate(annotations.itertuples()):
        x = f"{max(event.date_from, first):%Y-%m-%d}"
        line = {"color": theme.MUTED, "width": 1, "dash": "dash"}
        figure.add_shape({"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line})
        figure.add_annotation(
            x=x, y=0.30 - 0.11 * (level % 3), yref="paper", text=event.label, showarrow=False, xanchor="left", xshift=3,
            bgcolor=theme.VEIL, font={"size": 12, "color": theme.MUTED},
        )  # fmt: skip


def _label_ends(figure: go.Figure, known: pd.DataFrame, colours: dict[str, str]) -> None:
    """Name each series at its last point, moved up where two names would overlap."""
    floor, top = float("-inf"), known["value"].astype(float).max() or 1
    for row in known.groupby("series").tail(1).sort_values("value").itertuples():
        text = "<br>".join(wrap(row.series, END_LABEL_CHARACTERS))
        half = LINE_SHARE * top * (1 + text.count("<br>")) / 2
        place = max(float(row.value), floor + half)
        floor = place + half
        figure.add_annotation(
            name="end-label", x=row.period_month, y=place, text=f"<b>{text}</b>", showarrow=False, xanchor="left",
            xshift=8, align="left", font={"color": colours[row.series], "size": 12.5},
        )  # fmt: skip
