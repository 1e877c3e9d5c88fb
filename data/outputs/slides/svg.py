"""Laid-out slides as pictures, from the same boxes as the PowerPoint file."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from data.outputs import palette
from data.outputs.slides.boxes import PAGE, Box, ChartAt, MapAt, Placed, Slide, Swatch, TableAt, TextAt
from data.outputs.slides.fit import PX, line_height
from data.outputs.slides.svg_charts import chart_marks
from data.outputs.slides.tables import PAD_X

FONT = "Arial, 'DejaVu Sans', 'Liberation Sans', sans-serif"
ANCHORS = {"l": "start", "c": "middle", "r": "end"}
# Where the foot of a line stands within it.
FOOT = 0.8


def slide_svg(slide: Slide) -> str:
    """The whole slide, 1280 by 720."""
    return svg(slide.boxes, Box(0, 0, *PAGE))


def svg(boxes: Sequence[Placed], view: Box) -> str:
    """What lies within ``view`` of these boxes."""
    marks = "".join(_marks(box) for box in boxes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view.x:g} {view.y:g} {view.w:g} {view.h:g}" '
        f'width="{view.w:g}" height="{view.h:g}" font-family="{FONT}">'
        f'<rect x="{view.x:g}" y="{view.y:g}" width="{view.w:g}" height="{view.h:g}" fill="{palette.WHITE}"/>'
        f"{marks}</svg>"
    )


def _marks(box: Placed) -> str:
    if isinstance(box, TextAt):
        return _text(box)
    if isinstance(box, ChartAt):
        return chart_marks(box.chart, box.box)
    if isinstance(box, MapAt):
        return "".join(
            f'<path d="{"".join(_path(ring) for ring in one.rings)}" fill="{one.fill or "none"}" stroke="{one.edge}" '
            f'stroke-width="{one.weight * PX:.2f}" fill-rule="evenodd"/>'
            for one in box.shapes
        )
    if isinstance(box, TableAt):
        return _table(box)
    if isinstance(box, Swatch):
        return rectangle(box.box, box.fill, palette.EDGE)
    return ""


def rectangle(box: Box, fill: str, edge: str = "") -> str:
    """A filled box, edged where a colour is given."""
    stroke = f' stroke="{edge}"' if edge else ""
    return f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.w:.1f}" height="{box.h:.1f}" fill="{fill}"{stroke}/>'


def line_of_text(
    words: str, x: float, y: float, size: float, colour: str, *, anchor: str = "start", is_bold: bool = False
) -> str:
    """A line whose foot stands at y; size: points."""
    weight = ' font-weight="700"' if is_bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size * PX:.2f}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(words)}</text>"
    )


def _text(box: TextAt) -> str:
    text, at = box.text, box.box
    high = line_height(text.size)
    total = text.height + box.gap * max(len(text.paragraphs) - 1, 0)
    y = at.y + {"t": 0.0, "m": (at.h - total) / 2, "b": at.h - total}[box.anchor]
    x = at.x + {"l": 0.0, "c": at.w / 2, "r": at.w}[box.align]
    # Of a placeholder the colour that the template gives it.
    colour = palette.MUTED if box.place not in ("", "Title", "Subtitle", "Body") else box.colour
    found = []
    for lines in text.paragraphs:
        for line in lines:
            foot = y + high * FOOT
            found.append(line_of_text(line, x, foot, text.size, colour, anchor=ANCHORS[box.align], is_bold=box.is_bold))
            y += high
        y += box.gap
    return "".join(found)


def _path(ring: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _table(box: TableAt) -> str:
    found, y, high = [], box.box.y, line_height(box.size)
    for height, row in zip(box.heights, box.rows, strict=True):
        x = box.box.x
        for wide, cell in zip(box.widths, row, strict=True):
            if cell.fill:
                found.append(rectangle(Box(x, y, wide, height), cell.fill))
            foot = y + (height - high * len(cell.lines)) / 2 + high * FOOT
            at = x + wide - PAD_X if cell.is_right else x + PAD_X
            anchor = "end" if cell.is_right else "start"
            for place, words in enumerate(cell.lines):
                found.append(
                    line_of_text(
                        words, at, foot + place * high, box.size, cell.colour, anchor=anchor, is_bold=cell.is_bold
                    )
                )
            x += wide
        if row[0].is_ruled:
            found.append(rectangle(Box(box.box.x, y + height - 0.5, box.box.w, 1), palette.LINE))
        y += height
    return "".join(found)
