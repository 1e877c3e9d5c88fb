"""Layers of the ONS Open Geography Portal, kept as files that the loaders recognise."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Sequence
from datetime import date

import requests

from etl.download.arcgis import Layer, layer_names, newest_layer, one_of, open_layer, read_features
from etl.download.manifest import Manifest
from etl.errors import DownloadError
from etl.sources.area_columns import COLUMN
from etl.sources.layout import normalise

MONTH = r"(?P<month>MAY|DEC|December)"
# How the portal has named its layers: BGC is generalised to 20 m and clipped to the coast, LU a lookup.
LAYERS = {
    "wards": rf"(?:WD|Wards)_{MONTH}_(?P<year>20\d\d)_(?:Boundaries_)?UK_BGC",
    "districts": rf"(?:LAD|Local_Authority_Districts)_{MONTH}_(?P<year>20\d\d)_(?:Boundaries_)?UK_BGC",
    "lsoa_2011": r"LSOA_Dec_2011_Boundaries_Generalised_Clipped_BGC_EW",
    "lsoa_2021": r"Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC",
    "ward_district": r"WD(?P<year>\d\d)_LAD(?P=year)_UK_LU",
    "lsoa_ward": r"LSOA21_WD(?P<year>\d\d)_LAD(?P=year)_EW_LU",
    "lsoa_bridge": r"LSOA11_LSOA21_LAD22_EW_LU",
    "force": r"LAD(?P<year>\d\d)_CSP(?P=year)_PFA(?P=year)_EW_LU",
}
# What a lookup tells beside codes and names of areas: partnerships, police force areas, what became of an LSOA.
BESIDE = re.compile(r"(csp|pfa)\d\d(cd|nm)|chgind")
Row = dict[str, str]


class Portal:
    """The portal and the folder that its layers are fetched into."""

    def __init__(self, session: requests.Session, base: str, manifest: Manifest) -> None:
        """Ask the portal what it has. Raises DownloadError."""
        self.session, self.base, self.manifest = session, base, manifest
        self.names = layer_names(session, base)

    def newest(self, kind: str, until: date = date.max) -> tuple[date, Layer]:
        """The newest layer of a kind in force by a day. Raises DownloadError where the portal lists none."""
        found = newest_layer(self.names, LAYERS[kind], until)
        if found is None:
            raise DownloadError(
                f"{self.base}: lists no layer of {kind} named like {LAYERS[kind]}; "
                "download it by hand, or see whether the address has moved (DASHBOARD_ONS_URL)"
            )
        return found[0], open_layer(self.session, self.base, found[1])

    def table(self, path: str, layer: Layer, conditions: Sequence[str]) -> list[Row]:
        """Rows of a lookup, its columns of areas, partnerships, forces and changes, kept as a CSV file."""
        columns = [c for c in layer.columns if COLUMN.match(normalise(c)) or BESIDE.fullmatch(normalise(c))]
        version = _version(layer, conditions)
        if not self.manifest.is_current(path, version):
            text = io.StringIO()
            writer = csv.DictWriter(text, columns, lineterminator="\n")
            writer.writeheader()
            for condition in conditions:
                for feature in read_features(self.session, layer, condition, columns):
                    writer.writerow({column: feature["attributes"][column] for column in columns})
            self.manifest.write(path, text.getvalue(), layer.url, version)
        return list(csv.DictReader((self.manifest.folder / path).read_text(encoding="utf-8").splitlines()))

    def outlines(self, path: str, layer: Layer, code: str, codes: Sequence[str]) -> None:
        """Boundaries of the areas ``codes``, kept as a GeoJSON file. Raises DownloadError where one is lacking."""
        conditions = one_of(code, codes)
        version = _version(layer, conditions)
        if self.manifest.is_current(path, version):
            return
        columns = [column for column in layer.columns if COLUMN.match(normalise(column))]
        found = [f for c in conditions for f in read_features(self.session, layer, c, columns, "geojson")]
        if lacking := sorted(set(codes) - {feature["properties"][code] for feature in found}):
            raise DownloadError(f"{layer.url}: {len(lacking)} areas are lacking ({lacking[0]}, …); try again later")
        features = [{key: feature[key] for key in ("type", "properties", "geometry")} for feature in found]
        document = json.dumps({"type": "FeatureCollection", "features": features})
        self.manifest.write(path, document, layer.url, version)


def _version(layer: Layer, conditions: Sequence[str]) -> str | None:
    """What stands for the content of a query: the layer, its last edit, the condition; None where no edit is known."""
    asked = hashlib.sha256("; ".join(conditions).encode()).hexdigest()[:16]
    return f"{layer.url.split('/')[-3]} {layer.edited} {asked}" if layer.edited else None
