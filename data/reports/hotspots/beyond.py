"""Beyond the map: what small spots can show, how concentrated crime is, candidate micro-areas, how good the map is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.model.choices import Choices
from data.model.schema import CELL_SIZES_M, STREET_CRIME
from data.model.selection import Selection
from data.model.shown_cells import SHOWN_CELLS
from data.queries import status
from data.reports.hotspots import accuracy, concentration, micro_areas
from data.reports.hotspots.asked import ELSEWHERE, MapRequest
from data.reports.hotspots.asked import PATH as MAP
from data.reports.panel import Link, Report, Section
from data.reports.reading import gap
from data.words import findings

PATH = "/analysis"
TITLES = {
    "concentration": "How few places hold how much?",
    "micro-areas": "Where might patrols go? Candidate micro-areas",
    "accuracy": "How good is this map?",
}
PANELS = {"concentration": concentration.panels, "micro-areas": micro_areas.panels, "accuracy": accuracy.panels}


def opening(selection: Selection, offered: Choices) -> Report:
    """What the page says first: in how few small spots half lies, where that can be told."""
    asked = MapRequest(selection, offered, status.build_status(offered.source))
    heading = "Analysis of places" if refusal(asked) else concentration.finding(asked, concentration.of_chosen(asked))
    return Report(heading, asked.status, said=ways(selection), reading=gap(selection, offered))


def ways(selection: Selection) -> list[Sequence[str | Link]]:
    """What small spots can show on the map, the sizes that they can have here, and the way back."""
    shows = [(one.label, {"layer": "cells", "show": one.name}) for one in SHOWN_CELLS.values()]
    sizes = [(f"{size} m", {"cell_size_m": size, "pick": ""}) for size in sorted(CELL_SIZES_M)]
    return [
        _ways("The map of small spots can show: ", MAP, selection, shows),
        _ways(f"Here they are squares of {selection.map.cell_size_m} m. Sizes: ", PATH, selection, sizes),
        [Link("Back to Hotspots", MAP, selection)],
    ]


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


def _ways(
    words: str, path: str, selection: Selection, views: Sequence[tuple[str, dict[str, Any]]]
) -> Sequence[str | Link]:
    """Words that lead to views of the same selection on a page: each by its label and what it changes of the map."""
    links = [Link(label, path, replace(selection, map=replace(selection.map, **changes))) for label, changes in views]
    parted: list[str | Link] = [part for link in links for part in (" · ", link)]
    return [words, *parted[1:]]
