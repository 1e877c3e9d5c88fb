from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.model.verdict import Verdict
from data.reports.operations.panels import left_over
from data.statistics.effect.evaluation import side_of
from data.statistics.effect.placebo import Placebo


@pytest.mark.parametrize("own", [(160, 110), (160, 105), (160, 90), (100, 0)])
def test_the_interval_of_the_count_and_of_its_per_cent_are_one(own: tuple[int, int]) -> None:
    quiet = Placebo(0.0, np.zeros(0))
    side = side_of(own, (160, 160), np.array([sum(own)]), np.array([320.0]), quiet)
    operation = pd.Series({"operation_name": "Patrols", "audience": "public"})
    selection = SimpleNamespace(operation=SimpleNamespace(around_m=150), counted_types=("Burglary",))
    case: Any = SimpleNamespace(
        effect=SimpleNamespace(inside=side, around=None), row=operation, selection=selection, months=None
    )
    table = left_over(case, pd.Series({"verdict": Verdict.UNCLEAR}), "police").table
    assert table is not None
    counts, shares = table.frame[["value", "lower", "upper"]], table.frame[["pct", "lower_pct", "upper_pct"]]
    assert shares.to_numpy() == pytest.approx(100 * counts.to_numpy() / side.expected)
