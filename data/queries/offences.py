"""Counts of recorded offences, from the monthly cube. A month that is absent is null, never zero."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.build import database
from data.model.period import Period
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.queries import cubes
from data.queries.districts import COLUMNS, districts
from data.statistics.change.cube import Cube, Types
from data.statistics.change.noise import Floats


def monthly_by_type(selection: Selection, period: Period) -> pd.DataFrame:
    """The chosen wards by month and crime type, anti-social behaviour beside the crimes.

    Columns: period_month, crime_type (every type of the build), offence_count (NaN in a gap and in months in which the
    type was not published). Months in order, and in each month the types in theirs.
    """
    types = cubes.scope(selection.source, selection.vintage.vintage).districts.types
    counts = monthly_together(selection, {name: (name,) for name in types}, period)
    return _long(counts.to_numpy(), period, {"crime_type": types})


def monthly_together(selection: Selection, groups: Mapping[str, Types], period: Period) -> pd.DataFrame:
    """The chosen wards by month, a column for each group of crime types, which are added up; NaN in a gap."""
    made = cubes.scope(selection.source, selection.vintage.vintage)
    # The whole area is its districts: the same whatever wards it is cut into.
    whole = selection.is_whole_area
    cube, codes = (made.districts, made.own) if whole else (made.wards, selection.wards)
    places = cube.places(codes)
    counts = [cube.of(types, period.months)[:, places].sum(axis=1) for types in groups.values()]
    months = pd.DatetimeIndex(np.array(period.months, dtype="datetime64[us]"), name="period_month")
    return pd.DataFrame(np.column_stack(counts), months, list(groups))


def monthly_by_ward(selection: Selection, period: Period) -> pd.DataFrame:
    """Every ward of the vintage by month, the counted types added up.

    Columns: period_month, area_code, area_name, population, offence_count (NaN in a gap). Months in order, and in each
    month the wards by name.
    """
    wards = selection.vintage.wards
    codes = tuple(ward.code for ward in wards)
    named = {"area_code": codes, "area_name": [w.name for w in wards], "population": [w.population for w in wards]}
    made = cubes.scope(selection.source, selection.vintage.vintage).wards
    return _long(_in_order(made, selection.counted_types, period, codes), period, named)


def _in_order(cube: Cube, types: Types, period: Period, codes: Sequence[str]) -> Floats:
    """The counts of these areas in the order of ``codes``: months × areas."""
    places = {code: place for place, code in enumerate(cube.codes)}
    return cube.of(types, period.months)[:, [places[code] for code in codes]]


def _long(counts: Floats, period: Period, keys: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    months = np.array(period.months, dtype="datetime64[us]")
    repeated = {name: pd.Series(list(values) * len(months)) for name, values in keys.items()}
    return pd.DataFrame(
        {"period_month": np.repeat(months, counts.shape[1]), **repeated, "offence_count": counts.ravel()}
    )


def monthly_by_district(selection: Selection, period: Period) -> pd.DataFrame:
    """Every district that is compared by month, the counted types added up.

    Columns: period_month, area_code, area_name, is_own, population, population_source, offence_count (NaN in a month
    that the district's force did not supply whole). Months in order, and in each month the districts by name.
    """
    listed = districts(selection.source, selection.period.last)
    made = cubes.scope(selection.source, selection.vintage.vintage).districts
    counts = _in_order(made, selection.counted_types, period, [one.area_code for one in listed])
    named = {name: [getattr(one, name) for one in listed] for name in COLUMNS}
    return _long(counts, period, named)


def snap_points(selection: Selection) -> pd.DataFrame:
    """Records of the counted types in the period, added up at the points to which they were moved.

    Columns: longitude, latitude, location, offence_count, is_chosen (whether it lies in a chosen ward); every ward of
    the area, most first.
    """
    return database.frame(
        """
        SELECT
            f.longitude, f.latitude, min(f.location) AS location, count(*) AS offence_count,
            coalesce(bool_or(list_contains($wards::VARCHAR[], w.ward_code)), false) AS is_chosen
        FROM fct_crime AS f
        LEFT JOIN fct_crime_ward AS w ON f.record_id = w.record_id AND w.vintage = $vintage
        WHERE
            f.source = $source AND f.longitude IS NOT NULL AND f.period_month BETWEEN $first AND $last
            AND list_contains($crime_types, f.crime_type)
        GROUP BY f.longitude, f.latitude
        ORDER BY offence_count DESC, f.longitude, f.latitude
        """,
        source=STREET_CRIME,
        vintage=selection.vintage.vintage,
        wards=list(selection.wards),
        first=selection.period.first,
        last=selection.period.last,
        crime_types=list(selection.counted_types),
    )
