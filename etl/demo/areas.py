"""The small areas, the wards and districts they belong to, and how many people live there."""

from string import ascii_uppercase

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.demo.tables import home_district, read_table, split_among

LSOAS_PER_WARD = 2  # in the neighbouring districts, which are smaller in detail


def list_areas(rng: np.random.Generator) -> pd.DataFrame:
    """Return one row a LSOA: lsoa, ward and district, each code and name, and population (persons).

    The home district's LSOAs come first, in the order of the table ward_points.
    """
    areas = pd.concat([list_home_lsoas(), list_other_lsoas()], ignore_index=True)
    areas["lsoa_code"] = [f"E01D{number:05d}" for number in range(1, len(areas) + 1)]
    areas["lsoa_name"] = name_lsoas(areas)
    areas["population"] = split_populations(areas, rng)
    return areas


def list_home_lsoas() -> pd.DataFrame:
    """Return ward and district of each point that makes a LSOA of the home district."""
    districts = read_table("districts")[["district_code", "district_name"]]
    wards = read_table("wards").merge(districts, on="district_code")
    columns = ["ward_code", "ward_name", "district_code", "district_name"]
    return read_table("ward_points")[["ward_code"]].merge(wards[columns], on="ward_code")


def list_other_lsoas() -> pd.DataFrame:
    """Return ward and district of each LSOA of the neighbouring districts."""
    districts = read_table("districts").query("district_code != @home", local_dict={"home": home_district()})
    repeats = districts["lsoas"].astype(int)
    lsoas = districts.loc[districts.index.repeat(repeats), ["district_code", "district_name"]]
    ward_number = lsoas.groupby("district_code").cumcount() // LSOAS_PER_WARD + 1
    lsoas["ward_name"] = lsoas["district_name"] + " demonstration ward " + ward_number.astype(str)
    lsoas["ward_code"] = [f"E05D{number:05d}" for number in pd.factorize(lsoas["ward_name"])[0] + 1]
    return lsoas


def name_lsoas(areas: pd.DataFrame) -> list[str]:
    """Return names such as 'Maldon demonstration 002B': district, number of the ward, letter in the ward."""
    wards = areas.groupby("district_code")["ward_code"].transform(lambda codes: pd.factorize(codes)[0] + 1)
    letters = areas.groupby("ward_code").cumcount()
    return [
        f"{district} demonstration {ward:03d}{ascii_uppercase[letter]}"
        for district, ward, letter in zip(areas["district_name"], wards, letters, strict=True)
    ]


def split_populations(areas: pd.DataFrame, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return residents by LSOA that sum to the Census count of the home wards and the other districts."""
    persons = "usual_residents_census2021"
    known = pd.concat(
        [
            read_table("wards").set_index("ward_code")[persons],
            read_table("districts").set_index("district_code")[persons],
        ]
    )
    return split_among(known, counted_area(areas), rng.uniform(0.8, 1.2, len(areas)))


def counted_area(areas: pd.DataFrame) -> pd.Series:
    """Return for each LSOA the code of the area with a known total: ward at home, district elsewhere."""
    return areas["ward_code"].where(areas["district_code"] == home_district(), areas["district_code"])
