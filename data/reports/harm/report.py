"""Who is harmed, from the protected tables of a partner's extract alone."""

from dataclasses import replace

from data.model.protected import MEASURES
from data.queries import choices, protected, status
from data.reports.evidence import whatever_is_chosen
from data.reports.harm import parts, wards
from data.reports.harm.asked import HarmView
from data.reports.panel import Report, Section
from data.words import formatting as f
from data.words.harm import missing, phrase


@whatever_is_chosen
def report() -> Report:
    """The whole page: it is of one year, whatever is chosen; the public is told whom it is for, and nothing else."""
    if not protected.is_for_partner():
        return Report(phrase("for_partners"), status.build_status())
    year = protected.protected_year()
    if year is None:
        missed = [phrase("what_to_give")]
        return Report(phrase("nothing"), status.build_status(), cautions=missed, marking=status.MARKING)
    now = status.build_status(year.source)
    vintage = next(one for one in choices.filter_choices().vintages if one.vintage == year.vintage)
    view = HarmView(year, (), now)
    view = replace(view, wards=vintage.residents_at(view.period.last).wards)
    absent = [name for name in MEASURES if name not in view.given]
    cautions = [missing(absent)] if absent else []
    reading = phrase("hidden_reading", **view.said)
    return Report(_heading(view), now, _sections(view), cautions=cautions, reading=[reading], marking=now.marking)


def _heading(view: HarmView) -> str:
    flagged = view.total("domestic_abuse")
    if flagged == flagged and view.year.all_crime:
        return phrase("heading", share=f.number(100 * flagged / view.year.all_crime), **view.said)
    return phrase("heading_without", **view.said)


def _sections(view: HarmView) -> list[Section]:
    first = "domestic_abuse"
    others = [wards.ward_panel(view, name) for name in view.given if name != first]
    leading = [wards.ward_panel(view, first), parts.share_panel(view)] if first in view.given else []
    more = [parts.quarter_panel(view), wards.table_panel(view)]
    sections = [
        Section(leading, "columns"),
        Section([*parts.hate_panels(view), *parts.sexual_panels(view)], "columns"),
        Section(others, "columns", fold=phrase("fold_wards")),
        Section(more, fold=phrase("fold_more")),
        Section([parts.cost_panel(view)], fold=phrase("fold_hidden")),
    ]
    return [one.of_period(view.period) for one in sections if one.panels]
