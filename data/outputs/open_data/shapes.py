"""Areas and places with their outlines, as GeoJSON and as GeoPackage."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from data.model.open_tables import OpenTable
from data.outputs.open_data.plain import plain_values

WGS84 = "EPSG:4326"


def geojson_bytes(frame: pd.DataFrame, table: OpenTable, shapes: Sequence[Any]) -> bytes:
    """A feature a row, in WGS84; shapes: the GeoJSON geometry of each row, None where it has none."""
    columns = {field.name: plain_values(frame[field.name], field) for field in table.fields}
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    features = [
        {"type": "Feature", "properties": row, "geometry": shape} for row, shape in zip(rows, shapes, strict=True)
    ]
    collection = {"type": "FeatureCollection", "name": table.name, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def geopackage_bytes(frame: pd.DataFrame, table: OpenTable, shapes: Sequence[Any], made_at: str) -> bytes:
    """A layer for each level and vintage, as ``ward-2024``; areas without an outline are left out.

    made_at: when the build was made, ISO 8601: the file says so, and is the same whenever it is written.
    """
    # They take half a second to import, and few ask for this.
    import geopandas
    import pyogrio
    from shapely.geometry import shape

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": made_at})

    plain = pd.DataFrame({field.name: plain_values(frame[field.name], field) for field in table.fields})
    known = plain.assign(geometry=[shape(one) if one else None for one in shapes])[[one is not None for one in shapes]]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{table.name}.gpkg"
        for (level, vintage), rows in known.groupby(["level", "vintage"], sort=False):
            layer = geopandas.GeoDataFrame(rows, geometry="geometry", crs=WGS84)
            layer.to_file(path, layer=f"{level}-{vintage}", driver="GPKG", promote_to_multi=True)
        return path.read_bytes()
