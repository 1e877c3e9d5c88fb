"""Beyond the map: how concentrated crime is, candidate micro-areas, and how good the map is."""

from data.model.choices import Choices
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.queries import status
from data.reports.hotspots import accuracy, concentration, micro_areas
from data.reports.hotspots.asked import MapRequest
from data.reports.hotspots.snapped import ELSEWHERE
from data.reports.panel import Report, Section
from data.words import findings

TITLES = {
    "concentration": "How few places hold how much?",
    "micro-areas": "Where might patrols go? Candidate micro-areas",
    "accuracy": "How good is this map?",
}
PANELS = {"concentration": concentration.panels, "micro-areas": micro_areas.panels, "accuracy": accuracy.panels}


def report(name: str, selection: Selection, offered: Choices) -> Report:
    """What the section of this name says, or why it has nothing to show."""
    asked = MapRequest(selection, offered, status.build_status(offered.source))
    refused = refusal(asked)
    if refused:
        return Report(TITLES[name], asked.status, cautions=[refused])
    return Report(TITLES[name], asked.status, [Section(PANELS[name](asked))])


def refusal(asked: MapRequest) -> str | None:
    """Why a section has nothing to show, or None where it has."""
    selection = asked.selection
    if selection.source != STREET_CRIME:
        return ELSEWHERE
    return findings.incomplete(selection.period, asked.choices.missing(selection.period))
