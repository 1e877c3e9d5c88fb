from math import nan

import pandas as pd

from data.model.count_status import CountStatus
from data.reports.table import Column

FRAME = pd.DataFrame(
    {
        "rate": [12.4499, nan],
        "low": [2.95, nan],
        "high": [20.0, nan],
        "why": [CountStatus.COUNTED, CountStatus.NO_RESIDENTS],
    }
)


def test_a_number_that_is_not_there_says_why() -> None:
    column = Column("rate", "Per 1,000", "number", 1, ("low", "high"), status="why")
    values = column.values(FRAME)
    assert values == [[12.4, 3.0, 20.0], ["residents not known", None, None]]
    assert [column.show(value) for value in values] == ["12.4 (3.0\u00a0to\u00a020.0)", "residents not known"]


def test_a_number_without_a_status_is_not_available() -> None:
    column = Column("rate", "Per 1,000", "number", 1)
    assert [column.show(value) for value in column.values(FRAME)] == ["12.4", "not available"]


def test_the_end_of_an_interval_of_a_change_keeps_its_sign() -> None:
    frame = pd.DataFrame({"change": [0.8, 0.0], "low": [0.049, -0.004], "high": [1.7, 0.3]})
    column = Column("change", "Change, %", "change", 1, ("low", "high"))
    assert column.values(frame) == [[0.8, 0.05, 1.7], [0.0, 0.0, 0.3]]
    assert [column.show(value) for value in column.values(frame)] == [
        "+0.8 (+0.05\u00a0to\u00a0+1.7)",
        "0.0 (0.0\u00a0to\u00a0+0.3)",
    ]
    assert Column("low", "Rate", "number", 1).values(frame) == [0.0, 0.0]


def test_a_change_in_points_is_the_difference_of_the_shares_beside_it() -> None:
    frame = pd.DataFrame(
        {"points": [5.2, -3.8, nan], "now": [51.6, 62.4, 50.0], "before": [46.4, 66.2, nan], "low": -9.4, "high": 9.0}
    )
    column = Column("points", "Change, points", "change", 0, ("low", "high"), between=("now", "before"))
    assert [column.show(value) for value in column.values(frame)] == [
        "+6 (−9\u00a0to\u00a0+9)",
        "−4 (−9\u00a0to\u00a0+9)",
        "not available",
    ]
    # Of refused ones there is none, though both shares are known.
    assert column.values(frame.assign(points=nan))[0][0] is None
