from pathlib import Path
from zipfile import ZipFile

import geopandas as gpd
import pandas as pd
import pytest


@pytest.fixture(scope="session")
def street(demo_folder: Path) -> pd.DataFrame:
    frames = [pd.read_csv(path) for path in sorted(demo_folder.glob("street/*/*.csv"))]
    with ZipFile(demo_folder / "street" / "2020-03.zip") as archive:
        frames += [pd.read_csv(archive.open(name)) for name in archive.namelist()]
    return pd.concat(frames, ignore_index=True)


@pytest.fixture(scope="session")
def located(demo_folder: Path, street: pd.DataFrame) -> pd.DataFrame:
    """Records with a place in one of the 14 districts, with its ward and district."""
    lookup = pd.read_csv(demo_folder / "lookups" / "lsoa11_ward_lad.csv")
    return street.merge(lookup, left_on="LSOA code", right_on="LSOA11CD")


@pytest.fixture(scope="session")
def wards(demo_folder: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(demo_folder / "boundaries" / "wards.geojson")


@pytest.fixture(scope="session")
def lsoas(demo_folder: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(demo_folder / "boundaries" / "lsoa_2011.geojson")
