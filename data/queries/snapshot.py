"""What a build says that the next may change: whole months, counts of the area, and verdicts of the last years."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.model.choices import Choices
from data.model.period import Period, add_months
from data.model.schema import AREA, WARD
from data.queries import choices, cubes
from data.statistics.change.news import FIGURE, KEY, Snapshot

YEAR = 12


def sources() -> list[str]:
    """The sources that have records of the area, of those that the viewer may see."""
    return [source for source, _ in choices.filter_choices().sources]


def snapshot(source: str, *, by_type: bool) -> Snapshot:
    """The source as it is now; by_type: whether its counts are by crime type, else all crime and the rest alone."""
    offered = choices.filter_choices(source)
    scope = cubes.scope(source, offered.vintages[-1].vintage)
    is_told = {name: len(types) == 1 if by_type else scope.is_headline(name) for name, types in scope.measures.items()}
    counts = {
        name: scope.counts((AREA,), types, offered.months) for name, types in scope.measures.items() if is_told[name]
    }
    wards = {ward.code: ward.name for one in offered.vintages for ward in one.wards}
    frame = pd.DataFrame(counts, index=pd.Index(offered.months, name="period_month"))
    return Snapshot(source, offered.present, frame, {AREA: offered.area_name, **wards})


def year_ends(source: str) -> list[date]:
    """The months to which a whole year can be compared with the year before, in their order."""
    offered = choices.filter_choices(source)
    years = {month: Period(add_months(month, 1 - 2 * YEAR), month) for month in offered.months}
    return [month for month, years in years.items() if not offered.missing(years)]


def judged_years(source: str, ends: Sequence[date], *, with_wards: bool) -> dict[date, pd.DataFrame]:
    """The figures of the area, and of its wards, of the years to these months against the years before.

    Each frame: KEY and FIGURE. They are those of ``Figures``, as every page has them.
    """
    offered = choices.filter_choices(source)
    return {month: _judged(offered, month, (AREA, WARD) if with_wards else (AREA,)) for month in ends}


def _judged(offered: Choices, month: date, levels: Sequence[str]) -> pd.DataFrame:
    period = Period(add_months(month, 1 - YEAR), month)
    figures = cubes.figures(offered.source, offered.vintage_at(month).vintage, offered.comparison(period, "1"))
    found = figures.named[figures.named["level"].isin(levels)]
    return found.rename(columns={"code": "area_code", "measure": "crime_type"})[[*KEY, *FIGURE]].reset_index(drop=True)
