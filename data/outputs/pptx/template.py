"""The file that slides are made in: a partnership's own, or ours, which is made here."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu

from data.model.file_errors import TemplateError
from data.outputs import palette
from data.outputs.slides.boxes import PAGE, Box
from data.outputs.slides.frames import BODY, BOTTOM, COVER, FRAMES, NUMBER, PANEL, SCOPE, SOURCE, SUBTITLE, TITLE, TOP

EMU = 9525
FONT = "Arial"
NEEDED = {COVER: (TITLE,), PANEL: (TITLE, BODY)}


# Size in hundredths of a point, whether bold, alignment, anchor, colour and kind of each placeholder.
STYLES = {
    TITLE: (3000, 1, "l", "b", palette.INK, "title"),
    SUBTITLE: (1600, 0, "l", "t", palette.INK, "body"),
    SCOPE: (1200, 0, "l", "t", palette.MUTED, "body"),
    BODY: (1600, 0, "l", "t", palette.INK, "body"),
    SOURCE: (1100, 0, "l", "t", palette.MUTED, "body"),
    NUMBER: (1100, 0, "r", "t", palette.MUTED, "sldNum"),
    TOP: (1200, 0, "ctr", "ctr", palette.MUTED, "body"),
    BOTTOM: (1200, 0, "ctr", "ctr", palette.MUTED, "body"),
}


def open_template(path: Path | None) -> Any:
    """A presentation without slides, of the file of a partnership or of ours.

    Raises TemplateError where the file cannot be read or lacks a layout.
    """
    if path is None:
        return Presentation(BytesIO(own_template()))
    found: Any
    try:
        found = Presentation(str(path))
    except Exception as error:
        raise TemplateError(f"{path} is no PowerPoint file: set DASHBOARD_TEMPLATE to one, or unset it") from error
    lacks = list(_lacks(found))
    if lacks:
        raise TemplateError(
            f"{path} lacks {', '.join(lacks)}: docs/briefing.md says what layouts and placeholders have"
        )
    for one in list(found.slides._sldIdLst):
        found.part.drop_rel(one.rId)
        found.slides._sldIdLst.remove(one)
    return found


def _lacks(presentation: Any) -> Iterator[str]:
    """The layouts and placeholders that slides cannot go without and that are not there."""
    layouts = {layout.name: {one.name for one in layout.placeholders} for layout in presentation.slide_layouts}
    for layout, needed in NEEDED.items():
        if layout not in layouts:
            yield layout
        else:
            yield from (f"{name} of {layout}" for name in needed if name not in layouts[layout])


def emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """A box in the units of the file."""
    x, y, w, h = (Emu(round(side * EMU)) for side in box)
    return x, y, w, h


def rgb(colour: str) -> RGBColor:
    """#12436D as the file has it."""
    found: RGBColor = RGBColor.from_string(colour.lstrip("#").upper())
    return found


def solid(colour: str) -> str:
    """The same as the fill of a shape, in XML."""
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'


def frames_of(presentation: Any) -> Mapping[str, Mapping[str, Box]]:
    """Where the placeholders of its layouts lie, in px of a page 1280 wide."""
    scale = PAGE[0] / presentation.slide_width
    return {
        layout.name: {
            one.name: Box(*(scale * side for side in (one.left, one.top, one.width, one.height)))
            for one in layout.placeholders
        }
        for layout in presentation.slide_layouts
        if layout.name in FRAMES
    }


@lru_cache(maxsize=1)
def own_template() -> bytes:
    """Our own template: two layouts, wide slides, one font."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(PAGE[0] * EMU), Emu(PAGE[1] * EMU)
    layouts = list(presentation.slide_layouts)
    kept = dict(zip((COVER, PANEL), (layouts[0], layouts[5]), strict=True))
    for layout in layouts:
        if layout not in kept.values():
            presentation.slide_layouts.remove(layout)
    _masters(presentation)
    for name, layout in kept.items():
        layout.name = name
        tree = layout.shapes._spTree
        for shape in list(layout.shapes):
            tree.remove(shape._element)
        for place, (part, box) in enumerate(FRAMES[name].items()):
            tree.append(_placeholder(part, box, place))
    found = BytesIO()
    presentation.save(found)
    return found.getvalue()


def _masters(presentation: Any) -> None:
    """Wide slides, our font and colours."""
    master = presentation.slide_master
    for shape in list(master.placeholders):
        if shape.placeholder_format.type in (13, 15, 16):  # slide number, footer, date: of layouts alone
            master.shapes._spTree.remove(shape._element)
            continue
        box = FRAMES[PANEL][TITLE if "Title" in shape.name else BODY]
        shape.left, shape.top, shape.width, shape.height = (Emu(round(side * EMU)) for side in box)
    theme = next(one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme"))
    text = theme.blob.decode("utf-8")
    for old in ("Calibri Light", "Calibri"):
        text = text.replace(f'typeface="{old}"', f'typeface="{FONT}"')
    for old, new in (("1F497D", palette.ACCENT), ("4F81BD", palette.ACCENT), ("C0504D", palette.SECOND)):
        text = text.replace(old, new.lstrip("#"))
    theme._blob = text.encode("utf-8")


def _placeholder(name: str, box: Box, place: int) -> Any:
    size, is_bold, align, anchor, colour, kind = STYLES[name]
    x, y, w, h = (round(side * EMU) for side in box)
    number = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    )
    text = number if kind == "sldNum" else f'<a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r>'
    index = "" if kind == "title" else f' idx="{10 + place}"'
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{place + 2}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        "<a:noAutofit/></a:bodyPr>"
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{size}" b="{is_bold}">'
        f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )
