"""One quarter as a review looks at it: crime types, wards, small spots and named places, each by its own test."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.period import Period, add_months
from data.model.records import records
from data.model.schema import DEFAULT_CELL_SIZE_M, STREET_CRIME
from data.model.selection import Selection
from data.queries import cells
from data.reports.evidence import Chosen
from data.reports.review.places import MONTHS, NamedPlaces, named_places
from data.reports.spots import named_spots
from data.statistics.space.grid import Floats
from data.statistics.space.half_quarters import last_quarters
from data.statistics.space.new_spots import spot_changes
from data.words.places import told_apart


@dataclass(frozen=True)
class Quarter(Chosen):
    """A quarter of a selection of the whole area.

    selection: of that quarter; quarters: the whole ones of the last eight, this one last; left_out: the months of those
    that lack one.
    """

    quarters: tuple[Period, ...]
    left_out: tuple[Period, ...]

    @property
    def period(self) -> Period:
        """The quarter."""
        return self.selection.period

    @property
    def comparison(self) -> Comparison | None:
        """With what the whole quarter is compared, None where a month is missing."""
        compared = self.found.comparison
        return None if compared is None or compared.is_part else compared

    @cached_property
    def spots(self) -> pd.DataFrame:
        """The small spots as ``spot_changes`` gives them, with cell_id, ward_code, ward_name and name."""
        if self.selection.source != STREET_CRIME:
            return spot_changes(np.zeros((0, 0)))
        changes, every = spot_changes(self._by_quarter()), named_spots(self.selection.vintage.vintage)
        own = every.iloc[changes["cell"].to_numpy(dtype=int)]
        columns = {name: own[name].array for name in ("cell_id", "ward_code", "ward_name")}
        told = told_apart(records(own, ["name", "ward_name", "easting", "northing"]))
        return changes.assign(**columns, name=told)

    def _by_quarter(self) -> Floats:
        """The chosen types in each spot: cells × quarters."""
        months = [month for quarter in self.quarters for month in quarter.months]
        monthly = cells.monthly_by_cell(self.selection, self.choices, months, DEFAULT_CELL_SIZE_M, only_points=True)
        counts = monthly.to_numpy(dtype=float).reshape(len(monthly), len(self.quarters), MONTHS)
        return np.asarray(counts.sum(axis=2))

    @property
    def named(self) -> NamedPlaces:
        """The named places in its quarters."""
        return named_places(self.selection.vintage.vintage, self.quarters)


def quarter_of(selection: Selection, offered: Choices, last: Period | None = None) -> Quarter | None:
    """The latest whole quarter that ends by the end of the period, or by ``last``; None where there is none."""
    end = last.last if last else selection.period.last
    whole, left_out = last_quarters(end, offered.present)
    if not whole:
        return None
    own = replace(selection.of_every_ward, period=whole[-1], compared="", asked=None)
    return Quarter(own, offered, tuple(whole), tuple(left_out))


def quarter_before(quarter: Quarter) -> Quarter | None:
    """The quarter just before, as its own review saw it; None where it is not whole."""
    if len(quarter.quarters) < 2 or add_months(quarter.quarters[-2].last, 1) != quarter.period.first:
        return None
    return quarter_of(quarter.selection, quarter.choices, quarter.quarters[-2])
