"""ONS's varying names of area columns: ``WD24CD``, ``ward_code``, ``lsoa21_name``, ``LAD22NM``, …"""

import re
from dataclasses import dataclass

import pandas as pd

PREFIXES = {
    "lsoa": "lsoa",
    "lower_layer_super_output_areas": "lsoa",
    "wd": "ward",
    "ward": "ward",
    "electoral_wards_and_divisions": "ward",
    "lad": "district",
    "ltla": "district",
    "la": "district",
    "lower_tier_local_authorities": "district",
}
# WD24CD, lsoa21_name, "LSOA 2021 Code", "Ward Code 1", "LA Code (2021 boundaries)", "Lower tier local authorities Code"
COLUMN = re.compile(
    rf"^({'|'.join(sorted(PREFIXES, key=len, reverse=True))})"
    r"(?:(\d{2})|_20(\d{2}))?_?(cd|code|nm|name)(?:_\d|_20(\d{2})_boundaries)?$"
)
# Blanks of every kind, and marks that are not seen at all.
BLANK = r"[\s\u00a0\u200b\u200e\u200f\ufeff]+"
# Codes of any kind of area: the first letters of a code say which it is.
ANY_AREA = ("geography_code", "mnemonic", "area_code", "code")


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
            prefix, *years, kind, edition = match.groups()
            year = next(filter(None, [*years, edition]), None)
            found.append(AreaColumn(column, PREFIXES[prefix], f"20{year}" if year else None, kind in {"cd", "code"}))
    return found


def names_an_area(columns: tuple[str, ...]) -> bool:
    """Whether one of the columns holds codes of areas, of one kind or of any."""
    return finest(columns) is not None or not set(ANY_AREA).isdisjoint(columns)


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


def clean_codes(codes: pd.Series) -> pd.Series:
    """Codes as they are written officially: capitals and digits, without the blanks that files carry; null if empty."""
    bare = codes.astype("str").str.replace(BLANK, "", regex=True).str.upper()
    return bare.mask(bare == "")
