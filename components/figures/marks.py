"""What charts over months mark beside their lines: gaps, events, the chosen period and the names of lines."""

from collections.abc import Sequence
from datetime import date, timedelta
from textwrap import wrap
from typing import Any, NamedTuple

import pandas as pd

from components.figures import theme
from data.model.measure import Measure
from data.model.period import Period, add_months, unbroken
from data.words.formatting import runs

# Room for the names at the ends of lines, and the share of the height that a line of a name takes.
END_LABEL_PX, END_LABEL_CHARACTERS = 150, 18
LINE_SHARE = 0.065
# A line of the name of a gap: of eight months of 24 it fits a phone.
GAP_CHARACTERS = 10
# Up to so many an axis of whole numbers would have halves between them.
FEW = 4
# More names of months than this do not stand beside each other on a phone.
MOST_TICKS = 8

Marks = tuple[list[dict[str, Any]], list[dict[str, Any]]]


class End(NamedTuple):
    """The end of a line, and what is written beside it."""

    value: float
    month: date
    text: str
    colour: str
    is_bold: bool = True


def month_axis(months: Sequence[date]) -> dict[str, Any]:
    """The axis of dates from the first to the last of ``months``, with room at both ends and no tick within a month."""
    ends = [f"{months[0] - timedelta(days=16)}", f"{months[-1] + timedelta(days=16)}"]
    ticks = {"dtick": "M1"} if len(months) <= MOST_TICKS else {"nticks": MOST_TICKS}
    return {"type": "date", "tickformat": "%b\n%Y", "range": ends, "tickangle": 0, **ticks}


def value_axis(measure: Measure, top: float) -> dict[str, Any]:
    """The ticks of an upright axis to ``top``: of what is counted whole ones alone."""
    return {"tickformat": ",", **({"dtick": 1} if measure.decimals == 0 and top <= FEW else {})}


def edges(period: Period) -> tuple[str, str]:
    """The middle of the month before and of the last month: between points, where shades meet."""
    return f"{add_months(period.first, -1):%Y-%m}-16", f"{period.last:%Y-%m}-15"


def gaps(absent: Sequence[date]) -> Marks:
    """Shades and names of the months in which no series has a value."""
    found = unbroken(absent)
    shade = {
        "type": "rect",
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": theme.GAP,
        "line": {"width": 0},
        "layer": "below",
    }
    shapes = [{**shade, **dict(zip(("x0", "x1"), edges(gap), strict=True))} for gap in found]
    note = {"y": 0.5, "yref": "paper", "showarrow": False, "font": {"color": theme.INK, "size": 12}}
    middles = [gap.first + (gap.last - gap.first) / 2 for gap in found]
    notes = [
        {**note, "x": f"{middle:%Y-%m-%d}", "text": "<br>".join(["No data", *wrap(runs(gap.months), GAP_CHARACTERS)])}
        for gap, middle in zip(found, middles, strict=True)
    ]
    return shapes, notes


def events(annotations: pd.DataFrame, months: Sequence[date]) -> Marks:
    """Thin lines at events, and their labels on three levels so that neighbours stay legible.

    A label in the last third of the months stands before its line: after it a narrow chart has no room.
    """
    days = [max(stamp.date(), months[0]) for stamp in annotations["date_from"]]
    dates, late = [day.isoformat() for day in days], months[2 * len(months) // 3]
    style = {"color": theme.MUTED, "width": 1, "dash": "dash"}
    lines = [{"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": style} for x in dates]
    note = {"yref": "paper", "showarrow": False, "bgcolor": theme.VEIL, "font": {"size": 12, "color": theme.MUTED}}
    after, before = {"xanchor": "left", "xshift": 3}, {"xanchor": "right", "xshift": -3}
    labels = [
        {**note, **(before if day >= late else after), "x": x, "y": 0.30 - 0.11 * (level % 3), "text": label}
        for level, (day, x, label) in enumerate(zip(days, dates, annotations["label"], strict=True))
    ]
    return lines, labels


def chosen_period(period: Period) -> Marks:
    """A bar above the months of the period, and its name."""
    start, end = edges(period)
    line = {"color": theme.ACCENT, "width": 5}
    bar = {"type": "line", "x0": start, "x1": end, "y0": 1, "y1": 1, "yref": "paper", "line": line}
    note = {
        "x": start,
        "y": 1,
        "yref": "paper",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 3,
    }
    return [bar], [{**note, "text": "chosen period", "font": {"size": 12, "color": theme.ACCENT}}]


def end_labels(ends: Sequence[End], top: float) -> list[dict[str, Any]]:
    """What is written at the ends of lines, moved up where two would overlap; top: the highest value drawn."""
    labels, floor = [], float("-inf")
    for end in sorted(ends):
        text = "<br>".join(wrap(end.text, END_LABEL_CHARACTERS))
        half = LINE_SHARE * (top or 1) * (1 + text.count("<br>")) / 2
        place = max(end.value, floor + half)
        floor = place + half
        labels.append(
            {
                "name": "end-label", "x": end.month.isoformat(), "y": place, "showarrow": False, "xanchor": "left",
                "xshift": 8, "align": "left", "text": f"<b>{text}</b>" if end.is_bold else text,
                "font": {"color": theme.WORDS.get(end.colour, end.colour), "size": 12.5 if end.is_bold else 11.5},
            }
        )  # fmt: skip
    return labels
