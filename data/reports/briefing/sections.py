"""The sections of which briefings are made: each an entry with the panels that it takes from the pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.reports.briefing import assessment
from data.reports.briefing.pages import Pages
from data.reports.panel import Listed, Panel, Report, Words
from data.words import formatting as f
from data.words import freshness
from data.words.prose import phrases


@dataclass(frozen=True)
class SectionOf:
    """A section: its name, and what gives its panels; more: what the address of its page needs beside the selection."""

    name: str
    panels: Callable[[Pages], Sequence[Panel]]
    more: str = ""

    @property
    def title(self) -> str:
        """Its title in words."""
        return str(phrases("briefing")["sections"][self.name])


def _headed(panel: Panel, finding: str) -> Panel:
    """A panel under the finding of a page instead of its own."""
    return replace(panel, words=replace(panel.words, finding=f.capital(finding)))


def _of(page: str, *ids: str, headed: str = "") -> Callable[[Pages], Sequence[Panel]]:
    """The panels of a page with these ids that it has; headed: the one that stands under the finding of its page."""

    def panels(pages: Pages) -> Sequence[Panel]:
        """In the order of the page."""
        found = [one for one in pages[page].panels if one.id in ids]
        return [_headed(one, pages[page].heading) if one.id == headed else one for one in found]

    return panels


def _changes(pages: Pages) -> Sequence[Panel]:
    """What changed, under what the summary says of the crime types; of one alone the headlines say it all."""
    _, _, types = pages["summary"].heading.partition("; ")
    most = 1 if "headlines" in pages.selection.briefing.chosen else 0
    listed = (one for one in pages["summary"].panels if one.id == "summary-changes")
    found = [one for one in listed if one.table is not None and len(one.table.frame) > most]
    return [_headed(one, types or one.words.finding) for one in found]


def _headlines(pages: Pages) -> Sequence[Panel]:
    """The finding of the summary, over the months inside their limits."""
    return [_headed(one, pages["summary"].heading) for one in pages["trends"].panels if one.id == "trends-total"]


def with_numbers(panels: Sequence[Panel], *said: str) -> Sequence[Panel]:
    """Those with numbers or a picture, and by their ids those that are worth a slide without."""
    return [one for one in panels if one.figure or (one.table is not None and len(one.table.frame)) or one.id in said]


def _more(*ids: str) -> Callable[[Pages], Sequence[Panel]]:
    return lambda pages: with_numbers([one for one in pages.more if one.id in ids])


def _spots(pages: Pages) -> Sequence[Panel]:
    """The map of small spots with the finding of its page, and the table beside it as its own."""
    panels = {one.id: one for one in pages.spots.panels}
    mapped, ranked = panels["hotspots-map"], panels["hotspots-ranking"]
    return [replace(_headed(mapped, pages.spots.heading), table=ranked.table)]


def _places(pages: Pages) -> Sequence[Panel]:
    return with_numbers([one for one in pages.places.panels if one.id.startswith("hotspots-places-")])


def _compare(pages: Pages) -> Sequence[Panel]:
    """The first panel of the comparison under the finding of its page, and the Home Office's quarters."""
    found = _of("compare", "compare-ranks", "compare-recorded", headed="compare-ranks")(pages)
    return [one for one in found if one.id == "compare-ranks" or one.figure]


def _perception(pages: Pages) -> Sequence[Panel]:
    """The table under the finding of its page, and each survey over time."""
    tables = [one for one in pages["perception"].panels if one.id.startswith("perception-table")]
    return [*_led(tables, pages["perception"]), *(one for one in pages["over-time"].panels if one.figure)]


def _led(panels: Sequence[Panel], report: Report) -> Sequence[Panel]:
    """The panels, the first under the finding of its page."""
    return [_headed(one, report.heading) if place == 0 else one for place, one in enumerate(panels)]


def _room(name: str) -> Callable[[Pages], Sequence[Panel]]:
    """The panels of a room of perception that show numbers or lines, the first under the finding of its page."""
    return lambda pages: _led([one for one in pages[name].panels if one.table is not None or one.lines], pages[name])


def _news(pages: Pages) -> Sequence[Panel]:
    """The verdicts that changed, under the finding of the page, and the months where it does not say them all."""
    news = pages["news"]
    shown = [one for one in news.panels if one.id in ("news-verdicts", "news-months") and (one.table or one.lines)]
    lines = [f"{line.lead} {line.text}".rstrip(".") for one in shown if one.id == "news-months" for line in one.lines]
    is_said = len(shown) > 1 and all(line in news.heading for line in lines)
    return _led(shown[:1] if is_said else shown, news)


def _methods(pages: Pages) -> Sequence[Panel]:
    """What was left out, how figures are judged, and the sources."""
    status, said = pages["about"].status, phrases("briefing")
    lacks = next((one for one in pages["about"].panels if one.id == "about-lacks"), None)
    listed = [str(text) for note in (lacks.notes if lacks else ()) if isinstance(note, Listed) for text in note.texts]
    notes: list[Any] = [*said["methods"], f"{freshness.unplaced_records(status)}.", *freshness.fresh(status), *listed]
    words = Words(str(said["methods_title"]), source=pages["trends"].panels[0].words.source)
    first = Panel("about-methods", words, notes=[Listed(notes)])
    sources = next(one for one in pages["about"].panels if one.id == "about-sources")
    assert sources.table is not None
    is_partner = (sources.table.frame["audience"] != "public").any()
    shown = [one for one in sources.table.columns if one.name in ("title", "publisher", "licence")]
    table = replace(sources.table, columns=shown or sources.table.columns)
    return [first, replace(sources, table=table, marking="partner" if is_partner else "")]


# An operation: its months, what may be said of it, and all of them.
_OPERATION = ("operations-months", "operations-said", "operations-difference", "operations-table")
_ALL = (
    SectionOf("about", assessment.about),
    SectionOf("headlines", _headlines),
    SectionOf("changes", _changes),
    SectionOf("performance", _of("summary", "summary-performance")),
    SectionOf("multiples", lambda pages: pages.multiples),
    SectionOf("where", _of("summary", "summary-where")),
    SectionOf("wards", _of("summary", "summary-wards")),
    SectionOf("spots", _spots, "layer=cells"),
    SectionOf("places", _places),
    SectionOf("funnel", _more("trends-funnel")),
    SectionOf("season", _more("trends-season", "trends-hours")),
    SectionOf("others", _of("summary", "summary-others")),
    SectionOf("compare", _compare),
    SectionOf("operations", _of("operations", *_OPERATION, headed="operations-months")),
    SectionOf("perception", _perception),
    SectionOf("perception-wards", _room("by-ward")),
    SectionOf("perception-recorded", _room("recorded")),
    SectionOf("perception-said", _room("you-said")),
    SectionOf("priorities", _of("board", "board-priorities", "board-uncovered", headed="board-priorities")),
    SectionOf("indicators", _of("board", "board-eye")),
    SectionOf("actions", _of("board", "board-actions")),
    SectionOf("family", lambda pages: with_numbers(_of("board", "board-family")(pages))),
    SectionOf("published", _of("summary", "summary-published")),
    SectionOf("risk", _of("risk", "risk-matrix", "risk-ranks", "risk-weights")),
    SectionOf("outcomes", _of("risk", "outcomes-types", "outcomes-wards")),
    SectionOf("violence", _of("risk", "violence-kinds", "violence-wards")),
    SectionOf("harm", lambda pages: pages["harm"].panels),
    SectionOf("review", lambda pages: with_numbers(pages["review"].panels, "review-work")),
    SectionOf("news", _news),
    SectionOf("ward", _of("ward", "ward-lines", "ward-questions", "ward-choose", headed="ward-lines")),
    SectionOf("ward-spots", _of("ward", "ward-map")),
    SectionOf("ward-types", _of("ward", "ward-recorded")),
    SectionOf("ward-places", _of("ward", "ward-places")),
    SectionOf("gaps", assessment.gaps),
    SectionOf("pestelo", assessment.horizon),
    SectionOf("conclusions", assessment.conclusions),
    SectionOf("methods", _methods),
)
SECTIONS = {section.name: section for section in _ALL}
