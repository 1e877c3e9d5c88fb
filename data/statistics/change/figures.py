"""Every change of a comparison with its verdict: a figure is an area and crime types, and has one on every page."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.model.comparison import Comparison
from data.model.schema import AREA, DISTRICT, WARD
from data.statistics.change.cube import Codes, Scope, Types, days
from data.statistics.change.judged_series import (
    Columns,
    Measured,
    Weights,
    decided_counts,
    is_known,
    measured,
    noise_of,
)
from data.statistics.change.noise import Floats, Noise

KEY = ["level", "code", "measure"]
FEWEST_POOLED = 2


class Figures:
    """The changes of one comparison, each figure a row; all are refused where there is nothing to compare.

    Columns: level, code, measure (empty of a sum chosen by hand), family, group, and those of ``decided_counts``, of
    which detectable_rise_pct is the smallest rise found four times in five.
    """

    def __init__(self, scope: Scope, comparison: Comparison | None) -> None:
        """Of the counts of ``scope`` in the months of ``comparison``."""
        self.scope, self.comparison = scope, comparison
        self._months = (comparison.now.months, comparison.before.months) if comparison else ((), ())
        self._kept: dict[Types, tuple[Weights, Noise]] = {}

    def lookup(self, asked: Sequence[tuple[Codes, Types]]) -> pd.DataFrame:
        """``columns`` as a frame, a row a figure."""
        return pd.DataFrame(self.columns(asked))

    def one(self, codes: Codes, types: Types) -> dict[str, Any]:
        """The figure of these areas and types, by the columns of ``lookup``."""
        return {name: values.tolist()[0] for name, values in self.columns([(codes, types)]).items()}

    def columns(self, asked: Sequence[tuple[Codes, Types]]) -> Columns:
        """The figures asked for in that order, each of areas and types that are added up.

        A sum that was chosen by hand belongs to no family: at most a possible change is said of it.
        """
        keys = [self.scope.key(codes, types) for codes, types in asked]
        by_hand = [place for place, key in enumerate(keys) if key is None]
        rows = [self._rows[key] for key in keys if key is not None]
        if not by_hand:
            return {name: values[rows] for name, values in self.named_columns.items()}
        chosen = self._chosen([asked[place] for place in by_hand])
        if not rows:
            return chosen
        places = np.argsort([*(place for place, key in enumerate(keys) if key is not None), *by_hand])
        named = self.named_columns
        return {name: np.concatenate([named[name][rows], chosen[name]])[places] for name in chosen}

    def _chosen(self, asked: Sequence[tuple[Codes, Types]]) -> Columns:
        """The figures of sums that were chosen by hand."""
        counts = zip(*(self._sum(*one) for one in asked), strict=True)
        now, before = (np.column_stack(side) for side in counts)
        blank = np.full(len(asked), "", dtype=object)
        sums = self._measured([types for _, types in asked], now, before)
        return self._judged(sums, dict.fromkeys([*KEY, "family", "group"], blank))

    def totals(self, asked: Sequence[tuple[Codes, Types]]) -> tuple[Floats, Floats]:
        """The counts of both periods alone, as ``lookup`` has them: those of now and those before."""
        sums = [self._sum(*one) for one in asked]
        now, before = (
            np.array([side.sum() if len(side) else np.nan for side in sides]) for sides in zip(*sums, strict=True)
        )
        return now, before

    def complete(self, level: str) -> Codes:
        """The areas of a level that lack no month of either period."""
        halves = self.scope.halves.values()
        sides = [[self.scope.level(level, types, months) for months in self._months] for types in halves]
        is_there = np.any([is_known(now, before) for now, before in sides], axis=0).tolist()
        return tuple(code for code, is_whole in zip(self.scope.members[level], is_there, strict=True) if is_whole)

    @cached_property
    def named(self) -> pd.DataFrame:
        """Every figure that has a name: of the area, of the other districts and of the wards."""
        return pd.DataFrame(self.named_columns)

    @cached_property
    def named_columns(self) -> Columns:
        """The same by column."""
        members, measures = self.scope.members, list(self.scope.measures.values())
        now, before = (
            np.column_stack([self.scope.level(level, types, months) for types in measures for level in members])
            for months in self._months
        )
        found = self._measured(measures, now, before, sum(len(codes) for codes in members.values()))
        labels = zip([*KEY, "family", "group"], zip(*self._labels, strict=True), strict=True)
        return self._judged(found, {name: np.array(values, dtype=object) for name, values in labels})

    @cached_property
    def _labels(self) -> list[tuple[str, str, str, str, str]]:
        """Level, code, measure, family and group of every figure that has a name, in their order."""
        rows = []
        for measure, types in self.scope.measures.items():
            kind = "headline" if self.scope.is_headline(measure) else "type"
            # The types of an area are judged together; elsewhere the areas are, for each measure.
            area_group = measure if kind == "headline" else str(types[0] in self.scope.not_crime)
            rows += [
                (level, code, measure, f"{level}_{kind}", area_group if level == AREA else measure)
                for level, codes in self.scope.members.items()
                for code in codes
            ]
        return rows

    @cached_property
    def _days(self) -> Weights:
        """The days of each month."""
        return days(self._months[0]), days(self._months[1])

    @cached_property
    def takes_season_out(self) -> bool:
        """Whether other months of the year are compared, and whole years enough tell what is usual for each."""
        return bool(self.comparison and self.comparison.is_just_before and self.scope.knows_season)

    @cached_property
    def pool(self) -> str:
        """Over what the noise is measured: districts, else wards; AREA where a series has nothing like it."""
        for level in (DISTRICT, WARD):
            sides = [self.scope.pooled(level, self.scope.districts.types, months) for months in self._months]
            if is_known(*sides).sum() >= FEWEST_POOLED:
                return level
        return AREA

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], int]:
        return {(level, code, measure): row for row, (level, code, measure, *_) in enumerate(self._labels)}

    def _sum(self, codes: Codes, types: Types) -> tuple[Floats, Floats]:
        now, before = (self.scope.counts(codes, types, months) for months in self._months)
        return now, before

    def _told(self, types: Types) -> tuple[Weights, Noise]:
        """What each month weighs for these types, and what like series say of their noise."""
        if types not in self._kept:
            weights = self._weights(types)
            sides = [self.scope.pooled(self.pool, types, months) for months in self._months]
            # Series with nothing like them have no line: it is made of none.
            like = [side if self.pool != AREA else side[:, :0] for side in sides]
            self._kept[types] = weights, noise_of(like[0], like[1], weights)
        return self._kept[types]

    def _measured(self, measures: Sequence[Types], now: Floats, before: Floats, each: int = 1) -> Measured:
        """Series of several measures, ``each`` of one side by side; now, before: months × series."""
        weights, noise = zip(*map(self._told, measures), strict=True)
        slope, freedom = (np.repeat(one, each) for one in zip(*((n.slope, n.freedom) for n in noise), strict=True))
        if self.takes_season_out:
            weighed = [np.repeat(np.column_stack(side), each, axis=1) for side in zip(*weights, strict=True)]
        else:
            weighed = list(weights[0])
        return measured(now, before, (weighed[0], weighed[1]), Noise(slope, freedom), self.scope.correlation)

    def _weights(self, types: Types) -> Weights:
        """What each month weighs: its days, times what its season leads to expect where that is taken out."""
        if not self.takes_season_out:
            return self._days
        seasons = self.scope.season({"types": types, "all": self.scope.districts.types}).factors
        # A type that is too rare to have a season of its own has that of all types.
        found = seasons["types"].fillna(seasons["all"])
        now, before = (found[pd.DatetimeIndex(months)].to_numpy() for months in self._months)
        return now, before

    def _judged(self, found: Measured, labels: dict[str, NDArray[np.object_]]) -> Columns:
        """The changes with their verdicts; without the season a percentage is no longer that of the two counts."""
        changes = decided_counts(found, labels)
        return changes | {"change_pct": changes["daily_pct"]} if self.takes_season_out else changes
