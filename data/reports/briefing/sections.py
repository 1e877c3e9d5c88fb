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


def _changes(pages: Pages) -> Sequence[Panel]:
    """What changed, under what the summary says of the crime types."""
    _, _, types = pages.summary.heading.partition("; ")
    found = [one for one in pages.summary.panels if one.id == "summary-changes"]
    return [replace(one, words=replace(one.words, finding=f.capital(types) or one.words.finding)) for one in found]


def _of(page: str, *ids: str) -> Callable[[Pages], Sequence[Panel]]:
    """The panels of a page with these ids that it has."""
    return lambda pages: [one for one in getattr(pages, page).panels if one.id in ids]


def _headlines(pages: Pages) -> Sequence[Panel]:
    """The finding of the summary, over the months inside their limits."""
    return [
        replace(one, words=replace(one.words, finding=f.capital(pages.summary.heading)))
        for one in pages.trends.panels
        if one.id == "trends-total"
    ]


def _more(*ids: str) -> Callable[[Pages], Sequence[Panel]]:
    return lambda pages: [one for one in pages.more if one.id in ids]


def _spots(pages: Pages) -> Sequence[Panel]:
    """The map of small spots with its finding, and the spots with most."""
    return _mapped(pages.spots)


def _mapped(report: Report) -> Sequence[Panel]:
    """The map of a page, and the table beside it as its own."""
    panels = {one.id: one for one in report.panels}
    mapped, ranked = panels["hotspots-map"], panels["hotspots-ranking"]
    words = replace(mapped.words, finding=f.capital(report.heading))
    return [replace(mapped, words=words, table=ranked.table)]


def _places(pages: Pages) -> Sequence[Panel]:
    return [one for one in pages.places.panels if one.id.startswith("hotspots-places-")]


def _compare(pages: Pages) -> Sequence[Panel]:
    """The first panel of the comparison under the finding of its page, and the Home Office's quarters."""
    panels = {one.id: one for one in pages.compare.panels}
    ranks, recorded = panels.get("compare-ranks"), panels.get("compare-recorded")
    first = [replace(ranks, words=replace(ranks.words, finding=f.capital(pages.compare.heading)))] if ranks else []
    return [*first, *([recorded] if recorded and recorded.figure else [])]


def _operations(pages: Pages) -> Sequence[Panel]:
    """The operation that is asked for under the finding of its page, what may be said of it, and all of them."""
    shown = ("operations-months", "operations-said", "operations-difference", "operations-table")
    found = [one for one in pages.operations.panels if one.id in shown]
    heading = f.capital(pages.operations.heading)
    return [
        replace(one, words=replace(one.words, finding=heading)) if one.id == "operations-months" else one
        for one in found
    ]


def _perception(pages: Pages) -> Sequence[Panel]:
    """The table under the finding of its page, and each survey over time."""
    tables = [one for one in pages.perception.panels if one.id.startswith("perception-table")]
    return [*_headed(tables, pages.perception), *(one for one in pages.over_time.panels if one.figure)]


def _headed(panels: Sequence[Panel], report: Report) -> Sequence[Panel]:
    """The panels, the first under the finding of its page."""
    return [
        replace(one, words=replace(one.words, finding=f.capital(report.heading))) if place == 0 else one
        for place, one in enumerate(panels)
    ]


def _room(name: str) -> Callable[[Pages], Sequence[Panel]]:
    """The panels of a room of perception that show something, the first under the finding of its page."""

    def panels(pages: Pages) -> Sequence[Panel]:
        """Those that have numbers or lines."""
        report: Report = getattr(pages, name)
        return _headed([one for one in report.panels if one.table is not None or one.lines], report)

    return panels


def _priorities(pages: Pages) -> Sequence[Panel]:
    """The priorities in force under the finding of the board's page, and what none of them covers."""
    found = [one for one in pages.board.panels if one.id in ("board-priorities", "board-uncovered")]
    return [
        replace(one, words=replace(one.words, finding=f.capital(pages.board.heading)))
        if one.id == "board-priorities"
        else one
        for one in found
    ]


def _news(pages: Pages) -> Sequence[Panel]:
    """The verdicts that changed, under the finding of the page, and the months; nothing where nothing is new."""
    told = [one for one in pages.news.panels if one.id in ("news-verdicts", "news-months") and (one.table or one.lines)]
    finding = f.capital(pages.news.heading)
    return [replace(one, words=replace(one.words, finding=finding)) if one is told[0] else one for one in told]


def _ward(*ids: str) -> Callable[[Pages], Sequence[Panel]]:
    """Panels of the one ward; its first line is the finding of its page. Where none is chosen, the list of wards."""

    def panels(pages: Pages) -> Sequence[Panel]:
        """Those of the pages of the ward."""
        found = [one for one in pages.ward.panels if one.id in ids]
        return [
            replace(one, words=replace(one.words, finding=f.capital(pages.ward.heading)))
            if one.id == "ward-lines"
            else one
            for one in found
        ]

    return panels


def _methods(pages: Pages) -> Sequence[Panel]:
    """What was left out, how figures are judged, and the sources."""
    status, said = pages.about.status, phrases("briefing")
    lacks = next((one for one in pages.about.panels if one.id == "about-lacks"), None)
    listed = [str(text) for note in (lacks.notes if lacks else ()) if isinstance(note, Listed) for text in note.texts]
    notes: list[Any] = [*said["methods"], f"{freshness.unplaced_records(status)}.", *freshness.fresh(status), *listed]
    words = Words(str(said["methods_title"]), source=pages.trends.panels[0].words.source)
    first = Panel("about-methods", words, notes=[Listed(notes)])
    sources = next(one for one in pages.about.panels if one.id == "about-sources")
    assert sources.table is not None
    is_partner = (sources.table.frame["audience"] != "public").any()
    shown = [one for one in sources.table.columns if one.name in ("title", "publisher", "licence")]
    table = replace(sources.table, columns=shown or sources.table.columns)
    return [first, replace(sources, table=table, marking="partner" if is_partner else "")]


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
    SectionOf("operations", _operations),
    SectionOf("perception", _perception),
    SectionOf("perception-wards", _room("by_ward")),
    SectionOf("perception-recorded", _room("recorded")),
    SectionOf("perception-said", _room("said")),
    SectionOf("priorities", _priorities),
    SectionOf("indicators", _of("board", "board-eye")),
    SectionOf("actions", _of("board", "board-actions")),
    SectionOf("family", _of("board", "board-family")),
    SectionOf("published", _of("summary", "summary-published")),
    SectionOf("risk", _of("risk", "risk-matrix", "risk-ranks", "risk-weights")),
    SectionOf("outcomes", _of("risk", "outcomes-types", "outcomes-wards")),
    SectionOf("violence", _of("risk", "violence-kinds", "violence-wards")),
    SectionOf("harm", lambda pages: pages.harm.panels),
    SectionOf("review", lambda pages: pages.review.panels),
    SectionOf("news", _news),
    SectionOf("ward", _ward("ward-lines", "ward-questions", "ward-choose")),
    SectionOf("ward-spots", _ward("ward-map")),
    SectionOf("ward-types", _ward("ward-recorded")),
    SectionOf("ward-places", _ward("ward-places")),
    SectionOf("gaps", assessment.gaps),
    SectionOf("pestelo", assessment.horizon),
    SectionOf("conclusions", assessment.conclusions),
    SectionOf("methods", _methods),
)
SECTIONS = {section.name: section for section in _ALL}
