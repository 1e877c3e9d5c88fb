"""ONS's varying names of area columns: ``WD24CD``, ``ward_code``, ``lsoa21_name``, ``LAD22NM``, …"""

import re
from dataclasses import dataclass

SINGLE_AGE = re.compile(r"^([fm]?)(\d{1,2})$")
OLDEST_AGE = 90
PREFIXES = {"lsoa": "lsoa", "wd": "ward", "ward": "ward", "lad": "district", "ltla": "district"}
COLUMN = re.compile(r"^(lsoa|ward|wd|ltla|lad)(\d{2})?_?(cd|code|nm|name)$")


@dataclass(frozen=True)
class AreaColumn:
    """A column that holds an area's code or name, and the year of its vintage where it says one."""

    column: str
    area_type: str
    vintage: str | None
    is_code: bool


def area_columns(columns: tuple[str, ...]) -> list[AreaColumn]:
    """The area columns among ``columns`` (normalised names), in their order."""
    found = []
    for column in columns:
        if match := COLUMN.match(column):
            prefix, year, kind = match.groups()
            found.append(AreaColumn(column, PREFIXES[prefix], f"20{year}" if year else None, kind in {"cd", "code"}))
    return found


def code_columns(columns: tuple[str, ...], area_type: str) -> list[AreaColumn]:
    """The columns that hold codes of one area type."""
    return [column for column in area_columns(columns) if column.is_code and column.area_type == area_type]


def name_column(columns: tuple[str, ...], code: AreaColumn) -> str | None:
    """The column that names the areas of ``code``, if there is one."""
    names = [c for c in area_columns(columns) if not c.is_code and c.area_type == code.area_type]
    # A bridge of two vintages names both: the name of the same year belongs to the code.
    same_year = [c.column for c in names if c.vintage == code.vintage]
    return next(iter(same_year or [c.column for c in names]), None)


def finest(columns: tuple[str, ...]) -> AreaColumn | None:
    """The code column of the smallest areas: LSOA before ward before district."""
    for area_type in ("lsoa", "ward", "district"):
        if found := code_columns(columns, area_type):
            return found[0]
    return None


def resident_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that add up to an area's residents: a total, else single years of age, else these of each sex."""
    totals = tuple(column for column in columns if "population" in column or "residents" in column)
    if totals:
        return totals[:1]
    for sexes in ({""}, {"f", "m"}):
        ages = {column: match for column in columns if (match := SINGLE_AGE.match(column)) and match[1] in sexes}
        # Ages from 0 to 90 and over, none missing, or it is another table.
        if len(ages) == len(sexes) * (OLDEST_AGE + 1):
            return tuple(ages)
    return ()
