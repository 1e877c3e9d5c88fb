"""Which force polices a district and which partnership it is in: ONS's lookup by code, our register by name."""

import re

import duckdb
import pandas as pd

from etl.sources.area_columns import code_columns, name_column
from etl.sources.frames import load_frame, read_text_frame
from etl.sources.source_files import SourceFile

REGISTER = {"district_name", "csp_name", "force_name"}
FORCE = re.compile(r"^pfa(\d{2})(cd|nm)$")
COLUMNS = ("file_id", "line", "district_code", "vintage", "district_name", "csp_name", "force_name")


def recognises(file: SourceFile) -> bool:
    """A CSV with codes of districts and of police force areas, or the columns of our register."""
    is_lookup = any(FORCE.match(column) for column in file.columns) and bool(code_columns(file.columns, "district"))
    is_lookup = is_lookup and "pcds" not in file.columns
    return file.path.suffix.lower() == ".csv" and (is_lookup or set(file.columns) >= REGISTER)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_police_force_areas; return the rows read of each file."""
    frames, rows = [pd.DataFrame(columns=list(COLUMNS), dtype="str")], []
    for file in files:
        frame, records = read_text_frame(connection, file)
        frames.append(_tidy(frame, file).astype("str"))
        rows.append(records)
    load_frame(connection, "raw_police_force_areas", pd.concat(frames))
    return rows


def _tidy(frame: pd.DataFrame, file: SourceFile) -> pd.DataFrame:
    found: dict[str, str | None] = {name: name for name in REGISTER}
    vintage = None
    if district := next(iter(code_columns(file.columns, "district")), None):
        named = {c[:3]: c for c in file.columns if re.fullmatch(r"(csp|pfa)(\d{2})nm", c)}
        found = {"district_code": district.column, "district_name": name_column(file.columns, district)}
        found |= {"csp_name": named.get("csp"), "force_name": named.get("pfa")}
        vintage = district.vintage
    tidy = pd.DataFrame({"line": frame["line"]}).assign(file_id=file.file_id, vintage=vintage)
    for name in ("district_code", "district_name", "csp_name", "force_name"):
        tidy[name] = frame[column] if (column := found.get(name)) else None
    return tidy[list(COLUMNS)]
