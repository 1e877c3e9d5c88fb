"""How many records of each type each district has in each month."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.demo.tables import home_district, read_table

MONTHS_IN_YEAR = 12
NOISE_CV = 0.06  # beyond Poisson: recorded crime varies more than independent events would
TYPE_MIX_SPREAD = 0.15


def draw_monthly_counts(rng: np.random.Generator) -> pd.DataFrame:
    """Return district_code, crime_type, month (YYYY-MM) and record_count, one row each combination.

    The home district's years sum exactly to the table borough_year_totals.
    """
    districts, types = read_table("districts"), read_table("crime_types")["crime_type"]
    months = read_table("monthly_shape")["month"]
    totals, shares = year_totals(), month_shares()
    levels = districts["crimes_year_to_2022_03_fictitious"].to_numpy(dtype=float)
    at_home = (districts["district_code"] == home_district()).to_numpy()
    expected = (totals[:, :, None] * shares).reshape(len(types), len(months))
    counts = draw_other_counts(expected, levels / levels[at_home], rng)
    counts[at_home] = draw_home_counts(totals, shares, rng)
    index = pd.MultiIndex.from_product(
        [districts["district_code"], types, months], names=["district_code", "crime_type", "month"]
    )
    return pd.Series(counts.ravel(), index=index, name="record_count").reset_index()


def year_totals() -> NDArray[np.int64]:
    """Return the home district's records, crime type by year."""
    table = read_table("borough_year_totals").pivot(index="crime_type", columns="year_to", values="records")
    totals: NDArray[np.int64] = table.loc[read_table("crime_types")["crime_type"]].to_numpy(dtype=np.int64)
    return totals


def month_shares() -> NDArray[np.float64]:
    """Return the expected share of a year in each of its months: crime type by year by month."""
    shape = read_table("monthly_shape")[read_table("crime_types")["shape"]].to_numpy(dtype=float).T
    by_year = shape.reshape(len(shape), -1, MONTHS_IN_YEAR)
    return np.asarray(by_year / by_year.sum(axis=2, keepdims=True))


def draw_home_counts(
    totals: NDArray[np.int64], shares: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return counts, type by month, whose years sum to `totals`."""
    # the noise goes into the shares, because the total of the year is published
    noisy = shares * gamma_noise(shares.shape, rng)
    drawn = rng.multinomial(totals, noisy / noisy.sum(axis=2, keepdims=True))
    return np.asarray(drawn.reshape(len(totals), -1))


def draw_other_counts(
    expected: NDArray[np.float64], levels: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return counts, district by type by month, around `expected` (type by month) times each level."""
    mix = rng.lognormal(sigma=TYPE_MIX_SPREAD, size=(len(levels), len(expected), 1))
    mean = levels[:, None, None] * mix * expected
    return np.asarray(rng.poisson(mean * gamma_noise(mean.shape, rng)))


def gamma_noise(shape: tuple[int, ...], rng: np.random.Generator) -> NDArray[np.float64]:
    """Return factors of mean 1 and coefficient of variation NOISE_CV."""
    precision = NOISE_CV**-2
    return rng.gamma(precision, 1 / precision, size=shape)
