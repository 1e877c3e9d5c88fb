"""Charts in a document that Word draws itself: those of slides, with their numbers in a sheet behind them."""

import re
from functools import lru_cache
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from pptx import Presentation

from data.outputs.docx.template import FONT, WIDE_CM
from data.outputs.harmless import printable
from data.outputs.pptx.charts import add_chart
from data.outputs.slides.bodies import charts_of
from data.outputs.slides.boxes import Box, Chart
from data.reports.panel import Panel

HIGH_CM = 8.2
# The same in px of a slide, by which texts are set.
SIZE = (900, 445)
# Sizes of text in hundredths of a point: a page is narrower than a slide.
TEXT_SIZE, SMALLER, LEAST = re.compile(rb' sz="(\d+)"'), 0.75, 700
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chart_of(panel: Panel) -> Chart | None:
    """The one chart of a panel that stands by itself, None where it has none; names beside rows stand in its table."""
    found = charts_of(panel)
    return found[0] if len(found) == 1 and not found[0].names else None


def add_picture(document: Any, chart: Chart, alt: str, place: int) -> None:
    """The chart in a paragraph of its own; alt: what it says; place: its number in the document."""
    slide = _presentation().slides.add_slide(_presentation().slide_layouts[6])
    drawn = add_chart(slide, chart, Box(0, 0, *SIZE)).chart
    drawn.font.name = FONT
    source = drawn.part
    package = document.part.package
    sheet = Part(PackURI(f"/word/embeddings/sheet{place}.xlsx"), SHEET, source.chart_workbook.xlsx_part.blob, package)
    part = Part(PackURI(f"/word/charts/chart{place}.xml"), CHART, b"", package)
    # The chart names its sheet by the id of their relationship.
    held = part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    named = source.blob.replace(b'<c:externalData r:id="rId1"', f'<c:externalData r:id="{held}"'.encode())
    part._blob = TEXT_SIZE.sub(lambda one: b' sz="%d"' % max(round(int(one[1]) * SMALLER), LEAST), named)
    chart_id = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    run = document.add_paragraph().add_run()
    run._r.append(_drawing(chart_id, printable(alt), place))


@lru_cache(maxsize=1)
def _presentation() -> Any:
    """Where charts are made before they are moved."""
    return Presentation()


def _drawing(chart_id: str, alt: str, place: int) -> Any:
    wide, high = Cm(WIDE_CM), Cm(HIGH_CM)
    names = nsdecls("w", "wp", "a", "r")
    made = parse_xml(
        f'<w:drawing {names}><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{100 + place}" name="Chart {place}" descr=""/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{chart_id}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    made.find(".//{*}docPr").set("descr", alt)
    return made
