"""Charts over months and other categories, of the figures of a report."""

import calendar
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

import pandas as pd

from data.model.period import Period
from data.model.records import records
from data.outputs import palette
from data.outputs.slides.axes import axis, share_of
from data.outputs.slides.boxes import Axis, Chart, Series
from data.reports import figures
from data.words.formatting import month, number
from data.words.prose import speaker

say = speaker("briefing")

LABEL_PT = 12.0
PAGE_PX = 1184
# The share of the height that a label at the end of a line takes.
LABEL_SHARE = 0.06
# A label wider than this share of the page is broken into lines; one of more lines than so many is the number alone.
LINE_SHARE, MOST_LINES = 0.13, 3
Values = Sequence[float | None]


def known(values: Sequence[Any]) -> list[float | None]:
    """Numbers, None where there is none."""
    return [None if pd.isna(value) else float(value) for value in values]


def monthly_line(figure: figures.MonthlyLine) -> Chart:
    """A line a series, dotted before the period, each with its name at its end."""
    months = [stamp.date() for stamp in figure.frame["period_month"].drop_duplicates()]
    names = list(figure.frame["series"].drop_duplicates())
    colours = (palette.ACCENT, palette.SECOND) if len(names) <= 2 else palette.CATEGORIES
    series: list[Series] = []
    for name, colour in zip(names, colours, strict=False):
        values = known(list(figure.frame.loc[figure.frame["series"] == name, "value"]))
        last = next((value for value in reversed(values) if value is not None), None)
        shown = f"{name} {number(last, figure.measure.decimals)}" if last is not None else ""
        series += _line(name, months, values, colour, figure.period, shown)
    return _over(months, series, figure.measure.unit)


def line_with_limits(figure: figures.LineWithLimits) -> Chart:
    """One line inside its limits, unusual months as diamonds."""
    rows = records(figure.frame)
    return _limited(rows, figure.period, figure.measure.unit, figure.measure.decimals)


def small_multiples(figure: figures.SmallMultiples) -> list[Chart]:
    """A chart a series."""
    rows = records(figure.frame)
    length = max(figure.frame["period_month"].nunique(), 1)
    charts = [_limited(rows[start : start + length], figure.period, "", None) for start in range(0, len(rows), length)]
    if figure.is_common:
        highest = max((chart.y for chart in charts), key=lambda one: one.high)
        charts = [chart._replace(y=highest) for chart in charts]
    return [
        chart._replace(title=rows[place * length]["series"], room=(0.16, 0.16, 0.03, 0.17))
        for place, chart in enumerate(charts)
    ]


def wave_lines(figure: figures.WaveLines) -> list[Chart]:
    """A chart a question, with what chance leaves open as two thin lines."""
    edge: dict[str, Any] = {"colour": palette.CONTEXT, "line": 1.0}
    charts = []
    for question, rows in figure.frame.groupby("question", sort=False):
        series = [
            Series(say("upper_of", level="95%"), known(list(rows["upper_ci_pct"])), **edge),
            Series(say("lower_of", level="95%"), known(list(rows["lower_ci_pct"])), **edge),
            Series(str(question), known(list(rows["estimate_pct"])), line=2.25, marker="circle"),
        ]
        chart = _over([month(end) for end in rows["wave_end"]], series, "")
        share = Axis(low=0, high=100, step=50, suffix="%")
        charts.append(chart._replace(title=str(question), y=share, room=(0.16, 0.16, 0.03, 0.17)))
    return charts


def month_profile(figure: figures.MonthProfile) -> Chart:
    """The months of the year between their lowest and highest year."""
    profile = figure.profile
    names = [calendar.month_abbr[month] for month in profile["month"]]
    edge: dict[str, Any] = {"colour": palette.CONTEXT, "line": 1.0, "dash": "dash"}
    series = [
        Series(say("highest_year"), known(profile["highest_index"]), **edge),
        Series(say("lowest_year"), known(profile["lowest_index"]), **edge),
        Series(say("mean_year"), known(profile["index"]), line=2.25, marker="circle"),
    ]
    return _over(names, series, say("mean_month"))


def count_bars(figure: figures.CountBars) -> Chart:
    """Bars in their order."""
    frame = figure.frame
    return bars(list(frame["label"]), known(frame["value"]), [True] * len(frame), 0)


def bars(names: Sequence[str], values: Values, marked: Sequence[bool], decimals: int) -> Chart:
    """Bars from zero with their numbers, the marked ones in full colour."""
    colours = [palette.ACCENT if own else palette.CONTEXT for own in marked]
    texts = [number(value, decimals) for value in values]
    left = share_of(names, LABEL_PT, PAGE_PX)
    series = Series(say("value"), values, labels=texts)
    x = axis(values, is_seen=False)
    return Chart(
        "bar", [series], names, x=x, colours=colours, room=(left, 0.01, share_of(texts, LABEL_PT, PAGE_PX), 0.01)
    )


def sparkline(figure: figures.Sparkline) -> Chart:
    """The values from zero."""
    return _over(
        [str(place + 1) for place in range(len(figure.values))], [Series("", known(figure.values), line=2)], ""
    )


def _limited(rows: Sequence[dict[Any, Any]], period: Period, unit: str, decimals: int | None) -> Chart:
    """decimals: of the label at the end, None for none."""
    months = [row["period_month"].date() for row in rows]
    values = known([row["value"] for row in rows])
    name = str(rows[0]["series"]) if rows else ""
    edge: dict[str, Any] = {"colour": palette.CONTEXT, "line": 1.0}
    series = []
    if any(pd.notna(row["centre"]) for row in rows):
        for column in ("upper_limit", "lower_limit"):
            limits = known([row[column] for row in rows])
            series.append(Series(say(column), limits, **edge, label=say(column) if decimals is not None else ""))
        series.append(
            Series(say("centre"), known([row["centre"] for row in rows]), palette.MUTED, line=1.0, dash="dash")
        )
    last = next((value for value in reversed(values) if value is not None), None)
    label = "" if decimals is None or last is None else f"{name} {number(last, decimals)}"
    if _lines(label) > MOST_LINES:
        label = number(last, decimals or 0)
    series += _line(name, months, values, palette.ACCENT, period, label)
    marked = [value if row["signals"] else None for value, row in zip(values, rows, strict=True)]
    if any(value is not None for value in marked):
        series.append(Series(say("unusual"), marked, palette.SIGNAL, marker="diamond", size=8 if label else 6))
    return _over(months, series, unit)


def _line(name: str, months: Sequence[date], values: Values, colour: str, period: Period, label: str) -> list[Series]:
    """A full line in the period, before it a dotted one that meets it."""
    start = next((place for place, month in enumerate(months) if month >= period.first), 0)
    full = [value if place >= start else None for place, value in enumerate(values)]
    found = [Series(name, full, colour, line=2.25, label=label)]
    if start:
        before = [value if place <= start else None for place, value in enumerate(values)]
        found.insert(0, Series(say("before", name=name), before, colour, line=1.5, dash="dot"))
    return found


def _lines(label: str) -> int:
    """In how many lines a label stands."""
    return ceil(share_of([label], LABEL_PT, PAGE_PX, 1, is_bold=True) / LINE_SHARE)


def _apart(series: Sequence[Series], values: Values) -> list[Series]:
    """The series, those of which the label would lie on that of a bolder one without it."""
    line = LABEL_SHARE * (axis(values).high - axis(values).low)
    taken: list[tuple[float, float]] = []
    kept = list(series)
    for place in sorted(range(len(kept)), key=lambda one: -kept[one].line):
        last = next((value for value in reversed(kept[place].ys) if value is not None), None)
        if last is None or not kept[place].label:
            continue
        high = line * _lines(kept[place].label)
        if any(abs(last - other) < (high + its) / 2 for other, its in taken):
            kept[place] = kept[place]._replace(label="")
        else:
            taken.append((last, high))
    return kept


def _over(categories: Sequence[date] | Sequence[str], series: Sequence[Series], title: str) -> Chart:
    values = [value for one in series for value in one.ys]
    series = _apart(series, values)
    labels = [one.label for one in series if one.label]
    right = share_of(labels, LABEL_PT, PAGE_PX, 0.25, is_bold=True) if labels else 0.03
    return Chart("line", series, categories, y=axis(values, title), room=(0.07, 0.03, right, 0.1))
