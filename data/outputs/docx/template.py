"""The document that Word files are made in: a partnership's own, or ours, which is made here."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor

from data.model.file_errors import TemplateError
from data.outputs import palette

FONT = "Arial"
TITLE, FIRST, SECOND, BODY, BULLET = "Title", "Heading 1", "Heading 2", "Normal", "List Bullet"
# Ours: of small words, of verdicts, of what stands in tables, and of what people have to write themselves.
QUIET, VERDICT, CELL, JUDGEMENT = "Quiet", "Verdict", "Table text", "Judgement"
TABLE = "Table Grid"
NEEDED = (TITLE, FIRST, SECOND, BODY, BULLET, QUIET, VERDICT, CELL, JUDGEMENT, TABLE)
# Size in points, whether bold, colour, points before and after.
LOOKS = {
    TITLE: (26, True, palette.INK, 0, 6),
    FIRST: (18, True, palette.ACCENT, 24, 6),
    SECOND: (13, True, palette.INK, 14, 2),
    BODY: (11, False, palette.INK, 0, 6),
    BULLET: (11, False, palette.INK, 0, 3),
    QUIET: (9, False, palette.MUTED, 2, 6),
    VERDICT: (11, True, palette.INK, 0, 4),
    CELL: (9, False, palette.INK, 1, 1),
    JUDGEMENT: (11, False, palette.VERDICTS[-1], 6, 10),
}
SHADE = "FDF1EA"
# Of what stands between the margins.
WIDE_CM = 16.6


def open_template(path: Path | None) -> Any:
    """A document without text, of the file of a partnership or of ours.

    Raises TemplateError where the file cannot be read or lacks a style.
    """
    if path is None:
        return docx.Document(BytesIO(own_template()))
    found: Any
    try:
        found = docx.Document(str(path))
    except Exception as error:
        raise TemplateError(f"{path} is no Word file: set DASHBOARD_WORD_TEMPLATE to one, or unset it") from error
    there = {style.name for style in found.styles}
    lacks = [name for name in NEEDED if name not in there]
    if lacks:
        raise TemplateError(f"{path} lacks the styles {', '.join(lacks)}: docs/briefing.md says which are needed")
    body = found.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    return found


@lru_cache(maxsize=1)
def own_template() -> bytes:
    """Our own template: one font, A4, and the styles that are needed."""
    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2.2)
    for name, (size, is_bold, colour, before, after) in LOOKS.items():
        style = _style(made, name)
        font = style.font
        font.name, font.size, font.bold = FONT, Pt(size), is_bold
        font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
        # The theme of the blank document has fonts of its own, which come before.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if "Theme" in key]:
            del fonts.attrib[key]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _boxed(made.styles[JUDGEMENT])
    return saved(made)


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    found = BytesIO()
    document.save(found)
    return found.getvalue()


def _style(made: Any, name: str) -> Any:
    """The style of this name, made where the blank document has none."""
    if name in [style.name for style in made.styles]:
        style = made.styles[name]
        borders = style.element.findall(".//{*}pBdr")
        for border in borders:
            border.getparent().remove(border)
        return style
    style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles[BODY]
    return style


def _boxed(style: Any) -> None:
    """A shaded box, so that nobody takes what is to be written for what was found."""
    edge = f'w:val="single" w:sz="6" w:space="6" w:color="{palette.VERDICTS[-1].lstrip("#").upper()}"'
    sides = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right"))
    described = style.element.get_or_add_pPr()
    described.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
    described.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADE}"/>'))
