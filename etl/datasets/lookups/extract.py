"""Lookups between LSOAs, wards and districts, under any of ONS's column names."""

import re

import duckdb
import pandas as pd

from etl.sources.area_columns import AreaColumn, clean_codes, code_columns, name_column
from etl.sources.frames import load_frame, read_text_frame
from etl.sources.resident_columns import resembling_columns, resident_columns
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile

COLUMNS = (
    "file_id", "line", "lsoa_code", "lsoa_vintage", "lsoa_name", "lsoa21_code", "change_code",
    "ward_code", "ward_name", "ward_vintage", "district_code", "district_name", "district_vintage", "county_name",
)  # fmt: skip
# A directory of postcodes names areas too, once a postcode.
POSTCODE = "pcds"
COUNTY = re.compile(r"(cty|utla)\d{2}nm")


def recognises(file: SourceFile) -> bool:
    """A CSV with codes of two area types or two LSOA vintages, or of districts and their counties; no residents."""
    codes = [column for kind in ("lsoa", "ward", "district") for column in code_columns(file.columns, kind)]
    residents = resident_columns(file.columns) + resembling_columns(file.columns)
    return (
        file.path.suffix.lower() in TEXT_SUFFIXES
        and len(codes) + bool(_county(file)) >= 2
        and not residents
        and {"crime_type", POSTCODE}.isdisjoint(file.columns)
    )


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_lookups, one row a line and LSOA vintage; return the rows read of each file."""
    frames, rows = [], []
    for file in files:
        frame, records = read_text_frame(connection, file)
        rows.append(records)
        vintages: list[AreaColumn | None] = [*code_columns(file.columns, "lsoa")]
        # A bridge names two vintages of LSOA on a line, and both lie in its district.
        for lsoa in vintages or [None]:
            frames.append(_tidy(frame, file, lsoa))
    load_frame(connection, "raw_lookups", pd.concat(frames))
    return rows


def _tidy(frame: pd.DataFrame, file: SourceFile, lsoa: AreaColumn | None) -> pd.DataFrame:
    tidy = pd.DataFrame({"line": frame["line"]})
    tidy["file_id"] = file.file_id
    ward = next(iter(code_columns(file.columns, "ward")), None)
    district = next(iter(code_columns(file.columns, "district")), None)
    for column, name in ((lsoa, "lsoa"), (ward, "ward"), (district, "district")):
        named = name_column(file.columns, column) if column else None
        tidy[f"{name}_code"] = clean_codes(frame[column.column]) if column else None
        tidy[f"{name}_name"] = frame[named] if named else None
    tidy["lsoa_vintage"] = (lsoa.vintage or "2021") if lsoa else None
    tidy["ward_vintage"] = ward.vintage if ward else None
    tidy["district_vintage"] = (district.vintage or "2000") if district else None
    county = _county(file)
    tidy["county_name"] = frame[county] if county else None
    is_bridge = lsoa is not None and lsoa.vintage == "2011"
    target = next((c for c in code_columns(file.columns, "lsoa") if c.vintage == "2021"), None)
    change = next((c for c in file.columns if c in {"change_code", "chgind"}), None)
    tidy["lsoa21_code"] = clean_codes(frame[target.column]) if is_bridge and target else None
    tidy["change_code"] = frame[change] if is_bridge and change else None
    return tidy[list(COLUMNS)].astype({name: "str" for name in COLUMNS if name not in {"file_id", "line"}})


def _county(file: SourceFile) -> str | None:
    return next((column for column in file.columns if COUNTY.fullmatch(column)), None)
