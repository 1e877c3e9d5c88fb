"""Single records: where, what, which outcome, and under which identifier."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.demo.places import Places
from etl.demo.tables import read_table

ASB = "Anti-social behaviour"
NO_LOCATION_SHARE = 0.013
OUTSIDE_PER_MONTH = (4, 9)
REPEATED_IDS = 2
REPEATED_IN_DISTRICT = "E07000066"
HEX_DIGITS = 64


def draw_records(counts: pd.DataFrame, places: Places, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row a record, by month and place, as the street files hold them.

    `counts` is as from `draw_monthly_counts`. Columns: crime_id, month, longitude, latitude, location,
    lsoa_code, lsoa_name, crime_type, outcome; text that is absent is empty, a coordinate NaN. Beside the
    counted records there are some without location, some outside every district, and two repeated IDs.
    """
    located = draw_located(counts, places, rng)
    point_rows = pd.concat([places.points, read_table("outside_points")], ignore_index=True)
    outside = draw_outside(located, len(places.points), len(point_rows), rng)
    unlocated = draw_unlocated(located, len(point_rows), rng)
    records = pd.concat([located, outside, unlocated])
    # the site lists its files by place, with the records that have none at the end
    records = records.sort_values(["month", "point", "crime_type"], kind="stable", ignore_index=True)
    records["outcome"] = draw_outcomes(records["crime_type"], rng)
    records["crime_id"] = draw_crime_ids(records["crime_type"], rng)
    in_district = records["point"].isin(np.flatnonzero(point_rows["district_code"] == REPEATED_IN_DISTRICT))
    records = repeat_without_location(records, in_district, len(point_rows), rng)
    described = point_rows[["longitude", "latitude", "location", "lsoa_code", "lsoa_name"]]
    without = {"location": "No Location", "lsoa_code": "", "lsoa_name": ""}
    return records.join(described, on="point").fillna(without)


def draw_located(counts: pd.DataFrame, places: Places, rng: np.random.Generator) -> pd.DataFrame:
    """Return month, crime_type and point (position in places.points) of every counted record."""
    types = read_table("crime_types")["crime_type"].tolist()
    drawn = []
    for (district, crime_type), group in counts.groupby(["district_code", "crime_type"]):
        candidates = np.flatnonzero(places.points["district_code"] == district)
        weights = places.weights[candidates, types.index(crime_type)]
        # drawn for all months at once: places stay what they are, only the numbers change
        months = group["month"].to_numpy().repeat(group["record_count"].to_numpy())
        points = rng.choice(candidates, size=len(months), p=weights / weights.sum())
        drawn.append(pd.DataFrame({"month": months, "crime_type": crime_type, "point": points}))
    return pd.concat(drawn, ignore_index=True)


def draw_outside(located: pd.DataFrame, first: int, end: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return a handful of records a month at the points from position `first` up to `end`."""
    months = located.groupby("month").size().index
    numbers = rng.integers(*OUTSIDE_PER_MONTH, size=len(months))
    outside = sample_by_month(located, numbers, rng)
    return outside.assign(point=rng.integers(first, end, size=len(outside)))


def draw_unlocated(located: pd.DataFrame, no_point: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return records without location, a fixed share of each month; `no_point` stands for no place."""
    numbers = located.groupby("month").size().to_numpy() * NO_LOCATION_SHARE / (1 - NO_LOCATION_SHARE)
    return sample_by_month(located, numbers.round().astype(int), rng).assign(point=no_point)


def sample_by_month(located: pd.DataFrame, numbers: NDArray[np.int64], rng: np.random.Generator) -> pd.DataFrame:
    """Return copies of records drawn from each month, so that types keep the month's mix."""
    rows = located.groupby("month").indices.values()
    drawn = [rng.choice(of_month, size=number) for of_month, number in zip(rows, numbers, strict=True)]
    return located.iloc[np.concatenate(drawn)]


def draw_outcomes(crime_types: pd.Series, rng: np.random.Generator) -> NDArray[np.object_]:
    """Return the last outcome category of each record; empty for anti-social behaviour."""
    table = read_table("outcomes_fictitious").set_index("outcome")
    names = table.index.to_numpy(dtype=object)
    outcomes = np.full(len(crime_types), "", dtype=object)
    for crime_type, weights in table.items():
        chosen = np.flatnonzero(crime_types == crime_type)
        odds = weights.to_numpy(dtype=float)
        outcomes[chosen] = rng.choice(names, size=len(chosen), p=odds / odds.sum())
    return outcomes


def draw_crime_ids(crime_types: pd.Series, rng: np.random.Generator) -> list[str]:
    """Return 64 hexadecimal digits for each record; empty for anti-social behaviour."""
    digits = rng.bytes(len(crime_types) * HEX_DIGITS // 2).hex()
    starts = range(0, len(digits), HEX_DIGITS)
    is_crime = crime_types != ASB
    return [digits[at : at + HEX_DIGITS] if crime else "" for at, crime in zip(starts, is_crime, strict=True)]


def repeat_without_location(
    records: pd.DataFrame, candidates: pd.Series, no_point: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the records and, last in its month, a copy without location of a few of the candidates."""
    positions = np.flatnonzero(candidates & (records["crime_type"] != ASB))
    chosen = np.sort(rng.choice(positions, size=REPEATED_IDS, replace=False))
    copies = records.iloc[chosen].assign(point=no_point)
    return pd.concat([records, copies]).sort_values("month", kind="stable").reset_index(drop=True)
