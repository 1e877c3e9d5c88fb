"""The hand-made tables behind the demonstration files, and small help to use them."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

TABLES = Path(__file__).parent / "tables"


def read_table(name: str) -> pd.DataFrame:
    """Return the hand-made table `name` (without .csv), one row a line of the file."""
    return pd.read_csv(TABLES / f"{name}.csv")


def home_district() -> str:
    """Return the code of the district whose wards are drawn in detail."""
    return str(read_table("wards")["district_code"].iloc[0])


def split_among(totals: pd.Series, codes: pd.Series, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Split each total (indexed by area code) among the rows whose code it is, in proportion to weights."""
    parts = np.zeros(len(codes), dtype=np.int64)
    for code in codes.unique():
        rows = np.flatnonzero(codes == code)
        parts[rows] = split_total(int(totals[code]), weights[rows])
    return parts


def split_total(total: int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Split a whole number in proportion to weights, by largest remainder.

    Returns integers in the order of `weights` that sum to `total`.
    """
    exact = total * weights / weights.sum()
    parts: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    by_remainder = np.argsort(parts - exact, kind="stable")
    parts[by_remainder[: total - parts.sum()]] += 1
    return parts
