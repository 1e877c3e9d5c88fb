"""The performance table as the partnership published it, beside the figures computed here."""

import pandas as pd

from data.model.period import Period
from data.model.schema import STREET_CRIME
from data.reports.panel import Panel, Words
from data.reports.summary.view import SummaryView
from data.reports.table import Column, Table
from data.words import findings
from data.words import formatting as f

DIFFERENCE = (
    "Published figures are police recorded crime when the report was written; ours are street-level records as last "
    "published, without fraud and without records that have no location."
)
BY_DESIGN = "The demonstration records are made so that they add up to the published figures."


def published_period(published: pd.DataFrame) -> Period | None:
    """The latest period that was published; None where nothing was."""
    if published.empty:
        return None
    latest = published.loc[published["period_to"].idxmax()]
    return Period(latest["period_from"].date(), latest["period_to"].date())


def matches(view: SummaryView, published: pd.DataFrame) -> bool:
    """Whether the page shows what was published: the same months of the whole area, every type of street-level data."""
    chosen = view.selection
    is_whole = chosen.is_whole_area and chosen.has_all_types and chosen.source == STREET_CRIME
    return is_whole and not view.choices.missing(view.period) and published_period(published) == view.period


def published_panel(view: SummaryView, published: pd.DataFrame) -> Panel | None:
    """The table of the latest published period, where there is one for this area.

    published: as ``published.beside_published`` gives it where it ``matches``, else as it was published.
    """
    period = published_period(published)
    if period is None:
        return None
    latest = published[published["period_to"] == published["period_to"].max()]
    first, is_beside = latest.iloc[0], "ours" in latest
    ours = [Column("ours", "Ours", "number"), Column("difference", "Ours less published", "change")]
    # The published change is on the year before, of the whole period: no other change of ours stands beside it.
    is_judged = is_beside and view.comparison and view.comparison.key == "1" and not view.comparison.is_part
    judged = [Column("our_change_pct", "Our change, %", "change", 1), Column("our_verdict", "Our verdict", "verdict")]
    columns = [
        Column("offence", "Offence"),
        Column("offence_count", "Total", "number"),
        *(ours if is_beside else []),
        Column("change_pct", "Change, %", "change", 1),
        *(judged if is_judged else []),
        Column("note", "Note"),
    ]
    note = _note(view, period, is_beside)
    caption = f"As published, not computed here: {f.period(period)} and change on the year before. {note}"
    whole = f"Wards: all of {view.selection.area_name}. Offences: as they were published."
    scope = findings.scope(view.selection) if is_beside else whole
    heading = f"Published: {f.year_to(period)}" + (", beside ours" if is_beside else "")
    return Panel(
        "summary-published",
        Words(heading, caption, f"{first['document']}, paragraph {first['paragraph']}", scope=scope),
        Table(latest, columns),
    )


def _note(view: SummaryView, period: Period, is_beside: bool) -> str:
    """Why ours are beside them and may differ, or why they are not beside them."""
    if is_beside:
        return f"{BY_DESIGN if view.status.is_demo else ''} {DIFFERENCE}".strip()
    if view.choices.missing(period):
        return "The data here do not hold all of these months, so ours cannot stand beside them."
    return "To see ours beside them, choose data.police.uk, all wards, all crime types and these months."
