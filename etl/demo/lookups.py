"""Boundaries, lookups and populations of the demonstration areas, under the column names of the sources."""

from pathlib import Path

import pandas as pd

from etl.demo.files import write_areas, write_table
from etl.demo.geography import Geography
from etl.demo.tables import home_district

MID_2020_FACTOR = 0.985  # the two sources never agree, and the files should not either
WARD = {"ward_code": "WD21CD", "ward_name": "WD21NM"}
DISTRICT = {"district_code": "LAD21CD", "district_name": "LAD21NM"}
FORCE_AREA = {"PFA21CD": "E23D00001", "PFA21NM": "Essex"}
LSOA_2011 = {"lsoa_code": "LSOA11CD", "lsoa_name": "LSOA11NM"}
LSOA_2021 = {"lsoa_code": "LSOA21CD", "lsoa_name": "LSOA21NM"}


def write_boundaries(folder: Path, geography: Geography, areas: pd.DataFrame) -> None:
    """Write wards, districts and both vintages of LSOA; wards and LSOAs of the home district only."""
    home = areas[areas["district_code"] == home_district()]
    wards = select(home, WARD | DISTRICT).drop_duplicates().sort_values("WD21CD")
    districts = select(areas, DISTRICT).drop_duplicates().sort_values("LAD21CD")
    write_areas(folder / "wards.geojson", geography.wards.values(), wards)
    write_areas(folder / "districts.geojson", geography.districts.values(), districts)
    write_areas(folder / "lsoa_2011.geojson", geography.lsoas, select(home, LSOA_2011))
    write_areas(folder / "lsoa_2021.geojson", geography.lsoas, select(home, LSOA_2021))


def write_lookups(folder: Path, areas: pd.DataFrame) -> None:
    """Write LSOA to ward to district for both vintages, the older to the newer (all unchanged), and districts to their
    partnerships and force."""
    write_table(folder / "lsoa11_ward_lad.csv", select(areas, LSOA_2011 | WARD | DISTRICT))
    write_table(folder / "lsoa21_ward_lad.csv", select(areas, LSOA_2021 | WARD | DISTRICT))
    district_2022 = {"district_code": "LAD22CD", "district_name": "LAD22NM"}
    older = select(areas, LSOA_2011).assign(CHGIND="U")
    write_table(folder / "lsoa11_lsoa21.csv", older.join(select(areas, LSOA_2021 | district_2022)))
    districts = select(areas, DISTRICT).drop_duplicates().sort_values("LAD21CD", ignore_index=True)
    numbers = districts.index + 1
    partnerships = {"CSP21CD": [f"E22D{number:05d}" for number in numbers], "CSP21NM": districts["LAD21NM"]}
    write_table(folder / "lad_csp_pfa.csv", districts.assign(**partnerships, **FORCE_AREA, ObjectId=numbers))


def write_populations(folder: Path, areas: pd.DataFrame) -> None:
    """Write residents (persons) by LSOA of both vintages and by ward of the home district."""
    areas = areas.assign(mid_2020=(areas["population"] * MID_2020_FACTOR).round().astype(int))
    codes = {"ward_code": "WD21CD", "district_code": "LAD21CD"}
    census = {"population": "usual_residents_census2021"}
    write_table(folder / "lsoa21_census2021.csv", select(areas, LSOA_2021 | codes | census))
    mid_2020 = LSOA_2011 | {"mid_2020": "total_population", "district_code": "LAD21CD"}
    write_table(folder / "lsoa11_mid2020.csv", select(areas, mid_2020))
    home = areas[areas["district_code"] == home_district()]
    wards = home.groupby(["ward_code", "ward_name"])[["population"]].sum().reset_index()
    write_table(folder / "ward_census2021.csv", select(wards, WARD | census))


def select(areas: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Return the given columns under new names, in the given order."""
    return areas[list(columns)].rename(columns=columns)
