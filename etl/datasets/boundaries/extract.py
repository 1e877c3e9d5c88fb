"""Boundaries of wards, LSOAs and districts, under any of ONS's property names."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from etl.datasets.boundaries.outlines import checked_outlines
from etl.datasets.boundaries.overlaps import check_dated, check_overlaps
from etl.errors import MissingError, SourceError
from etl.geography.ward_sets import Listed, Range, ward_sets
from etl.sources.area_columns import AreaColumn, clean_codes, code_columns, finest, name_column
from etl.sources.declared import read_meta
from etl.sources.frames import load_frame
from etl.sources.layers import LAYER_SUFFIXES, read_properties
from etl.sources.resident_columns import YEAR
from etl.sources.source_files import SourceFile

COLUMNS = [
    "file_id", "feature", "area_type", "area_code", "area_name", "lsoa_vintage", "geometry",
    "west", "south", "east", "north",
]  # fmt: skip

CURE = "remove it and add the file of your area, or set DASHBOARD_AREA to the area of this one"
AREA_CODE = r"[A-Z]\d{2}[A-Z0-9]\d{5}"
# Every area that the lookups know, with its district; one of once lies in that of today.
HOMES = """
SELECT ward_code, district_code FROM stg_ward
UNION ALL SELECT lsoa_code, district_code FROM stg_lsoa_district
UNION ALL SELECT district_code, district_code FROM stg_district
UNION ALL SELECT district_code, today_code FROM stg_district_before
"""
LOOKED_UP = """
SELECT DISTINCT w.district_code, l.ward_code, CAST(l.ward_vintage AS INTEGER)
FROM stg_lookup_vintage AS l
JOIN stg_ward AS w ON l.ward_code = w.ward_code
WHERE l.lsoa_code IS NOT NULL AND w.district_code IN (SELECT district_code FROM chosen_district)
ORDER BY ALL
"""
REGISTER = """
SELECT vintage, first_code, last_code, valid_from, valid_to FROM ward_vintage ORDER BY file_id, line
"""


@dataclass(frozen=True)
class Layer:
    """One file: the areas that it draws, by feature. areas: area_code, area_name, district_code (null if unknown)."""

    file: SourceFile
    code: AreaColumn
    areas: pd.DataFrame

    @property
    def year(self) -> int | None:
        """The year of its wards: of the column of their codes, else the one that its name gives."""
        found = [self.code.vintage] if self.code.vintage else [year for _, year in YEAR.findall(self.file.name)]
        return int(found[0]) if len(set(found)) == 1 and found[0] else None


def recognises(file: SourceFile) -> bool:
    """A layer whose features carry an area code; a place may carry one too, and is none."""
    is_layer = file.path.suffix.lower() in LAYER_SUFFIXES
    return is_layer and finest(file.columns) is not None and "place_id" not in file.columns


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_boundaries, one row a feature, with outlines of the areas that are needed alone, and into
    raw_ward_set which wards were in force together; return the rows read of each file.

    Raises SourceError where no area of a file is known, no file draws a ward of the chosen area, a geometry is not an
    area, or wards of two generations cannot be told apart.
    """
    homes = dict(connection.execute(HOMES).fetchall())
    chosen = {code for (code,) in connection.execute("SELECT district_code FROM chosen_district").fetchall()}
    layers = [_layer(file, homes) for file in files]
    _check(layers, homes, chosen)
    outlines = pd.concat([_drawn(layer, chosen) for layer in layers])
    load_frame(connection, "raw_boundaries", outlines)
    wards = [layer for layer in layers if layer.code.area_type == "ward"]
    drawn = [
        Listed(district, code, layer.year)
        for layer in wards
        for code, district in zip(layer.areas["area_code"], layer.areas["district_code"], strict=True)
        if district in chosen
    ]
    looked_up = [Listed(*row) for row in connection.execute(LOOKED_UP).fetchall()]
    register = [Range(*row) for row in connection.execute(REGISTER).fetchall()]
    sets = ward_sets(drawn, looked_up, register)
    check_dated(sets, {home: one.file.label for one in wards if not one.year for home in one.areas["district_code"]})
    labels = {layer.file.file_id: layer.file.label for layer in layers}
    check_overlaps(outlines[outlines["area_type"] == "ward"], sets, labels)
    load_frame(connection, "raw_ward_set", sets.astype({"valid_from": "datetime64[s]", "valid_to": "datetime64[s]"}))
    return [len(layer.areas) for layer in layers]


def _layer(file: SourceFile, homes: dict[str, str]) -> Layer:
    properties = read_properties(file.path, file.label)
    columns = tuple(properties.columns)
    code = finest(columns)
    assert code is not None
    codes = clean_codes(properties[code.column])
    if codes.isna().any():
        raise SourceError(f"{file.label}: a feature has no {code.column}; download the file again")
    named = name_column(columns, code)
    district = next(iter(code_columns(columns, "district")), None)
    own = clean_codes(properties[district.column]) if district else codes.mask(codes == codes)
    own = own.map(homes).fillna(own).fillna(codes.map(homes))
    home = own if code.area_type != "lsoa" else codes.map(homes)
    name = properties[named].astype("str").str.strip() if named else None
    return Layer(file, code, pd.DataFrame({"area_code": codes, "area_name": name, "district_code": home}))


def _check(layers: list[Layer], homes: dict[str, str], chosen: set[str]) -> None:
    """Refuse a file of somewhere else: it is a mistake worth stopping for, since the map would be empty."""
    for layer in layers:
        if (
            not any(code in homes for code in layer.areas["area_code"])
            and not layer.areas["district_code"].isin(chosen).any()
        ):
            raise SourceError(f"{layer.file.label}: none of its {_areas(layer)} is in the lookups; {CURE}")
    wards = [layer for layer in layers if layer.code.area_type == "ward"]
    if not wards:
        raise MissingError(read_meta("boundaries")["missing"])
    if not any(layer.areas["district_code"].isin(chosen).any() for layer in wards):
        said = f"none of its {_areas(wards[0])} is in {', '.join(sorted(chosen))}"
        raise SourceError(f"{wards[0].file.label}: {said}; {CURE}")


def _areas(layer: Layer) -> str:
    return f"{len(layer.areas)} areas ({layer.areas['area_code'].iloc[0]}, …)"


def _drawn(layer: Layer, chosen: set[str]) -> pd.DataFrame:
    """Every feature of a layer, with the outline of each area that a build needs."""
    areas, kind = layer.areas, layer.code.area_type
    needed = areas["district_code"].notna() if kind == "district" else areas["district_code"].isin(chosen)
    codes = areas.loc[needed, "area_code"]
    if not (wrong := codes[~codes.str.fullmatch(AREA_CODE)]).empty:
        raise SourceError(f"{layer.file.label}: {wrong.iloc[0][:40]} is not an area code; download the file again")
    outlines = checked_outlines(layer.file, codes, kind)
    frame = areas.join(outlines).assign(
        file_id=layer.file.file_id,
        feature=range(len(areas)),
        area_type=kind,
        lsoa_vintage=layer.code.vintage if kind == "lsoa" else None,
    )
    return frame[COLUMNS].astype(
        dict.fromkeys(("area_type", "area_code", "area_name", "lsoa_vintage", "geometry"), "str")
    )
