"""Everything that a build says of itself."""

from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import choices, status
from data.reports.about import panels
from data.reports.panel import Panel, Report, Section, Words
from data.settings import current
from data.words.prose import prose


def report(_selection: Selection, offered: Choices) -> Report:
    """The whole page: it is about the build, whatever is chosen."""
    now, loads = status.build_status(), status.loads()
    # Records placed by their points are none that are lacking.
    placed = status.notices(["contradicted"])
    lacks = [notice for notice in status.notices() if notice not in placed]
    lack = panels.lack_panel(lacks)
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
    measures = panels.measure_panel(list(choices.measures().values()), now)
    sections = [
        Section([panels.status_panel(now, current().contact)]),
        *([Section([lack], fold="What is missing?")] if lack else []),
        Section([panels.coverage_panel(status.coverage(), now)], fold="Which months are there?"),
        Section(meant, fold="What do the words mean, and where to be careful?"),
        Section([panels.source_panel(status.sources(), now), measures], fold="Where do the figures come from?"),
        Section([panel for panel in rows if panel], fold="What became of every row and file?"),
    ]
    return Report(panels.finding(offered), now, sections)
