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
    now, loads, coverage = status.build_status(), status.loads(), status.coverage()
    # Records placed by their points are none that are lacking.
    placed = status.notices(["contradicted"])
    lacks = [notice for notice in status.notices() if notice not in placed]
    made = [
        panels.status_panel(now, current().contact),
        panels.lack_panel(lacks),
        panels.coverage_panel(coverage, now),
        Panel("about-cautions", Words("Cautions"), text=prose("caveats")),
        panels.definitions(status.lsoa_changes(), now.area_name),
        panels.fate_panel(loads, now, placed),
        panels.file_panel(loads, now),
        panels.sheet_panel(status.sheets(), now),
        panels.reject_panel(status.rejects(panels.MOST_REJECTS), now),
        panels.measure_panel(list(choices.measures().values()), now),
        panels.source_panel(status.sources(), now),
    ]
    return Report(panels.finding(offered), now, [Section([panel for panel in made if panel])])
