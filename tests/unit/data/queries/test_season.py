from collections.abc import Callable
from datetime import date
from math import nan
from pathlib import Path

import pandas as pd
import pytest

from data.analysis.change import by_month
from data.queries import choices, offences
from data.queries.season import Pool, season_pool
from tests.fixtures.selections import offered_selection, period


def test_groups_are_added_up_and_a_type_not_yet_published_is_no_gap_of_the_sum() -> None:
    counts = pd.DataFrame({"A": [1.0, 2, nan], "B": [nan, 5, nan]})
    found = Pool(counts, period("2024-01", "2024-03"), 2).of({"both": ("A", "B"), "B": ("B",)})
    assert found["both"].iloc[:2].tolist() == [1, 7]
    assert found["both"].isna().tolist() == [False, False, True]
    assert found["B"].isna().tolist() == [True, False, True]


def test_the_pool_holds_every_district_in_every_month_loaded(
    real_store: Path, use_store: Callable[[Path], None]
) -> None:
    use_store(real_store)
    offered = choices.filter_choices()
    pool = season_pool(offered)
    assert (pool.districts, pool.period) == (14, period("2018-01", "2025-12"))
    chosen = offered_selection(offered, offered.crime_types, period("2025-01", "2025-12"))
    districts = by_month(offences.monthly_by_district(chosen, pool.period), "area_code").sum(axis=1, skipna=False)
    total = pool.of({"all": chosen.counted_types})["all"]
    assert total.tolist() == pytest.approx(districts.tolist(), nan_ok=True)
    assert total.notna().sum() == 17
    assert pool.counts.loc[pd.Timestamp(date(2024, 6, 1))].isna().all()
