"""Residents by LSOA, ward or district, from census tables and mid-year estimates as ONS and Nomis give them."""

import re

import duckdb
import pandas as pd

from etl.datasets.populations.residents import counted_lines
from etl.datasets.populations.tables import Table, is_table, read_tables, sheet_tables
from etl.sources.area_columns import finest, names_an_area
from etl.sources.frames import load_frame
from etl.sources.layout import read_layout
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile
from etl.sources.workbooks import mentions

COLUMNS = [
    "file_id", "line", "area_type", "area_code", "vintage", "population", "population_year", "population_source",
    "cell", "is_counted",
]  # fmt: skip
# What names the areas in the workbooks of ONS's estimates.
AREA_WORDS = re.compile(rb">(?:LSOA|Ward|LAD|LA|LTLA)[ _]?(?:20)?\d{0,2}[ _]?(?:Code|CD)\b|>All ages<", re.IGNORECASE)
# The first letters of a code say what it is of, where its column does not.
KINDS = {
    "lsoa": ("E01", "W01"),
    "ward": ("E05", "W05"),
    "district": ("E06", "E07", "E08", "E09", "W06", "S12", "N09"),
}
FIRST_YEAR_OF_LSOA_2021 = 2021


def recognises(file: SourceFile) -> bool:
    """A table with codes of areas and residents, or a workbook with a sheet of them."""
    if file.path.suffix.lower() not in TEXT_SUFFIXES:
        return mentions(file, AREA_WORDS) and any(True for _ in sheet_tables(file))
    titles = read_layout(file.path).titles if names_an_area(file.columns) and file.path.exists() else ()
    return is_table(file.columns, titles)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_populations, a row a line and year; return the rows read of each file.

    Raises SourceError where it is not clear what a table counts.
    """
    frames, rows = [], []
    for file in files:
        tables = read_tables(connection, file)
        rows.append(sum(table.read for table in tables))
        frames += [_tidy(table) for table in tables]
    load_frame(connection, "raw_populations", pd.concat(frames))
    return rows


def _tidy(table: Table) -> pd.DataFrame:
    counted, named = counted_lines(table), finest(table.columns)
    prefixes = {prefix: kind for kind, known in KINDS.items() for prefix in known}
    vintage = named.vintage if named and named.area_type == "lsoa" else _vintage_in(table.columns)
    years = pd.to_numeric(counted["population_year"], errors="coerce")
    by_year = pd.Series("2021", counted.index).mask(years < FIRST_YEAR_OF_LSOA_2021, "2011")
    tidy = counted.assign(
        file_id=table.file.file_id,
        area_type=named.area_type if named else counted["area_code"].str[:3].map(prefixes),
        vintage=vintage or by_year,
        population_year=years.astype("Int64"),
    )
    texts = ("area_type", "area_code", "vintage", "population", "population_source", "cell")
    return tidy[COLUMNS].astype(dict.fromkeys(texts, "str"))


def _vintage_in(columns: tuple[str, ...]) -> str | None:
    """The year of LSOAs that Nomis names in the heading of their names."""
    return next((column[:4] for column in columns if re.match(r"20\d\d_super_output_area", column)), None)
