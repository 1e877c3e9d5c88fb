from pathlib import Path
from zipfile import ZipFile

import geopandas as gpd
import pandas as pd
import shapely

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)


def test_every_street_file_has_the_header_of_the_site(demo_folder: Path) -> None:
    paths = sorted(demo_folder.glob("street/*/*.csv"))
    assert [path.read_text().partition("\n")[0] for path in paths] == [HEADER] * 24
    assert paths[0].relative_to(demo_folder).as_posix() == "street/2020-04/2020-04-essex-street.csv"


def test_the_archive_holds_the_first_twelve_months(demo_folder: Path) -> None:
    with ZipFile(demo_folder / "street" / "2020-03.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        header = archive.read(names[0]).partition(b"\n")[0].decode()
    assert len(names) == 12
    assert (names[0], names[-1]) == (
        "2019-04/2019-04-essex-street.csv",
        "2020-03/2020-03-essex-street.csv",
    )
    assert header == HEADER


def test_only_asb_has_neither_id_nor_outcome(street: pd.DataFrame) -> None:
    is_asb = street["Crime type"] == "Anti-social behaviour"
    assert street["Crime ID"].isna().equals(is_asb)
    assert street["Last outcome category"].isna().equals(is_asb)
    assert street["Crime ID"].dropna().str.fullmatch("[0-9a-f]{64}").all()
    assert street["Context"].isna().all()
    assert set(street["Reported by"]) == {"Essex Police (demonstration)"}


def test_two_ids_occur_twice_once_without_location(street: pd.DataFrame) -> None:
    ids = street["Crime ID"].dropna()
    repeated = street.loc[ids[ids.duplicated(keep=False)].index]
    assert len(repeated) == 4
    pairs = repeated.sort_values("LSOA name").groupby("Crime ID")
    assert pairs["Month"].nunique().tolist() == [1, 1]
    assert pairs["Location"].last().tolist() == ["No Location"] * 2
    assert pairs["LSOA name"].first().str.startswith("Basildon").all()
    assert pairs["LSOA name"].count().tolist() == [1, 1]


def test_some_records_of_each_month_have_no_location(street: pd.DataFrame) -> None:
    unlocated = street["Location"] == "No Location"
    share_pct = 100 * unlocated.groupby(street["Month"]).mean()
    assert share_pct.between(1.2, 1.4).all()
    assert street.loc[unlocated, ["Longitude", "Latitude", "LSOA code", "LSOA name"]].isna().all(axis=None)
    assert street.loc[~unlocated, ["Longitude", "Latitude", "LSOA code", "LSOA name"]].notna().all(axis=None)


def test_a_handful_of_records_a_month_lie_outside_every_district(demo_folder: Path, street: pd.DataFrame) -> None:
    outside = street[street["LSOA code"] == "E01D99901"]
    districts = gpd.read_file(demo_folder / "boundaries" / "districts.geojson").union_all()
    assert outside["Month"].value_counts().between(4, 8).sum() == 36
    assert not shapely.contains_xy(districts, outside["Longitude"], outside["Latitude"]).any()


def lie_within(records: pd.DataFrame, polygons: gpd.GeoSeries) -> pd.Series:
    """Say of each record whether the polygon that its last column names holds its point."""
    points = gpd.points_from_xy(records["Longitude"], records["Latitude"], crs=polygons.crs)
    named = records[records.columns[-1]]
    return gpd.GeoSeries(points, index=named).within(gpd.GeoSeries(polygons.reindex(named)), align=False)


def test_every_thurrock_record_lies_inside_its_lsoa(located: pd.DataFrame, lsoas: gpd.GeoDataFrame) -> None:
    columns = ["Longitude", "Latitude", "LSOA code"]
    places = located.loc[located["LAD21CD"] == "E06000034", columns].drop_duplicates()
    assert len(places) == 700
    assert lie_within(places, lsoas.set_index("LSOA11CD").geometry).all()


def test_every_record_lies_inside_its_district(demo_folder: Path, located: pd.DataFrame) -> None:
    places = located[["Longitude", "Latitude", "LAD21CD"]].drop_duplicates()
    districts = gpd.read_file(demo_folder / "boundaries" / "districts.geojson")
    assert lie_within(places, districts.set_index("LAD21CD").geometry).all()
