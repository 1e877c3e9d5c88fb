"""Monthly series as lines, labelled at their ends; a gap is left open and named."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.figures import theme
from components.formatting import month, number, runs
from data.selection import Measure, Period, add_months


def monthly_line(
    frame: pd.DataFrame, measure: Measure, period: Period, annotations: pd.DataFrame | None = None
) -> go.Figure:
    """Draw at most four series over the months of the frame.

    frame: period_month, series, value (null in a gap); the months before ``period`` are drawn as context.
    annotations: date_from, date_to, label; each is marked on the chart and in no other way explained here.
    """
    figure = theme.base_figure(330)
    colours = (theme.ACCENT, theme.SECOND) if frame["series"].nunique() <= 2 else theme.CATEGORIES
    for name, colour in zip(frame["series"].drop_duplicates(), colours, strict=False):
        _add_series(figure, frame[frame["series"] == name], str(name), colour, measure, period)
    _add_gaps(figure, frame)
    if annotations is not None:
        _add_annotations(figure, annotations)
    _label_ends(figure)
    figure.update_yaxes(title={"text": measure.title, "standoff": 8}, tickformat=",")
    figure.update_xaxes(tickformat="%b\n%Y", range=_range(frame), nticks=10)
    figure.update_layout(margin={"r": 150})
    return figure


def _range(frame: pd.DataFrame) -> list[str]:
    first, last = frame["period_month"].min(), frame["period_month"].max()
    return [f"{first - pd.Timedelta(days=12):%Y-%m-%d}", f"{last + pd.Timedelta(days=12):%Y-%m-%d}"]


def _add_series(
    figure: go.Figure, series: pd.DataFrame, name: str, colour: str, measure: Measure, period: Period
) -> None:
    """A pale line before the period, a strong one in it, joined where they meet."""
    months = series["period_month"].dt.date
    parts = ((months <= period.first, "context"), (months >= period.first, "period"))
    for mask, part in parts:
        shown = series[mask]
        if len(shown) < 2 and part == "context":
            continue
        # The first month of the period belongs to both lines: only the strong one shows its point.
        figure.add_scatter(
            x=list(shown["period_month"]),
            y=[None if pd.isna(value) else float(value) for value in shown["value"]],
            name=name,
            mode="lines+markers",
            connectgaps=False,
            line={"color": colour, "width": 2 if part == "period" else 1.5, "dash": "solid" if part == "period" else "dot"},
            marker={"size": 6 if part == "period" else 4, "color": theme.WHITE if part == "period" else colour,
                    "line": {"color": colour, "width": 1.5}},
            text=[f"{name}<br>{month(m)}: {number(v, measure.decimals)} {measure.unit}"
                  for m, v in zip(shown["period_month"], shown["value"], strict=True)],
            hoverinfo="text",
            meta=part,
        )  # fmt: skip


def _add_gaps(figure: go.Figure, frame: pd.DataFrame) -> None:
    absent = frame.groupby("period_month")["value"].apply(lambda values: values.isna().all())
    months = [stamp.date() for stamp, is_absent in absent.items() if is_absent]
    for first, last in _runs_of(months):
        figure.add_vrect(
            x0=f"{add_months(first, -1):%Y-%m}-16",
            x1=f"{last:%Y-%m}-15",
            fillcolor=theme.GAP,
            line_width=0,
            layer="below",
            annotation={"text": f"No data<br>{runs(Period(first, last).months)}", "font": {"color": theme.INK, "size": 12},
                        "textangle": 0, "yanchor": "middle"},
            annotation_position="inside",
        )  # fmt: skip


def _runs_of(months: Sequence) -> list[tuple]:  # type: ignore[type-arg]
    found: list[tuple] = []  # type: ignore[type-arg]
    for value in months:
        if found and add_months(found[-1][1], 1) == value:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return found


def _add_annotations(figure: go.Figure, annotations: pd.DataFrame) -> None:
    """Mark events by thin lines, their labels on three levels so that neighbours stay legible."""
    for level, event in enumerate(annotations.itertuples()):
        figure.add_vline(x=f"{event.date_from:%Y-%m-%d}", line={"color": theme.MUTED, "width": 1, "dash": "dash"})
        figure.add_annotation(
            x=f"{event.date_from:%Y-%m-%d}",
            yref="paper",
            y=0.30 - 0.11 * (level % 3),
            text=event.label,
            showarrow=False,
            xanchor="left",
            xshift=3,
            bgcolor="rgba(255,255,255,0.85)",
            font={"size": 12, "color": theme.MUTED},
        )


def _label_ends(figure: go.Figure) -> None:
    """Name each series at its last point, moved apart where two would overlap."""
    ends = []
    for trace in figure.data:
        known = [(x, y) for x, y in zip(trace.x, trace.y, strict=True) if y is not None]
        if trace.meta == "period" and known:
            ends.append((known[-1][1], known[-1][0], trace.name, trace.line.color))
    top = max((y for trace in figure.data for y in trace.y if y is not None), default=1) or 1
    floor = float("-inf")
    for value, x, name, colour in sorted(ends, key=lambda end: end[0]):
        place = max(value, floor)
        floor = place + 0.075 * top
        figure.add_annotation(
            x=x, y=place, text=f"<b>{_wrapped(name)}</b>", showarrow=False, xanchor="left", xshift=8, align="left",
            font={"color": colour, "size": 12.5},
        )  # fmt: skip


def _wrapped(name: str, width: int = 20) -> str:
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
