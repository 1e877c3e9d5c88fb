"""Made-up names, postcodes and roads in the formats in which Ordnance Survey publishes its own."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from shapely import LineString

from etl.demo.files import ZIP_DATE, ZIP_LEVEL
from etl.demo.geography import Geography
from etl.demo.tables import home_district, read_table

METRES, DEGREES = "EPSG:27700", "EPSG:4326"
NAME_CELLS = 34
POSTCODES_A_WARD = 3
# What is not asked of a street of a shapefile stands in every link.
LINK = {
    "fictitious": "true", "formOfWay": "Single Carriageway", "function": "Main Road", "primary": "false",
    "trunkRoad": "false", "name1": None,
}  # fmt: skip


def write_ground(folder: Path, geography: Geography) -> None:
    """Write the archives of OS Open Names, Code-Point Open and OS Open Roads, each of a few rows."""
    folder.mkdir(parents=True, exist_ok=True)
    postcodes = draw_postcodes(geography)
    write_zip(folder / "opname_csv_gb.zip", {"Data/TQ68.csv": format_names(postcodes).encode()})
    write_zip(folder / "codepo_gb.zip", {"Data/CSV/zz.csv": format_postcodes(postcodes).encode()})
    write_zip(folder / "oproad_essh_gb.zip", shapefile(draw_roads(), "TQ_RoadLink"))


def draw_postcodes(geography: Geography) -> pd.DataFrame:
    """Some postcodes a ward, of an area that there is none of: postcode, ward_code, easting, northing."""
    rows, points = [], []
    for number, (code, ward) in enumerate(geography.wards.items(), start=1):
        middle, corner = ward.representative_point(), ward.exterior.coords[0]
        for place in range(POSTCODES_A_WARD):
            share = place / (2 * POSTCODES_A_WARD)
            line = LineString([(middle.x, middle.y), corner])
            points.append(line.interpolate(share if place else 0, normalized=True))
            rows.append((f"ZZ{number} {place + 1}AA", code))
    at = to_metres(gpd.GeoSeries(points, crs=DEGREES))
    return pd.DataFrame(rows, columns=["postcode", "ward_code"]).join(at)


def format_names(postcodes: pd.DataFrame) -> str:
    """The text of a tile of OS Open Names: settlements, and the first postcode of each ward, without a header."""
    settlements = read_table("settlements_fictitious")
    at = to_metres(gpd.GeoSeries.from_xy(settlements["longitude"], settlements["latitude"], crs=DEGREES))
    rows = [
        name_row(f"osgb4000000099{number:06}", row["name"], "populatedPlace", row["local_type"], row)
        for number, row in enumerate(settlements.join(at).to_dict("records"), start=1)
    ]
    first = postcodes.drop_duplicates("ward_code").to_dict("records")
    rows += [name_row(row["postcode"].replace(" ", ""), row["postcode"], "other", "Postcode", row) for row in first]
    return "".join(rows)


def name_row(name_id: str, name: str, kind: str, local_type: str, at: Mapping[object, object]) -> str:
    """A line of 34 cells."""
    address = f"http://data.ordnancesurvey.co.uk/id/{name_id.removeprefix('osgb')}"
    cells = [name_id, address, name, "", "", "", kind, local_type, str(at["easting"]), str(at["northing"])]
    return ",".join([*cells, *[""] * (NAME_CELLS - len(cells))]) + "\n"


def format_postcodes(postcodes: pd.DataFrame) -> str:
    """The text of a file of Code-Point Open, without a header."""
    lines = [
        f'"{row["postcode"]}",10,{row["easting"]},{row["northing"]},"E92000001","","","","{home_district()}",'
        f'"{row["ward_code"]}"\n'
        for row in postcodes.to_dict("records")
    ]
    return "".join(lines)


def draw_roads() -> gpd.GeoDataFrame:
    """A link between two corners of each road of the table, in the columns of OS Open Roads."""
    corners = read_table("roads_fictitious")
    rows: list[dict[str, str | None]] = []
    lines: list[LineString] = []
    for (road_class, number), own in corners.groupby(["road_class", "road_number"], dropna=False):
        points = own[["longitude", "latitude"]].to_numpy()
        for start, end in pairwise(points):
            lines.append(LineString([start, end]))
            named = number if isinstance(number, str) else None
            rows.append({"identifier": f"demo-{len(rows):04}", "class": road_class, "roadNumber": named, **LINK})
    return gpd.GeoDataFrame(rows, geometry=lines, crs=DEGREES).to_crs(METRES)


def shapefile(frame: gpd.GeoDataFrame, name: str) -> dict[str, bytes]:
    """The parts of a shapefile, by their names in the archive; the same bytes on every day."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.shp"
        day = f"{ZIP_DATE[0]}-{ZIP_DATE[1]:02}-{ZIP_DATE[2]:02}"
        pyogrio.write_dataframe(frame, path, driver="ESRI Shapefile", DBF_DATE_LAST_UPDATE=day)
        return {f"data/{part.name}": part.read_bytes() for part in sorted(Path(folder).iterdir())}


def to_metres(points: gpd.GeoSeries) -> pd.DataFrame:
    """easting and northing of points, whole metres."""
    at = points.to_crs(METRES)
    return pd.DataFrame({"easting": np.rint(at.x).astype(int), "northing": np.rint(at.y).astype(int)})


def write_zip(path: Path, members: Mapping[str, bytes]) -> None:
    """Write an archive of one date."""
    with ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(ZipInfo(name, ZIP_DATE), content, ZIP_DEFLATED, ZIP_LEVEL)
