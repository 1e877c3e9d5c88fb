"""The monthly counts of every district and ward of a source, as blocks of numbers that are read once a build."""

from collections.abc import Collection
from datetime import date

import numpy as np

from data.build import database
from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.period import Period
from data.model.schema import RESTRICTION
from data.queries.choices import filter_choices
from data.queries.districts import districts
from data.queries.published import annotations
from data.statistics.change.cube import Cube, Scope
from data.statistics.change.figures import Figures
from data.statistics.ranking.standing import Standing
from data.statistics.series.phases import RECORDING, phase_starts, restricted


@database.per_build
def figures(source: str, vintage: str, comparison: Comparison | None) -> Figures:
    """Every change of a comparison, of the wards of one vintage; kept for the build and its viewer."""
    return Figures(scope(source, vintage), comparison)


@database.per_build
def standing(source: str, vintage: str, period: Period) -> Standing:
    """Where districts and the wards of one vintage stand in a period; kept for the build and its viewer."""
    vintages = {one.vintage: one for one in filter_choices(source).vintages}
    wards = vintages[vintage].residents_at(period.last).wards
    residents = {one.area_code: one.population for one in districts(source, period.last)}
    return Standing(scope(source, vintage), period, residents | {ward.code: ward.population for ward in wards})


@database.per_build
def scope(source: str, vintage: str) -> Scope:
    """The counts that figures are made from; read once a build and viewer."""
    offered = filter_choices(source)
    wards = next(one.wards for one in offered.vintages if one.vintage == vintage)
    listed = districts(source, offered.months[-1])
    forces = {one.force for one in listed if one.is_own}
    events = annotations(Period(offered.months[0], offered.months[-1]))
    return Scope(
        districts=_cube(offered, "district", "", {one.area_code: one.present for one in listed}),
        wards=_cube(offered, "ward", vintage, {ward.code: offered.present for ward in wards}),
        own=offered.area_codes,
        alike=tuple(one.area_code for one in listed if one.force in forces),
        not_crime=offered.not_crime,
        restricted=restricted(events),
        starts=phase_starts(events, offered.present, (RESTRICTION, RECORDING)),
    )


def _cube(offered: Choices, area_type: str, vintage: str, present: dict[str, Collection[date]]) -> Cube:
    """The counts of areas: 0 where nothing was recorded, NaN in months that are not present, or without the type."""
    found = database.rows(
        """
        SELECT period_month, area_code, crime_type, offence_count
        FROM fct_crime_monthly
        WHERE source = $source AND area_type = $area_type AND (area_type = 'district' OR vintage = $vintage)
        """,
        source=offered.source,
        area_type=area_type,
        vintage=vintage,
    )
    months, codes, types = offered.months, tuple(present), offered.crime_types
    counts = np.zeros((len(months), len(codes), len(types)))
    axes = [{key: place for place, key in enumerate(keys)} for keys in (months, codes, types)]
    for month, code, crime_type, count in found:
        places = axes[0].get(month), axes[1].get(code), axes[2].get(crime_type)
        if None not in places:
            counts[places] += count
    for row, month in enumerate(months):
        counts[row, [place for place, code in enumerate(codes) if month not in present[code]]] = np.nan
        counts[row, :, [place for place, name in enumerate(types) if not offered.is_published(name, month)]] = np.nan
    return Cube(months, codes, types, counts)
