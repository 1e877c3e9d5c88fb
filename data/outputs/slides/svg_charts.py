"""Charts as marks of a picture, as PowerPoint draws them from the same numbers."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from data.outputs import palette
from data.outputs.slides.boxes import Axis, Box, Chart, Series
from data.outputs.slides.fit import PX, line_height, wrapped
from data.outputs.slides.lines import LABEL_PT
from data.words.formatting import number

SMALL_PT, TITLE_PT = 9.0, 10.5
MOST_MONTHS, MOST_SMALL = 8, 4
DASHES = {"dash": ' stroke-dasharray="6 4"', "dot": ' stroke-dasharray="2 3"', "": ""}
Place = tuple[float, float] | None


def chart_marks(chart: Chart, box: Box) -> str:
    """The marks of a chart within its box."""
    left, top, right, bottom = (
        share * side for share, side in zip(chart.room, (box.w, box.h, box.w, box.h), strict=True)
    )
    plot, size = box.inner(left, top, right, bottom), SMALL_PT if chart.title else LABEL_PT
    title = [
        _text(
            line, box.x + box.w / 2, box.y + 14 + place * line_height(TITLE_PT), TITLE_PT, palette.INK, "middle", True
        )
        for place, line in enumerate(wrapped(chart.title, TITLE_PT, box.w, True) if chart.title else [])
    ]
    if chart.kind == "bar":
        return "".join([*title, _bars(chart, plot, size)])
    axes = _value_axis(chart.y, plot, box, size)
    axes += _across(chart.x, plot, box, size) if chart.kind == "dots" else _categories(chart, plot, size)
    return "".join([*title, axes, *(_series(one, chart, plot, size) for one in chart.series)])


def _text(
    words: str, x: float, y: float, size: float, colour: str, anchor: str = "start", is_bold: bool = False
) -> str:
    weight = ' font-weight="700"' if is_bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size * PX:.1f}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(words)}</text>"
    )


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}"/>'


def _share(axis: Axis, value: float) -> float:
    return (value - axis.low) / (axis.high - axis.low)


def _tick(axis: Axis, value: float) -> str:
    return f"{number(value, axis.decimals)}{axis.suffix}"


def _value_axis(axis: Axis, plot: Box, box: Box, size: float) -> str:
    found = []
    for tick in axis.ticks if axis.has_grid or axis.is_seen else []:
        y = plot.y + plot.h * (1 - _share(axis, tick))
        if axis.has_grid:
            found.append(_rule(plot.x, y, plot.x + plot.w, y, palette.LINE))
        if axis.is_seen:
            found.append(_text(_tick(axis, tick), plot.x - 6, y + size * 0.45, size, palette.MUTED, "end"))
    if axis.title:
        x, y = box.x + size, plot.y + plot.h / 2
        text = _text(axis.title, x, y, size, palette.MUTED, "middle")
        found.append(f'<g transform="rotate(-90 {x:.1f} {y:.1f})">{text}</g>')
    return "".join(found)


def _across(axis: Axis, plot: Box, box: Box, size: float) -> str:
    found = []
    for tick in axis.ticks:
        x = plot.x + plot.w * _share(axis, tick)
        found.append(_rule(x, plot.y, x, plot.y + plot.h, palette.LINE))
        if axis.is_seen:
            found.append(_text(_tick(axis, tick), x, plot.y + plot.h + size * 1.7, size, palette.MUTED, "middle"))
    if axis.title:
        found.append(_text(axis.title, plot.x + plot.w / 2, box.y + box.h - 4, size, palette.MUTED, "middle"))
    return "".join(found)


def _categories(chart: Chart, plot: Box, size: float) -> str:
    """The months or words along the foot, as many as there is room for."""
    foot = plot.y + plot.h
    found = [_rule(plot.x, foot, plot.x + plot.w, foot, palette.EDGE)]
    is_dated = bool(chart.categories) and isinstance(chart.categories[0], date)
    step = month_step(len(chart.categories), MOST_SMALL if chart.title else MOST_MONTHS) if is_dated else 1
    for place, one in enumerate(chart.categories):
        if place % step:
            continue
        words = (f"{one:%Y}" if chart.title else f"{one:%b %Y}") if isinstance(one, date) else str(one)
        x = plot.x + plot.w * _along(place, len(chart.categories))
        found.append(_text(words, x, foot + size * 1.7, size, palette.MUTED, "middle"))
    return "".join(found)


def month_step(count: int, most: int) -> int:
    """The months between two that are named."""
    return next((step for step in (1, 2, 3, 6, 12, 24) if count / step <= most), 60)


def _along(place: int, count: int) -> float:
    """The share of the width at which a category stands, in the middle of its own."""
    return (place + 0.5) / max(count, 1)


def _series(one: Series, chart: Chart, plot: Box, size: float) -> str:
    places = _places(one, chart, plot)
    found = [_path(one, places)] if one.line else []
    if one.marker:
        found += [_marker(one, place) for place in places if place]
    texts = dict(enumerate(one.labels))
    last = [index for index, place in enumerate(places) if place]
    if one.label and last:
        texts = {last[-1]: one.label}
    for index, words in texts.items():
        place = places[index]
        if place and words:
            colour = palette.WORDS.get(one.colour, one.colour)
            found.append(_text(words, place[0] + 9, place[1] + size * 0.45, size, colour, "start", one.line > 2))
    return "".join(found)


def _places(one: Series, chart: Chart, plot: Box) -> list[Place]:
    count = len(one.ys)
    shares = [None if x is None else _share(chart.x, x) for x in one.xs] or [_along(at, count) for at in range(count)]
    return [
        None if x is None or y is None else (plot.x + plot.w * x, plot.y + plot.h * (1 - _share(chart.y, y)))
        for x, y in zip(shares, one.ys, strict=True)
    ]


def _path(one: Series, places: Sequence[Place]) -> str:
    path = ""
    for before, place in zip([None, *places], places, strict=False):
        if place:
            path += f"{'L' if before else 'M'}{place[0]:.1f} {place[1]:.1f}"
    return (
        f'<path d="{path}" fill="none" stroke="{one.colour}" stroke-width="{one.line * PX:.1f}" '
        f'stroke-linejoin="round"{DASHES[one.dash]}/>'
    )


def _marker(one: Series, place: Place) -> str:
    assert place is not None
    (x, y), half = place, one.size * PX / 2
    fill = palette.WHITE if one.is_hollow else one.colour
    if one.marker == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" fill="{fill}" stroke="{one.colour}"/>'
    if one.marker == "cross":
        path = f"M{x - half:.1f} {y:.1f}H{x + half:.1f}M{x:.1f} {y - half:.1f}V{y + half:.1f}"
        return f'<path d="{path}" fill="none" stroke="{one.colour}" stroke-width="3"/>'
    corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
    if one.marker == "square":
        corners = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    path = "L".join(f"{at:.1f} {down:.1f}" for at, down in corners)
    return f'<path d="M{path}Z" fill="{fill}" stroke="{one.colour}"/>'


def _bars(chart: Chart, plot: Box, size: float) -> str:
    (one,), count = chart.series, max(len(chart.categories), 1)
    step, found = plot.h / count, []
    for place, (name, value, colour) in enumerate(zip(chart.categories, one.ys, chart.colours, strict=True)):
        middle = plot.y + step * (place + 0.5)
        found.append(_text(str(name), plot.x - 8, middle + size * 0.45, size, palette.INK, "end"))
        if value is None:
            continue
        wide = plot.w * _share(chart.x, value)
        high = step / 1.4
        found.append(
            f'<rect x="{plot.x:.1f}" y="{middle - high / 2:.1f}" width="{max(wide, 0):.1f}" height="{high:.1f}" '
            f'fill="{colour}"/>'
        )
        label = one.labels[place] if one.labels else ""
        found.append(_text(label, plot.x + wide + 6, middle + size * 0.45, size, palette.INK))
    return "".join(found)
