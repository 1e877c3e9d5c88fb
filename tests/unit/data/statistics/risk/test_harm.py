import numpy as np
import pandas as pd
import pytest

from data.statistics.risk.harm import ALONE, GIVEN, RECORDED, UNKNOWN, harm_of_types


def lines(*rows: tuple[str, str | None, float, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["crime_type", "offence_code", "harm_weight", "offences"])
    return frame.astype({"offences": "Int64"})


def test_a_type_weighs_what_its_offences_weigh_by_how_often_each_occurs() -> None:
    weights = lines(("Violence", "1", 1000, None), ("Violence", "105A", 10, None), ("Robbery", "34B", 300, None))
    found = harm_of_types(weights, {"1": 1, "105A": 99, "34B": 20}).set_index("crime_type")
    assert found.loc["Violence", "harm_weight"] == pytest.approx((1000 + 99 * 10) / 100)
    assert found["mix"].to_dict() == {"Robbery": ALONE, "Violence": RECORDED}


def test_the_mix_of_the_list_comes_before_that_recorded_here() -> None:
    weights = lines(("Violence", "1", 1000, 1), ("Violence", "105A", 10, 1))
    found = harm_of_types(weights, {"1": 1, "105A": 99}).iloc[0]
    assert (found["harm_weight"], found["mix"]) == (505, GIVEN)


def test_a_mix_that_nobody_knows_is_not_made_up() -> None:
    weights = lines(("Violence", "1", 1000, None), ("Violence", None, 10, 5))
    found = harm_of_types(weights, {}).iloc[0]
    assert np.isnan(found["harm_weight"])
    assert found["mix"] == UNKNOWN
