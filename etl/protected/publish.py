"""The protected tables of a build: made of the records in memory, and all that a build keeps of flags and victims."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from data.model.count_status import CountStatus
from data.model.protected import GROUPS, MEASURES, QUARTER_MONTHS
from data.model.tables import TABLES
from data.statistics.protection.hiding import hidden_cells
from data.statistics.protection.tables import Draft
from etl.errors import SourceError
from etl.protected.drafts import ALL_CRIME, ANY_VIOLENCE, Year, protect
from etl.sources.frames import add_frame

RECORDS, HOURS = ((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("protected.sql", "hours.sql"))
KEY = ["source", "vintage", "year_start"]
# Of fewer crimes a flag on each of them is chance.
FEWEST = 20


def publish_protected(connection: duckdb.DuckDBPyConnection, threshold: int) -> None:
    """Make ``fct_protected`` and ``fct_crime_hourly``, where counts under ``threshold``, and what tells them, are out.

    Raises SourceError where every crime of an extract has a flag: its plain counts would be those of the flag.
    """
    connection.execute(RECORDS)
    rows = [row for key, year in _years(connection) for row in _rows(key, year, threshold)]
    names = ["source", "vintage", "measure", "part", "area_code", "period_start", "months", "offence_count"]
    _publish(connection, "fct_protected", pd.DataFrame(rows, columns=names), threshold)
    connection.execute(HOURS)
    _publish_hours(connection, threshold)


def _years(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[tuple[str, str], Year]]:
    """Each extract and year, with the wards that are in force at its end."""
    counts = connection.execute("FROM protected_count").df()
    parts = connection.execute("FROM protected_part").df()
    given = connection.execute("FROM protected_month").df()
    for (source, start), of_year in counts.groupby(["source", "year_start"]):
        first = start.date()
        vintage, wards = _wards(connection, date(first.year + 1, 3, 31))
        own = of_year[of_year["vintage"] == vintage]
        months = given[(given["source"] == source) & (given["year_start"] == start)]
        told = parts[(parts["source"] == source) & (parts["vintage"] == vintage) & (parts["year_start"] == start)]
        year = Year(
            first,
            wards,
            {
                (name, row.ward_code, row.quarter_start.date()): int(getattr(row, name))
                for row in own.itertuples()
                for name in (*MEASURES, ANY_VIOLENCE, ALL_CRIME)
            },
            {(row.measure, row.part): int(row.offence_count) for row in told.itertuples()},
            {measure: _whole(months, measure) for measure in MEASURES},
        )
        _refuse_flags_alone(str(source), year)
        yield (str(source), vintage), year


def _wards(connection: duckdb.DuckDBPyConnection, day: date) -> tuple[str, list[str]]:
    """The wards in force on a day, else the latest: their vintage and their codes."""
    vintage = connection.execute(
        """
        SELECT vintage FROM dim_area WHERE area_type = 'ward'
        GROUP BY vintage
        ORDER BY
            bool_and(coalesce(valid_from <= $day, true) AND coalesce(valid_to >= $day, true)) DESC,
            max(valid_from) DESC NULLS LAST, vintage DESC
        LIMIT 1
        """,
        {"day": day},
    ).fetchall()[0][0]
    codes = connection.execute(
        "SELECT area_code FROM dim_area WHERE area_type = 'ward' AND vintage = $vintage ORDER BY area_code",
        {"vintage": vintage},
    ).fetchall()
    return vintage, [code for (code,) in codes]


def _whole(months: pd.DataFrame, measure: str) -> list[date]:
    """The quarters in all of whose months the measure is given."""
    given = months[months[measure].astype("boolean").fillna(False)].groupby("quarter_start").size()
    return [start.date() for start, number in given.items() if number == QUARTER_MONTHS]


def _refuse_flags_alone(source: str, year: Year) -> None:
    for measure in MEASURES:
        of = ANY_VIOLENCE if measure in ("sexual", "youth_violence") else ALL_CRIME
        flagged, crimes = (
            sum(count for (name, _, quarter), count in year.counts.items() if name == one and quarter in whole)
            for whole in [year.quarters[measure]]
            for one in (measure, of)
        )
        if flagged == crimes >= FEWEST:
            raise SourceError(
                f"{source}, from {year.start:%B %Y}: {measure} holds for every one of {crimes} crimes, so that their "
                "plain counts would give it away; supply all crimes, or leave the column out"
            )


def _rows(key: tuple[str, str], year: Year, threshold: int) -> Iterator[tuple[object, ...]]:
    for group in GROUPS:
        for cell, count in protect(year, group, threshold).items():
            yield (*key, cell.measure, cell.part, cell.area, cell.start, cell.months, count)


def _publish_hours(connection: duckdb.DuckDBPyConnection, threshold: int) -> None:
    """The hours of whole years: of a year in which they cannot be made safe there are none."""
    rows: list[tuple[object, ...]] = []
    counts = connection.execute("FROM protected_hour").df()
    for (source, start), year in counts.groupby(["source", "year_start"]):
        draft = Draft()
        keys = [(row.weekday, row.hour) for row in year.itertuples()]
        for hour, count in zip(keys, year["offence_count"], strict=True):
            draft.add(hour, int(count), 1 + np.log1p(count))
        # The sum is shown elsewhere: it is never hidden.
        draft.add("all", int(year["offence_count"].sum()), 1e6)
        draft.total("all", keys)
        hidden = hidden_cells(draft.tables(), np.ones(len(keys) + 1, dtype=bool), threshold)
        if hidden is not None and not hidden[-1]:
            told = zip(keys, year["offence_count"], hidden[:-1], strict=True)
            rows += [(source, start, *hour, None if is_hidden else int(count)) for hour, count, is_hidden in told]
    names = ["source", "year_start", "weekday", "hour", "offence_count"]
    _publish(connection, "fct_crime_hourly", pd.DataFrame(rows, columns=names), threshold)


def _publish(connection: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame, threshold: int) -> None:
    """Make a declared table of rows whose ``offence_count`` is empty where it is hidden."""
    hidden = rows["offence_count"].isna()
    told = rows.assign(
        offence_count=rows["offence_count"].astype("Int64"),
        count_status=np.where(hidden, str(CountStatus.SUPPRESSED), str(CountStatus.COUNTED)),
        hidden_below=threshold,
    )
    declared = TABLES[table]
    connection.execute(f"CREATE TABLE {table} ({declared.columns})")
    add_frame(connection, table, told[list(declared.types)].sort_values(declared.key.split()))
