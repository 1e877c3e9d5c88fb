"""Every change of a comparison with its verdict: a figure is an area and crime types, and has one on every page."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.analysis.count_change import compare_counts
from data.analysis.cube import Codes, Scope, Types, days
from data.analysis.noise import (
    Floats,
    Noise,
    paired,
    pooled,
    squeezed,
    widening,
)
from data.analysis.power import POWER, detectable_rise_pct, power_of_change
from data.analysis.verdicts import FALSE_SHARE, decided, family_sizes
from data.comparison import Comparison
from data.schema import AREA, DISTRICT, WARD, Refusal

KEY = ["level", "code", "measure"]
FEWEST_POOLED = 2
# Where a change of counts and one of counts a day differ by so much, both are said.
DAYS_MATTER_POINTS = 0.5


class Measured(NamedTuple):
    """Series as totals with their noise: counts of the two periods, factor, degrees of freedom, and what is refused."""

    total_0: Floats
    total_1: Floats
    factor: Floats
    freedom: Floats
    refusal: NDArray[np.object_]


class Figures:
    """The changes of one comparison, each figure a row; all are refused where there is nothing to compare.

    Columns: level, code, measure (empty of a sum chosen by hand), family, group, freedom, refusal, those of
    ``compare_counts`` and of ``verdicts.decided``, and detectable_rise_pct (the smallest that is found 4 times in 5).
    """

    def __init__(self, scope: Scope, comparison: Comparison | None) -> None:
        """Of the counts of ``scope`` in the months of ``comparison``."""
        self.scope, self.comparison = scope, comparison
        self._months = (comparison.now.months, comparison.before.months) if comparison else ((), ())
        self._days = days(self._months[0]), days(self._months[1])
        self._noise: dict[Types, Noise] = {}

    def lookup(self, asked: Sequence[tuple[Codes, Types]]) -> pd.DataFrame:
        """The figures asked for in that order, each of areas and types that are added up.

        A sum that was chosen by hand belongs to no family: at most a possible change is said of it.
        """
        keys = [self.scope.key(codes, types) for codes, types in asked]
        by_hand = [place for place, key in enumerate(keys) if key is None]
        named = [place for place, key in enumerate(keys) if key is not None]
        found = self.named.iloc[[self._rows[key] for key in keys if key is not None]].set_axis(named)
        if not by_hand:
            return found
        sums = [self._measured(asked[place][1], *self._sum(*asked[place])) for place in by_hand]
        blank = np.full(len(by_hand), "", dtype=object)
        judged = self._judged(_stacked(sums), dict.fromkeys([*KEY, "family", "group"], blank))
        return pd.concat([found, judged.set_axis(by_hand)]).sort_index()

    def complete(self, level: str) -> Codes:
        """The areas of a level that lack no month of either period."""
        frame = self.named[(self.named["level"] == level) & (self.named["refusal"] != Refusal.MISSING)]
        return tuple(code for code in self.scope.members[level] if code in set(frame["code"]))

    @cached_property
    def named(self) -> pd.DataFrame:
        """Every figure that has a name: of the area, of the other districts and of the wards."""
        members, parts, rows = self.scope.members, [], []
        for measure, types in self.scope.measures.items():
            now, before = (
                np.concatenate([self.scope.level(level, types, months) for level in members], axis=1)
                for months in self._months
            )
            parts.append(self._measured(types, now, before))
            kind = "headline" if self.scope.is_headline(measure) else "type"
            # The types of an area are judged together; elsewhere the areas are, for each measure.
            area_group = measure if kind == "headline" else str(types[0] in self.scope.not_crime)
            rows += [
                (level, code, measure, f"{level}_{kind}", area_group if level == AREA else measure)
                for level, codes in members.items()
                for code in codes
            ]
        columns = zip([*KEY, "family", "group"], zip(*rows, strict=True), strict=True)
        return self._judged(_stacked(parts), {name: np.array(values, dtype=object) for name, values in columns})

    @cached_property
    def pool(self) -> str:
        """Over what the noise is measured: districts, else wards; AREA where a series has nothing like it."""
        for level in (DISTRICT, WARD):
            sides = [self.scope.pooled(level, self.scope.districts.types, months) for months in self._months]
            if _known(*sides).sum() >= FEWEST_POOLED:
                return level
        return AREA

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], int]:
        return {key: row for row, key in enumerate(self.named[KEY].itertuples(index=False, name=None))}

    def _sum(self, codes: Codes, types: Types) -> tuple[Floats, Floats]:
        now, before = (self.scope.counts(codes, types, months)[:, None] for months in self._months)
        return now, before

    def _line(self, types: Types) -> Noise:
        """What like series say of the noise of these types."""
        if types not in self._noise:
            sides = [self.scope.pooled(self.pool, types, months) for months in self._months]
            known = _known(*sides) if self.pool != AREA else np.zeros(sides[0].shape[1], dtype=bool)
            self._noise[types] = pooled(paired(sides[0][:, known], sides[1][:, known], self._days))
        return self._noise[types]

    def _measured(self, types: Types, now: Floats, before: Floats) -> Measured:
        """Counts of months × series as totals with their noise: total_0, total_1, factor, freedom, refusal."""
        known = _known(now, before)
        factor, freedom = np.full((2, len(known)), np.nan)
        if known.any():
            pairs = paired(now[:, known], before[:, known], self._days)
            factor[known], freedom[known] = squeezed(pairs, self._line(types))
            factor[known] *= widening(len(now), self.scope.correlation)
        cases = [~known, np.full(len(known), len(now) < 2), ~(freedom > 0)]
        refusal = np.select(cases, [Refusal.MISSING, Refusal.ONE_MONTH, Refusal.NO_NOISE], Refusal.NONE)
        totals = [np.where(len(side), side.sum(axis=0), np.nan) for side in (now, before)]
        return Measured(totals[0], totals[1], factor, freedom, refusal)

    def _judged(self, measured: Measured, labels: dict[str, NDArray[np.object_]]) -> pd.DataFrame:
        """The changes with their verdicts; labels: the columns that name each and its family."""
        exposure = (float(self._days[0].sum()) or 1.0, float(self._days[1].sum()) or 1.0)
        tested = np.where(measured.refusal == Refusal.NONE, measured.freedom, 0)
        changes = compare_counts(measured.total_0, measured.total_1, measured.factor, tested, exposure)
        named = pd.DataFrame({**labels, "freedom": measured.freedom, "refusal": measured.refusal})
        expected = (measured.total_0 + measured.total_1) * exposure[1] / sum(exposure)
        noise = (measured.factor, measured.freedom, exposure, 1 - FALSE_SHARE / family_sizes(named))
        changes["detectable_rise_pct"] = detectable_rise_pct(expected, *noise)
        return decided(named.join(changes), power_of_change(expected, 2, *noise) >= POWER)


def _stacked(parts: Sequence[Measured]) -> Measured:
    return Measured(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _known(now: Floats, before: Floats) -> NDArray[np.bool_]:
    """Which series have every month of both sides, and any month at all."""
    return np.asarray(np.isfinite(now).all(axis=0) & np.isfinite(before).all(axis=0) & (len(now) > 0))
