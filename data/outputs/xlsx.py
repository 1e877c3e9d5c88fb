"""A workbook of panels: a cover, contents, notes, and on each sheet one marked-up table."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from textwrap import shorten
from typing import Any

import gptables as gpt
import pandas as pd

from data.outputs.csv import file_frame
from data.outputs.harmless import harmless, one_line
from data.outputs.slides.notes import note_texts, texts_of
from data.reports.briefing.briefing import Briefing, Told
from data.reports.panel import Panel
from data.words.prose import phrases

# What Excel allows of the name of a sheet, and of a text in a cell.
MOST_LABEL, MOST_TEXT = 31, 32000
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
# What stands where there is nothing, as the government's guidance on spreadsheets has it.
ABSENT = "[x]"
SPOKEN = re.compile(r"[a-zA-Z0-9]")
# gptables takes double dollar signs for a reference to a note.
REFERENCE = re.compile(r"\$\$")
WIDEST = 60


def xlsx_bytes(briefing: Briefing) -> bytes:
    """The briefing as a workbook; of panels without a table the texts are its rows."""
    sheets = dict(_sheets(briefing))
    said, found = phrases("briefing"), BytesIO()
    book = gpt.produce_workbook(
        found,
        sheets,
        cover=_cover(briefing),
        contentsheet_label=said["contents"],
        notes_table=_notes(briefing),
        notesheet_label=said["notes"],
        auto_width=False,
        # What is text stays text, whatever it begins with.
        workbook_options={"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": briefing.title, "author": briefing.partnership, "keywords": briefing.marking})
    _widen(book, sheets)
    book.close()
    return found.getvalue()


def plain(text: str) -> str:
    """Text as a cell of a workbook has it."""
    return REFERENCE.sub("$", harmless(one_line(text)))


def sheet_frame(panel: Panel) -> pd.DataFrame:
    """The numbers of a panel as its sheet has them, under headings that differ; else its texts, one a row."""
    if panel.table is None or panel.table.frame.empty:
        return pd.DataFrame(
            {str(phrases("briefing")["said"]): [_text(text) for text in texts_of(panel) or [panel.words.finding]]}
        )
    frame = file_frame(panel.table)
    frame.columns = pd.Index(_apart([plain(name) or "–" for name in frame.columns]))
    return frame.apply(_cells)


def _cells(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Numbers as numbers, everything else as text; what is absent by its sign."""
    if pd.api.types.is_bool_dtype(column):
        return column.map({True: "yes", False: "no"})
    if pd.api.types.is_numeric_dtype(column):
        known = column.astype(float)
        # A count stays whole.
        kind = float if (known.dropna() % 1).any() else int
        return pd.Series([ABSENT if pd.isna(value) else kind(value) for value in known], column.index, dtype=object)
    return pd.Series([_text(value) for value in column], column.index, dtype=object)


def _text(value: Any) -> str:
    text = "" if pd.isna(value) else plain(str(value))
    if not text.strip():
        return ABSENT
    # A workbook for everybody has no cell of signs alone.
    return text if SPOKEN.search(text) else str(phrases("briefing")["sign"]).format(sign=text)


def _apart(names: Sequence[str]) -> list[str]:
    """The names, those that are there twice with a number."""
    counts: dict[str, int] = {}
    found = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        found.append(f"{name} ({counts[name]})" if counts[name] > 1 else name)
    return found


def _sheets(briefing: Briefing) -> Iterator[tuple[str, Any]]:
    listed = [(part.title, told) for part in briefing.parts for told in part.told]
    for place, (section, told) in enumerate(listed, start=1):
        words = told.panel.words
        label = sheet_name(section, place)
        title = plain(words.finding) or briefing.title
        yield (
            label,
            gpt.GPTable(
                sheet_frame(told.panel),
                f"table_{place}",
                f"{title} $$note {place}$$",
                scope=plain(" ".join(text for text in (words.scope or told.scope, told.months) if text)) or None,
                source=plain(words.source) or None,
                subtitles=[plain(text) for text in (briefing.marking, told.verdict, words.caption) if text],
                instructions=phrases("briefing")["table_of"],
                index_columns={},
            ),
        )


def sheet_name(section: str, place: int) -> str:
    """A name of a sheet, which no other has by its number, in whole words."""
    words = FORBIDDEN.sub("", one_line(section).replace("/", "-"))
    return shorten(f"{place} {words}", MOST_LABEL, placeholder="…")


def _cover(briefing: Briefing) -> Any:
    intro = [briefing.marking, briefing.partnership, briefing.made, briefing.scope, briefing.months]
    about = [*phrases("briefing")["cover_lines"], *briefing.status.attributions]
    return gpt.Cover(plain(briefing.title), [plain(text) for text in intro if text], [plain(text) for text in about])


def _notes(briefing: Briefing) -> pd.DataFrame:
    """What has to be known of each table: a row a table."""
    rows = [
        (f"note {place}", plain(told.panel.words.finding) or briefing.title, _told_note(told))
        for place, told in enumerate(briefing.told, start=1)
    ]
    return pd.DataFrame(rows, columns=["Note reference", "Table", "Note text"])


def _told_note(told: Told) -> str:
    notes = [text for note in told.panel.notes for text in note_texts(note)]
    texts = dict.fromkeys([*told.panel.words.said, *notes, told.left_out])
    return plain(" ".join(text for text in texts if text))[:MOST_TEXT]


def _widen(book: Any, sheets: dict[str, Any]) -> None:
    """Columns as wide as what stands in them, within reason."""
    for label, sheet in sheets.items():
        frame = sheet.table
        for place, name in enumerate(frame.columns):
            longest = max([len(str(name)), *(len(str(value)) for value in frame[name].head(200))])
            book.get_worksheet_by_name(label).set_column(place, place, min(max(longest + 2, 10), WIDEST))
