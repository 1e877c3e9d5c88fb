"""Named places in the quarters that a review looks at: what was counted there, what changed, what holds most."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.build import database
from data.model.comparison import Comparison
from data.model.period import Period, add_months
from data.queries import places
from data.statistics.change import place_changes
from data.statistics.space.grid import Floats
from data.statistics.space.half_quarters import half_quarter_counts

MONTHS = 3
HELD = ["place_id", "place_name", "title", "kind", "measure", "held", "quarter_count", "report_count"]


@dataclass(frozen=True)
class NamedPlaces:
    """The named places that the viewer may see; quarters: as a review has them, its own last."""

    vintage: str
    quarters: tuple[Period, ...]

    @property
    def period(self) -> Period:
        """The quarter of the review."""
        return self.quarters[-1]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The places, as ``places.places``."""
        return places.places(list(places.place_kinds()["kind"]), self.period, self.vintage)

    @cached_property
    def reports(self) -> pd.DataFrame:
        """What was counted there in the last eight quarters and the year before them, with kind and place_name."""
        span = Period(add_months(self.period.last, 1 - 12 - 8 * MONTHS), self.period.last)
        return place_changes.with_kinds(places.place_reports(list(self.frame["place_id"]), span), self.frame)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Each place and measure in the quarter against the same a year before, as ``place_changes``."""
        a_year_before = Comparison(self.period, self.period.back(1), self.period, "1")
        return place_changes.place_changes(self.reports, self.period, a_year_before)

    @cached_property
    def quarterly(self) -> pd.DataFrame:
        """What is counted by the quarter, in each of the quarters, as ``place_changes.quarterly``."""
        return place_changes.quarterly(self.reports, Period(self.quarters[0].first, self.period.last))

    @cached_property
    def held(self) -> pd.DataFrame:
        """Places and measures by in how many quarters they were among the fewest of their kind that hold half.

        Columns: HELD; quarter_count: those with every report of the kind; report_count: in this quarter, NaN in a gap.
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
        return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=HELD)


@database.per_build
def named_places(vintage: str, quarters: tuple[Period, ...]) -> NamedPlaces:
    """The same for everybody who may see them, whatever wards, types and months they chose."""
    return NamedPlaces(vintage, quarters)


def _quarter_counts(wide: pd.DataFrame, quarter: Period) -> Floats:
    """The reports of each place in a quarter, NaN where a month is missing."""
    months = wide.reindex(columns=pd.DatetimeIndex(quarter.months))
    return np.asarray(months.astype(float).sum(axis=1, min_count=MONTHS))
