"""What the board looks at each quarter."""

from itertools import groupby

from data.model.choices import Choices
from data.model.records import records
from data.model.selection import Selection
from data.queries import board, concerns, status
from data.queries.board import Row
from data.reports.board import actions, family, published, uncovered
from data.reports.board import priorities as years
from data.reports.board.asked import Asked
from data.reports.board.indicators import all_panel, eye_panel
from data.reports.board.status import label, statuses
from data.reports.panel import Panel, Report, Section
from data.reports.reading import reading_of
from data.words import board as w


def report(selection: Selection, offered: Choices) -> Report:
    """The priorities in force, what none of them covers, the indicators by exception, and what was agreed."""
    now, listed, measures = status.build_status(offered.source), board.priorities(), board.measures()
    asked = Asked(selection, offered, now)
    rows = statuses(asked, measures)
    subjects = _subjects(listed)
    agreed = actions.panel(asked, subjects)
    eye = [*([eye_panel(asked, rows)] if rows else []), *([agreed] if agreed else [])]
    if not listed:
        heading, cautions = w.phrase("nothing_heading"), [w.phrase("nothing", area=now.area_name)]
        return Report(heading, now, [Section(eye), *_folded(asked, rows, subjects)], cautions=cautions)
    ours = years.in_force(listed, selection.period.last)
    year = years.told(asked, ours, measures)
    first = [years.panel(asked, year), uncovered.panel(asked, ours)]
    others = _others(asked, listed, ours, measures)
    months = selection.period
    sections = [
        Section(first, "beside").of_period(months),
        Section(eye).of_period(months),
        *_folded(asked, rows, subjects),
        *(section.of_period(months) for section in others),
    ]
    lacks = [] if asked.has("recorded_crime") else [w.phrase("partners_lack")]
    reading = [*lacks, *reading_of(asked.found, offered)]
    return Report(w.heading(year.worse, year.mixed, year.tested, year.size), now, sections, reading=reading)


def _subjects(priorities: list[Row]) -> dict[str, str]:
    """The names of priorities, indicators and concerns by their names for machines."""
    named = {one["priority_id"]: one["priority"] for one in priorities}
    named |= {one["concern_id"]: one["concern"] for one in records(concerns.concerns())}
    return named | {one["indicator_id"]: label(one) for one in board.indicators()}


def _folded(asked: Asked, rows: list[Row], subjects: dict[str, str]) -> list[Section]:
    """All indicators, the family, and what documents say."""
    said, all_fold = published.panel(subjects), w.phrase("all_fold", count=len(rows))
    return [
        *([Section([all_panel(asked, rows)], fold=all_fold).of_period(asked.selection.period)] if rows else []),
        Section([family.panel(asked)], fold=w.phrase("family_fold")),
        *([Section([said], fold=w.phrase("published_fold"))] if said else []),
    ]


def _others(asked: Asked, listed: list[Row], ours: list[Row], measures: dict[str, list[Row]]) -> list[Section]:
    """The priorities of the other years."""
    found: list[Panel] = []
    for first, priorities in groupby(listed, key=lambda one: one["year_from"]):
        if first != ours[0]["year_from"]:
            year = years.told(asked, list(priorities), measures)
            found.append(years.panel(asked, year, f"board-priorities-{first:%Y}"))
    return [Section(found, fold=w.phrase("others_fold"))] if found else []
