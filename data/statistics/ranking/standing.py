"""Where areas stand in a period: counts, rates, intervals and ranks, by one window and one noise on every page."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import mul
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.model.count_status import CountStatus
from data.model.period import Period, add_months
from data.model.schema import AREA, DISTRICT, WARD
from data.statistics.change.cube import Codes, Cube, Scope, Types
from data.statistics.change.noise import Floats
from data.statistics.ranking.rank_intervals import rate_ranks
from data.statistics.ranking.rates import rates_with_intervals

WINDOW_MONTHS = 12
# Under so many complete months an area's own noise is not known: that of all areas together takes its place.
FEWEST_MONTHS = 6
STATUSES = ("count_status", "rate_status")
SUMMED = ("offence_count", "population", "share_pct")
Record = dict[str, Any]
Columns = dict[str, NDArray[Any]]
BY_NUMBER, PER_RESIDENT = "by number", "per 1,000 residents"


class Standing:
    """Where the districts, or the area's wards, stand in one period.

    residents: of districts and wards by code, None where unknown.
    """

    def __init__(self, scope: Scope, period: Period, residents: Mapping[str, float | None]) -> None:
        """Of the counts of ``scope`` in ``period``."""
        self.scope, self.period, self.residents = scope, period, residents
        self._kept: dict[tuple[str, Types], Columns] = {}

    def table(self, level: str, types: Types, codes: Sequence[str] | None = None) -> pd.DataFrame:
        """Every district, or every ward, in the order of the cube, or those of ``codes`` in theirs.

        Columns: area_code, population, offence_count with count_status, share_pct (of all), dispersion (NaN where no
        months tell it), those of ``rates_with_intervals`` with rate_status; rank, best_rank, worst_rank, rank_words of
        the rate, and the same four of the count with ``count_`` before. A figure is NaN unless its status is COUNTED.
        """
        return pd.DataFrame(self.columns(level, types, codes))

    def columns(self, level: str, types: Types, codes: Sequence[str] | None = None) -> Columns:
        """``table`` by column."""
        columns = self._counted(level, types)
        if "rank" not in columns:
            columns = self._kept[level, types] = columns | _ranked(columns)
        return columns if codes is None else _rows(columns, codes)

    def lookup(self, asked: Sequence[tuple[Codes, Types]]) -> pd.DataFrame:
        """``together`` as a frame."""
        return pd.DataFrame(self.together(asked))

    def together(self, asked: Sequence[tuple[Codes, Types]]) -> dict[str, list[Any]]:
        """The columns of ``one`` for each of the areas and types asked for, in that order."""
        rows = [self.one(codes, types) for codes, types in asked]
        return {name: [row.get(name) for row in rows] for name in dict.fromkeys(chain(*rows))}

    def one(self, codes: Codes, types: Types) -> Record:
        """These areas added up: those columns of ``table`` that a sum has.

        One area has its ranks too; a sum has none.
        """
        level, members = self._members(codes)
        if len(members) == 1:
            return {name: values.tolist()[0] for name, values in self.columns(level, types, members).items()}
        found = {name: values.tolist() for name, values in _rows(self._counted(level, types), members).items()}
        # Areas vary each by itself: the variance of their sum is the sum of theirs.
        count, residents, share = (sum(found[name]) for name in SUMMED)
        factor = sum(map(mul, found["dispersion"], found["offence_count"])) / max(count, 1)
        rates = rates_with_intervals([count], [residents], [factor])
        rate = {name: float(value[0]) for name, value in rates.items()}
        ranks = {"rank_words": "", "count_rank_words": "", "share_pct": share}
        status = {name: _first_reason(found[name]) for name in STATUSES}
        return {"population": residents, "offence_count": count, "dispersion": factor, **rate, **ranks, **status}

    def totals(self, asked: Sequence[tuple[Codes, Types]]) -> tuple[list[float], list[CountStatus]]:
        """The counts alone, as ``lookup`` has them, and their status."""
        members = [(*self._members(codes), types) for codes, types in asked]
        sums = [_rows(self._counted(level, types), codes) for level, codes, types in members]
        counts = [sum(one["offence_count"].tolist()) for one in sums]
        return counts, [_first_reason(one["count_status"]) for one in sums]

    def _members(self, codes: Codes) -> tuple[str, Codes]:
        """The level at which areas are counted, and which they are there: the whole area is its districts."""
        if set(codes) in (set(self.scope.own), set(self.scope.wards.codes), {AREA}):
            return DISTRICT, self.scope.own
        return WARD if set(codes) <= set(self.scope.wards.codes) else DISTRICT, codes

    def _counted(self, level: str, types: Types) -> Columns:
        """The columns of ``table``, at least those before the rates and the ranks."""
        if (level, types) not in self._kept:
            self._kept[level, types] = self._made(self.scope.wards if level == WARD else self.scope.districts, types)
        return self._kept[level, types]

    def _made(self, cube: Cube, types: Types) -> Columns:
        months = self.period.months
        first = min(self.period.first, add_months(self.period.last, 1 - WINDOW_MONTHS))
        window = cube.of(types, Period(first, self.period.last).months)
        counts = window[-len(months) :].sum(axis=0)
        residents = np.array([self.residents.get(code) for code in cube.codes], dtype=float)
        known = np.isfinite(counts)
        status = [CountStatus.COUNTED] * len(known) if known.all() else cube.status(types, months)
        pairs = zip(status, residents.tolist(), strict=True)
        # A rate wants a count first, then residents.
        rates = [
            CountStatus.NO_RESIDENTS if one is CountStatus.COUNTED and not many > 0 else one for one, many in pairs
        ]
        return {
            "area_code": np.array(cube.codes, dtype=object),
            "population": residents,
            "offence_count": counts,
            "share_pct": 100 * counts / max(np.nansum(counts), 1),
            "dispersion": _noise(cube, types, window, known),
            "count_status": np.array(status, dtype=object),
            "rate_status": np.array(rates, dtype=object),
        }


def _rows(columns: Columns, codes: Sequence[str]) -> Columns:
    """The rows of these areas, in their order."""
    places = {code: place for place, code in enumerate(columns["area_code"].tolist())}
    rows = [places[code] for code in codes]
    return {name: values[rows] for name, values in columns.items()}


def _ranked(counted: Columns) -> Columns:
    """The rates and the ranks of areas that are counted."""
    counts, residents, factor = (counted[name] for name in ("offence_count", "population", "dispersion"))
    by_number = rate_ranks(counts, np.ones(len(counts)), factor, BY_NUMBER)
    return {
        **rates_with_intervals(counts, residents, factor),
        **rate_ranks(counts, residents, factor, PER_RESIDENT),
        **{f"count_{name}": values for name, values in by_number.items()},
    }


def _noise(cube: Cube, types: Types, window: Floats, known: Floats) -> Floats:
    """The dispersion factor of each known area by the months of ``window``; NaN where no months of any area tell it."""
    found = np.full(len(known), np.nan)
    complete = _complete(window[:, known])
    is_own = len(complete) >= FEWEST_MONTHS
    chi_squared, freedom = shared_season(complete if is_own else _complete(cube.of(types, cube.months)[:, known]))
    together = np.full(len(freedom), chi_squared.sum() / freedom.sum() if freedom.sum() > 0 else np.nan)
    # An area without an offence tells nothing of its noise: it has that of all areas together.
    found[known] = np.divide(chi_squared, freedom, out=together, where=is_own & (freedom > 0))
    return np.asarray(np.maximum(found, 1))


def _first_reason(statuses: Iterable[CountStatus]) -> CountStatus:
    """Why a sum has no figure: the first reason of its parts."""
    return next((one for one in statuses if one is not CountStatus.COUNTED), CountStatus.COUNTED)


def shared_season(counts: Floats) -> tuple[Floats, Floats]:
    """Pearson's chi-squared of each area about months × areas, and its degrees of freedom.

    counts: months × areas, complete. Each month's total is shared out by the areas' totals, so that a season which all
    areas share is no noise (the two-way table of independence; McCullagh and Nelder 1989). One area alone has only its
    own mean.
    """
    months, areas = counts.shape
    if not counts.size:
        return np.zeros(areas), np.zeros(areas)
    total = max(counts.sum(), 1)
    expected = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0) / total
    if areas == 1:
        expected = np.full_like(counts, counts.mean())
    squares = np.divide((counts - expected) ** 2, expected, out=np.zeros_like(counts), where=expected > 0)
    share = counts.sum(axis=0) / total if areas > 1 else np.zeros(1)
    return squares.sum(axis=0), (months - 1) * (1 - share) * (counts.sum(axis=0) > 0)


def _complete(counts: Floats) -> Floats:
    """The months that every area has."""
    return counts[np.isfinite(counts).all(axis=1)]
