"""Wards by what is shown of a measure: what is hidden has no rate, no rank, and moves nobody else's."""

from math import nan

import numpy as np
import pytest

from data.statistics.protection.places import shared_noise, ward_places
from data.statistics.ranking.rates import rates_with_intervals

RESIDENTS = np.array([10_000.0, 8_000.0, 12_000.0, 9_000.0])
COUNTS = np.array([120.0, 40.0, 60.0, nan])
# Four quarters, each a quarter of the year: nothing varies more than chance.
QUARTERS = np.tile(COUNTS / 4, (4, 1))


def test_rates_and_ranks_are_those_of_the_one_road() -> None:
    placed = ward_places(COUNTS, RESIDENTS, QUARTERS)
    told = rates_with_intervals(COUNTS[:3], RESIDENTS[:3])
    for name, values in told.items():
        np.testing.assert_allclose(placed[name][:3], values)
    # 40 of 8,000 is as many as 60 of 12,000.
    assert placed["rank"][:3].tolist() == [1, 2, 2]
    assert placed["rank_words"][0].startswith("1st of 3 per 1,000 residents")


def test_a_hidden_ward_has_a_reason_and_nothing_else() -> None:
    row = ward_places(COUNTS, RESIDENTS, QUARTERS).iloc[3]
    assert (str(row["count_status"]), str(row["rate_status"]), row["rank_words"]) == ("hidden", "hidden", "")
    assert row[["offence_count", "rate_per_1000", "rank", "best_rank"]].isna().all()


def test_a_ward_without_residents_has_a_count_and_no_rate() -> None:
    row = ward_places(COUNTS, np.array([nan, *RESIDENTS[1:]]), QUARTERS).iloc[0]
    assert (row["offence_count"], str(row["rate_status"])) == (120, "residents not known")


def test_quarters_that_vary_widen_every_interval() -> None:
    swinging = QUARTERS * np.array([[1.6], [0.4], [1.5], [0.5]]) ** np.array([[1, -1, 1, -1]])
    calm, wide = (ward_places(COUNTS, RESIDENTS, quarters) for quarters in (QUARTERS, swinging))
    assert shared_noise(QUARTERS) == 1
    assert shared_noise(swinging) > 3
    assert shared_noise(swinging[:, :2]) > 3
    assert (wide["upper_ci_per_1000"][:3] > calm["upper_ci_per_1000"][:3]).all()


@pytest.mark.parametrize("hidden", [[0, 1, 2, 3], [1, 2, 3]])
def test_where_too_few_quarters_are_shown_nothing_is_widened(hidden: list[int]) -> None:
    quarters = QUARTERS * np.array([[2.0], [0.1], [1.0], [0.9]])
    quarters[:, hidden] = nan
    assert shared_noise(quarters) == 1
