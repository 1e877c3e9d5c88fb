import numpy as np
import pandas as pd

from etl.demo.tables import split_among, split_total


def test_largest_remainders_get_what_rounding_leaves() -> None:
    assert split_total(10, np.array([1.0, 1.0, 1.0])).tolist() == [4, 3, 3]
    assert split_total(7, np.array([0.5, 0.3, 0.2])).tolist() == [4, 2, 1]


def test_each_total_is_split_among_its_own_rows() -> None:
    codes = pd.Series(["north", "south", "north"])
    totals = pd.Series({"north": 5, "south": 3})
    assert split_among(totals, codes, np.array([4.0, 1.0, 1.0])).tolist() == [4, 3, 1]
