"""What changed, whether it is real, where, and compared with whom, for a selection."""

from collections.abc import Sequence

import pandas as pd

from data.build import database
from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import boundaries, choices, offences, published, similar, status, survey
from data.queries.districts import named_districts
from data.reports.evidence import Evidence, comparison_notes, evidence
from data.reports.panel import Panel, Report, Section
from data.reports.reading import reading_of
from data.reports.summary.changes import changes_panel, shown_months
from data.reports.summary.others import others_panel
from data.reports.summary.performance import performance_panel
from data.reports.summary.published import matches, published_panel
from data.reports.summary.residents import residents_panel
from data.reports.summary.sure import about_panel, sure_panel
from data.reports.summary.view import SummaryView, where
from data.reports.summary.wards import ward_panel
from data.reports.summary.where import where_panel
from data.statistics.change import performance as analysis
from data.statistics.change.published import beside_published
from data.statistics.ranking.districts import compared_districts
from data.words.headline import headline


def report(selection: Selection, offered: Choices) -> Report:
    """The whole page."""
    judged = evidence(selection, offered)
    view, wards = _view(selection, offered, judged), _wards(selection, judged)
    notes = comparison_notes(judged, offered)
    changed = analysis.offence_sentences(view.table, selection)
    places = where(view, wards, analysis.ward_sentences(wards)) if selection.is_whole_area and len(wards) > 1 else []
    said = [*notes, *changed, *places]
    sections = [
        Section(_first(view, judged, wards, said), "beside"),
        *(
            [Section([ward_panel(view, wards, [*notes, *places])], fold="Every ward and its change")]
            if len(wards) > 1
            else []
        ),
        Section([performance_panel(view, said)], fold="All columns: ranks, rates, others"),
        *_published(view),
        Section([sure_panel(view, changed, places)], cautions=notes, fold="How sure is this?"),
        Section([about_panel(view)], fold="About these figures"),
    ]
    heading = headline(view.table, selection, judged.comparison)
    mostly = [judged.mostly] if judged.mostly else []
    return Report(heading, view.status, sections, reading=[*mostly, *reading_of(judged, offered)])


def _first(view: SummaryView, judged: Evidence, wards: pd.DataFrame, said: Sequence[str]) -> list[Panel]:
    """What changed, and beside it where, against whom, and what residents say."""
    selection, residents = view.selection, _residents(view.selection.is_whole_area)
    monthly = offences.monthly_together(selection, analysis.offence_rows(selection), shown_months(view))
    return [
        changes_panel(view, monthly, [*said, *view.notes]),
        *([where_panel(view, wards, boundaries.layer_outlines(selection.vintage.layer))] if len(wards) > 1 else []),
        others_panel(view, _others(view, judged, wards)),
        *([residents] if residents else []),
    ]


@database.per_build
def _residents(is_whole_area: bool) -> Panel | None:
    return residents_panel(survey.waves(), is_whole_area=is_whole_area)


def _view(selection: Selection, offered: Choices, judged: Evidence) -> SummaryView:
    """The performance table, and what it is of."""
    alike = list(similar.most_similar_group()["similar_area_code"].dropna())
    table = analysis.performance(selection, judged.figures, judged.standing, alike)
    now = status.build_status(offered.source)
    return SummaryView(selection, offered, now, choices.measures(), judged.comparison, table)


def _wards(selection: Selection, judged: Evidence) -> pd.DataFrame:
    """The changes of every ward, is_own where it is chosen."""
    wards, types = selection.vintage.wards, selection.counted_types
    changes = analysis.ward_changes(wards, types, judged.figures, judged.standing)
    changes["is_own"] = [code in selection.wards for code in changes["area_code"].tolist()]
    return changes


def _others(view: SummaryView, judged: Evidence, wards: pd.DataFrame) -> pd.DataFrame:
    """The districts, or the wards where some of them are chosen."""
    if not view.selection.is_whole_area:
        return wards
    areas = named_districts(view.choices.source, view.period.last)
    return compared_districts(areas, view.selection.counted_types, judged.figures, judged.standing)


def _published(view: SummaryView) -> list[Section]:
    """What the partnership published, beside ours where both are of the same months and area."""
    listed = published.published_performance()
    is_beside = matches(view, listed)
    panel = published_panel(view, beside_published(listed, view.table) if is_beside else listed)
    return [Section([panel], fold="The published report")] if panel else []
