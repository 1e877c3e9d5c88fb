"""Monthly counts of areas and crime types in one block of numbers, and which areas and types together have a name."""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from data.model.count_status import CountStatus
from data.model.period import Period
from data.model.schema import ALL_BEHAVIOUR, ALL_CRIME, AREA, DISTRICT, WARD
from data.statistics.change.noise import Floats, serial_correlation
from data.statistics.series.season import Season, season_index

Codes = tuple[str, ...]
Types = tuple[str, ...]

YEAR, SEASON_YEARS = 12, 3


@dataclass(frozen=True, eq=False)
class Cube:
    """counts: months × areas × types, NaN in a month that the area's force did not supply or that lacks the type."""

    months: tuple[date, ...]
    codes: Codes
    types: Types
    counts: Floats

    @cached_property
    def _rows(self) -> dict[date, int]:
        return {month: row for row, month in enumerate(self.months)}

    def of(self, types: Types, months: Sequence[date]) -> Floats:
        """The counts of these types together: months × areas, NaN in a month without data.

        A type counts from the month in which it began to be published: only a month without any is a gap.
        """
        rows = [self._rows.get(month, -1) for month in months]
        # Types first: most of a cube is of those that are not asked for. One is looked at where it lies.
        places = [self.types.index(name) for name in types]
        part = self.counts[:, :, places[0] if len(places) == 1 else places][rows]
        part[[row < 0 for row in rows]] = np.nan
        if len(types) == 1:
            return part
        return np.where(np.isnan(part).all(axis=2), np.nan, np.nansum(part, axis=2))

    def status(self, types: Types, months: Sequence[date]) -> list[CountStatus]:
        """Of each area, whether these types are counted in every one of the months, else why not."""
        everything = np.isnan(self.of(self.types, months)).any(axis=0)
        asked = np.isnan(self.of(types, months)).any(axis=0)
        cases = [CountStatus.NO_DATA, CountStatus.NOT_PUBLISHED]
        return [CountStatus(one) for one in np.select([everything, asked], cases, CountStatus.COUNTED)]

    def places(self, codes: Sequence[str]) -> list[int]:
        """Where these areas stand, in the order of the cube."""
        return [place for place, code in enumerate(self.codes) if code in codes]


@dataclass(frozen=True, eq=False)
class Scope:
    """What figures are made from: the counts of every district and of the area's wards, and who is who.

    own: the districts of the area; alike: the districts whose months are recorded as the area's are; not_crime: the
    types that are no crime; restricted: stretches of restrictions; starts: the months in which a level may jump.
    """

    districts: Cube
    wards: Cube
    own: Codes
    alike: Codes
    not_crime: Types
    restricted: Sequence[Period] = ()
    starts: Sequence[date] = ()

    @cached_property
    def halves(self) -> dict[str, Types]:
        """All crime and all that is no crime, with their types; a half without types is left out."""
        crimes = tuple(name for name in self.districts.types if name not in self.not_crime)
        return {name: types for name, types in ((ALL_CRIME, crimes), (ALL_BEHAVIOUR, self.not_crime)) if types}

    @cached_property
    def measures(self) -> dict[str, Types]:
        """The named figures of an area, with their types: all crime, all that is no crime, and each type."""
        several = {name: types for name, types in self.halves.items() if len(types) > 1}
        return several | {name: (name,) for name in self.districts.types}

    @cached_property
    def members(self) -> dict[str, Codes]:
        """The areas of each level; a district that is the area stands for itself at that level alone."""
        others = tuple(code for code in self.districts.codes if (code,) != self.own)
        return {AREA: (AREA,), DISTRICT: others, WARD: self.wards.codes}

    @cached_property
    def correlation(self) -> float:
        """The serial correlation of the months of all types in the districts that are alike."""
        places = self.districts.places(self.alike)
        years: list[Floats] = []
        for last in range(len(self.districts.months), YEAR - 1, -YEAR):
            block = self.districts.counts[last - YEAR : last, places]
            years.insert(0, block.reshape(YEAR, -1))
        return serial_correlation(years)

    @cached_property
    def knows_season(self) -> bool:
        """Whether every month of the year is known in three years without restrictions, in several districts."""
        away = {month for stretch in self.restricted for month in stretch.months}
        own = self.districts.of(self.districts.types, self.districts.months)[:, self.districts.places(self.own)]
        there = np.asarray(np.isfinite(own).all(axis=1)).tolist()
        pairs = zip(self.districts.months, there, strict=True)
        years = Counter(month.month for month, is_there in pairs if is_there and month not in away)
        return len(self.alike) > 1 and len(years) == YEAR and min(years.values()) >= SEASON_YEARS

    def season(self, groups: Mapping[str, Types]) -> Season:
        """What the season makes of each month of each group of types, learnt from the districts that are alike.

        Those take part that lack no month of the area's own.
        """
        months, types = self.districts.months, self.districts.types
        is_there = np.isfinite(self.districts.of(types, months))
        needed = is_there[:, self.districts.places(self.own)].all(axis=1)
        pool = [place for place in self.districts.places(self.alike) if is_there[needed, place].all()]
        counts = {name: self.districts.of(members, months)[:, pool].sum(axis=1) for name, members in groups.items()}
        frame = pd.DataFrame(counts, index=pd.DatetimeIndex(months, name="period_month"))
        return season_index(frame, self.restricted, self.starts, len(pool))

    def is_headline(self, measure: str) -> bool:
        """Whether a figure heads a page: all crime, or all that is no crime."""
        return measure in (ALL_CRIME, ALL_BEHAVIOUR) or (measure,) == self.not_crime

    def key(self, codes: Codes, types: Types) -> tuple[str, str, str] | None:
        """Level, code and measure of these areas and types together; None where the sum has no name of its own."""
        measure = next((name for name, members in self.measures.items() if set(members) == set(types)), None)
        is_area = set(codes) in (set(self.own), set(self.wards.codes))
        code = AREA if is_area else codes[0] if len(codes) == 1 else ""
        level = next((level for level, members in self.members.items() if code in members), None)
        return (level, code, measure) if level and measure else None

    def counts(self, codes: Codes, types: Types, months: Sequence[date]) -> Floats:
        """The counts of these areas and types together by month; NaN where one of the areas has none."""
        is_area = set(codes) in (set(self.own), set(self.wards.codes), {AREA})
        cube = self.wards if not is_area and set(codes) <= set(self.wards.codes) else self.districts
        counts: Floats = cube.of(types, months)[:, cube.places(self.own if is_area else codes)].sum(axis=1)
        return counts

    def level(self, level: str, types: Types, months: Sequence[date]) -> Floats:
        """The counts of every member of a level by month: months × members."""
        if level == AREA:
            return self.counts((AREA,), types, months)[:, None]
        cube = self.wards if level == WARD else self.districts
        return cube.of(types, months)[:, cube.places(self.members[level])]

    def pooled(self, level: str, types: Types, months: Sequence[date]) -> Floats:
        """The counts of areas that are alike, the area's own among them: of districts, or of wards."""
        cube, codes = (self.wards, self.wards.codes) if level == WARD else (self.districts, self.alike)
        return cube.of(types, months)[:, cube.places(codes)]


def days(months: Sequence[date]) -> Floats:
    """The days of each month."""
    return np.array([monthrange(month.year, month.month)[1] for month in months], dtype=float)
