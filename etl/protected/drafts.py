"""One year of a partner's flags as tables that add up, beside what the other tables of the build tell of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from data.model.protected import (
    AGES,
    EVERY,
    NOT_REPEAT,
    NOT_VIOLENCE,
    QUARTER_MONTHS,
    REPEAT,
    SEXES,
    STRANDS,
    VIOLENCE,
    YEAR_MONTHS,
    victim,
)
from data.model.schema import AREA
from data.statistics.protection.hiding import hidden_cells
from data.statistics.protection.tables import Draft, Mask

ANY_VIOLENCE, ALL_CRIME = "any_violence", "all_crime"
# What hiding a cell costs, by what it is of: pages show years and the whole area first.
OF_YEAR, OF_AREA = 5.0, 40.0


class Cell(NamedTuple):
    """A figure of the set: part is empty but for the parts of a measure; months: 3, or 12 for a year."""

    measure: str
    part: str
    area: str
    start: date
    months: int


@dataclass(frozen=True)
class Year:
    """The counts of one extract in one year.

    counts: by measure (ANY_VIOLENCE and ALL_CRIME among them), ward and quarter; parts: of the whole year, by measure
    and part; quarters: those that are whole, by the measures given in all of their months.
    """

    start: date
    wards: Sequence[str]
    counts: Mapping[tuple[str, str, date], int]
    parts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    quarters: Mapping[str, Sequence[date]] = field(default_factory=dict)

    def is_whole(self, measure: str) -> bool:
        """Whether the measure is given in all four quarters."""
        return len(self.quarters.get(measure, ())) * QUARTER_MONTHS == YEAR_MONTHS

    def spans(self, measure: str) -> list[tuple[date, int]]:
        """The quarters in which the measure is given, and the year where it is given in all of it."""
        quarters = [(start, QUARTER_MONTHS) for start in self.quarters[measure]]
        return quarters + [(self.start, YEAR_MONTHS)] * self.is_whole(measure)

    def count(self, cell: Cell) -> int:
        """The count of a cell that is no part: the sum of its wards and quarters."""
        wards = self.wards if cell.area == AREA else (cell.area,)
        quarters = self.quarters[cell.measure] if cell.months == YEAR_MONTHS else (cell.start,)
        return sum(self.counts.get((cell.measure, ward, quarter), 0) for ward in wards for quarter in quarters)


def protect(year: Year, measures: Sequence[str], threshold: int) -> dict[Cell, int | None]:
    """What is shown of these measures, which may tell of each other: every cell, None where it is hidden.

    Where not all can be made safe, because a ward has hardly a crime in a quarter, the wards of quarters are left out,
    then all wards; and all of it where that is not enough.
    """
    draft = drafted(year, [measure for measure in measures if year.quarters.get(measure)])
    tables, cells = draft.tables(), [key for key in draft.places if isinstance(key, Cell)]
    is_area = np.array([cell.area == AREA for cell in cells], dtype=bool)
    is_year = np.array([cell.months == YEAR_MONTHS for cell in cells], dtype=bool)
    for offered in (np.ones_like(is_area), is_area | is_year, is_area):
        hidden = hidden_cells(tables, offered, threshold) if len(cells) else np.zeros(0, dtype=bool)
        if hidden is not None:
            return _shown(cells, tables.counts.tolist(), offered, hidden)
    return {}


def _shown(cells: Sequence[Cell], counts: Sequence[int], offered: Mask, hidden: Mask) -> dict[Cell, int | None]:
    rows = zip(cells, counts, offered, hidden, strict=True)
    return {cell: None if is_hidden else count for cell, count, is_offered, is_hidden in rows if is_offered}


def drafted(year: Year, measures: Sequence[str]) -> Draft:
    """The cells of these measures, what adds up to what, and what other tables tell of them."""
    draft = Draft()
    for measure in measures:
        _add_measure(draft, year, measure)
        if year.is_whole(measure):
            _add_parts(draft, year, measure)
    for spans in _spans(year, measures).items():
        _add_limits(draft, year, *spans)
    return draft


def _add_measure(draft: Draft, year: Year, measure: str) -> None:
    """A measure by ward and quarter, with its totals."""
    spans = year.spans(measure)
    for area in (*year.wards, AREA):
        for span in spans:
            _add(draft, cell := Cell(measure, "", area, *span), year.count(cell))
    for span in spans:
        draft.total(Cell(measure, "", AREA, *span), [Cell(measure, "", ward, *span) for ward in year.wards])
    for area in (*year.wards, AREA) if year.is_whole(measure) else ():
        quarters = [Cell(measure, "", area, *span) for span in spans[:-1]]
        draft.total(Cell(measure, "", area, year.start, YEAR_MONTHS), quarters)


def _add(draft: Draft, cell: Cell, count: int) -> None:
    weight = (OF_YEAR if cell.months == YEAR_MONTHS else 1) * (OF_AREA if cell.area == AREA and not cell.part else 1)
    draft.add(cell, count, weight * (1 + np.log1p(count)))


def _add_parts(draft: Draft, year: Year, measure: str) -> None:
    """The parts of a measure in the whole area and year, each list adding up to it."""

    def part(name: str) -> Cell:
        """The cell of one part."""
        return Cell(measure, name, AREA, year.start, YEAR_MONTHS)

    def split(names: Sequence[str], total: str = "") -> None:
        """Add parts that make up a total."""
        for name in names:
            if part(name) not in draft.places:
                _add(draft, part(name), year.parts.get((measure, name), 0))
        draft.total(part(total), [part(name) for name in names])

    if measure == "domestic_abuse":
        if year.is_whole("sexual"):
            split((VIOLENCE, NOT_VIOLENCE))
        if year.is_whole("repeat_victim"):
            split((REPEAT, NOT_REPEAT))
    if measure == "hate":
        split(STRANDS)
    if measure == "sexual" and year.is_whole("youth_violence"):
        for age in AGES:
            _add(draft, part(victim(age, EVERY)), sum(year.parts.get((measure, victim(age, sex)), 0) for sex in SEXES))
            split([victim(age, sex) for sex in SEXES], victim(age, EVERY))
        for sex in SEXES:
            _add(draft, part(victim(EVERY, sex)), sum(year.parts.get((measure, victim(age, sex)), 0) for age in AGES))
            split([victim(age, sex) for age in AGES], victim(EVERY, sex))
        split([victim(age, EVERY) for age in AGES])
        split([victim(EVERY, sex) for sex in SEXES])


def _spans(year: Year, measures: Sequence[str]) -> dict[tuple[date, int], list[str]]:
    """The quarters and the year, each with the measures that are given in it."""
    found: dict[tuple[date, int], list[str]] = {}
    for measure in measures:
        for span in year.spans(measure):
            found.setdefault(span, []).append(measure)
    return found


def _add_limits(draft: Draft, year: Year, span: tuple[date, int], measures: Sequence[str]) -> None:
    """That nothing is more than the crimes, or the violence, that the other tables show."""
    quarters = [span[0]] if span[1] == QUARTER_MONTHS else sorted({quarter for _, _, quarter in year.counts})
    for area in (*year.wards, AREA):
        wards = year.wards if area == AREA else (area,)

        def shown(of: str, wards: Sequence[str] = wards) -> int:
            """What the ordinary tables show of it."""
            return sum(year.counts.get((of, ward, quarter), 0) for ward in wards for quarter in quarters)

        for measure in measures:
            draft.limit([Cell(measure, "", area, *span)], shown(ALL_CRIME))
        # Sexual offences, and violence against the young, are different crimes among all violence.
        violent = [Cell(one, "", area, *span) for one in ("sexual", "youth_violence") if one in measures]
        if violent:
            draft.limit(violent, shown(ANY_VIOLENCE))
        if area == AREA:
            _limit_parts(draft, year, span, shown(ANY_VIOLENCE))


def _limit_parts(draft: Draft, year: Year, span: tuple[date, int], any_violence: int) -> None:
    def cell(measure: str, part: str = "") -> Cell:
        """The cell of the whole area in the span."""
        return Cell(measure, part, AREA, *span)

    if cell("domestic_abuse", VIOLENCE) in draft.places:
        draft.limit([cell("domestic_abuse", VIOLENCE), cell("sexual")], any_violence)
    if cell("domestic_abuse", REPEAT) in draft.places:
        draft.limit([cell("domestic_abuse", REPEAT)], 0, beside=[cell("repeat_victim")])
