"""Everything that a build says of itself."""

from collections.abc import Sequence
from dataclasses import replace

from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import choices, status
from data.reports.about import panels
from data.reports.panel import Panel, Report, Section, Words
from data.settings import current
from data.words.prose import prose


def report(_selection: Selection, offered: Choices) -> Report:
    """The whole page: it is about the build, whatever is chosen."""
    now, loads, marking = status.build_status(), status.loads(), status.marking_of_files()
    # Records placed by their points are none that are lacking.
    placed = status.notices(["contradicted"])
    lacks = [notice for notice in status.notices() if notice not in placed]
    first = [panels.status_panel(now, current().contact)]
    lack = [panels.lack_panel(lacks)]
    meant = [
        Panel("about-cautions", Words("Cautions"), text=prose("caveats")),
        panels.definitions(status.lsoa_changes(), now.area_name),
    ]
    rows = [
        panels.fate_panel(loads, now, placed),
        panels.file_panel(loads, now),
        panels.sheet_panel(status.sheets(), now),
        panels.reject_panel(status.rejects(panels.MOST_REJECTS), now),
    ]
    months = [panels.coverage_panel(status.coverage(), now)]
    sources = [
        panels.source_panel(status.sources(), now),
        panels.measure_panel(list(choices.measures().values()), now),
    ]
    sections = [
        Section(_marked(first, marking)),
        Section(_marked(lack, marking), fold="What is missing?"),
        Section(_marked(months, marking), fold="Which months are there?"),
        Section(meant, fold="What do the words mean, and where to be careful?"),
        Section(_marked(sources, marking), fold="Where do the figures come from?"),
        Section(_marked(rows, marking), fold="What became of every row and file?"),
        Section([panels.audience_panel()], fold="Who sees what?"),
    ]
    marked = replace(now, marking=now.marking or marking)
    return Report(panels.finding(offered), marked, [section for section in sections if section.panels])


def _marked(parts: Sequence[Panel | None], marking: str) -> list[Panel]:
    """The panels that there are: names, counts, measures and sources of what is for partners are theirs, too."""
    return [replace(one, marking=marking) for one in parts if one]
