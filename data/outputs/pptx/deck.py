"""Laid-out slides as a PowerPoint file: every box an object of its own, named, with words for those who see it not."""

from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from data.outputs import palette
from data.outputs.harmless import harmless
from data.outputs.pptx.charts import add_chart
from data.outputs.pptx.freeforms import add_map
from data.outputs.pptx.template import EMU, emu, frames_of, open_template, rgb, solid
from data.outputs.slides.boxes import ChartAt, MapAt, Placed, Slide, Swatch, TableAt, TextAt
from data.outputs.slides.frames import NUMBER
from data.outputs.slides.layout import slides
from data.outputs.slides.tables import PAD_X, PAD_Y
from data.reports.briefing.briefing import Briefing

ALIGN = {"l": PP_ALIGN.LEFT, "c": PP_ALIGN.CENTER, "r": PP_ALIGN.RIGHT}
ANCHOR = {"t": MSO_ANCHOR.TOP, "m": MSO_ANCHOR.MIDDLE, "b": MSO_ANCHOR.BOTTOM}
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def pptx_bytes(briefing: Briefing, template: Path | None = None, address: str = "", *, has_cover: bool = True) -> bytes:
    """The briefing as a PowerPoint file.

    Raises TemplateError where the template of the partnership cannot be used.
    """
    presentation = open_template(template)
    frames = frames_of(presentation)
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    for slide in slides(briefing, frames, address, has_cover=has_cover):
        _write(presentation.slides.add_slide(layouts[slide.layout]), slide)
    about = presentation.core_properties
    about.title, about.author, about.language = harmless(briefing.title), briefing.partnership, "en-GB"
    about.subject, about.keywords = briefing.subject, briefing.marking
    found = BytesIO()
    presentation.save(found)
    return found.getvalue()


def _write(made: Any, slide: Slide) -> None:
    """Every box, in the order in which they are read; placeholders that nothing fills go."""
    tree = made.shapes._spTree
    names = {one.placeholder_format.idx: one.name for one in made.slide_layout.placeholders}
    held = {names[one.placeholder_format.idx]: one for one in made.placeholders}
    for one in held.values():
        tree.remove(one._element)
    for box in slide.boxes:
        if isinstance(box, TextAt) and box.place in held:
            shape = held[box.place]
            tree.append(shape._element)
            _fill(shape.text_frame, box, is_styled=True)
            _call(shape, box)
        elif isinstance(box, TextAt) and box.place == NUMBER:
            tree.append(_number(made.slide_layout, box))
        else:
            _add(made, box)
    # Placeholders that were set aside gave their numbers to others.
    for place, described in enumerate((one for one in tree.iter() if one.tag.endswith("}cNvPr")), start=1):
        described.set("id", str(place))
    made.notes_slide.notes_text_frame.text = "\n".join(harmless(note) for note in slide.notes)


def _add(made: Any, box: Placed) -> None:
    if isinstance(box, TextAt):
        shape = made.shapes.add_textbox(*emu(box.box))
        _fill(shape.text_frame, box)
        _call(shape, box)
    elif isinstance(box, ChartAt):
        _call(add_chart(made, box.chart, box.box), box)
    elif isinstance(box, MapAt):
        add_map(made, box)
    elif isinstance(box, TableAt):
        _call(_table(made, box), box)
    elif isinstance(box, Swatch):
        shape = made.shapes.add_shape(1, *emu(box.box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(box.fill)
        shape.line.color.rgb = rgb(palette.EDGE)
        shape.line.width = Pt(0.75)
        shape.shadow.inherit = False
        _call(shape, box)


def _call(shape: Any, box: Placed) -> None:
    """The name of an object, and what is read for it."""
    described = next(one for one in shape._element.iter() if one.tag.endswith("}cNvPr"))
    described.set("name", harmless(box.name))
    described.set("descr", box.alt)


def _fill(frame: Any, box: TextAt, *, is_styled: bool = False) -> None:
    """The paragraphs of a text in the size that was measured; is_styled: the placeholder has colour and place."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    if not is_styled:
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = ANCHOR[box.anchor]
    for place, text in enumerate(box.text.texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        if not is_styled:
            paragraph.alignment = ALIGN[box.align]
        if box.gap and place:
            paragraph.space_before = Pt(box.gap * 0.75)
        run = paragraph.add_run()
        run.text = harmless(text)
        run.font.size = Pt(box.text.size)
        if not is_styled:
            run.font.bold = box.is_bold
            run.font.color.rgb = rgb(box.colour)


def _number(layout: Any, box: TextAt) -> Any:
    """The number of a slide, which the program keeps right when slides move."""
    index = next(one.placeholder_format.idx for one in layout.placeholders if one.name == NUMBER)
    text = box.text.texts[0]
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="0" name="{NUMBER}" descr="{box.alt}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" idx="{index}"/></p:nvPr></p:nvSpPr>'
        '<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" '
        f'type="slidenum"><a:rPr lang="en-GB"/><a:t>{text}</a:t></a:fld></a:p></p:txBody></p:sp>'
    )


def _table(made: Any, box: TableAt) -> Any:
    """A table whose columns and rows are as wide and high as was measured."""
    shape = made.shapes.add_table(len(box.rows), len(box.widths), *emu(box.box))
    table = shape.table
    table._tbl.tblPr.find(".//{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId").text = NO_STYLE
    table.horz_banding = False
    for column, wide in zip(table.columns, box.widths, strict=True):
        column.width = Emu(round(wide * EMU))
    for row, high, cells in zip(table.rows, box.heights, box.rows, strict=True):
        # Told by itself each row would measure the whole table.
        row._tr.h = Emu(round(high * EMU))
        for cell, held in zip(row._tr.tc_lst, cells, strict=True):
            look = _look(held.is_right, held.is_bold, held.is_ruled, held.colour, held.fill, box.size)
            written = deepcopy(look)
            written.txBody.p_lst[0].r_lst[0].text = " ".join(held.lines)
            row._tr.replace(cell, written)
    shape.height = Emu(sum(row._tr.h for row in table.rows))
    return shape


@lru_cache(maxsize=256)
def _look(is_right: bool, is_bold: bool, is_ruled: bool, colour: str, fill: str, size: float) -> Any:
    """A cell without its text, to be copied; colour, fill: such as #12436D, no fill where it is empty."""
    x, y = round(PAD_X * EMU), round(PAD_Y * EMU) if is_ruled else 0
    line = f'<a:lnB w="9525">{solid(palette.LINE)}</a:lnB>' if is_ruled else ""
    sized = f'sz="{round(100 * size)}"'
    # What ends a paragraph has a size too: without it an empty cell makes its row as high as large type.
    return parse_xml(
        f'<a:tc {nsdecls("a")}><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{"r" if is_right else "l"}"/>'
        f'<a:r><a:rPr {sized} b="{int(is_bold)}">{solid(colour)}</a:rPr><a:t/></a:r><a:endParaRPr {sized}/></a:p>'
        f'</a:txBody><a:tcPr marL="{x}" marR="{x}" marT="{y}" marB="{y}" anchor="ctr">{line}'
        f"{solid(fill) if fill else '<a:noFill/>'}</a:tcPr></a:tc>"
    )
