from datetime import date

import numpy as np
import pandas as pd

from data.model.records import records


def test_records_are_those_of_pandas() -> None:
    frame = pd.DataFrame(
        {
            "name": ["Burglary", None],
            "count": [3, 4],
            "rate": [0.1, np.nan],
            "month": pd.to_datetime([date(2024, 1, 1), None]),
            "is_own": [True, False],
        },
        index=[5, 7],
    )
    found, theirs = records(frame), frame.to_dict("records")
    assert [list(row) for row in found] == [list(row) for row in theirs]
    assert [[repr(value) for value in row.values()] for row in found] == [
        [repr(value) for value in row.values()] for row in theirs
    ]


def test_a_frame_without_rows_has_no_records() -> None:
    assert records(pd.DataFrame({"name": []})) == []
