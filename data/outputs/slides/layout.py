"""A briefing as slides: each panel with its finding, what may be said of it, its picture or table, and its source."""

from collections.abc import Sequence
from dataclasses import replace

from data.outputs.slides import bodies
from data.outputs.slides.boxes import Frames, Placed, Slide, TextAt
from data.outputs.slides.fit import fitted
from data.outputs.slides.frames import BODY, BOTTOM, COVER, FRAMES, NUMBER, PANEL, SCOPE, SOURCE, SUBTITLE, TITLE, TOP
from data.outputs.slides.lines import say
from data.outputs.slides.notes import notes_of
from data.reports.briefing.briefing import PATH, Briefing, Told
from data.words.formatting import capital

TITLES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
UNDER = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
SMALLER = (13.0, 12.0, 11.0, 10.5)
SMALL = (11.0, 10.5)
COVERS = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0)


def slides(briefing: Briefing, frames: Frames = FRAMES, address: str = "", *, has_cover: bool = True) -> list[Slide]:
    """Every slide in its order; address: of the briefing's view up to the path of a page, empty where not known."""
    made = [_cover(briefing, frames, address)] if has_cover else []
    for told in briefing.told:
        made += _panel_slides(briefing, told, frames, address)
    return [_numbered(slide, place, briefing, frames) for place, slide in enumerate(made, start=1)]


def text_at(
    frames: Frames,
    layout: str,
    place: str,
    texts: Sequence[str],
    sizes: Sequence[float],
    *,
    is_bold: bool = False,
    align: str = "l",
    anchor: str = "t",
) -> TextAt | None:
    """Text in a placeholder, None where there is no such placeholder or nothing to say."""
    box = frames[layout].get(place)
    if box is None or not any(text.strip() for text in texts):
        return None
    text = fitted(texts, (box.w, box.h), sizes, is_bold)
    return TextAt(box, place, say("alt_text", text=place), text, place, is_bold, align=align, anchor=anchor)


def _cover(briefing: Briefing, frames: Frames, address: str) -> Slide:
    sources = [briefing.made, *briefing.status.attributions]
    parts = [
        text_at(frames, COVER, TITLE, [briefing.title], COVERS, is_bold=True, anchor="b"),
        text_at(
            frames, COVER, SUBTITLE, [briefing.partnership, f"{briefing.scope} {briefing.months}"], (20.0, 18.0, *UNDER)
        ),
        text_at(frames, COVER, SOURCE, sources, (14.0, 13.0, 12.0, *SMALL)),
    ]
    boxes = [part for part in parts if part]
    view = address.replace("{path}", PATH)
    # Of many sources the cover has not room for each: the notes have them all.
    notes = [briefing.scope, briefing.months, *sources, *([say("note_address", address=view)] if view else [])]
    return Slide(COVER, boxes, notes, "cover")


def _panel_slides(briefing: Briefing, told: Told, frames: Frames, address: str) -> list[Slide]:
    """One slide, or more where a table needs them."""
    pages = bodies.pages(told.panel, frames[PANEL][BODY])
    finding = capital(told.panel.words.finding) or briefing.title
    made = []
    for place, page in enumerate(pages, start=1):
        several = say("page_of", title=finding, place=place, count=len(pages)) if len(pages) > 1 else finding
        parts = [
            text_at(frames, PANEL, TITLE, [several], TITLES, is_bold=True, anchor="b"),
            text_at(frames, PANEL, SUBTITLE, [told.verdict or told.panel.words.short], UNDER),
            text_at(frames, PANEL, SCOPE, [f"{told.scope} {told.months}".strip()], SMALLER),
            *page.boxes,
            text_at(frames, PANEL, SOURCE, [_source(told, page.left)], SMALL),
        ]
        boxes = [part for part in parts if part]
        made.append(Slide(PANEL, boxes, notes_of(told, address, page.cut), told.panel.id))
    return made


def _source(told: Told, left: Sequence[str]) -> str:
    """The source first: it is never cut."""
    words = told.panel.words
    source = [say("source", source=words.source)] if words.source else []
    return " ".join([*source, *left, words.caption]).strip()


def _numbered(slide: Slide, place: int, briefing: Briefing, frames: Frames) -> Slide:
    """The slide with its number, and its marking on top and at the bottom."""
    marking = [briefing.marking]
    ends: list[Placed | None] = [
        text_at(frames, slide.layout, NUMBER, [str(place)], SMALL, align="r"),
        text_at(frames, slide.layout, TOP, marking, (12.0,), align="c", anchor="m"),
        text_at(frames, slide.layout, BOTTOM, marking, (12.0,), align="c", anchor="m"),
    ]
    return replace(slide, boxes=[*slide.boxes, *(part for part in ends if part)])
