"""Snap points: where records can lie, and how likely each type of crime is at each of them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from etl.demo.areas import counted_area
from etl.demo.geography import Geography
from etl.demo.tables import read_table, split_among

POINTS_PER_OTHER_DISTRICT = 40
RANK_EXPONENT = 1.4  # leaves half of the records at about one point in fourteen
TYPE_SPREAD = 0.7
SHOP_SHARE_OF_POINTS = 0.05
SHOP_FACTOR = 8.0
BUILT_UP_SCALE = 0.8
EDGE_DEGREES = 0.0004


@dataclass(frozen=True)
class Places:
    """`points` has one row a snap point; `weights` (point by crime type) sum to 1 in each district."""

    points: pd.DataFrame
    weights: NDArray[np.float64]


def place_points(geography: Geography, areas: pd.DataFrame, rng: np.random.Generator) -> Places:
    """Return snap points inside their LSOA with heavy-tailed weights by crime type.

    `points` has lsoa_code, lsoa_name, ward_code, district_code, longitude, latitude and location.
    """
    points = pd.concat([home_points(geography, areas, rng), other_points(geography, areas, rng)])
    points = points.merge(areas[["lsoa_code", "lsoa_name", "ward_code", "district_code"]], on="lsoa_code")
    points["location"] = [f"On or near Demonstration Street {number}" for number in range(1, len(points) + 1)]
    return Places(points, weigh_points(points, rng))


def home_points(geography: Geography, areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the home district's points: longitude, latitude, lsoa_code."""
    home = areas[: len(geography.lsoas)]
    points_in_ward = read_table("wards").set_index("ward_code")["snap_points"]
    numbers = split_among(points_in_ward, home["ward_code"], np.ones(len(home)))
    drawn = [
        draw_points_inside(lsoa, int(number), rng).assign(lsoa_code=code)
        for lsoa, number, code in zip(geography.lsoas, numbers, home["lsoa_code"], strict=True)
    ]
    return pd.concat(drawn)


def other_points(geography: Geography, areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the other districts' points, each given to the LSOA whose first point is nearest."""
    drawn = []
    for code, lsoas in areas[len(geography.lsoas) :].groupby("district_code"):
        inside = draw_points_inside(geography.districts[str(code)], POINTS_PER_OTHER_DISTRICT, rng)
        centres = inside[["longitude", "latitude"]].to_numpy()[: len(lsoas)]
        distances = np.hypot(*(inside.to_numpy()[:, None, :] - centres).transpose(2, 0, 1))
        drawn.append(inside.assign(lsoa_code=lsoas["lsoa_code"].to_numpy()[distances.argmin(axis=1)]))
    return pd.concat(drawn)


def draw_points_inside(area: Polygon, count: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return `count` points (longitude, latitude, 6 decimals) in the middle of an area, off its edges."""
    middle = shapely.affinity.scale(area, BUILT_UP_SCALE, BUILT_UP_SCALE, origin=area.representative_point())
    # a cell cut by the river is not convex, so the scaled copy can reach outside it
    built_up = shapely.intersection(middle, area.buffer(-EDGE_DEGREES))
    west, south, east, north = built_up.bounds
    inside = np.empty((0, 2))
    while len(inside) < count:
        drawn = rng.uniform((west, south), (east, north), (4 * count, 2)).round(6)
        inside = np.concatenate([inside, drawn[shapely.contains_xy(built_up, drawn)]])
    return pd.DataFrame(inside[:count], columns=["longitude", "latitude"])


def weigh_points(points: pd.DataFrame, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return weights (point by crime type) that give each home ward its share and each district 1."""
    crime_types = read_table("crime_types")["crime_type"].tolist()
    area = counted_area(points)
    rank = pd.Series(rng.random(len(points))).groupby(area).rank().to_numpy()
    weights = rng.lognormal(sigma=TYPE_SPREAD, size=(len(points), len(crime_types)))
    weights *= (rank[:, None] + 1) ** -RANK_EXPONENT
    # the same ranks as above: shops stand where people are, and so does other crime
    is_shop = rank <= np.ceil(SHOP_SHARE_OF_POINTS * area.groupby(area).transform("count"))
    weights[is_shop, crime_types.index("Shoplifting")] *= SHOP_FACTOR
    frame = pd.DataFrame(weights, columns=crime_types)
    within_area = frame / frame.groupby(area).transform("sum")
    shares: NDArray[np.float64] = (within_area * area_shares(points, crime_types)).to_numpy()
    return shares


def area_shares(points: pd.DataFrame, crime_types: list[str]) -> pd.DataFrame:
    """Return, point by crime type, the share of its district's records that its area gets."""
    wards = read_table("wards").set_index("ward_code")
    shares = pd.DataFrame(dict.fromkeys(crime_types, wards["record_share_pct_fictitious"] / 100))
    shares["Shoplifting"] = wards["shoplifting_share_pct_fictitious"] / 100
    return shares.reindex(counted_area(points), fill_value=1.0).reset_index(drop=True)
