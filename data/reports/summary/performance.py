"""The performance table of the summary page."""

from collections.abc import Sequence

from data.reports.panel import JUDGED, Panel
from data.reports.summary.view import SummaryView
from data.reports.table import Column, Table
from data.words import findings
from data.words import formatting as f


def performance_panel(view: SummaryView, said: Sequence[str]) -> Panel:
    """Each offence: total, change and verdict, rank, the others beside it, rate; ``said`` goes into the file."""
    selection, table = view.selection, view.table
    total = Column("offence_count", f"Total, {f.year_to(view.period)}", "number", status="count_status")
    columns = [
        Column("offence", "Offence"),
        total,
        *change_columns(view),
        *([Column("rank_words", f"Rank among {view.ranked}", "place", order="rank")] if view.ranked else []),
        *([_others_column(view)] if view.comparison and view.others else []),
        *([rate_column(view)] if table["rate_per_1000"].notna().any() else []),
        *count_columns(view),
    ]
    caption = (
        f"Recorded offences, {selection.wards_label} ({selection.vintage.label}), {f.period(view.period)}; "
        f"{measured(view)}rates per 1,000 residents ({selection.population_source}), intervals in brackets. "
        "Anti-social behaviour is no crime: not in the total."
    )
    return Panel(
        "summary-performance",
        view.words("Performance by offence", caption, [*said, *view.notes]),
        Table(table, columns),
        notes=[(" ".join([*view.notes, ""]), JUDGED)],
    )


def measured(view: SummaryView) -> str:
    """Which change is given, within a caption: change on April 2020 to March 2021, ."""
    compared = view.comparison
    if compared is None:
        return ""
    part = f"of {f.period(compared.now)} " if compared.is_part else ""
    return f"change {part}on {f.period(compared.before)}, "


def change_columns(view: SummaryView) -> list[Column]:
    """A change with its interval, and its verdict; nothing where nothing can be compared."""
    if view.comparison is None:
        return []
    decimals = view.measures["change_pct"].decimals
    change, verdict = (findings.of_months(words, view.comparison) for words in ("Change, %", "Verdict"))
    return [
        Column("change_pct", change, "change", decimals, ("lower_ci_pct", "upper_ci_pct")),
        Column("verdict", verdict, "verdict", order="p_value"),
    ]


def count_columns(view: SummaryView) -> list[Column]:
    """The counts that are compared, where the total of the page is not one of them already."""
    compared = view.comparison
    if compared is None:
        return []
    now = [Column("total_0", f"Total, {f.period(compared.now)}", "number")] if compared.is_part else []
    return [*now, Column("total_1", f"Total, {f.year_to(compared.before)}", "number")]


def rate_column(view: SummaryView) -> Column:
    """A rate with its interval."""
    bounds = ("lower_ci_per_1000", "upper_ci_per_1000")
    decimals = view.measures["rate_per_1000"].decimals
    return Column("rate_per_1000", "Per 1,000", "number", decimals, bounds, status="rate_status")


def _others_column(view: SummaryView) -> Column:
    decimals, bounds = view.measures["change_pct"].decimals, ("others_lower_pct", "others_upper_pct")
    return Column("others_change_pct", f"{view.others}: change, %", "change", decimals, bounds)
