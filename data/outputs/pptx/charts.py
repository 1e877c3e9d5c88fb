"""Charts that PowerPoint draws itself: their numbers lie in a sheet behind them, to be edited."""

from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from data.outputs import palette
from data.outputs.harmless import harmless
from data.outputs.pptx.template import emu, rgb
from data.outputs.slides.boxes import Axis, Box, Chart, Series
from data.outputs.slides.lines import LABEL_PT
from data.outputs.slides.svg_charts import MOST_MONTHS, MOST_SMALL, SMALL_PT, month_step

KINDS = {"line": XL_CHART_TYPE.LINE, "bar": XL_CHART_TYPE.BAR_CLUSTERED, "dots": XL_CHART_TYPE.XY_SCATTER}
MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "square": XL_MARKER_STYLE.SQUARE,
    "cross": XL_MARKER_STYLE.PLUS,
}
DASHES = {"dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT}


def add_chart(made: Any, chart: Chart, box: Box) -> Any:
    """The chart on a slide; the frame that holds it."""
    frame = made.shapes.add_chart(KINDS[chart.kind], *emu(box), _data(chart))
    drawn, size = frame.chart, SMALL_PT if chart.title else LABEL_PT
    drawn.has_legend = False
    drawn.font.size, drawn.font.color.rgb = Pt(size), rgb(palette.MUTED)
    _titled(drawn, chart)
    plot = drawn.plots[0]
    for series, held in zip(plot.series, chart.series, strict=True):
        _style(series, held, chart, size)
    _axes(drawn, chart, box, size)
    if chart.kind == "bar":
        plot.gap_width = 40
    _room(drawn, chart)
    return frame


def number_format(axis: Axis) -> str:
    """How the program of slides writes the numbers of an axis."""
    decimals = "." + "0" * axis.decimals if axis.decimals else ""
    return f'#,##0{decimals}"{axis.suffix}"' if axis.suffix else f"#,##0{decimals}"


def _data(chart: Chart) -> Any:
    if chart.kind == "dots":
        dots = XyChartData(number_format="General")
        for one in chart.series:
            held = dots.add_series(harmless(one.name))
            for x, y in zip(one.xs, one.ys, strict=True):
                held.add_data_point(x, y)
        return dots
    data: Any = CategoryChartData(number_format="General")
    data.categories = [one if isinstance(one, date) else harmless(one) for one in chart.categories]
    for one in chart.series:
        data.add_series(harmless(one.name), one.ys)
    return data


def _titled(drawn: Any, chart: Chart) -> None:
    drawn.has_title = bool(chart.title)
    if not chart.title:
        # Without this a chart of one series gets its name as a title.
        drawn._chartSpace.chart.get_or_add_autoTitleDeleted().set("val", "1")
        return
    frame = drawn.chart_title.text_frame
    frame.text = harmless(chart.title)
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(10.5), True, rgb(palette.INK)
    drawn.chart_title.include_in_layout = False


def _style(series: Any, held: Series, chart: Chart, size: float) -> None:
    """Line, markers and labels of a series, or the colours of its bars."""
    if chart.kind == "bar":
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(palette.ACCENT)
        for place, colour in enumerate(chart.colours):
            if colour != palette.ACCENT:
                fill = series.points[place].format.fill
                fill.solid()
                fill.fore_color.rgb = rgb(colour)
        _labels(series, held, size, XL_LABEL_POSITION.OUTSIDE_END)
        return
    series.smooth = False
    line = series.format.line
    if held.line:
        line.color.rgb, line.width = rgb(held.colour), Pt(held.line)
        if held.dash:
            line.dash_style = DASHES[held.dash]
    else:
        line.fill.background()
    marker = series.marker
    marker.style = MARKERS.get(held.marker, XL_MARKER_STYLE.NONE)
    if held.marker:
        marker.size = held.size
        marker.format.fill.solid()
        # Pale, not white: LibreOffice draws no edge of a marker.
        marker.format.fill.fore_color.rgb = rgb(palette.LINE if held.is_hollow else held.colour)
        marker.format.line.color.rgb = rgb(held.colour)
    _labels(series, held, size, XL_LABEL_POSITION.RIGHT)


def _labels(series: Any, held: Series, size: float, side: Any) -> None:
    """What is written beside each value, or beside the last one."""
    texts = dict(enumerate(held.labels))
    last = [place for place, value in enumerate(held.ys) if value is not None]
    if held.label and last:
        texts = {last[-1]: held.label}
    for place, text in texts.items():
        if not text:
            continue
        label = series.points[place].data_label
        frame = label.text_frame
        frame.text = harmless(text)
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
            run.font.size, run.font.bold = Pt(size), held.line > 2
            run.font.color.rgb = rgb(palette.WORDS.get(held.colour, held.colour))
        label.position = side


def _axes(drawn: Any, chart: Chart, box: Box, size: float) -> None:
    values = drawn.value_axis
    across = chart.x if chart.kind == "bar" else chart.y
    _numbers(values, across, size)
    other = drawn.category_axis
    if chart.kind == "dots":
        _numbers(other, chart.x, size)
        return
    other.has_major_gridlines = False
    other.format.line.color.rgb = rgb(palette.EDGE)
    other.major_tick_mark = XL_TICK_MARK.NONE
    other.tick_labels.font.size = Pt(size)
    if chart.kind == "bar":
        other.reverse_order = True
        other.tick_labels.font.color.rgb = rgb(palette.INK)
    elif chart.categories and isinstance(chart.categories[0], date):
        _months(other, len(chart.categories), is_small=bool(chart.title))


def _numbers(axis: Any, held: Axis, size: float) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = held.low, held.high, held.step
    axis.has_major_gridlines = held.has_grid
    axis.major_tick_mark = XL_TICK_MARK.NONE
    if axis.has_major_gridlines:
        axis.major_gridlines.format.line.color.rgb = rgb(palette.LINE)
        axis.major_gridlines.format.line.width = Pt(0.75)
    axis.format.line.fill.background()
    labels = axis.tick_labels
    labels.number_format, labels.number_format_is_linked = number_format(held), False
    labels.font.size = Pt(size)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW if held.is_seen else XL_TICK_LABEL_POSITION.NONE
    axis.has_title = bool(held.title)
    if axis.has_title:
        frame = axis.axis_title.text_frame
        frame.text = held.title
        font = frame.paragraphs[0].runs[0].font
        font.size, font.bold, font.color.rgb = Pt(size), False, rgb(palette.MUTED)


def _months(axis: Any, count: int, *, is_small: bool) -> None:
    """As many months named as there is room for."""
    labels = axis.tick_labels
    labels.number_format, labels.number_format_is_linked = ("yyyy" if is_small else "mmm yyyy"), False
    step = month_step(count, MOST_SMALL if is_small else MOST_MONTHS)
    element = axis._element
    for tag in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for old in element.findall(f"{{http://schemas.openxmlformats.org/drawingml/2006/chart}}{tag}"):
            element.remove(old)
    for text in (
        f'<c:baseTimeUnit {nsdecls("c")} val="months"/>',
        f'<c:majorUnit {nsdecls("c")} val="{step}"/>',
        f'<c:majorTimeUnit {nsdecls("c")} val="months"/>',
    ):
        element.append(parse_xml(text))


def _room(drawn: Any, chart: Chart) -> None:
    """Where the plot lies within the chart, so that names beside it have their room."""
    left, top, right, bottom = chart.room
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{1 - left - right:.4f}"/>'
        f'<c:h val="{1 - top - bottom:.4f}"/></c:manualLayout></c:layout>'
    )
    area = drawn._chartSpace.chart.plotArea
    for old in area.findall("{http://schemas.openxmlformats.org/drawingml/2006/chart}layout"):
        area.remove(old)
    area.insert(0, layout)
