"""Tables of a document."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from data.outputs import palette
from data.outputs.docx.template import CELL, TABLE
from data.outputs.harmless import printable
from data.outputs.slides.tables import shown_columns
from data.reports.table import Column, Table
from data.words.prose import phrases

# What stands on a page; the workbook has the rest.
MOST_ROWS, MOST_COLUMNS = 20, 7


def add_table(document: Any, table: Table) -> list[str]:
    """The first rows and columns of a table; what is left out, in sentences."""
    columns = shown_columns(table)
    rows = min(table.most or MOST_ROWS, MOST_ROWS, len(table.frame))
    shown, said = columns[:MOST_COLUMNS], phrases("briefing")
    made = document.add_table(rows=1 + rows, cols=len(shown), style=TABLE)
    # By rows: asking a table for a cell by its place takes as long as the table is large.
    lines = [row.cells for row in made.rows]
    for place, column in enumerate(shown):
        texts = [column.show(value) for value in column.values(table.frame.head(rows))]
        for line, text in zip(lines, [column.heading, *texts], strict=True):
            _write(line[place], text, column, is_head=line is lines[0])
    _repeated(made.rows[0])
    left = len(table.frame) - rows
    return [
        *([said["more_rows"].format(count=f"{left:,}")] if left else []),
        *([said["more_columns"]] if len(columns) > len(shown) else []),
    ]


def _write(cell: Any, text: str, column: Column, *, is_head: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = CELL
    run = paragraph.add_run(printable(text))
    run.bold = is_head
    if column.is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if is_head:
        fill = palette.GROUND.lstrip("#").upper()
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
        )


def _repeated(row: Any) -> None:
    """The heads on every page."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
