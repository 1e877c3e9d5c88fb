"""What changed, whether it is real, where, and compared with whom, for a selection."""

from collections.abc import Sequence

import pandas as pd

from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import choices, offences, published, similar, status
from data.queries.districts import named_districts
from data.reports.evidence import Evidence, comparison_notes, evidence
from data.reports.panel import Panel, Report, Section
from data.reports.summary.cards import cards
from data.reports.summary.districts import district_panel
from data.reports.summary.performance import performance_panel
from data.reports.summary.published import matches, published_panel
from data.reports.summary.view import SummaryView, finding, said, where
from data.reports.summary.wards import ward_panel
from data.statistics.change import performance as analysis
from data.statistics.change.published import beside_published
from data.statistics.ranking.districts import compared_districts
from data.words import findings


def report(selection: Selection, offered: Choices) -> Report:
    """The whole page."""
    if not (selection.wards and selection.crime_types):
        now = status.build_status(offered.source)
        return Report("Nothing is chosen", now, cautions=[findings.NOTHING_CHOSEN])
    judged = evidence(selection, offered)
    view, wards = _view(selection, offered, judged), _wards(selection, judged)
    notes = comparison_notes(judged, offered)
    changed = analysis.offence_sentences(view.table, selection)
    places = [] if wards is None else where(view, wards, analysis.ward_sentences(wards))
    sections = [
        Section(cards(view, _monthly(view), published.survey_waves()), "cards"),
        Section([performance_panel(view, [*notes, *changed, *places])]),
        Section(_areas(view, judged, wards, [*notes, *places]), "columns"),
        Section(_published(view)),
    ]
    return Report(finding(view), view.status, sections, said(view, changed, places), notes)


def _view(selection: Selection, offered: Choices, judged: Evidence) -> SummaryView:
    """The performance table, and what it is of."""
    alike = list(similar.most_similar_group()["similar_area_code"].dropna())
    table = analysis.performance(selection, judged.figures, judged.standing, alike)
    now = status.build_status(offered.source)
    return SummaryView(selection, offered, now, choices.measures(), judged.comparison, table)


def _wards(selection: Selection, judged: Evidence) -> pd.DataFrame | None:
    """The changes of every ward; None where some of them are chosen, or there is but one."""
    if not selection.is_whole_area or len(selection.wards) < 2:
        return None
    wards, types = selection.vintage.wards, selection.counted_types
    return analysis.ward_changes(wards, types, judged.figures, judged.standing)


def _monthly(view: SummaryView) -> pd.DataFrame:
    """The offences of the table by month."""
    monthly = offences.monthly_by_type(view.selection, view.choices, view.period)
    return analysis.by_offence(monthly, analysis.offence_rows(view.selection))


def _areas(view: SummaryView, judged: Evidence, wards: pd.DataFrame | None, notes: Sequence[str]) -> list[Panel]:
    """The rank of the area, and where in it there was a change; ``notes`` go into the file of the wards."""
    areas = named_districts(view.choices.source, view.period.last)
    districts = compared_districts(areas, view.selection.counted_types, judged.figures, judged.standing)
    ranked = district_panel(view.selection, view.status, view.measures["rate_per_1000"], districts)
    return [ranked, *([] if wards is None else [ward_panel(view, wards, notes)])]


def _published(view: SummaryView) -> list[Panel]:
    """What the partnership published, beside ours where both are of the same months and area."""
    listed = published.published_performance()
    is_beside = matches(view, listed)
    panel = published_panel(view, beside_published(listed, view.table) if is_beside else listed)
    return [panel] if panel else []
