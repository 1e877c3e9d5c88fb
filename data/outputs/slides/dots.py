"""Charts of dots, with intervals and without, of the figures of a report."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.model.records import records
from data.outputs import palette
from data.outputs.slides.axes import axis
from data.outputs.slides.boxes import Axis, Chart, Series
from data.outputs.slides.lines import bars, known, say
from data.reports import figures
from data.words.formatting import month, number, signed
from data.words.verdicts import SIGNS

# A diamond is what stands out.
MARKERS = ("circle", "square", "cross")
# More bars than this are not read: they are dots along one line.
MOST_BARS = 24


def interval_dots(figure: figures.IntervalDots) -> Chart:
    """Dots on their intervals, one row each."""
    rows = records(figure.frame)
    places = _places(len(rows))
    values = [row[name] for row in rows for name in ("lower", "upper", "value")]
    # Where it need not begin at zero it has a line there.
    x = axis([*values, 0], figure.unit)
    series: list[Series] = []
    for own, colour in ((False, palette.CONTEXT), (True, palette.ACCENT)):
        of = [(row, place) for row, place in zip(rows, places, strict=True) if bool(row["is_marked"]) is own]
        series += _with_intervals(of, ("value", "lower", "upper"), say("marked" if own else "others"), colour)
    names = [str(row["area_name"]).replace("<br>", " ") for row in rows]
    return _in_rows(series, names, x, [str(row["label"]) for row in rows])


def side_dots(figure: figures.SideDots) -> Chart:
    """A row a category, a mark a side."""
    frame, places = figure.frame, _places(len(figure.frame))
    colours = palette.CATEGORIES
    series = [
        Series(words, places, colour, known(frame[column]), marker=marker, size=8)
        for (column, words), colour, marker in zip(figure.sides.items(), colours, MARKERS, strict=False)
    ]
    x = axis([value for one in series for value in one.xs], figure.measure.unit)
    return _in_rows(series, list(frame["offence_group"]), x, has_key=True)


def wave_dots(figure: figures.WaveDots) -> Chart:
    """A row a question, two waves with their intervals, the difference at the right."""
    rows = records(figure.frame)
    places = _places(len(rows))
    series: list[Series] = []
    for wave, apart, colour, marker in (("before", 0.14, palette.SECOND, 1), ("now", -0.14, palette.ACCENT, 0)):
        of = [(row, place + apart) for row, place in zip(rows, places, strict=True) if pd.notna(row[f"{wave}_pct"])]
        columns = (f"{wave}_pct", f"{wave}_lower_pct", f"{wave}_upper_pct")
        named = say("year_to", month=month(rows[0][f"{wave}_end"]))
        series += _with_intervals(of, columns, named, colour, MARKERS[marker])
    ends = [
        f"{signed(row['difference_points'], 0)} {SIGNS[row['verdict']]}"
        if pd.notna(row["difference_points"])
        else SIGNS[row["verdict"]]
        for row in rows
    ]
    x = Axis(low=0, high=100, step=25, suffix="%")
    return _in_rows(series, [str(row["question"]) for row in rows], x, ends, has_key=True)


def strip_dots(figure: figures.StripDots) -> Chart:
    """Bars, the marked ones in full colour; of very many areas dots along one line."""
    shown = figure.frame.dropna(subset="value").sort_values("value", ascending=False)
    if len(shown) <= MOST_BARS:
        marked, decimals = list(shown["is_marked"]), figure.measure.decimals
        return bars(list(shown["area_name"]), known(shown["value"]), marked, decimals)
    series = []
    for own, colour in ((False, palette.CONTEXT), (True, palette.ACCENT)):
        of = shown[shown["is_marked"] == own]
        label = (
            f"{of['area_name'].iloc[0]} {number(of['value'].iloc[0], figure.measure.decimals)}"
            if own and len(of)
            else ""
        )
        name = say("marked" if own else "others")
        series.append(Series(name, [0.0] * len(of), colour, known(of["value"]), marker="circle", size=9, label=label))
    return _in_rows(series, [""], axis(list(shown["value"]), figure.measure.unit))


def funnel_plot(figure: figures.FunnelPlot) -> Chart:
    """Areas by residents and rate, with the limits of chance."""
    rows = records(figure.areas.dropna(subset=["rate_per_1000"]))
    along = known(figure.limits["population"]) if len(figure.limits) else []
    series = []
    for level, words, dash in (("998", "99.8%", ""), ("95", "95%", "dot")):
        for side in ("upper", "lower"):
            values = known(figure.limits[f"{side}_{level}"]) if along else []
            name = say(f"{side}_of", level=words)
            label = words if side == "upper" else ""
            series.append(Series(name, values, palette.CONTEXT, along, line=1.25, dash=dash, label=label))
    series.append(
        Series(
            say("all_areas"), [figure.overall] * len(along), palette.MUTED, along, line=1, dash="dash", label=say("all")
        )
    )
    series = [one for one in series if one.xs]
    for is_far in (False, True):
        of = [row for row in rows if _is_far(row) is is_far]
        marker, colour = ("diamond", palette.SIGNAL) if is_far else ("circle", palette.ACCENT)
        names = [str(row["area_name"]) for row in of] if is_far else []
        rates, sizes = known([row["rate_per_1000"] for row in of]), known([row["population"] for row in of])
        if of:
            name = say("beyond" if is_far else "within")
            series.append(Series(name, rates, colour, sizes, marker=marker, size=9, labels=names))
    top = max((row["population"] for row in rows), default=1)
    x, y = axis([1.2 * top], say("residents")), axis([v for one in series for v in one.ys], say("per_1000"))
    return Chart("dots", series, x=x, y=y, room=(0.07, 0.03, 0.04, 0.15))


def quarters(figure: figures.Quarters) -> Chart:
    """Areas by two changes, with both intervals; those that surely lie where they are drawn in full, and named."""
    rows = records(figure.frame)
    series: list[Series] = []
    for is_open, colour in ((True, palette.CONTEXT), (False, palette.ACCENT)):
        of = [row for row in rows if bool(row["is_open"]) is is_open]
        if not of:
            continue
        name = say("may_lie_elsewhere" if is_open else "lies_there")
        xs, ys = _crosses(of)
        series.append(Series(say("interval_of", name=name), ys, colour, xs, line=1.5))
        recorded, felt = (known([row[column] for row in of]) for column in ("recorded_pct", "felt_points"))
        names = [] if is_open else [str(row["area_name"]) for row in of]
        series.append(Series(name, felt, colour, recorded, marker="circle", size=9, is_hollow=is_open, labels=names))
    x = axis([0, *(value for one in series for value in one.xs)], figure.across)
    y = axis([0, *(value for one in series for value in one.ys)], figure.upwards)
    return Chart("dots", series, x=x, y=y, room=(0.07, 0.03, 0.04, 0.15), has_key=True)


def _crosses(rows: Sequence[Mapping[Any, Any]]) -> tuple[list[float | None], list[float | None]]:
    """The intervals of the rows, across and upwards, as one broken line."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row in rows:
        if pd.notna(row["recorded_low"]):
            xs += [float(row["recorded_low"]), float(row["recorded_high"]), None]
            ys += [float(row["felt_points"])] * 2 + [None]
        if pd.notna(row["felt_low"]):
            xs += [float(row["recorded_pct"])] * 2 + [None]
            ys += [float(row["felt_low"]), float(row["felt_high"]), None]
    return xs, ys


def concentration_curve(figure: figures.ConcentrationCurve) -> Chart:
    """The curve, with the squares that hold half."""
    curve = figure.curve
    half = curve[curve["cell_count"] == figure.half_cells].iloc[:1]
    xs, ys = known(curve["cell_share_pct"]), known(curve["offence_share_pct"])
    at = known(half["cell_share_pct"]), known(half["offence_share_pct"])
    label = say("half_in", count=number(figure.half_cells))
    series = [
        Series(say("if_equal"), [0, 100], palette.MUTED, [0, 100], line=1, dash="dot"),
        Series(say("curve"), ys, palette.ACCENT, xs, line=2.25),
        Series(label, at[1], palette.SECOND, at[0], marker="circle", size=10, labels=[label] * len(half)),
    ]
    share = Axis(low=0, high=100, step=25, suffix="%")
    x, y = share._replace(title=say("share_cells")), share._replace(title=say("share_offences"))
    return Chart("dots", series, x=x, y=y, room=(0.09, 0.03, 0.03, 0.15))


def accuracy_dots(figure: figures.AccuracyDots) -> Chart:
    """Rows of methods and shares, each with its interval."""
    rows = [row for row in records(figure.results) if pd.notna(row["pai"])]
    shares = sorted({row["area_share"] for row in rows})
    listed = [(row, method) for share in shares for method in figure.methods for row in rows
              if row["method"] == method and row["area_share"] == share]  # fmt: skip
    places = _places(len(listed))
    series: list[Series] = []
    for (method, name), colour in zip(figure.methods.items(), palette.CATEGORIES, strict=False):
        of = [(row, place) for (row, one), place in zip(listed, places, strict=True) if one == method]
        series += _with_intervals(of, ("pai", "pai_lower_ci", "pai_upper_ci"), name, colour)
    names = [say("of_area", name=figure.methods[one], share=number(100 * row["area_share"])) for row, one in listed]
    return _in_rows(series, names, axis([v for s in series for v in s.xs] + [figure.line], say("pai")))


def _is_far(row: Mapping[Any, Any]) -> bool:
    return bool(row["position"]) and not str(row["position"]).startswith("within")


def _places(count: int) -> list[float]:
    """The heights of so many rows, the first on top."""
    return [float(count - 1 - place) for place in range(count)]


def _with_intervals(
    rows: Sequence[tuple[Mapping[Any, Any], float]],
    columns: tuple[str, str, str],
    name: str,
    colour: str,
    marker: str = "circle",
) -> list[Series]:
    """The intervals as one broken line, and the dots; columns: of value, lower and upper."""
    if not rows:
        return []
    value, lower, upper = columns
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, place in rows:
        if pd.notna(row[lower]) and pd.notna(row[upper]):
            xs += [float(row[lower]), float(row[upper]), None]
            ys += [place, place, None]
    dots = Series(
        name, [place for _, place in rows], colour, known([row[value] for row, _ in rows]), marker=marker, size=9
    )
    lines = [Series(say("interval_of", name=name), ys, colour, xs, line=2.5)] if xs else []
    return [*lines, dots]


def _in_rows(
    series: Sequence[Series], names: Sequence[str], x: Axis, ends: Sequence[str] = (), *, has_key: bool = False
) -> Chart:
    """Rows with their names at the left, and what is written at the right."""
    y = Axis(low=-0.5, high=len(names) - 0.5, is_seen=False, has_grid=False)
    room = (0.015, 0.0, 0.02, 0.13 if x.title else 0.08)
    return Chart("dots", series, x=x, y=y, room=room, names=names, ends=ends if any(ends) else (), has_key=has_key)
