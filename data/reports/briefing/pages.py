"""The reports of all pages for one selection, each made once and only when it is asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from data.model.choices import Choices
from data.model.selection import Selection
from data.reports.about.report import report as about
from data.reports.board.report import report as board
from data.reports.compare.report import report as compare
from data.reports.evidence import Chosen
from data.reports.harm.report import report as harm
from data.reports.hotspots import beyond
from data.reports.hotspots.report import all_cells
from data.reports.hotspots.report import report as hotspots
from data.reports.news.report import report as news
from data.reports.operations.report import report as operations
from data.reports.panel import Panel, Report
from data.reports.perception import over_time, recorded, wards, you_said
from data.reports.perception.report import report as perception
from data.reports.review.report import report as review
from data.reports.risk.report import report as risk
from data.reports.summary.report import report as summary
from data.reports.trends import report as trends
from data.reports.ward.report import report as ward


class Page(NamedTuple):
    """A page: its path and its report; is_its_own: whether it is of the whole area and says of which months."""

    path: str
    report: Callable[[Selection, Choices], Report]
    is_its_own: bool = False


# By the first words of the ids of their panels; the rooms of perception by names of their own.
PAGES = {
    "summary": Page("/", summary),
    "ward": Page("/ward", ward),
    "trends": Page("/trends", trends.report),
    "compare": Page("/compare", compare),
    "hotspots": Page("/hotspots", hotspots),
    "operations": Page("/operations", operations, is_its_own=True),
    "perception": Page("/perception", perception, is_its_own=True),
    "over-time": Page("/perception/over-time", over_time.report, is_its_own=True),
    "by-ward": Page("/perception/wards", wards.report, is_its_own=True),
    "recorded": Page("/perception/recorded", recorded.report, is_its_own=True),
    "you-said": Page("/perception/you-said", you_said.report, is_its_own=True),
    "board": Page("/board", board, is_its_own=True),
    "risk": Page("/board/risk", risk, is_its_own=True),
    "outcomes": Page("/board/risk", risk, is_its_own=True),
    "violence": Page("/board/risk", risk, is_its_own=True),
    "harm": Page("/board/harm", harm, is_its_own=True),
    "review": Page("/board/review", review, is_its_own=True),
    "news": Page("/changes", news, is_its_own=True),
    "about": Page("/about-the-data", about, is_its_own=True),
}
# Panels of other pages that are of their own months too.
OTHER_MONTHS = {"compare-recorded", "summary-published", "summary-residents"}
# The rooms of perception by the second words of the ids of their panels.
ROOMS = {
    "waves": "over-time", "time": "over-time", "wards": "by-ward", "spread": "by-ward", "gap": "by-ward",
    "groups": "by-ward", "recorded": "recorded", "places": "recorded", "sites": "recorded", "said": "you-said",
}  # fmt: skip


def page_of(panel_id: str) -> Page:
    """The page that shows a panel, Summary where no page is known to."""
    page, *parts = panel_id.split("-")
    room = ROOMS.get(parts[0]) if page == "perception" and parts else None
    return PAGES[room or (page if page in PAGES else "summary")]


@dataclass(frozen=True)
class Pages(Chosen):
    """What every page says of a selection."""

    @cached_property
    def _made(self) -> dict[str, Report]:
        return {}

    def __getitem__(self, page: str) -> Report:
        """What one says, by its name in PAGES."""
        if page not in self._made:
            self._made[page] = PAGES[page].report(self.selection, self.choices)
        return self._made[page]

    @cached_property
    def multiples(self) -> list[Panel]:
        """The small charts of Crime trends."""
        return [panel for one in trends.multiples(self.selection, self.choices) for panel in one.panels]

    @cached_property
    def more(self) -> list[Panel]:
        """Its wards, seasons, hours and events."""
        return [panel for one in trends.more(self.selection, self.choices) for panel in one.panels]

    @cached_property
    def spots(self) -> Report:
        """The page Hotspots with small spots and every kind of place."""
        view = replace(self.selection.map, layer="cells", pick="")
        return hotspots(replace(self.selection, map=view), self.choices)

    @cached_property
    def places(self) -> Report:
        """The page Hotspots with every kind of place."""
        kinds = tuple(kind for kind, _ in self.choices.place_kinds)
        view = replace(self.selection.map, layer="wards", places=kinds, pick="")
        return hotspots(replace(self.selection, map=view), self.choices)

    def panels(self, page: str) -> Iterator[Panel]:
        """The panels of a page, those that take long last; page: the first word of their ids."""
        match page:
            case "trends":
                yield from self["trends"].panels
                beside = trends.beside(self.selection, self.choices)
                yield from (panel for one in beside for panel in one.panels)
                yield from self.more
                yield from self.multiples
            case "hotspots":
                yield from self["hotspots"].panels
                cells = all_cells(self.selection, self.choices)
                yield from [cells] if cells else []
                for name in beyond.TITLES:
                    yield from beyond.report(name, self.selection, self.choices).panels
            case "perception":
                for room in ("perception", *dict.fromkeys(ROOMS.values())):
                    yield from self[room].panels
            case one if one in PAGES:
                yield from self[one].panels

    def panel(self, panel_id: str) -> Panel | None:
        """The panel of this id, None where no page has it."""
        return next((one for one in self.panels(panel_id.partition("-")[0]) if one.id == panel_id), None)
