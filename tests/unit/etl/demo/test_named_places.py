import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.geometry import shape

METRES = "EPSG:27700"


def outlines(demo_folder: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(demo_folder / "places" / "demonstration_outlines.geojson")


def test_eleven_micro_areas_for_partners_lie_apart(demo_folder: Path, wards: gpd.GeoDataFrame) -> None:
    drawn = outlines(demo_folder)
    micro = drawn[drawn["kind"] == "micro_area"].to_crs(METRES)
    assert len(micro) == 11
    assert set(micro["audience"]) == {"partner"}
    others = [micro.geometry.drop(index).union_all() for index in micro.index]
    assert [a for a, rest in zip(micro.geometry, others, strict=True) if a.intersects(rest)] == []
    assert micro.geometry.centroid.within(wards.to_crs(METRES).union_all()).all()
    # A regular hexagon of 200 m has 103,923 square metres.
    assert micro.geometry.area.between(102_000, 106_000).all()


def test_everything_says_that_it_is_demonstration(demo_folder: Path) -> None:
    listed = pd.read_csv(demo_folder / "places" / "demonstration_places.csv")
    drawn = outlines(demo_folder)
    for frame in (listed, drawn):
        assert frame["place_name"].str.startswith("Demonstration ").all()
        assert frame["cited_source"].str.startswith("Demonstration data").all()
        assert frame["place_id"].str.startswith("demo-").all()
    reports = pd.read_csv(demo_folder / "places" / "demonstration_place_reports.csv")
    assert set(reports["place_id"]) <= {*listed["place_id"], *drawn["place_id"]}
    assert reports["cited_source"].str.startswith("Demonstration data").all()


def test_a_site_lies_in_its_ward_and_an_order_may_be_a_name_only(demo_folder: Path, wards: gpd.GeoDataFrame) -> None:
    listed = pd.read_csv(demo_folder / "places" / "demonstration_places.csv").set_index("place_id")
    site = listed.loc["demo-moto-2"]
    point = shape({"type": "Point", "coordinates": [site["longitude"], site["latitude"]]})
    assert wards.set_index("WD21NM").geometry["Chadwell St Mary"].contains(point)
    assert listed.loc["demo-order-2", ["longitude", "latitude", "easting"]].isna().all()


def test_gaps_and_zeros_are_both_there(demo_folder: Path) -> None:
    reports = pd.read_csv(demo_folder / "places" / "demonstration_place_reports.csv")
    months = reports.groupby("place_id")["period_month"].agg(["min", "max", "count"])
    assert months.loc["demo-moto-2"].tolist() == ["2019-04", "2022-03", 34]
    assert months.loc["demo-moto-3"].tolist() == ["2020-06", "2021-09", 16]
    assert not ((reports["place_id"] == "demo-moto-2") & (reports["period_month"] == "2020-11")).any()
    assert (reports["count"] == 0).any()
    assert (reports["count"] >= 0).all()


def test_an_outline_carries_only_documented_columns(demo_folder: Path) -> None:
    text = (demo_folder / "places" / "demonstration_outlines.geojson").read_text(encoding="utf-8")
    named = {name for feature in json.loads(text)["features"] for name in feature["properties"]}
    from etl.sources.declared import header

    assert named <= set(header("places"))
