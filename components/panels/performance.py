"""The performance table of the summary page."""

from collections.abc import Sequence

from dash import html

from components.data_table import Column
from components.panel import Numbers, panel
from components.panels.summary import Context
from components.verdicts import bracket_notes, judged_each, judged_link
from data.model.verdict import Verdict
from data.words import formatting as f


def performance_panel(context: Context, said: Sequence[str]) -> html.Section:
    """Each offence: total, change and verdict, rank, the others beside it, rate; ``said`` goes into the file."""
    selection, table = context.selection, context.table
    total = Column("offence_count", f"Total, {f.year_to(context.period)}", "number")
    columns = [
        Column("offence", "Offence"),
        total,
        *change_columns(context),
        *([Column("rank_words", f"Rank among {context.ranked}", "place", order="rank")] if context.ranked else []),
        *([_others_column(context)] if context.comparison and context.others else []),
        *([rate_column(context)] if table["rate_per_1000"].notna().any() else []),
        *count_columns(context),
    ]
    caption = (
        f"Recorded offences, {selection.wards_label} ({selection.vintage.label}), {f.period(context.period)}; "
        f"{measured(context)}rates per 1,000 residents ({selection.population_source}), intervals in brackets. "
        "Anti-social behaviour is no crime: not in the total."
    )
    notes = performance_notes(context)
    return panel(
        context.words("Performance by offence", caption, [*said, *notes]),
        Numbers(table, columns, f"performance-{context.period.last:%Y-%m}"),
        notes=[html.P([" ".join(notes), " ", judged_link(context.search)], className="quiet")],
    )


def measured(context: Context) -> str:
    """Which change is given, within a caption: change on April 2020 to March 2021, ."""
    compared = context.comparison
    if compared is None:
        return ""
    part = f"of {f.period(compared.now)} " if compared.is_part else ""
    return f"change {part}on {f.period(compared.before)}, "


def change_columns(context: Context) -> list[Column]:
    """A change with its interval, and its verdict; nothing where nothing can be compared."""
    if context.comparison is None:
        return []
    decimals = context.measures["change_pct"].decimals
    part = f", {f.period(context.comparison.now)}" if context.comparison.is_part else ""
    return [
        Column("change_pct", f"Change, %{part}", "change", decimals, ("lower_ci_pct", "upper_ci_pct")),
        Column("verdict", "Verdict", "verdict", order="p_value"),
    ]


def count_columns(context: Context) -> list[Column]:
    """The counts that are compared, where the total of the page is not one of them already."""
    compared = context.comparison
    if compared is None:
        return []
    now = [Column("total_0", f"Total, {f.period(compared.now)}", "number")] if compared.is_part else []
    return [*now, Column("total_1", f"Total, {f.year_to(compared.before)}", "number")]


def rate_column(context: Context) -> Column:
    """A rate with its interval."""
    bounds = ("lower_ci_per_1000", "upper_ci_per_1000")
    return Column("rate_per_1000", "Per 1,000", "number", context.measures["rate_per_1000"].decimals, bounds)


def _others_column(context: Context) -> Column:
    decimals, bounds = context.measures["change_pct"].decimals, ("others_lower_pct", "others_upper_pct")
    return Column("others_change_pct", f"{context.others}: change, %", "change", decimals, bounds)


def performance_notes(context: Context) -> list[str]:
    """What has to be known to read the table."""
    table, notes = context.table, []
    if context.comparison:
        notes = [*bracket_notes(table), *judged_each(table, "offence")]
        if (table["total_1"] == 0).any():
            notes.append("Where nothing was recorded before, there is no percentage to give.")
        if (table["verdict"] == Verdict.CANNOT_COMPARE).any():
            notes.append(f"Cannot compare: {f.joined(list(dict.fromkeys(r for r in table['refusal'] if r)))}.")
    if context.ranked:
        notes.append("Ranks are per 1,000 residents, highest first; all ranges hold together nine times in ten.")
    if table["rate_per_1000"].notna().any():
        notes.append(context.measures["rate_per_1000"].caveat)
    return notes
