from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from etl.demo.geography import read_outline
from etl.demo.tables import read_table

TOLERANCE = 1e-6


def test_wards_are_twenty_single_valid_polygons(wards: gpd.GeoDataFrame) -> None:
    assert wards["WD21CD"].tolist() == [f"E0500{number}" for number in range(2229, 2249)]
    assert set(wards.geometry.geom_type) == {"Polygon"}
    assert wards.geometry.is_valid.all()
    assert wards.crs == "EPSG:4326"


def test_no_layer_has_gaps_or_overlaps(demo_folder: Path) -> None:
    for layer in ("wards", "lsoa_2011", "lsoa_2021", "districts"):
        areas = gpd.read_file(demo_folder / "boundaries" / f"{layer}.geojson")
        assert shapely.coverage_is_valid(areas.geometry.to_numpy()), layer
        whole = shapely.coverage_union_all(areas.geometry.to_numpy())
        assert [len(part.interiors) for part in shapely.get_parts(whole)] == [0], layer


def test_wards_fill_the_outline(wards: gpd.GeoDataFrame) -> None:
    outline = read_outline("borough_outline")
    assert wards.union_all().hausdorff_distance(outline) < TOLERANCE
    assert wards.union_all().symmetric_difference(outline).area < TOLERANCE * outline.length


def test_thurrock_is_the_union_of_its_wards_and_its_lsoas(
    demo_folder: Path, wards: gpd.GeoDataFrame, lsoas: gpd.GeoDataFrame
) -> None:
    districts = gpd.read_file(demo_folder / "boundaries" / "districts.geojson").set_index("LAD21NM").geometry
    assert len(districts) == 14
    assert districts["Thurrock"].equals(wards.union_all())
    assert districts["Thurrock"].equals(lsoas.union_all())


def test_neighbouring_wards_touch(wards: gpd.GeoDataFrame) -> None:
    ward = wards.set_index("WD21NM").geometry
    touching = [
        ("Tilbury St Chads", "Tilbury Riverside and Thurrock Park"),
        ("Grays Riverside", "Grays Thurrock"),
        ("Orsett", "Stifford Clays"),
        ("Corringham and Fobbing", "Stanford East and Corringham Town"),
        ("West Thurrock and South Stifford", "South Chafford"),
        ("Aveley and Uplands", "Belhus"),
    ]
    assert [pair for pair in touching if not ward[pair[0]].touches(ward[pair[1]])] == []


def test_lsoas_sum_to_the_census_count_of_their_ward_and_district(demo_folder: Path) -> None:
    population = pd.read_csv(demo_folder / "population" / "lsoa21_census2021.csv")
    wards = pd.read_csv(demo_folder / "population" / "ward_census2021.csv").set_index("WD21CD")
    persons = "usual_residents_census2021"
    by_ward = population[population["LAD21CD"] == "E06000034"].groupby("WD21CD")[persons].sum()
    assert by_ward.to_dict() == read_table("wards").set_index("ward_code")[persons].to_dict()
    assert by_ward.to_dict() == wards[persons].to_dict()
    assert by_ward["E05002248"] == 13796
    by_district = population.groupby("LAD21CD")[persons].sum()
    assert (by_district["E06000034"], by_district["E07000066"]) == (175996, 187589)
    assert by_district.sum() == 1860198


def test_lookups_agree_on_the_same_areas(demo_folder: Path, lsoas: gpd.GeoDataFrame) -> None:
    older = pd.read_csv(demo_folder / "lookups" / "lsoa11_ward_lad.csv")
    newer = pd.read_csv(demo_folder / "lookups" / "lsoa21_ward_lad.csv")
    changes = pd.read_csv(demo_folder / "lookups" / "lsoa11_lsoa21.csv")
    assert older.columns.tolist() == ["LSOA11CD", "LSOA11NM", "WD21CD", "WD21NM", "LAD21CD", "LAD21NM"]
    assert older.to_numpy().tolist() == newer.to_numpy().tolist()
    assert changes["CHGIND"].unique().tolist() == ["U"]
    assert changes["LSOA11CD"].tolist() == changes["LSOA21CD"].tolist() == older["LSOA11CD"].tolist()
    in_thurrock = older.loc[older["LAD21NM"] == "Thurrock", "LSOA11CD"]
    assert lsoas["LSOA11CD"].tolist() == in_thurrock.tolist()
    assert not older["LSOA11CD"].duplicated().any()


def test_every_district_has_its_partnership_and_the_force(demo_folder: Path) -> None:
    lookup = pd.read_csv(demo_folder / "lookups" / "lad_csp_pfa.csv")
    assert list(lookup) == ["LAD21CD", "LAD21NM", "CSP21CD", "CSP21NM", "PFA21CD", "PFA21NM", "ObjectId"]
    assert set(lookup["LAD21CD"]) == set(read_table("districts")["district_code"])
    assert lookup["CSP21CD"].is_unique
    assert lookup["PFA21NM"].unique().tolist() == ["Essex"]
