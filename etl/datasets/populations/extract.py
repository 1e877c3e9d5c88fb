"""Residents by LSOA, ward or district, from census tables and mid-year estimates."""

import re

import duckdb
import pandas as pd

from etl.errors import SourceError
from etl.sources.area_columns import finest
from etl.sources.resident_columns import resident_columns
from etl.sources.frames import load_frame, read_text_frame
from etl.sources.source_files import SourceFile

MISSING = "no populations found; add a CSV with an area code and a column such as usual_residents_census2021"
COLUMNS = ["file_id", "line", "area_type", "area_code", "vintage", "population", "population_year", "population_source"]


def recognises(file: SourceFile) -> bool:
    """A CSV with an area code and columns of residents."""
    has_area, residents = finest(file.columns) is not None, resident_columns(file.columns)
    return file.path.suffix.lower() == ".csv" and has_area and bool(residents)


def _year_and_source(file: SourceFile) -> tuple[int, str]:
    # The column is nearer to the figures than the name of the file, so it is asked first.
    for text in (resident_columns(file.columns)[0], file.name):
        if match := re.search(r"(census|mid)?[-_ ]?(20\d\d)", text):
            kind = match.group(1) or "resident population"
            title = {"census": "Census", "mid": "ONS mid-year estimate"}.get(kind, "Resident population")
            return int(match.group(2)), f"{title} {match.group(2)}"
    raise SourceError(f"{file.label}: no year of the population; name it in the column, as in population_2024")


def _added_up(ages: pd.DataFrame) -> pd.Series:
    """The residents of all ages as text, null where one of them is no number."""
    total = ages.apply(pd.to_numeric, errors="coerce").sum(axis="columns", skipna=False)
    return total.map(str, na_action="ignore")


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_populations; return the rows read of each file."""
    frames, rows = [], []
    for file in files:
        area, residents = finest(file.columns), list(resident_columns(file.columns))
        assert area is not None
        year, source = _year_and_source(file)
        text, records = read_text_frame(connection, file)
        rows.append(records)
        frames.append(
            pd.DataFrame(
                {
                    "file_id": file.file_id,
                    "line": text["line"],
                    "area_type": area.area_type,
                    "area_code": text[area.column],
                    "vintage": area.vintage,
                    "population": text[residents[0]] if len(residents) == 1 else _added_up(text[residents]),
                    "population_year": year,
                    "population_source": source,
                }
            ).astype({"vintage": "str"})
        )
    load_frame(connection, "raw_populations", pd.concat(frames))
    return rows
