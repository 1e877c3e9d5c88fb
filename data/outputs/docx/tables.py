"""Tables of a document."""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from data.outputs import palette
from data.outputs.docx.template import CELL, TABLE, WIDE_CM
from data.outputs.harmless import printable
from data.outputs.slides.tables import shown_columns
from data.reports.table import Column, Table
from data.words.prose import phrases

# What stands on a page; the workbook has the rest.
MOST_ROWS, MOST_COLUMNS = 20, 7
# The most of a text that sets how wide its column is, in signs; how wide a sign is, and the edges of a cell.
MOST_SIGNS, SIGN_CM, PAD_CM = 36, 0.2, 0.5


def add_table(document: Any, table: Table) -> list[str]:
    """The first rows and columns of a table; what is left out, in sentences."""
    columns = shown_columns(table)
    rows = min(table.most or MOST_ROWS, MOST_ROWS, len(table.frame))
    shown, said = columns[:MOST_COLUMNS], phrases("briefing")
    made = document.add_table(rows=1 + rows, cols=len(shown), style=TABLE)
    # By rows: asking a table for a cell by its place takes as long as the table is large.
    lines = [row.cells for row in made.rows]
    columned = [
        [column.heading, *(column.show(value) for value in column.values(table.frame.head(rows)))] for column in shown
    ]
    widths = _widths(columned)
    # By its id: asking for a style by its name goes through all of them.
    style = document.styles[CELL].style_id
    made.autofit = False
    for place, (column, texts) in enumerate(zip(shown, columned, strict=True)):
        made.columns[place].width = widths[place]
        for line, text in zip(lines, texts, strict=True):
            line[place].width = widths[place]
            _write(line[place], text, style, column, is_head=line is lines[0])
    # The heads on every page.
    made.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    left = len(table.frame) - rows
    return [
        *([said["more_rows"].format(count=f"{left:,}")] if left else []),
        *([said["more_columns"]] if len(columns) > len(shown) else []),
    ]


def _widths(columned: Sequence[Sequence[str]]) -> list[Any]:
    """How wide each column is: room for its longest word, and of what is left by its longest text."""
    # An interval in brackets is one word: blanks that do not break are none.
    words = [max(len(word) for text in texts for word in text.split(" ")) for texts in columned]
    longest = [min(max(map(len, texts)), MOST_SIGNS) for texts in columned]
    least = [SIGN_CM * word + PAD_CM for word in words]
    wanted = [max(SIGN_CM * text + PAD_CM, low) for text, low in zip(longest, least, strict=True)]
    room, more = WIDE_CM - sum(least), sum(wanted) - sum(least)
    if room <= 0 or more <= 0:
        return [Cm(WIDE_CM * low / sum(least)) for low in least]
    return [Cm(low + room * (most - low) / more) for low, most in zip(least, wanted, strict=True)]


def _write(cell: Any, text: str, style: str, column: Column, *, is_head: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style
    run = paragraph.add_run(printable(text))
    run.bold = is_head
    if column.is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if is_head:
        fill = palette.GROUND.lstrip("#").upper()
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
        )
