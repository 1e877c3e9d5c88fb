"""Wards, and the orders in which they were in force together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from data.model.period import add_months


def population_year(years: Sequence[int], month: date) -> int | None:
    """The newest of the years (rising) that is not after that of ``month``, else the earliest; None where none is."""
    return next((year for year in reversed(years) if year <= month.year), years[0] if years else None)


@dataclass(frozen=True)
class Ward:
    """A ward of the chosen area in one vintage, and the district that it lies in."""

    code: str
    name: str
    population: int | None
    population_source: str | None = None
    district_code: str = ""
    district_name: str = ""


@dataclass(frozen=True)
class Vintage:
    """The wards that were in force together, with the residents of one year.

    by_year: the same wards with the residents of each year that can be compared, the earliest first. of_area: the
    residents of the whole area by year, where they are known of all its districts; year: of the residents of wards.
    """

    vintage: str
    valid_from: date | None
    valid_to: date | None
    wards: tuple[Ward, ...]
    by_year: tuple[tuple[int, tuple[Ward, ...]], ...] = field(default=(), repr=False)
    of_area: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    year: int | None = None

    @property
    def districts(self) -> dict[str, str]:
        """The districts that the wards lie in, their names by code."""
        return {ward.district_code: ward.district_name for ward in self.wards}

    def wards_of(self, districts: Collection[str]) -> tuple[str, ...]:
        """The wards of districts, by their codes."""
        return tuple(ward.code for ward in self.wards if ward.district_code in districts)

    @property
    def label(self) -> str:
        """How these wards are named on a page."""
        # What no file dates has no year to be called by.
        start = f" from {self.valid_from:%B %Y}" if self.valid_from else f" of {self.vintage}" * self.vintage.isdigit()
        end = f" to {self.valid_to:%B %Y}" if self.valid_to else ""
        return f"wards{start}{end}" if start or end else "wards as loaded"

    @property
    def layer(self) -> str:
        """The name of their boundary layer."""
        return f"ward-{self.vintage}"

    def in_force(self, month: date) -> bool:
        """Whether these wards were in force at the end of ``month``."""
        end = add_months(month, 1)
        return (self.valid_from is None or self.valid_from < end) and (self.valid_to is None or self.valid_to >= end)

    def residents_at(self, month: date) -> "Vintage":
        """The same wards with the residents of the year that belongs to a period that ends in ``month``."""
        years = dict(self.by_year)
        year = population_year(tuple(years) or tuple(year for year, _ in self.of_area), month)
        return self if year is None else replace(self, wards=years.get(year, self.wards), year=year)
