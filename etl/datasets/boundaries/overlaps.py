"""Wards of two generations that nothing tells apart: they are refused, since each point would lie in two of them."""

from collections.abc import Mapping

import pandas as pd
import shapely

from etl.errors import SourceError

CURE = (
    "name the year of each in its columns (WD25CD) or in the name of its file (wards_2025.geojson), or remove the older"
)


def check_overlaps(drawn: pd.DataFrame, sets: pd.DataFrame, labels: Mapping[int, str]) -> None:
    """Raise SourceError where the middle of a ward lies in another ward of its vintage.

    drawn: file_id, area_code and geometry (GeoJSON) of wards; sets: vintage, ward_code; labels: files by file_id.
    """
    first = drawn[drawn["geometry"].notna()].drop_duplicates("area_code")
    for _, wards in sets.groupby("vintage"):
        own = first[first["area_code"].isin(wards["ward_code"])].reset_index(drop=True)
        shapes = shapely.from_geojson(own["geometry"].to_numpy(dtype=object))
        found = shapely.STRtree(shapes).query(shapely.point_on_surface(shapes), predicate="within").T.tolist()
        if pair := next((sorted(pair) for pair in found if pair[0] != pair[1]), None):
            codes, files = own.loc[pair, "area_code"], own.loc[pair, "file_id"].map(labels).drop_duplicates()
            raise SourceError(f"{' and '.join(files)}: wards {' and '.join(codes)} cover one another; {CURE}")


def check_dated(sets: pd.DataFrame, undated: Mapping[str, str]) -> None:
    """Raise SourceError where a file that names no year draws a district of which there are other wards too.

    sets: vintage, district_code, ward_code, valid_from; undated: such files by the districts that they draw.
    """
    for district, rows in sets.groupby("district_code"):
        wards = rows.groupby("vintage")["ward_code"].agg(frozenset)
        is_open = rows.loc[rows["vintage"] == "current", "valid_from"].isna().any()
        if is_open and wards.nunique() > 1 and district in undated:
            raise SourceError(f"{undated[str(district)]}: it does not say of which year its wards are; {CURE}")
