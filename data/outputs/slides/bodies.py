"""What stands between the head and the source of a slide: a chart, a grid of charts, a map, a table, or text."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any, NamedTuple

from data.outputs import palette
from data.outputs.slides import dots, lines
from data.outputs.slides.boxes import Box, Chart, ChartAt, MapAt, Placed, Swatch, TableAt, TextAt
from data.outputs.slides.fit import fitted, line_height, width, wrapped
from data.outputs.slides.lines import say
from data.outputs.slides.maps import Drawn, drawn_map, placed
from data.outputs.slides.notes import texts_of
from data.outputs.slides.risk_dots import risk_dots
from data.outputs.slides.tables import Paged, beside, hour_page, paged
from data.reports import figures
from data.reports.panel import Panel

TEXT = (20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0)
KEY_PT, KEY_ROW = 12.0, 24
GAP = 16
# Size of the titles of small charts, and the most of the width that the names of rows take.
TITLE_PT, MOST_NAMES = 10.5, 0.36
SIGNS = {"circle": "●", "diamond": "◆", "square": "■", "cross": "✚"}
HOLLOW = "○"
# Beside a map stand so many rows at most.
MOST_BESIDE = 12
CHARTS: dict[type, Callable[[Any], Chart | list[Chart]]] = {
    figures.MonthlyLine: lines.monthly_line,
    figures.LineWithLimits: lines.line_with_limits,
    figures.SmallMultiples: lines.small_multiples,
    figures.MonthProfile: lines.month_profile,
    figures.CountBars: lines.count_bars,
    figures.Sparkline: lines.sparkline,
    figures.IntervalDots: dots.interval_dots,
    figures.SideDots: dots.side_dots,
    figures.WaveDots: dots.wave_dots,
    figures.WaveLines: lines.wave_lines,
    figures.Quarters: dots.quarters,
    figures.StripDots: dots.strip_dots,
    figures.FunnelPlot: dots.funnel_plot,
    figures.RiskDots: risk_dots,
    figures.ConcentrationCurve: dots.concentration_curve,
    figures.AccuracyDots: dots.accuracy_dots,
}


class Body(NamedTuple):
    """The boxes of one slide; left: sentences on what is not on it; cut: text that did not fit, whole."""

    boxes: Sequence[Placed]
    left: Sequence[str] = ()
    cut: Sequence[str] = ()


def pages(panel: Panel, box: Box) -> list[Body]:
    """The bodies of a panel's slides, one at least."""
    charts = charts_of(panel)
    if charts:
        return [Body(_grid(panel, charts, box))]
    drawn = drawn_map(panel)
    if drawn is not None and drawn.shapes:
        return [_mapped(panel, drawn, box)]
    if isinstance(panel.figure, figures.HourTable):
        page = hour_page(panel.figure, box)
        return [Body([_table_at(panel, box, page, 1)])]
    if panel.table is not None and len(panel.table.frame):
        return _tables(panel, box)
    return [_text(panel, box)]


def charts_of(panel: Panel) -> list[Chart]:
    """The charts of a panel, none where it shows something else."""
    draw = CHARTS.get(type(panel.figure))
    found = draw(panel.figure) if draw else []
    return found if isinstance(found, list) else [found]


def _grid(panel: Panel, charts: Sequence[Chart], box: Box) -> list[Placed]:
    """The chart, or charts in rows of as many as make them widest in shape."""
    count = len(charts)
    columns = 1 if count == 1 else min(count, 3 if count <= 6 else 4 if count <= 12 else 5 if count <= 20 else 7)
    rows = ceil(count / columns)
    gap = 10 if count > 1 else 0
    wide, high = (box.w - gap * (columns - 1)) / columns, (box.h - gap * (rows - 1)) / rows
    above = max((len(wrapped(chart.title, TITLE_PT, wide, True)) for chart in charts), default=1) if count > 1 else 0
    found: list[Placed] = []
    for place, chart in enumerate(charts):
        row, column = divmod(place, columns)
        at = Box(box.x + column * (wide + gap), box.y + row * (high + gap), wide, high)
        if above:
            left, _, right, bottom = chart.room
            chart = chart._replace(room=(left, (above * line_height(TITLE_PT) + 12) / high, right, bottom))
        found += _chart(panel, chart, at)
    return found


def _chart(panel: Panel, chart: Chart, box: Box) -> list[Placed]:
    """A chart, the names of its rows at its left and what is written of them at its right."""
    found: list[Placed] = _key(chart, box) if chart.has_key else []
    box = box.inner(top=KEY_ROW + 4) if chart.has_key else box
    plot = box.h * (1 - chart.room[1] - chart.room[3])
    for texts, key, alt, is_right in (
        (chart.names, "names_of", "alt_names", True),
        (chart.ends, "ends_of", "alt_names", False),
    ):
        if not any(texts):
            continue
        page = beside(texts, box.w * MOST_NAMES, plot, is_right=is_right)
        wide = page.widths[0]
        at = Box(box.x if is_right else box.x + box.w - wide, box.y, wide, plot)
        told = say(alt, names="; ".join(texts))
        found.append(TableAt(at, say(key, id=panel.id), told, page.widths, page.heights, page.rows, page.size))
        box = box.inner(left=wide + 4) if is_right else box.inner(right=wide + 4)
    name = say("object_chart", id=chart.title or panel.id)
    finding = f"{chart.title}, {panel.words.finding}" if chart.title else panel.words.finding
    series = "; ".join(one.name for one in chart.series if one.name)
    return [*found, ChartAt(box, name, say("alt_chart", finding=finding, series=series), chart)]


def _key(chart: Chart, box: Box) -> list[Placed]:
    """The series with markers, each named in its colour after its mark."""
    found: list[Placed] = []
    x = box.x
    for one in chart.series:
        if not one.marker:
            continue
        sign = HOLLOW if one.is_hollow else SIGNS[one.marker]
        words = f"{sign} {one.name}"
        wide = width(words, KEY_PT, True) + 2
        text = fitted([words], (wide, KEY_ROW), (KEY_PT,), True)
        colour = palette.WORDS.get(one.colour, one.colour)
        name = say("object_key", words=one.name)
        found.append(TextAt(Box(x, box.y, wide, KEY_ROW), name, say("alt_text", text=words), text, "", True, colour))
        x += wide + 24
    return found


def _mapped(panel: Panel, drawn: Drawn, box: Box) -> Body:
    """The map at the left, its key and the areas with most at the right."""
    shapes, filled = placed(drawn, box.inner(right=box.w * 0.44))
    alt = say("alt_map", finding=panel.words.finding, count=len(shapes))
    found: list[Placed] = [MapAt(filled, say("object_map", id=panel.id), alt, shapes)]
    right = box.inner(left=box.w * 0.58)
    y = right.y
    for entry in drawn.key:
        indent = 24 if entry.colour else 0
        text = fitted([entry.words], (right.w - indent, 2 * KEY_ROW), (KEY_PT, 11.0))
        high = max(KEY_ROW, text.height + 4)
        at = Box(right.x + indent, y, right.w - indent, high)
        if entry.colour:
            swatch = Box(right.x, y + 4, 16, 14)
            found.append(
                Swatch(swatch, say("object_key", words=entry.words), say("alt_swatch", words=entry.words), entry.colour)
            )
        name = say("object_key", words=entry.words)
        found.append(TextAt(at, name, say("alt_text", text=entry.words), text, anchor="t"))
        y += high
    if panel.table is None or not len(panel.table.frame):
        return Body(found)
    rest = right.inner(top=y - right.y + GAP)
    listed = paged(panel.table, rest, 1, MOST_BESIDE)
    if not listed.pages or rest.h < 80:
        return Body(found)
    found.append(_table_at(panel, rest, listed.pages[0], 1))
    return Body(found, _left(listed))


def _tables(panel: Panel, box: Box) -> list[Body]:
    assert panel.table is not None
    listed = paged(panel.table, box)
    bodies = [Body([_table_at(panel, box, page, place)]) for place, page in enumerate(listed.pages, start=1)]
    return [*bodies[:-1], bodies[-1]._replace(left=_left(listed))]


def _left(listed: Paged) -> list[str]:
    rows = [say("more_rows", count=f"{listed.rows_left:,}")] if listed.rows_left > 0 else []
    return [*rows, *([say("more_columns")] if listed.columns_left else [])]


def _table_at(panel: Panel, box: Box, page: Any, place: int) -> TableAt:
    names = [" ".join(cell.lines) for cell in page.rows[0]]
    alt = say(
        "alt_table", finding=panel.words.finding, rows=len(page.rows) - 1, columns=len(names), names=", ".join(names)
    )
    at = Box(box.x, box.y, sum(page.widths), sum(page.heights))
    name = say("object_table", id=f"{panel.id} {place}" if place > 1 else panel.id)
    return TableAt(at, name, alt, page.widths, page.heights, page.rows, page.size)


def _text(panel: Panel, box: Box) -> Body:
    texts = texts_of(panel) or [panel.words.caption]
    gap = 10
    text = fitted(texts, (box.w, box.h), TEXT, gap=gap)
    at = TextAt(box, say("object_text", id=panel.id), say("alt_text", text=panel.words.finding), text, gap=gap,
                colour=palette.INK)  # fmt: skip
    return Body([at], cut=texts if text.is_cut else ())
