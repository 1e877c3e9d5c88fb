"""The notes of a slide: method, sources, records left out, the address of the view, and what did not fit."""

from collections.abc import Sequence

from data.outputs.slides.lines import say
from data.reports.briefing.briefing import Told
from data.reports.panel import Listed, Note, Panel
from data.words.prose import phrases


def notes_of(told: Told, address: str, cut: Sequence[str]) -> list[str]:
    """Paragraphs; cut: of the body what did not fit."""
    words = told.panel.words
    said = [words.caption, *words.said, *(text for note in told.panel.notes for text in note_texts(note))]
    lines = [
        words.finding,
        told.verdict,
        " ".join(text for text in (words.scope or told.scope, told.months) if text),
        *(say("note_method", text=text) for text in said if text),
        *([say("note_source", source=words.source)] if words.source else []),
        *([say("note_left_out", text=told.left_out)] if told.left_out else []),
        say("note_address", address=told.address(address)),
        *(say("note_cut", text=text) for text in cut),
    ]
    return [line for line in dict.fromkeys(lines) if line.strip()]


def note_texts(note: Note) -> list[str]:
    """A note as plain paragraphs."""
    if isinstance(note, str):
        return [note]
    if isinstance(note, Listed):
        plain = [text if isinstance(text, str) else text.words for text in note.texts]
        return [f"{note.sign} {text}".strip() for text in plain]
    # A way to another view is of use on a page alone.
    return ["".join(part for part in note if isinstance(part, str)).strip()]


def texts_of(panel: Panel) -> list[str]:
    """What a panel says beside picture and table, in its order."""
    facts = [f"{term}: {text}" for term, text in panel.facts]
    lines = [f"{line.sign} {line.lead} {line.text}".strip() for line in panel.lines]
    value = [f"{panel.value.shown} {panel.value.unit}".strip()] if panel.value else []
    notes = [text for note in panel.notes for text in note_texts(note)]
    blanks = [phrases("assessment")["to_write"].format(text=text) for text in panel.blanks]
    return [text for text in [*value, panel.judged, *lines, *facts, *notes, *blanks] if text]
