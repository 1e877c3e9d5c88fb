import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from etl.download import ons
from etl.download.manifest import Manifest
from etl.download.nomis import fetch_populations
from etl.download.ons import fetch_areas
from etl.download.portal import Portal
from etl.errors import DownloadError
from tests.fixtures.open_data import FORMER, NOMIS, ONS, OpenData, as_json, definition
from tests.fixtures.small_raw import DISTRICT, EAST, EAST_LSOA, NEIGHBOUR, NEIGHBOUR_LSOA, WEST, WEST_LSOA
from tests.fixtures.web_server import Answer, serve

Fetch = Callable[[], list[str]]
ALL = sorted([WEST_LSOA, EAST_LSOA, NEIGHBOUR_LSOA])


@pytest.fixture
def portal(no_waiting: list[float]) -> Iterator[OpenData]:
    """The portal and Nomis."""
    with serve(OpenData({})) as server:
        yield server


@pytest.fixture
def fetch(portal: OpenData, session: requests.Session, manifest: Manifest) -> Fetch:
    """Fetch the areas of the invented district."""
    return lambda: fetch_areas(Portal(session, portal.url + ONS, manifest), [DISTRICT])


def codes(path: Path) -> list[str]:
    return [next(iter(f["properties"].values())) for f in json.loads(path.read_text())["features"]]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def queries(portal: OpenData) -> list[str]:
    """The layers whose features were asked for, but for the small question of the force."""
    asked = [a.path.split("/")[2] for a in portal.asked if a.path.endswith("/query") and "resultOffset" in a.query]
    return [name for name in asked if "_PFA" not in name]


def test_areas_of_the_district_and_lookups_of_its_force_are_kept(fetch: Fetch, manifest: Manifest) -> None:
    assert fetch() == ALL
    folder = manifest.folder
    assert codes(folder / "boundaries" / "wards.geojson") == [WEST, EAST]
    assert codes(folder / "boundaries" / "districts.geojson") == [DISTRICT, NEIGHBOUR]
    assert codes(folder / "boundaries" / "lsoa_2021.geojson") == [WEST_LSOA, EAST_LSOA]
    assert codes(folder / "boundaries" / "lsoa_2011.geojson") == ["E01A00001", "E01A00002"]
    lookup = rows(folder / "lookups" / "lsoa21_ward.csv")
    assert list(lookup[0]) == ["LSOA21CD", "LSOA21NM", "WD26CD", "WD26NM", "LAD26CD", "LAD26NM"]
    assert sorted(row["LSOA21CD"] for row in lookup) == ALL
    bridge = rows(folder / "lookups" / "lsoa11_lsoa21.csv")
    assert [(row["LSOA11CD"], row["CHGIND"]) for row in bridge] == [(f"E01A0000{n}", "U") for n in (1, 2, 3)]
    assert [row["WD26CD"] for row in rows(folder / "lookups" / "ward_district.csv")] == [WEST, EAST]
    forces = rows(folder / "lookups" / "district_csp_force.csv")
    assert [(row["LAD25CD"], row["CSP25NM"], row["PFA25NM"]) for row in forces] == [
        (DISTRICT, "Meres", "Northshire"),
        (NEIGHBOUR, "Meres", "Northshire"),
    ]


@pytest.mark.parametrize("asked", ["westmere", "Northshire"])
def test_the_area_may_be_named(portal: OpenData, session: requests.Session, manifest: Manifest, asked: str) -> None:
    assert fetch_areas(Portal(session, portal.url + ONS, manifest), [asked]) == ALL


def test_layers_that_have_not_changed_are_not_fetched_again(fetch: Fetch, portal: OpenData, manifest: Manifest) -> None:
    fetch()
    assert len(set(queries(portal))) == 7
    before = manifest.files.copy()
    portal.asked.clear()
    assert fetch() == ALL
    assert queries(portal) == []
    assert manifest.files == before


def test_a_layer_that_was_edited_is_fetched_again_alone(fetch: Fetch, portal: OpenData, manifest: Manifest) -> None:
    fetch()
    portal.asked.clear()
    portal.layers["WD_MAY_2026_UK_BGC"].edited += 1
    portal.layers["WD_MAY_2026_UK_BGC"].rows[0]["WD26NM"] = "Renamed"
    fetch()
    assert set(queries(portal)) == {"WD_MAY_2026_UK_BGC"}
    assert "Renamed" in (manifest.folder / "boundaries" / "wards.geojson").read_text()


def test_a_layer_without_a_date_of_edit_is_asked_again_and_the_same_file_stays(
    fetch: Fetch, portal: OpenData, manifest: Manifest
) -> None:
    for layer in portal.layers.values():
        layer.edited = 0
    fetch()
    written = {path: path.stat().st_mtime_ns for path in manifest.folder.glob("*/*")}
    portal.asked.clear()
    fetch()
    assert len(set(queries(portal))) == 7
    assert {path: path.stat().st_mtime_ns for path in manifest.folder.glob("*/*")} == written


def test_wards_of_a_former_vintage_stand_beside_the_newest(
    fetch: Fetch, manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ons, "REFERENCE", tmp_path)
    first, last = FORMER
    (tmp_path / "ward_vintages.csv").write_text(
        f"vintage,first_code,last_code,valid_from,valid_to\n2004,{first},{last},,2026-05-06\n2026,{WEST},{EAST},2026-05-07,\n"
    )
    fetch()
    assert codes(manifest.folder / "boundaries" / "wards.geojson") == [WEST, EAST]
    assert codes(manifest.folder / "boundaries" / "wards_2004.geojson") == [first, last]
    lookup = rows(manifest.folder / "lookups" / "lsoa21_ward_2004.csv")
    assert [(row["LSOA21CD"], row["WD25CD"]) for row in lookup] == [(WEST_LSOA, first), (EAST_LSOA, last)]


def test_a_register_of_another_area_adds_nothing(fetch: Fetch, manifest: Manifest) -> None:
    fetch()
    assert not list(manifest.folder.glob("*/*_2004*"))


def drop_layer(portal: OpenData) -> None:
    del portal.layers["WD_MAY_2026_UK_BGC"], portal.layers["Wards_December_2025_Boundaries_UK_BGC"]


def drop_ward(portal: OpenData) -> None:
    layer = portal.layers["WD_MAY_2026_UK_BGC"]
    assert layer.shapes
    del layer.rows[1], layer.shapes[1]


def drop_district(portal: OpenData) -> None:
    portal.layers["WD26_LAD26_UK_LU"].rows = portal.layers["WD26_LAD26_UK_LU"].rows[2:]


def drop_force(portal: OpenData) -> None:
    del portal.layers["LAD25_CSP25_PFA25_EW_LU"].rows[0]


def no_services(portal: OpenData) -> None:
    portal.faults[ONS] = [as_json({"error": {"code": 403, "message": "Access not allowed"}})]


def sign_in(portal: OpenData) -> None:
    portal.faults[ONS] = [Answer(b"<html>Sign in</html>")]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (drop_layer, "/services: lists no layer of wards named like .*DASHBOARD_ONS_URL"),
        (drop_ward, rf"WD_MAY_2026_UK_BGC/FeatureServer/0: 1 areas are lacking \({EAST}, …\)"),
        (drop_district, f"WD26_LAD26_UK_LU/FeatureServer/0: no wards in {DISTRICT}; set DASHBOARD_AREA"),
        (drop_force, f"no force for {DISTRICT}; set DASHBOARD_AREA"),
        (no_services, r"/services: answered with an error \(Access not allowed\)"),
        (sign_in, "/services: a web page instead of data"),
    ],
)
def test_what_the_portal_does_not_give_is_said_in_one_line(
    fetch: Fetch, portal: OpenData, spoil: Callable[[OpenData], None], said: str
) -> None:
    spoil(portal)
    with pytest.raises(DownloadError, match=said):
        fetch()


def test_residents_are_kept_under_a_column_that_names_their_year(
    portal: OpenData, session: requests.Session, manifest: Manifest
) -> None:
    fetch_populations(session, portal.url + NOMIS, manifest, ALL)
    text = (manifest.folder / "population" / "lsoa21.csv").read_text()
    assert text.splitlines() == ["LSOA21CD,population_mid_2024", *(f"{code},100{code[-1]}" for code in ALL)]


def test_residents_are_asked_for_again_only_when_the_estimates_changed(
    portal: OpenData, session: requests.Session, manifest: Manifest
) -> None:
    url = portal.url + NOMIS
    data = f"{NOMIS}/NM_2014_1.data.csv"
    for asked in (1, 1):
        fetch_populations(session, url, manifest, ALL)
        assert len(portal.asked_for(data)) == asked
    portal.pages[f"{NOMIS}/NM_2014_1.def.sdmx.json"] = lambda _: as_json(definition("2026-11-25 09:30:00"))
    fetch_populations(session, url, manifest, ALL)
    assert len(portal.asked_for(data)) == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>busy</html>", "a web page instead of data"),
        (b"", "not the table that was asked for"),
        (b'"DATE","GEOGRAPHY_CODE","OBS_VALUE"\n2024,"E01900001",\n', "not the table that was asked for"),
        (b'"DATE","GEOGRAPHY_CODE","OBS_VALUE"\n2024,"E01900001",1\n', "2 LSOAs are lacking"),
        (
            b'"DATE","GEOGRAPHY_CODE","OBS_VALUE"\n2024,E01900001,1\n2023,E01900002,1\n2024,E01900003,1\n',
            r"several years \(2023, 2024\)",
        ),
    ],
    ids=["web page", "nothing", "no value", "too few", "two years"],
)
def test_residents_that_cannot_be_used_are_refused(
    portal: OpenData, session: requests.Session, manifest: Manifest, body: bytes, said: str
) -> None:
    portal.pages[f"{NOMIS}/NM_2014_1.data.csv"] = lambda _: Answer(body)
    with pytest.raises(DownloadError, match=said):
        fetch_populations(session, portal.url + NOMIS, manifest, ALL)
    assert not (manifest.folder / "population").exists()
