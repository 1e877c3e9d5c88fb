"""What a user has chosen, and what there is to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from data.model.comparison import Comparison, comparison, offered_keys, years_back
from data.model.map_view import MapView
from data.model.period import Period, add_months, unbroken
from data.model.schema import ALL_CRIME, STREET_CRIME


@dataclass(frozen=True)
class Viewer:
    """Who looks: ``audiences`` are those whose data are shown. Whoever is not known is the public."""

    audiences: tuple[str, ...] = ("public",)

    @property
    def is_partner(self) -> bool:
        """Whether data for partners are shown."""
        return "partner" in self.audiences


PUBLIC = Viewer()
PARTNER = Viewer(("public", "partner"))


def population_year(years: Sequence[int], month: date) -> int | None:
    """The newest of the years (rising) that is not after that of ``month``, else the earliest; None where none is."""
    return next((year for year in reversed(years) if year <= month.year), years[0] if years else None)


@dataclass(frozen=True)
class Ward:
    """A ward of the chosen area in one vintage."""

    code: str
    name: str
    population: int | None
    population_source: str | None = None


@dataclass(frozen=True)
class Vintage:
    """The wards that were in force together, with the residents of one year.

    by_year: the same wards with the residents of each year that can be compared, the earliest first.
    """

    vintage: str
    valid_from: date | None
    valid_to: date | None
    wards: tuple[Ward, ...]
    by_year: tuple[tuple[int, tuple[Ward, ...]], ...] = field(default=(), repr=False)

    @property
    def label(self) -> str:
        """How these wards are named on a page."""
        start = f"from {self.valid_from:%B %Y}" if self.valid_from else f"of {self.vintage}"
        return f"wards {start} to {self.valid_to:%B %Y}" if self.valid_to else f"wards {start}"

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
        year = population_year(tuple(years), month)
        return self if year is None else replace(self, wards=years[year])


@dataclass(frozen=True)
class Measure:
    """What a number means: the words that go with it wherever it is shown."""

    name: str
    title: str
    unit: str
    decimals: int
    caveat: str
    source: str


@dataclass(frozen=True)
class Choices:
    """What the current build holds of one source: the values that the filter bar offers.

    source: where the counts come from; sources: every such source that the viewer may choose, with its title.
    months: every month from the first loaded to the last; present: those that every force of the area supplied;
    published: the first and the last month in which a crime type was published, None where it is open; place_kinds: the
    kinds of named places that the viewer may see, with their titles.
    """

    build_id: str
    is_demo: bool
    area_name: str
    area_codes: tuple[str, ...]
    crime_types: tuple[str, ...]
    not_crime: tuple[str, ...]
    months: tuple[date, ...]
    present: frozenset[date]
    vintages: tuple[Vintage, ...]
    source: str = STREET_CRIME
    sources: tuple[tuple[str, str], ...] = ()
    published: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)
    place_kinds: tuple[tuple[str, str], ...] = ()

    def is_published(self, crime_type: str, month: date) -> bool:
        """Whether the crime type was published in ``month``."""
        first, last = self.published.get(crime_type, (None, None))
        return (first is None or month >= first) and (last is None or month <= last)

    def missing(self, period: Period) -> tuple[date, ...]:
        """The months of ``period`` for which there are no data."""
        return tuple(month for month in period.months if month not in self.present)

    def comparison(self, period: Period, key: str) -> Comparison | None:
        """The period against what comes before it by ``key``, or the part of it that has a complete comparison."""
        return comparison(period, key, self.present)

    def compared_keys(self, period: Period) -> list[str]:
        """What the period may be compared with, the default first."""
        return offered_keys(period, self.present)

    def vintage_at(self, month: date, chosen: str = "") -> Vintage:
        """The wards chosen, else those in force at the end of ``month``, else the latest; residents of that year."""
        named = next((v for v in self.vintages if v.vintage == chosen), None)
        in_force = next((v for v in self.vintages if v.in_force(month)), self.vintages[-1])
        return (named or in_force).residents_at(month)

    def span(self, period: Period, months: int) -> Period:
        """The period, and before it what there are data of within ``months`` up to its end."""
        earliest = add_months(period.last, 1 - months)
        first = next((month for month in self.months if month >= earliest and month in self.present), period.first)
        return Period(min(first, period.first), period.last)

    @property
    def default_period(self) -> Period:
        """The latest 12 months that are complete, else the latest unbroken run of months."""
        # The latest whole year is what a partnership reports.
        for last in reversed(self.months):
            period = Period(add_months(last, -11), last)
            if not self.missing(period):
                return period
        return unbroken(self.present)[-1]


@dataclass(frozen=True)
class BuildStatus:
    """What every page says about its data; records are those of the area's forces in the latest 12 months.

    marking: how a source for partners is marked, on the page and, within ``source``, on all that is saved from it.
    """

    area_name: str
    is_demo: bool
    built_at: datetime
    source: str
    latest_month: date
    next_update: date
    record_count: int
    no_location_count: int
    force_names: str
    attributions: tuple[str, ...]
    marking: str = ""


@dataclass(frozen=True)
class Selection:
    """One view of the data: the address, checked against the choices.

    wards, crime_types: what is chosen, all of them where nothing was said; chosen_vintage: empty where the wards are
    those in force at the end of the period; measure: a name of meta_measure. Of trends: form (month, rolling or index),
    against ("rest", "districts", or wards), parts (type or ward) and scale (common or free).
    """

    period: Period
    vintage: Vintage
    wards: tuple[str, ...]
    crime_types: tuple[str, ...]
    all_crime_types: tuple[str, ...] = field(repr=False)
    not_crime: tuple[str, ...] = field(repr=False)
    area_name: str
    source: str = STREET_CRIME
    chosen_vintage: str = ""
    compared: str = ""
    measure: str = "offence_count"
    points: bool = False
    map: MapView = field(default_factory=MapView)
    form: str = "month"
    against: tuple[str, ...] = ()
    parts: str = "type"
    scale: str = "free"

    @property
    def comparison_key(self) -> str:
        """What the period is compared with: the number of years before, or JUST_BEFORE."""
        return self.compared or str(years_back(self.period))

    @property
    def is_whole_area(self) -> bool:
        """Whether every ward is chosen."""
        return len(self.wards) == len(self.vintage.wards)

    @property
    def counted_types(self) -> tuple[str, ...]:
        """The types that are added up: crimes; anti-social behaviour only where it is chosen alone."""
        crimes = tuple(t for t in self.crime_types if t not in self.not_crime)
        return crimes or self.crime_types

    @property
    def noun(self) -> str:
        """What is counted: anti-social behaviour comes in incidents."""
        return "incidents" if set(self.counted_types) <= set(self.not_crime) else "offences"

    @property
    def population_source(self) -> str:
        """Where the residents of the chosen wards come from."""
        found = {ward.population_source for ward in self.vintage.wards if ward.code in self.wards}
        return ", ".join(sorted(source for source in found if source)) or "no population loaded"

    @property
    def types_label(self) -> str:
        """What ``counted_types`` are called together."""
        crimes = tuple(t for t in self.all_crime_types if t not in self.not_crime)
        if self.counted_types == self.all_crime_types and not crimes:
            return "All anti-social behaviour"
        if self.counted_types == crimes:
            return ALL_CRIME
        return self.counted_types[0] if len(self.counted_types) == 1 else f"{len(self.counted_types)} crime types"

    @property
    def wards_label(self) -> str:
        """What the chosen wards are called together."""
        if self.is_whole_area:
            return self.area_name
        names = [ward.name for ward in self.vintage.wards if ward.code in self.wards]
        return " and ".join(names) if len(names) <= 2 else f"{len(names)} wards of {self.area_name}"

    @property
    def population(self) -> int | None:
        """Residents of the chosen wards, None where any ward has no population."""
        counts = [ward.population for ward in self.vintage.wards if ward.code in self.wards]
        return None if None in counts else sum(count for count in counts if count is not None)
