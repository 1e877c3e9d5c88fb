"""The reports of all pages for one selection, each made once and only when it is asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

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


@dataclass(frozen=True)
class Pages(Chosen):
    """What every page says of a selection."""

    @cached_property
    def summary(self) -> Report:
        """The page Summary."""
        return summary(self.selection, self.choices)

    @cached_property
    def trends(self) -> Report:
        """The page Crime trends, without the parts that follow it."""
        return trends.report(self.selection, self.choices)

    @cached_property
    def multiples(self) -> list[Panel]:
        """Its small charts."""
        return [panel for one in trends.multiples(self.selection, self.choices) for panel in one.panels]

    @cached_property
    def more(self) -> list[Panel]:
        """Its wards, seasons, hours and events."""
        return [panel for one in trends.more(self.selection, self.choices) for panel in one.panels]

    @cached_property
    def compare(self) -> Report:
        """The page Compare."""
        return compare(self.selection, self.choices)

    @cached_property
    def hotspots(self) -> Report:
        """The page Hotspots as the selection has it."""
        return hotspots(self.selection, self.choices)

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

    @cached_property
    def ward(self) -> Report:
        """The page Your ward."""
        return ward(self.selection, self.choices)

    @cached_property
    def operations(self) -> Report:
        """The page Operations."""
        return operations(self.selection, self.choices)

    @cached_property
    def perception(self) -> Report:
        """The page Perception."""
        return perception(self.selection, self.choices)

    @cached_property
    def over_time(self) -> Report:
        """Its answers over time."""
        return over_time.report(self.selection, self.choices)

    @cached_property
    def by_ward(self) -> Report:
        """Its answers by ward and by group."""
        return wards.report(self.selection, self.choices)

    @cached_property
    def recorded(self) -> Report:
        """What is felt beside what is recorded."""
        return recorded.report(self.selection, self.choices)

    @cached_property
    def said(self) -> Report:
        """What people said."""
        return you_said.report(self.selection, self.choices)

    @cached_property
    def risk(self) -> Report:
        """The room of the board with the risk matrix."""
        return risk(self.selection, self.choices)

    @cached_property
    def harm(self) -> Report:
        """The room of the board on who is harmed."""
        return harm(self.selection, self.choices)

    @cached_property
    def board(self) -> Report:
        """The page Board."""
        return board(self.selection, self.choices)

    @cached_property
    def news(self) -> Report:
        """The page Since last month."""
        return news(self.selection, self.choices)

    @cached_property
    def review(self) -> Report:
        """The room of the board with the quarter's review."""
        return review(self.selection, self.choices)

    @cached_property
    def about(self) -> Report:
        """The page About the data."""
        return about(self.selection, self.choices)

    def panels(self, page: str) -> Iterator[Panel]:
        """The panels of a page, those that take long last; page: the first word of their ids."""
        match page:
            case "trends":
                yield from self.trends.panels
                for part in (trends.beside, trends.more, trends.multiples):
                    yield from (panel for one in part(self.selection, self.choices) for panel in one.panels)
            case "hotspots":
                yield from self.hotspots.panels
                cells = all_cells(self.selection, self.choices)
                yield from [cells] if cells else []
                for name in beyond.TITLES:
                    yield from beyond.report(name, self.selection, self.choices).panels
            case "perception":
                for room in ("perception", "over_time", "by_ward", "recorded", "said"):
                    yield from getattr(self, room).panels
            case one if one in OWN_REPORT:
                yield from OWN_REPORT[one](self.selection, self.choices).panels

    def panel(self, panel_id: str) -> Panel | None:
        """The panel of this id, None where no page has it."""
        return next((one for one in self.panels(panel_id.partition("-")[0]) if one.id == panel_id), None)


PATHS = {
    "summary": "/",
    "trends": "/trends",
    "hotspots": "/hotspots",
    "ward": "/ward",
    "compare": "/compare",
    "operations": "/operations",
    "perception": "/perception",
    "board": "/board",
    "risk": "/board/risk",
    "outcomes": "/board/risk",
    "violence": "/board/risk",
    "harm": "/board/harm",
    "review": "/board/review",
    "news": "/changes",
    "about": "/about-the-data",
}
# The reports of pages that are one each, by the first words of the ids of their panels.
OWN_REPORT: dict[str, Callable[[Selection, Choices], Report]] = {
    "summary": summary, "ward": ward, "compare": compare, "operations": operations, "board": board, "risk": risk,
    "outcomes": risk, "violence": risk, "harm": harm, "review": review, "news": news, "about": about,
}  # fmt: skip
# Pages that are of the whole area and of their own months, whatever is chosen.
OF_THEIR_OWN = {"operations", "perception", "board", "risk", "outcomes", "violence", "harm", "review", "news", "about"}
# Panels of other pages that are so too.
OTHER_MONTHS = {"compare-recorded", "summary-published", "summary-residents"}


# The rooms of perception by the second word of the ids of their panels.
ROOMS = {
    "waves": "over-time", "time": "over-time", "wards": "wards", "spread": "wards", "gap": "wards", "groups": "wards",
    "recorded": "recorded", "places": "recorded", "sites": "recorded", "said": "you-said",
}  # fmt: skip


def path_of(panel: Panel) -> str:
    """The path of the page that shows a panel."""
    page, *parts = panel.id.split("-")
    path = PATHS.get(page, "/")
    room = ROOMS.get(parts[0], "") if page == "perception" and parts else ""
    return f"{path}/{room}" if room else path
