from collections.abc import Iterator
from datetime import date

import pytest
import requests

from etl.download.arcgis import newest_layer, one_of, open_layer, read_features
from etl.download.portal import LAYERS
from etl.errors import DownloadError
from tests.fixtures.open_data import ONS, Layer, OpenData, as_json
from tests.fixtures.web_server import Answer, serve

TABLE, DRAWN = "WD26_LAD26_UK_LU", "WD_MAY_2026_UK_BGC"


@pytest.fixture
def portal(no_waiting: list[float]) -> Iterator[OpenData]:
    """A portal whose layers give two features a page."""
    with serve(OpenData({})) as server:
        yield server


@pytest.mark.parametrize(
    ("kind", "names", "newest"),
    [
        ("wards", ["WD_MAY_2025_UK_BGC", "WD_MAY_2025_UK_BGC_V2", "WD_MAY_2026_UK_BFC"], "WD_MAY_2025_UK_BGC_V2"),
        ("wards", ["Wards_December_2024_Boundaries_UK_BGC", "Wards_May_2024_Boundaries_UK_BGC"], None),
        ("wards", ["WD_MAY_2024_UK_BGC", "WD_DEC_2024_UK_BGC"], "WD_DEC_2024_UK_BGC"),
        ("lsoa_ward", ["LSOA21_WD24_LAD24_EW_LU", "LSOA21_WD25_LAD25_EW_LU_v2"], "LSOA21_WD25_LAD25_EW_LU_v2"),
        ("lsoa_ward", ["LSOA21_WD24_LAD25_EW_LU", "XLSOA21_WD24_LAD24_EW_LU"], None),
        ("lsoa_bridge", ["LSOA11_LSOA21_LAD22_EW_LU", "LSOA11_LSOA21_LAD22_EW_LU_v5"], "LSOA11_LSOA21_LAD22_EW_LU_v5"),
    ],
)
def test_the_newest_version_of_the_newest_layer_is_found(kind: str, names: list[str], newest: str | None) -> None:
    found = newest_layer(names, LAYERS[kind])
    expected = "Wards_December_2024_Boundaries_UK_BGC" if kind == "wards" and newest is None else newest
    assert (found and found[1]) == expected


def test_a_layer_that_came_into_force_later_is_not_the_newest_until_a_day() -> None:
    names = ["WD_MAY_2026_UK_BGC", "WD_DEC_2025_UK_BGC", "WD_MAY_2025_UK_BGC"]
    found = newest_layer(names, LAYERS["wards"], date(2026, 5, 6))
    assert found == (date(2025, 12, 31), "WD_DEC_2025_UK_BGC")
    assert newest_layer(names, LAYERS["wards"], date(2024, 1, 1)) is None


def test_conditions_stay_short_enough_for_an_address() -> None:
    codes = [f"E0100{number:04d}" for number in range(250)]
    conditions = one_of("LSOA21CD", codes)
    assert [condition.count("'E") for condition in conditions] == [100, 100, 50]
    assert one_of("LAD25CD", ["E07000066"]) == ["LAD25CD IN ('E07000066')"]


@pytest.mark.parametrize(("form", "name"), [("json", TABLE), ("geojson", DRAWN)])
def test_pages_are_followed_to_the_end(portal: OpenData, session: requests.Session, form: str, name: str) -> None:
    layer = open_layer(session, portal.url + ONS, name)
    code = layer.code_column("ward")
    found = read_features(session, layer, "1=1", [code], form)
    rows = [feature["attributes" if form == "json" else "properties"][code] for feature in found]
    assert rows == sorted(row["WD26CD"] for row in portal.layers[name].rows)
    queries = [asked.query for asked in portal.asked_for(f"{ONS}/{name}/FeatureServer/0/query")]
    assert [query.get("resultOffset") for query in queries] == [None, "0", "2"]


def test_a_page_that_does_not_say_that_more_follow_is_still_followed(
    portal: OpenData, session: requests.Session
) -> None:
    layer = open_layer(session, portal.url + ONS, TABLE)
    silent = as_json({"features": [{"attributes": {"WD26CD": "E1"}}, {"attributes": {"WD26CD": "E2"}}]})
    portal.faults[f"{ONS}/{TABLE}/FeatureServer/0/query"] = [as_json({"count": 4}), silent, silent]
    assert len(read_features(session, layer, "1=1", ["WD26CD"])) == 4


def test_features_that_are_lost_on_the_way_are_missed(portal: OpenData, session: requests.Session) -> None:
    layer = open_layer(session, portal.url + ONS, TABLE)
    one = as_json({"features": [{"attributes": {"WD26CD": "E1"}}], "exceededTransferLimit": False})
    empty = as_json({"features": []})
    portal.faults[f"{ONS}/{TABLE}/FeatureServer/0/query"] = [as_json({"count": 4}), one, empty]
    with pytest.raises(DownloadError, match=rf"{TABLE}/FeatureServer/0/query: gave 1 of 4 features"):
        read_features(session, layer, "1=1", ["WD26CD"])


def test_an_error_with_status_200_on_a_later_page_is_an_error(portal: OpenData, session: requests.Session) -> None:
    layer = open_layer(session, portal.url + ONS, TABLE)
    failed = Answer(b'{"error":{"code":504,"message":"Your request has timed out.","details":[]}}')
    portal.faults[f"{ONS}/{TABLE}/FeatureServer/0/query"] = [lambda answer: answer, lambda answer: answer, failed]
    with pytest.raises(DownloadError, match="Your request has timed out"):
        read_features(session, layer, "1=1", ["WD26CD"])


def test_a_layer_without_the_column_is_named(portal: OpenData, session: requests.Session) -> None:
    portal.layers["ODD"] = Layer([{"NAME": "x"}])
    layer = open_layer(session, portal.url + ONS, "ODD")
    with pytest.raises(DownloadError, match=r"ODD/FeatureServer/0: no column of ward codes"):
        layer.code_column("ward")
