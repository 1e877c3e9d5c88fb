"""A partner's extract of recorded crime: a full year of the same records, with flags and victims that are made up."""

from pathlib import Path

import numpy as np
import pandas as pd

from etl.demo.files import write_table
from etl.demo.places import Places
from etl.demo.tables import read_table

NAME = "demonstration_recorded_crime.csv"
DISTRICT, FIRST, LAST = "E06000034", "2021-04", "2022-03"
FLAGS = ("domestic_abuse", "knife", "repeat_victim")
STRANDS = {"race": 0.7, "sexual orientation": 0.11, "disability": 0.09, "religion": 0.06, "transgender identity": 0.04}
# How much more often than elsewhere a flag is set in some wards than in others.
WARD_SPREAD = 0.3
SEX_NOT_KNOWN = 0.03
DAY_UNKNOWN = 0.06
# Relative numbers of offences by hour, midnight first.
HOURS = (6, 4, 3, 2, 1, 1, 2, 4, 6, 6, 7, 7, 8, 8, 8, 10, 10, 10, 10, 10, 10, 10, 9, 8)


def write_partner_extract(folder: Path, records: pd.DataFrame, places: Places, rng: np.random.Generator) -> None:
    """Write one CSV of the crimes of Thurrock in the year to March 2022.

    records: as ``draw_records`` gives them; places: their points.
    """
    located = records[records["longitude"].notna() & records["month"].between(FIRST, LAST)]
    points = places.points[["ward_code", "district_code"]]
    own = located.join(points, on="point").query("district_code == @DISTRICT").reset_index(drop=True)
    groups = read_table("partner_groups_fictitious")
    drawn = own[own["crime_type"].isin(groups["crime_type"])].reset_index(drop=True)
    write_table(folder / NAME, _lines(drawn, _group(drawn["crime_type"], groups, rng), rng))
    # As a partner's extract is to be kept.
    (folder / NAME).chmod(0o640)


def _group(crime_types: pd.Series, groups: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The row of ``groups`` of each record: of a type with two groups one is drawn."""
    chosen = np.zeros(len(crime_types), dtype=int)
    for crime_type, rows in groups.groupby("crime_type"):
        places = np.flatnonzero(crime_types == crime_type)
        chosen[places] = rng.choice(rows.index.to_numpy(), size=len(places), p=rows["share"] / rows["share"].sum())
    return groups.loc[chosen].reset_index(drop=True)


def _lines(own: pd.DataFrame, group: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The columns of the template, a line a crime, in the order of its days."""
    size = len(own)
    days = pd.PeriodIndex(own["month"], freq="M").to_timestamp()
    recorded = days + pd.to_timedelta(rng.integers(0, days.days_in_month), unit="D")
    offence = recorded - pd.to_timedelta(rng.integers(0, 4, size), unit="D")
    unknown = rng.random(size) < DAY_UNKNOWN
    hours = rng.choice(len(HOURS), size=size, p=np.array(HOURS) / sum(HOURS))
    lines = pd.DataFrame(
        {
            "recorded_date": recorded.strftime("%Y-%m-%d"),
            "offence_group": group["offence_group"],
            "offence_date": offence.strftime("%Y-%m-%d"),
            "offence_hour": np.where(unknown, "", hours.astype(str)),
            "longitude": own["longitude"].map("{:.6f}".format),
            "latitude": own["latitude"].map("{:.6f}".format),
            **_flags(own["ward_code"], group, rng),
            **_victims(group, rng),
        }
    )
    lines = lines.sort_values("recorded_date", kind="stable", ignore_index=True)
    lines.insert(0, "reference", [f"DEMONSTRATION-{number:05}" for number in range(1, size + 1)])
    return lines


def _flags(wards: pd.Series, group: pd.DataFrame, rng: np.random.Generator) -> dict[str, object]:
    codes = sorted(wards.unique())
    spread = dict(zip(codes, rng.lognormal(sigma=WARD_SPREAD, size=len(codes)), strict=True))
    factor = wards.map(spread).to_numpy()
    factor = factor / factor.mean()
    flags = {name: np.where(rng.random(len(wards)) < group[name] * factor, "yes", "no") for name in FLAGS}
    strands = rng.choice(list(STRANDS), size=len(wards), p=list(STRANDS.values()))
    return {**flags, "hate_strand": np.where(rng.random(len(wards)) < group["hate"] * factor, strands, "none")}


def _victims(group: pd.DataFrame, rng: np.random.Generator) -> dict[str, object]:
    bands = read_table("partner_victims_fictitious")
    is_sexual = group["offence_group"] == "Sexual offences"
    ages = [rng.choice(bands["victim_age_band"], size=len(group), p=bands[name]) for name in ("most", "sexual")]
    sexes = np.where(rng.random(len(group)) < group["female"], "female", "male")
    return {
        "victim_age_band": np.where(is_sexual, ages[1], ages[0]),
        "victim_sex": np.where(rng.random(len(group)) < SEX_NOT_KNOWN, "not known", sexes),
    }
