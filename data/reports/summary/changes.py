"""What changed: every offence with its months, its change on one axis, and its verdict."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from data.model.period import Period, add_months
from data.model.records import records
from data.reports.figures import Sparkline
from data.reports.panel import JUDGED, Link, Panel
from data.reports.summary.view import SummaryView
from data.reports.table import Column, Table
from data.words import formatting as f
from data.words.verdicts import uneven

MONTHS = 24
BLANK = "–"


def shown_months(view: SummaryView) -> Period:
    """The months of the spark lines: two years, or more where what is compared begins earlier."""
    last, first = view.period.last, view.period.first
    compared = [view.comparison.before.first] if view.comparison else []
    return Period(min([first, add_months(last, 1 - MONTHS), *compared]), last)


def changes_panel(view: SummaryView, monthly: pd.DataFrame, said: Sequence[str]) -> Panel:
    """The offences by number, those that are sums of others and anti-social behaviour apart from them.

    monthly: a row a month of ``shown_months``, a column an offence; ``said`` goes into the file.
    """
    frame, months = _frame(view, monthly), shown_months(view)
    compared = view.comparison
    period = compared.now if compared else view.period
    heading = f.capital(f.year_to(period))
    total = Column("total_0", heading, "number")
    whole = Column("offence_count", heading, "number", status="count_status")
    columns = [
        Column("offence", "Offence", links="link"),
        Column("spark", f"{len(months.months)} months", "spark"),
        total if view.is_part else whole,
        *_compared(view),
    ]
    words = view.words("What changed", _caption(view, period), said)
    by_month = [Column(f"{month:%Y-%m}", f"{month:%Y-%m}", "number") for month in months.months]
    before = [Column("total_1", f.capital(f.year_to(compared.before)), "number")] if compared else []
    return Panel(
        "summary-changes",
        replace(words, short=_short(view, period)),
        Table(
            frame, columns, key="offence", apart=_apart(view),
            more=[*before, *by_month],
        ),
        notes=uneven(records(frame, ["offence", "verdict", "total_0", "total_1"]), "offence"),
        links=[JUDGED, Link("Since last month", "/changes")],
    )  # fmt: skip


def _compared(view: SummaryView) -> list[Column]:
    if view.comparison is None:
        return []
    decimals, bounds = view.measures["change_pct"].decimals, ("lower_ci_pct", "upper_ci_pct")
    return [
        Column("change_pct", "Change, %", "change", decimals, absent=BLANK),
        Column("change_pct", "Change, %", "interval", decimals, bounds, absent=BLANK, verdict="verdict"),
        Column("verdict", "Verdict", "verdict", order="p_value"),
    ]


def _caption(view: SummaryView, period: Period) -> str:
    compared = f"; change on {f.period(view.comparison.before)}, intervals of 95%" if view.comparison else ""
    return (
        f"Recorded offences, {view.selection.wards_label} ({view.selection.vintage.label}), {f.period(period)}"
        f"{compared}. Anti-social behaviour is no crime: not in the total."
    )


def _short(view: SummaryView, period: Period) -> str:
    if view.comparison is None:
        return f"Recorded in {f.the_year_to(period)}. Anti-social behaviour is never added to crime."
    before = f.before_words(view.comparison.now, view.comparison.key)
    return f"Recorded in {f.the_year_to(period)}, against {before}. Dot: the change. Line: what chance leaves open."


def _apart(view: SummaryView) -> list[str]:
    """The sum of others, and anti-social behaviour where it stands beside crimes."""
    behaviour = view.selection.not_crime
    offences = dict(zip(view.table["offence"], view.table["is_sum"], strict=True))
    has_crime = any(name not in behaviour for name in offences)
    return [name for name, is_sum in offences.items() if is_sum or (has_crime and name in behaviour)]


def _frame(view: SummaryView, monthly: pd.DataFrame) -> pd.DataFrame:
    """The table in the order of the page, with spark lines, links, and a column a month."""
    table, apart = view.table, _apart(view)
    rows = zip(table["offence"], table["is_sum"], strict=True)
    groups = np.array([0 if is_sum else 1 + (name in apart) for name, is_sum in rows])
    counts = table["total_0" if view.is_part else "offence_count"].to_numpy()
    order = np.lexsort((np.where(groups == 1, -counts, 0), groups))
    ordered = table.iloc[order].reset_index(drop=True)
    named = list(zip(ordered["offence"], ordered["is_sum"], strict=True))
    months = [f"{month:%Y-%m}" for month in monthly.index]
    wide = pd.DataFrame(monthly[[name for name, _ in named]].to_numpy().T, columns=months)
    sparks = [_spark(view, months, row) for row in wide.to_numpy().tolist()]
    # To the trend of the offence, with all else as it is chosen.
    chosen = [view.selection if is_sum else replace(view.selection, crime_types=(name,)) for name, is_sum in named]
    links = [Link(name, "/trends", one) for (name, _), one in zip(named, chosen, strict=True)]
    return pd.concat([ordered.assign(spark=sparks, link=links), wide], axis=1)


def _spark(view: SummaryView, months: list[str], counts: Sequence[float]) -> Sparkline:
    values = [None if pd.isna(count) else float(count) for count in counts]
    known = [(month, value) for month, value in zip(months, values, strict=True) if value is not None]
    alt = "No months"
    if known:
        (first, start), (last, end) = known[0], known[-1]
        most = f.number(max(value for _, value in known))
        alt = f"By month: {f.number(start)} in {first}, {f.number(end)} in {last}, at most {most}"
    compared = view.comparison
    sides = (compared.now, compared.before) if compared else (view.period, None)
    now, before = (_places(months, side) for side in sides)
    return Sparkline(values, alt, now, before)


def _places(months: list[str], period: Period | None) -> tuple[int, int] | None:
    """Where the period begins among the months, and the place after its end."""
    if period is None:
        return None
    return months.index(f"{period.first:%Y-%m}"), months.index(f"{period.last:%Y-%m}") + 1
