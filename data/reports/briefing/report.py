"""A briefing for a selection: its sections in their order, each made by itself: one that fails leaves the rest."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from data.model.briefing_view import SENSITIVE
from data.model.choices import Choices
from data.model.file_errors import LeftError
from data.model.schema import ALL_CRIME
from data.model.selection import CONTROLS, Selection
from data.model.verdict import Verdict
from data.queries import status
from data.reports.briefing.briefing import Briefing, Part, Told
from data.reports.briefing.pages import OTHER_MONTHS, Pages, page_of
from data.reports.briefing.sections import SECTIONS, SectionOf
from data.reports.panel import Panel, Words
from data.reports.reading import doubts_of
from data.settings import current
from data.words import findings, freshness, verdicts
from data.words import formatting as f
from data.words.prose import phrases

LOG = logging.getLogger(__name__)


def never() -> bool:
    """Nobody has left."""
    return False


def briefing(
    selection: Selection, offered: Choices, today: date | None = None, is_gone: Callable[[], bool] = never
) -> Briefing:
    """The briefing that the selection asks for; is_gone: asked before each section.

    Raises LeftError where whoever asked is gone.
    """
    pages, asked = Pages(selection, offered), selection.briefing
    parts = []
    for name in asked.chosen:
        if is_gone():
            raise LeftError
        parts.append(_part(SECTIONS[name], pages))
    if not any(part.told for part in parts):
        # A file has to say something.
        none = Words(str(phrases("briefing")["nothing_at_all"]))
        parts = [replace(parts[0], told=[Told(Panel("nothing", none, notes=[part.title for part in parts]))])]
    usual = phrases("briefing")["titles"].get(asked.pack, phrases("briefing")["title"])
    title = asked.title or str(usual).format(place=selection.wards_label, months=f.period(selection.period))
    return _made(pages, parts, title, asked.pack, today)


def one_panel(panel_id: str, pages: Pages, today: date | None = None) -> Briefing | None:
    """A briefing of one panel of the pages, None where there is no such panel."""
    panel = pages.panel(panel_id)
    if panel is None:
        return None
    part = Part(panel_id, panel.words.finding, [_told(panel, pages, "")])
    made = _made(pages, [part], panel.words.finding, panel_id, today)
    return replace(made, is_chosen=not _is_its_own(panel), period=panel.period)


def _made(pages: Pages, parts: Sequence[Part], title: str, subject: str, today: date | None) -> Briefing:
    selection, now = pages.selection, status.build_status(pages.choices.source)
    panels = [one.panel for part in parts for one in part.told]
    # A panel is for partners as it says itself, or as its source does.
    is_sensitive = now.marking or any(panel.marking or SENSITIVE in panel.words.source for panel in panels)
    marking = SENSITIVE if is_sensitive else CONTROLS["marking"].options[selection.briefing.marking]
    return Briefing(
        title=title,
        meeting=selection.briefing.meeting,
        marking=marking,
        partnership=current().partnership or now.partnership or now.area_name,
        subject=subject,
        selection=selection,
        status=now,
        scope=findings.scope(selection),
        months=_months(pages),
        parts=parts,
        made_on=today or date.today(),
    )


def _part(section: SectionOf, pages: Pages) -> Part:
    try:
        told = [_told(panel, pages, section.more) for panel in section.panels(pages)]
    except Exception:
        # Whatever it is: the others are given, and the log says why this one is not.
        LOG.exception("section %s", section.name)
        words = Words(str(phrases("briefing")["failed"]).format(title=section.title))
        told = [
            Told(Panel(f"failed-{section.name}", words, notes=[str(phrases("briefing")["failed_why"])]), is_failed=True)
        ]
    return Part(section.name, section.title, told)


def _told(panel: Panel, pages: Pages, more: str) -> Told:
    """The panel with the verdict and the months of the selection, where it is of these."""
    left_out = f"{freshness.unplaced_records(status.build_status(pages.choices.source))}."
    page = page_of(panel.id)
    if _is_its_own(panel):
        return Told(panel, "", panel.words.scope, "", left_out, page.path, more)
    # Reports at named places are of no crime type.
    verdict = "" if panel.id.startswith("hotspots-places") else judged(pages)
    return Told(panel, verdict, _scope(panel, pages.selection), _months(pages), left_out, page.path, more)


def _is_its_own(panel: Panel) -> bool:
    """Whether a panel says itself of which wards and months it is, whatever is chosen."""
    return page_of(panel.id).is_its_own or panel.id in OTHER_MONTHS


def _scope(panel: Panel, selection: Selection) -> str:
    """The scope of a panel, where more than three types are named by what they are called together."""
    types = selection.counted_types
    return panel.words.scope.replace(
        ", ".join(types), selection.types_label.lower() if len(types) > 3 else ", ".join(types)
    )


def _months(pages: Pages) -> str:
    """The months, and what they are compared with."""
    selection, compared = pages.selection, pages.found.comparison
    months = f.capital(f.period(selection.period))
    if compared is None:
        return f"{months}."
    part = f"; {findings.other_months(compared)}" if compared.is_part else ","
    return f"{months}{part} compared with {f.period(compared.before)}."


def judged(pages: Pages) -> str:
    """What may be said of the change of all that is chosen, the verdict first, as it is never cut.

    Then both numbers with their months, the change and its interval, and what else it may come from. Several wards or
    types are named beside it.
    """
    compared, whole = pages.found.comparison, pages.found.total
    if compared is None or whole["verdict"] == Verdict.CANNOT_COMPARE:
        return ""
    selection = pages.selection
    label, types, wards = selection.types_label, selection.counted_types, selection.wards
    if label != ALL_CRIME and len(types) > 1:
        label = f"{len(types)} crime types"
    named = "" if label == ALL_CRIME else f" ({label.lower()})"
    what = f"{f.so_many(whole['total_0'], selection.noun if named else 'crimes')}{named}"
    is_one = len(wards) == 1 or selection.is_whole_area or len(selection.districts) == 1
    where = selection.wards_label if is_one else f"{len(wards)} wards"
    moved = verdicts.change(whole)
    now, before = f.period(compared.now), f.before_words(compared.now, compared.key)
    said = (
        f"{whole['verdict']}: {what} in {where}, {now}, "
        f"from {f.number(whole['total_1'])} in {before}{f': {moved}' if moved else ''}."
    )
    return " ".join([said, *doubts_of(pages.found, pages.choices)])
