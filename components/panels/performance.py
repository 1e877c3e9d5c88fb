"""The performance table of the summary page."""

from collections.abc import Sequence

from dash import html

from components import formatting as f
from components.data_table import Column
from components.panel import Numbers, panel
from components.panels.summary import Context
from components.verdicts import allowed_for, judged_link
from data.schema import Verdict

ALONE = "Intervals are of one figure alone: one may leave out zero where the corrected verdict finds no change."


def performance_panel(context: Context, said: Sequence[str]) -> html.Section:
    """Each offence: total, change and verdict, rank, the others beside it, rate; ``said`` goes into the file."""
    selection, table = context.selection, context.table
    columns = [
        Column("offence", "Offence"),
        Column("total_0", f"Total, {f.year_to(context.period)}", "number"),
        *(change_columns(context) if context.is_comparable else []),
        *([Column("rank_words", f"Rank among {context.ranked}", "place", order="rank")] if context.ranked else []),
        *([_others_column(context)] if context.is_comparable and context.others else []),
        *([rate_column(context)] if table["rate_per_1000"].notna().any() else []),
        *([Column("total_1", f"Total, {f.year_to(context.before)}", "number")] if context.is_comparable else []),
    ]
    change = f"change on {f.period(context.before)}, " if context.is_comparable else ""
    caption = (
        f"Recorded offences, {selection.wards_label} ({selection.vintage.label}), {f.period(context.period)}; {change}"
        f"per 1,000 residents ({selection.population_source}), 95% intervals in brackets. Anti-social behaviour is no "
        "crime: not in the total."
    )
    notes = performance_notes(context)
    return panel(
        context.words("Performance by offence", caption, [*said, *notes]),
        Numbers(table, columns, f"performance-{context.period.last:%Y-%m}"),
        notes=[html.P([" ".join(notes), " ", judged_link(context.search)], className="quiet")],
    )


def change_columns(context: Context) -> list[Column]:
    """A change with its interval, and its verdict."""
    decimals = context.measures["change_pct"].decimals
    return [
        Column("change_pct", "Change, %", "change", decimals, ("lower_ci_pct", "upper_ci_pct")),
        Column("verdict", "Verdict", "verdict", order="p_value"),
    ]


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
    if context.is_comparable:
        notes = [allowed_for(int(table["comparisons"].iloc[0]), "holm"), ALONE]
        if (table["total_1"] == 0).any():
            notes.append("Where nothing was recorded a year before, there is no percentage to give.")
        if (table["verdict"] == Verdict.NOT_COMPARABLE).any():
            notes.append("An offence is not comparable where it was not published in every month of both periods.")
    if context.ranked:
        count = int(table["ranked_count"].max())
        notes.append(f"Ranks are by rate among {count} {context.ranked}, highest first; all hold nine times in ten.")
    if table["rate_per_1000"].notna().any():
        notes.append(context.measures["rate_per_1000"].caveat)
    return notes
