"""The frames behind the comparison of districts."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from data.model.comparison import Comparison
from data.model.period import Period
from data.model.records import records
from data.model.schema import DISTRICT
from data.model.verdict import Verdict
from data.statistics.change.cube import Cube, Types
from data.statistics.change.figures import Figures
from data.statistics.ranking.standing import Standing
from data.statistics.series.series import Windowed, indexed, tidy
from data.words.what_changed import what_changed

AREA = ["area_code", "area_name", "is_own", "population_source"]


def compared_districts(areas: pd.DataFrame, types: Types, figures: Figures, standing: Standing) -> pd.DataFrame:
    """Every district with its place in the period and its change in the comparison, highest rate first.

    areas: area_code, area_name, is_own, population_source, of every district; types: those that are added up. Columns:
    these, those of ``Standing.table`` but dispersion, and those of ``Figures.lookup``. The change of the one district
    that is the area is the area's own.
    """
    codes = areas["area_code"].tolist()
    changes, placed = figures.columns([((code,), types) for code in codes]), standing.columns(DISTRICT, types, codes)
    named = {name: areas[name].to_numpy() for name in AREA}
    order = np.lexsort((named["area_name"], -placed["rate_per_1000"]))
    return pd.DataFrame({name: values[order] for name, values in (placed | changes | named).items()})


def district_groups(compared: pd.DataFrame, area_name: str, similar: Collection[str]) -> dict[str, list[str]]:
    """Codes of the districts that have a rate, by what they are together: the area, the others, the similar ones.

    compared: as ``compared_districts`` gives it; similar: codes of the most similar group. A group may be empty.
    """
    rows = records(compared, ["area_code", "is_own", "rate_per_1000"])
    ranked = {row["area_code"]: row["is_own"] for row in rows if pd.notna(row["rate_per_1000"])}
    own, others = ([code for code, is_own in ranked.items() if is_own == side] for side in (True, False))
    alike = [code for code in others if code in similar]
    return {
        area_name: own,
        "The other district" if len(others) == 1 else f"Other {len(others)} districts": others,
        f"Most similar group ({len(alike)})": alike,
    }


def rates_together(
    counts: Cube, types: Types, period: Period, compared: pd.DataFrame, groups: dict[str, list[str]]
) -> pd.DataFrame:
    """The monthly rate per 1,000 of each group of districts together: period_month, series, value.

    counts: of every district; compared: area_code, population; groups: codes of districts by the name of the series. A
    month is NaN where one of the group's districts lacks it; a group without districts has no series.
    """
    months = pd.DatetimeIndex(period.months, name="period_month")
    monthly = counts.of(types, period.months)
    residents = dict(zip(compared["area_code"].tolist(), compared["population"].tolist(), strict=True))
    rates = {
        name: 1000 * monthly[:, counts.places(codes)].sum(axis=1) / sum(residents[code] for code in codes)
        for name, codes in groups.items()
        if codes
    }
    return tidy(pd.DataFrame(rates, index=months))


def shown_months(period: Period, comparison: Comparison | None) -> Period:
    """The months that are drawn: the period, and before it all from the first that it is compared with."""
    return Period(min(period.first, comparison.before.first), period.last) if comparison else period


def index_of(series: pd.DataFrame, period: Period, comparison: Comparison | None) -> tuple[Windowed, Period]:
    """The series with the mean month of a base as 100, and the base: what is compared with, else the period itself.

    series: period_month, series, value. ``Windowed.missing`` is empty unless both lack a month.
    """
    if comparison:
        before = indexed(series, comparison.before)
        if not before.missing:
            return before, comparison.before
    return indexed(series, period), period


def change_sentences(compared: pd.DataFrame, comparison: Comparison | None) -> list[str]:
    """What changed: the area's own districts first, then the surest of all.

    compared: as ``compared_districts`` gives it. Nothing where no month can be compared, or one alone: that is said of
    every figure at once.
    """
    if comparison is None or len(comparison.now.months) == 1:
        return []
    together = what_changed(compared, "area_name", "districts")
    given = compared[compared["is_own"] & (compared["verdict"] != Verdict.CANNOT_COMPARE)]
    own = [what_changed(row, "area_name", "districts")[0] for _, row in given.groupby("area_name")]
    return [*(text for text in own if not any(text in said for said in together)), *together]
