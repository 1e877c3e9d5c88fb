"""A briefing as a Word document: each finding with its verdict, its numbers and its source, to be written on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from data.outputs.docx import template as styles
from data.outputs.docx.charts import add_picture, chart_of
from data.outputs.docx.tables import add_table
from data.outputs.harmless import printable
from data.outputs.slides.notes import note_texts, texts_of
from data.reports.briefing.briefing import Briefing, Part, Told
from data.reports.panel import Listed, Panel
from data.words.prose import phrases, speaker

say = speaker("assessment")


def docx_bytes(briefing: Briefing, template: Path | None = None) -> bytes:
    """The briefing as a Word file.

    Raises TemplateError where the template of the partnership cannot be used.
    """
    document = styles.open_template(template)
    parts = [part for part in briefing.parts if part.told]
    _cover(document, briefing, parts)
    charts = iter(range(1, 1000))
    for place, part in enumerate(parts, start=1):
        _add(document, f"{place}. {part.title}", styles.FIRST)
        for told in part.told:
            _told(document, told, charts)
        # What is left to professional judgement in a part of a draft.
        asked = phrases("assessment")["judgement"].get(part.name)
        if asked and _is_draft(briefing):
            _add(document, say("to_write", text=asked), styles.JUDGEMENT)
    about = document.core_properties
    about.title, about.author, about.language = printable(briefing.title), briefing.partnership, "en-GB"
    about.subject, about.keywords = briefing.subject, briefing.marking
    return styles.saved(document)


def _add(document: Any, text: str, style: str = styles.BODY) -> Any:
    return document.add_paragraph(printable(text), style=style)


def _cover(document: Any, briefing: Briefing, parts: Sequence[Part]) -> None:
    """Title, months and scope, what the draft is, and what is in it; the marking heads and ends every page."""
    for edge in (document.sections[0].header, document.sections[0].footer):
        edge.paragraphs[0].text = printable(briefing.marking)
    _add(document, briefing.title, styles.TITLE)
    _add(document, briefing.partnership)
    _add(document, briefing.made, styles.QUIET)
    _add(document, f"{briefing.months} {briefing.scope}", styles.QUIET)
    if _is_draft(briefing):
        for text in phrases("assessment")["draft"]:
            _add(document, text)
    _add(document, say("contents"), styles.SECOND)
    titles = [f"{place}. {part.title}" for place, part in enumerate(parts, start=1)]
    document.add_paragraph(style=styles.CELL)._p.append(_contents(titles))
    document.add_page_break()


def _contents(titles: Sequence[str]) -> Any:
    """A table of contents that Word renews; until then it shows the titles."""
    made = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="TOC \\o &quot;1-1&quot; \\h"/>')
    for title in titles:
        run = parse_xml(f"<w:r {nsdecls('w')}><w:t/><w:br/></w:r>")
        run.find("{*}t").text = printable(title)
        made.append(run)
    return made


def _is_draft(briefing: Briefing) -> bool:
    """Whether people have to write on it."""
    return any(one.panel.blanks for one in briefing.told)


def _told(document: Any, told: Told, charts: Iterator[int]) -> None:
    """The finding, its verdict, what is said, the picture, the numbers, and the source."""
    panel = told.panel
    _add(document, panel.words.finding, styles.SECOND)
    if panel.marking:
        _add(document, panel.marking, styles.QUIET)
    if told.verdict:
        _add(document, told.verdict, styles.VERDICT)
    if panel.words.short:
        _add(document, panel.words.short)
    for text, style in _texts(panel):
        _add(document, text, style)
    for title in panel.blanks:
        _add(document, say("to_write", text=title), styles.JUDGEMENT)
    chart = chart_of(panel)
    if chart:
        add_picture(document, chart, panel.words.spoken, next(charts))
    if chart is not None and chart.kind == "line":
        left = [say("behind")]
    else:
        left = add_table(document, panel.table) if panel.table is not None and len(panel.table.frame) else []
    # What the figures are of, where and when, and who counted.
    source = say("source", source=panel.words.source) if panel.words.source else ""
    about = (panel.words.caption, told.scope, told.months, source)
    _add(document, " ".join([*left, *(text for text in about if text)]), styles.QUIET)


def _texts(panel: Panel) -> Iterator[tuple[str, str]]:
    """What a panel says beside picture and table, lists as lists."""
    listed = [text for note in panel.notes if isinstance(note, Listed) for text in note_texts(note)]
    for text in texts_of(replace(panel, blanks=())):
        yield text, styles.BULLET if text in listed or panel.lines else styles.BODY
