"""One quarter as a review looks at it: crime types, wards, small spots and named places, each by its own test."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from data.build import database
from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.period import Period, add_months
from data.model.records import records
from data.model.schema import DEFAULT_CELL_SIZE_M, STREET_CRIME
from data.model.selection import Selection
from data.queries import cells, places
from data.reports.evidence import Chosen
from data.statistics.change import place_changes
from data.statistics.space.grid import Floats
from data.statistics.space.half_quarters import half_quarter_counts, last_quarters
from data.statistics.space.new_spots import spot_changes
from data.words.places import Roads, roads, spot_names

MONTHS = 3


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
        """The small spots as ``spot_changes`` gives them, with cell_id, ward_name and name."""
        selection = self.selection
        if selection.source != STREET_CRIME:
            return spot_changes(np.zeros((0, 0)))
        grid = cells.grid_cells(DEFAULT_CELL_SIZE_M, selection.vintage.vintage, only_points=True)
        changes = spot_changes(self._by_quarter())
        own = grid.iloc[changes["cell"].to_numpy(dtype=int)].reset_index(drop=True)
        wards = {ward.code: ward.name for ward in selection.vintage.wards}
        every = _roads(selection.vintage.vintage)
        ward_names = own["ward_code"].map(wards).fillna("")
        rows = records(own[["location", "easting", "northing"]])
        names = np.full(len(own), "", dtype=object)
        for ward, members in ward_names.groupby(ward_names).indices.items():
            names[members] = spot_names([rows[place] for place in members], every, str(ward))
        return changes.join(own[["cell_id", "ward_code"]]).assign(ward_name=ward_names, name=names)

    def _by_quarter(self) -> Floats:
        """The chosen types in each spot: cells × quarters."""
        months = [month for quarter in self.quarters for month in quarter.months]
        monthly = cells.monthly_by_cell(self.selection, self.choices, months, DEFAULT_CELL_SIZE_M, only_points=True)
        counts = monthly.to_numpy(dtype=float).reshape(len(monthly), len(self.quarters), MONTHS)
        return np.asarray(counts.sum(axis=2))

    @cached_property
    def places(self) -> pd.DataFrame:
        """The named places that the viewer may see, as ``places.places``."""
        kinds = [kind for kind, _ in self.choices.place_kinds]
        return places.places(kinds, self.period, self.selection.vintage.vintage)

    @cached_property
    def reports(self) -> pd.DataFrame:
        """What was counted there in the last eight quarters and the year before them, with kind and place_name."""
        first = add_months(self.period.last, 1 - 12 - 8 * MONTHS)
        span = Period(first, self.period.last)
        return place_changes.with_kinds(places.place_reports(list(self.places["place_id"]), span), self.places)

    @cached_property
    def place_changes(self) -> pd.DataFrame:
        """Each place and measure in the quarter against the same a year before, as ``place_changes``."""
        a_year_before = Comparison(self.period, self.period.back(1), self.period, "1")
        return place_changes.place_changes(self.reports, self.period, a_year_before)

    @cached_property
    def held_places(self) -> pd.DataFrame:
        """Places and measures by in how many quarters they were among the fewest of their kind that hold half.

        Columns: place_id, kind, place_name, measure, title, held, quarter_count (those with every report of the kind),
        report_count (in this quarter, NaN in a gap).
        """
        found = []
        for (kind, measure), part in self.reports.groupby(["kind", "measure"], sort=False):
            wide = part.pivot_table(
                index="place_id", columns="period_month", values="count", aggfunc="sum", min_count=1
            )
            counts = [_quarter_counts(wide, quarter) for quarter in self.quarters]
            whole = [one for one in counts if np.isfinite(one).all()]
            held = half_quarter_counts(np.column_stack(whole)) if whole else np.zeros(len(wide), dtype=int)
            named = part.drop_duplicates("place_id").set_index("place_id").loc[wide.index].reset_index()
            found.append(
                named[["place_id", "place_name", "title"]].assign(
                    kind=kind, measure=measure, held=held, quarter_count=len(whole), report_count=counts[-1]
                )
            )
        columns = ["place_id", "place_name", "title", "kind", "measure", "held", "quarter_count", "report_count"]
        return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)


@database.per_build
def _roads(vintage: str) -> Roads:
    return roads(cells.grid_cells(DEFAULT_CELL_SIZE_M, vintage, only_points=True))


def _quarter_counts(wide: pd.DataFrame, quarter: Period) -> Floats:
    """The reports of each place in a quarter, NaN where a month is missing."""
    months = wide.reindex(columns=pd.DatetimeIndex(quarter.months))
    return np.asarray(months.astype(float).sum(axis=1, min_count=MONTHS))


def quarter_of(selection: Selection, offered: Choices, last: Period | None = None) -> Quarter | None:
    """The latest whole quarter that ends by the end of the period, or by ``last``; None where there is none."""
    wards = tuple(ward.code for ward in selection.vintage.wards)
    end = last.last if last else selection.period.last
    whole, left_out = last_quarters(end, offered.present)
    if not whole:
        return None
    own = replace(selection, wards=wards, period=whole[-1], compared="", asked=None)
    return Quarter(own, offered, tuple(whole), tuple(left_out))


def quarter_before(quarter: Quarter) -> Quarter | None:
    """The quarter just before, as its own review saw it; None where it is not whole."""
    if len(quarter.quarters) < 2 or add_months(quarter.quarters[-2].last, 1) != quarter.period.first:
        return None
    return quarter_of(quarter.selection, quarter.choices, quarter.quarters[-2])
