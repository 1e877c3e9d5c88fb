"""Wards, districts, LSOAs and their lookups from the ONS Open Geography Portal, for one force's districts."""

import csv
import re
from collections.abc import Sequence
from datetime import date

from data.settings import CODE, REFERENCE
from etl.download.arcgis import Layer, count_features, one_of, read_features
from etl.download.portal import Portal, Row
from etl.errors import DownloadError
from etl.geography.chosen_area import Place, resolve


def fetch_areas(portal: Portal, area: Sequence[str]) -> list[str]:
    """Fetch the areas of the districts ``area``, codes or names, and lookups of every district of their force.

    Returns the LSOA codes of 2021 of those districts. Raises DownloadError.
    """
    area = _codes(portal, area)
    as_at, wards = portal.newest("wards")
    in_ward = _own_wards(portal, as_at, area, "lookups/ward_district.csv")
    portal.outlines("boundaries/wards.geojson", wards, wards.code_column("ward"), in_ward)
    lookup_date, lookup = portal.newest("lsoa_ward", as_at)
    code, district = lookup.code_column("lsoa"), lookup.code_column("district")
    districts = _force_districts(portal, lookup_date, area)
    rows = portal.table("lookups/lsoa21_ward.csv", lookup, one_of(district, districts))
    home = [row[code] for row in rows if row[district] in area]
    _outlines_of(portal, "districts", "district", districts, lookup_date)
    _outlines_of(portal, "lsoa_2021", "lsoa", home)
    _, bridge = portal.newest("lsoa_bridge")
    old, new = bridge.code_column("lsoa", "2011"), bridge.code_column("lsoa", "2021")
    codes = sorted({row[code] for row in rows})
    bridged = portal.table("lookups/lsoa11_lsoa21.csv", bridge, one_of(new, codes))
    _outlines_of(portal, "lsoa_2011", "lsoa", sorted({row[old] for row in bridged if row[new] in set(home)}))
    _fetch_former_wards(portal, as_at, area)
    return codes


def _codes(portal: Portal, area: Sequence[str]) -> tuple[str, ...]:
    """The codes of districts that are named, or that a force of that name polices."""
    if all(map(CODE.fullmatch, area)):
        return tuple(code.upper() for code in area)
    _, layer = portal.newest("force")
    district, name, force = (layer.code_column("district"), *(_named(layer, kind) for kind in ("LAD", "PFA")))
    rows = _pairs(portal, layer, ["1=1"], [district, name, force])
    forces = sorted({row[force] for row in rows})
    places = [Place("district", row[name], (row[district],)) for row in rows]
    places += [Place("force", one, tuple(sorted(r[district] for r in rows if r[force] == one))) for one in forces]
    return resolve(area, places)


def _named(layer: Layer, kind: str) -> str:
    return next((column for column in layer.columns if re.fullmatch(rf"{kind}\d\dNM", column, re.IGNORECASE)), "")


def _outlines_of(portal: Portal, kind: str, area_type: str, codes: Sequence[str], until: date = date.max) -> None:
    _, layer = portal.newest(kind, until)
    portal.outlines(f"boundaries/{kind}.geojson", layer, layer.code_column(area_type), codes)


def _own_wards(portal: Portal, as_at: date, area: Sequence[str], path: str) -> list[str]:
    _, layer = portal.newest("ward_district", as_at)
    rows = portal.table(path, layer, one_of(layer.code_column("district"), area))
    if not rows:
        raise DownloadError(f"{layer.url}: no wards in {', '.join(area)}; set DASHBOARD_AREA to district codes")
    return [row[layer.code_column("ward")] for row in rows]


def _force_districts(portal: Portal, as_at: date, area: Sequence[str]) -> list[str]:
    """Every district that the forces of ``area`` police, which are compared, kept with their partnerships."""
    _, layer = portal.newest("force", as_at)
    district = layer.code_column("district")
    force = next((column for column in layer.columns if re.fullmatch(r"PFA\d\dCD", column, re.IGNORECASE)), "")
    own = _pairs(portal, layer, one_of(district, area), [district, force])
    if missing := sorted(set(area) - {row[district] for row in own}):
        raise DownloadError(f"{layer.url}: no force for {', '.join(missing)}; set DASHBOARD_AREA to district codes")
    rows = portal.table("lookups/district_csp_force.csv", layer, one_of(force, sorted({row[force] for row in own})))
    return sorted(row[district] for row in rows)


def _pairs(portal: Portal, layer: Layer, conditions: Sequence[str], columns: Sequence[str]) -> list[Row]:
    return [f["attributes"] for where in conditions for f in read_features(portal.session, layer, where, columns)]


def _fetch_former_wards(portal: Portal, newest: date, area: Sequence[str]) -> None:
    """Wards of the register that were in force to a day before the newest layer, from the last layer by that day."""
    with (REFERENCE / "ward_vintages.csv").open(encoding="utf-8", newline="") as stream:
        former = [row for row in csv.DictReader(stream) if row["valid_to"] and row["valid_to"] < newest.isoformat()]
    for row in former:
        vintage, until = row["vintage"], date.fromisoformat(row["valid_to"])
        _, lookup = portal.newest("ward_district", until)
        ward, inside = lookup.code_column("ward"), one_of(lookup.code_column("district"), area)[0]
        where = f"{ward} >= '{row['first_code']}' AND {ward} <= '{row['last_code']}' AND {inside}"
        # The register may be about another area than ours.
        if not count_features(portal.session, lookup, where):
            continue
        codes = [found[ward] for found in portal.table(f"lookups/ward_district_{vintage}.csv", lookup, [where])]
        _, wards = portal.newest("wards", until)
        portal.outlines(f"boundaries/wards_{vintage}.geojson", wards, wards.code_column("ward"), codes)
        _, lsoas = portal.newest("lsoa_ward", until)
        portal.table(f"lookups/lsoa21_ward_{vintage}.csv", lsoas, one_of(lsoas.code_column("ward"), codes))
