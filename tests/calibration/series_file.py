"""Monthly counts of places and crime types, from a file or from a build, as arrays."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ALL_CRIME, ASB = "All crime", "Anti-social behaviour"
MONTH = r"\d{4}-\d{2}"


@dataclass(frozen=True)
class Series:
    """counts: months × series, NaN in a gap; areas, types: a name for each series; days: of each month."""

    counts: Floats
    areas: NDArray[np.str_]
    types: NDArray[np.str_]
    days: Floats


def read_series(path: Path) -> Series:
    """Read a CSV with columns borough, crime_type, then months (YYYY-MM…), or the districts of a build (.duckdb)."""
    if path.suffix == ".duckdb":
        return series_of(district_frame(path))
    return series_of(pd.read_csv(path, encoding="utf-8-sig", dtype=str))


def series_of(frame: pd.DataFrame) -> Series:
    """Series of a frame with such columns, and the total of each borough where the frame has none.

    Months that no column has are gaps, as is what is no count; lines of the same borough and type are added up.
    Raises ValueError where borough, crime_type or months are absent.
    """
    frame = frame.rename(columns=lambda name: str(name).strip().lower())
    months = [name for name in frame.columns if pd.Series(name).str.match(MONTH).item()]
    if not {"borough", "crime_type"} <= set(frame.columns) or not months:
        raise ValueError("the file needs the columns borough, crime_type and months such as 2010-04")
    counts = frame[months].apply(lambda column: pd.to_numeric(column.astype(str).str.replace(",", ""), errors="coerce"))
    counts = counts.where(counts >= 0).round()
    counts.columns = pd.PeriodIndex([name[:7] for name in months], freq="M")
    keys = [frame[name].astype(str).str.strip() for name in ("borough", "crime_type")]
    table = counts.groupby(keys).sum(skipna=False).T
    table = table.reindex(pd.period_range(table.index.min(), table.index.max(), freq="M"))
    table = _with_totals(table)
    return Series(
        table.to_numpy(float),
        table.columns.get_level_values(0).to_numpy(str),
        table.columns.get_level_values(1).to_numpy(str),
        table.index.days_in_month.to_numpy(float)[:, None],
    )


def _with_totals(table: pd.DataFrame) -> pd.DataFrame:
    """All crime of each borough: the types that any borough has in the month, but anti-social behaviour."""
    if ALL_CRIME in table.columns.get_level_values(1):
        return table
    crimes = table.loc[:, table.columns.get_level_values(1) != ASB]
    published = crimes.notna().T.groupby(level=1).transform("any").T
    totals = crimes.where(crimes.notna() | published, 0).T.groupby(level=0).sum(skipna=False).T
    totals = totals.where(published.any(axis=1))
    totals.columns = pd.MultiIndex.from_product([totals.columns, [ALL_CRIME]])
    return pd.concat([table, totals], axis=1)


def district_frame(build: Path) -> pd.DataFrame:
    """Police records of each district of a build, as such a file: a month that its force did not supply is empty."""
    with duckdb.connect(str(build), read_only=True) as connection:
        long = connection.execute(
            """
            SELECT d.district_code AS borough, t.crime_type, strftime(c.period_month, '%Y-%m') AS month,
                coalesce(m.offence_count, 0) AS offence_count
            FROM dim_district_force AS d
            JOIN fct_coverage AS c ON c.source = d.source AND c.force = d.force AND c.is_present
            JOIN dim_crime_type AS t ON t.source = d.source
                AND c.period_month >= coalesce(t.first_month, c.period_month)
                AND c.period_month <= coalesce(t.last_month, c.period_month)
            LEFT JOIN fct_crime_monthly AS m ON m.source = d.source AND m.area_type = 'district'
                AND m.area_code = d.district_code AND m.period_month = c.period_month AND m.crime_type = t.crime_type
            WHERE d.source = 'street_crime'
            """
        ).df()
    return long.pivot_table(index=["borough", "crime_type"], columns="month", values="offence_count").reset_index()
