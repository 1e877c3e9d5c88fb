"""What a user has chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data.model.areas import Vintage
from data.model.briefing_view import BriefingView
from data.model.choices import Choices
from data.model.comparison import years_back
from data.model.controls import Control, choice, controls_of
from data.model.map_view import MapView
from data.model.operation_view import OperationView
from data.model.period import Period
from data.model.schema import ALL_BEHAVIOUR, ALL_CRIME, STREET_CRIME
from data.model.shown_measure import SHOWN_MEASURES

# What wards are compared with in trends, where it is no other ward.
REST, DISTRICTS = "rest", "districts"
# Of more wards or types than this a heading gives the number.
MOST_NAMED = 3


@dataclass(frozen=True)
class Selection:
    """One view of the data: the address, checked against the choices.

    wards, crime_types: what is shown, all of them where nothing is chosen; chosen_vintage: empty where the wards are
    those in force at the end of the period; measure: a name of meta_measure. Of trends: form (month, rolling or index),
    against (REST, DISTRICTS, or wards), parts (type or ward) and scale (common or free). weighting: what counts double
    in the risk matrix. asked: the period that was asked for, where months of it are missing and ``period`` is another.
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
    measure: str = choice("measure", "Show", {one.name: one.label for one in SHOWN_MEASURES.values()})
    points: bool = choice("points", "Points of the police, with records added up", {False: "off", True: "on"})
    map: MapView = field(default_factory=MapView)
    form: str = choice("form", "As", {"month": "Each month", "rolling": "Rolling 12 months", "index": "Average = 100"})
    against: tuple[str, ...] = ()
    parts: str = choice("parts", "Small charts by", {"type": "Crime type", "ward": "Ward"})
    scale: str = "free"
    weighting: str = choice(
        "weights",
        "What counts double",
        {"equal": "Nothing", "frequency": "How often", "trend": "The trend", "harm": "Harm", "concern": "Concern"},
    )
    briefing: BriefingView = field(default_factory=BriefingView)
    operation: OperationView = field(default_factory=OperationView)
    asked: Period | None = None

    def held(self, offered: Choices) -> "Selection":
        """The same in months that are there, where the period has others: ``asked`` is then what was asked for."""
        period = offered.held(self.period)
        if period == self.period:
            return self
        compared = self.compared if self.compared in offered.compared_keys(period) else ""
        vintage = self.vintage.residents_at(period.last)
        return replace(self, period=period, asked=self.period, compared=compared, vintage=vintage)

    @property
    def comparison_key(self) -> str:
        """What the period is compared with: the number of years before, or JUST_BEFORE."""
        return self.compared or str(years_back(self.period))

    @property
    def is_whole_area(self) -> bool:
        """Whether every ward is shown."""
        return len(self.wards) == len(self.vintage.wards)

    @property
    def of_every_ward(self) -> "Selection":
        """The same of every ward, whichever are chosen."""
        return replace(self, wards=tuple(ward.code for ward in self.vintage.wards))

    @property
    def has_all_types(self) -> bool:
        """Whether every crime type is shown."""
        return self.crime_types == self.all_crime_types

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts whose wards are those chosen, all and no other; none where they are no whole districts."""
        every = self.vintage.districts
        whole = tuple(code for code in every if set(self.vintage.wards_of([code])) <= set(self.wards))
        return whole if set(self.vintage.wards_of(whole)) == set(self.wards) else ()

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
        return ", ".join(sorted(source for source in found if source)) or "residents not known"

    @property
    def types_label(self) -> str:
        """What ``counted_types`` are called together."""
        crimes = tuple(t for t in self.all_crime_types if t not in self.not_crime)
        if self.counted_types == self.all_crime_types and not crimes:
            return ALL_BEHAVIOUR
        if self.counted_types == crimes:
            return ALL_CRIME
        return _together(self.counted_types) or f"{len(self.counted_types)} crime types"

    @property
    def wards_label(self) -> str:
        """What the chosen wards are called together."""
        if self.is_whole_area:
            return self.area_name
        if self.districts:
            names = [self.vintage.districts[code] for code in self.districts]
            return _together(names) or f"{len(names)} districts of {self.area_name}"
        names = [ward.name for ward in self.vintage.wards if ward.code in self.wards]
        return _together(names) or f"{len(names)} wards of {self.area_name}"

    @property
    def population(self) -> int | None:
        """Residents of the chosen wards, None where any ward has no population; of all wards those of the area."""
        counts = [ward.population for ward in self.vintage.wards if ward.code in self.wards]
        if None in counts and self.is_whole_area:
            return dict(self.vintage.of_area).get(self.vintage.year or 0)
        return None if None in counts else sum(count for count in counts if count is not None)


def _together(names: Sequence[str]) -> str:
    """So many as a heading can name: one, two and three; empty where they are more."""
    if len(names) > MOST_NAMED:
        return ""
    # As ``named`` of the words has names with an "and" of their own.
    last = ", and " if any(" and " in name for name in names) else " and "
    return last.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


# The scales of small multiples: what is usual depends on what they are of.
SCALE = Control("scale", "Scale", {"free": "Each its own", "common": "One for all"})
# Every other choice of one, by its key in the address.
CONTROLS = {
    control.key: control
    for kind in (Selection, MapView, BriefingView, OperationView)
    for control in controls_of(kind).values()
}
