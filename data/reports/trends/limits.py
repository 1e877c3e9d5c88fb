"""What is said of limits, the unusual months outside them, and the season, wherever they are drawn."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.model.selection import Selection
from data.reports.panel import Listed, Note
from data.reports.table import Column
from data.statistics.series.season import Season
from data.statistics.series.trend import Trend
from data.words import formatting as f

CAUTION = "Months to look into, never verdicts: some are marked by chance alone."
# Pages shade the range, slides draw its edges.
KEY = "Dashed: what is expected of a month. Around it: the usual range."
UNUSUAL, UNUSUAL_BEFORE = "◆: an unusual month.", "◆: an unusual month before the period."
SHARED_MONTHS = "Rolling totals have no usual range: each shares eleven of its months with the next."


def has_limits(limits: pd.DataFrame) -> bool:
    """Whether limits are drawn anywhere; limits: of ``Trend``."""
    return bool(limits["centre"].notna().any())


def key(limits: pd.DataFrame, first: date) -> list[str]:
    """What the marks of a chart mean, of those that it has; first: the first month of the period."""
    if not has_limits(limits):
        return []
    marked = limits.loc[limits["signals"] != "", "period_month"]
    unusual = UNUSUAL if (marked >= pd.Timestamp(first)).any() else UNUSUAL_BEFORE
    return [KEY, *([unusual] if len(marked) else [])]


def limit_columns(limits: pd.DataFrame, decimals: int) -> list[Column]:
    """The limits and the signals in a table; nothing where none are drawn."""
    if not has_limits(limits):
        return []
    named = {"centre": "Expected", "lower_limit": "Usual from", "upper_limit": "Usual to"}
    numbers = [Column(name, heading, "number", decimals) for name, heading in named.items()]
    return [*numbers, Column("signals", "Unusual")]


def season_left_in(limits: pd.DataFrame) -> str:
    """What a heading adds where the season stays in any month with limits, since it may mark a month or hide one."""
    drawn = limits[limits["centre"].notna() & limits["value"].notna()]
    return "" if drawn["is_seasonal"].all() else " (season not taken out)"


def unusual_months(signals: pd.DataFrame, first: date, is_named: bool = False) -> list[Note]:
    """Every unusual month with its rule; nothing where there is none.

    signals: of ``Trend``; first: the first month of the period, of which the heading speaks: those before it are named
    as such; is_named: each with its series.
    """
    texts = []
    for row in signals.itertuples():
        of_period = [month for month in row.months if month >= first]
        before = [month for month in row.months if month < first]
        for months, when in ((of_period, ""), (before, "before the period, ")):
            if months:
                texts.append(f.capital(f"{f'{row.series}, ' if is_named else ''}{when}{f.runs(months)}: {row.rule}"))
    return [Listed(texts, "◆")] if texts else []


def limit_notes(selection: Selection, trend: Trend, season: Season) -> list[str]:
    """What the marks mean, whether the season is out, and why there is no limit, total or index somewhere."""
    return [*_season_notes(trend, season), *_refusals(selection.form, trend)]


def _season_notes(trend: Trend, season: Season) -> list[str]:
    """What the marks mean, where the season came from and where it is left in; nothing without limits."""
    limits = trend.limits
    if not has_limits(limits):
        return []
    whose = f"{season.districts} districts together" if season.districts > 1 else "the area's own years"
    taken = f"The season is taken out: what is usual for each month is learnt from the other years of {whose}."
    drawn = limits.loc[limits["is_seasonal"] & limits["centre"].notna() & limits["value"].notna(), "period_month"]
    filled = [month for month in season.filled if pd.Timestamp(month) in set(drawn)]
    beside = f"No other year tells what is usual for {f.runs(filled)}: the months on either side stand in."
    stretches = f.joined([f.period(stretch) for stretch in trend.unseasoned])
    left = (
        f"The season is not taken out in {stretches}, for want of other years: "
        "a month may be marked for its season alone."
    )
    return [
        CAUTION,
        *([taken] if len(drawn) else []),
        *([beside] if filled else []),
        *([left] if trend.unseasoned else []),
    ]


def _refusals(form: str, trend: Trend) -> Sequence[str]:
    """Why there are no limits, no total or no index somewhere."""
    named = sorted({month for months in trend.missing.values() for month in months})
    if form == "rolling":
        total = f"No total is given where one of its 12 months is missing: {f.runs(named)}." if named else ""
        return [text for text in (SHARED_MONTHS, total) if text]
    stretches = f.joined([f.period(stretch) for stretch in trend.without])
    short = f"No usual range for {stretches}: fewer than 12 months between gaps and breaks."
    rare = f"No usual range for {f.named(trend.few)}: fewer than 5 a month on average between gaps and breaks."
    index = f"No average to set months against: no data for {f.runs(named)}."
    return [*([short] if trend.without else []), *([rare] if trend.few else []), *([index] if named else [])]
