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
