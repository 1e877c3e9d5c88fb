from datetime import date

import pandas as pd
import pytest

from data.reports.compare.home_office import quarter_panel
from data.reports.figures import SideDots
from tests.fixtures.selections import RATE, status

QUARTERLY = pd.DataFrame(
    {
        "first_quarter": pd.Timestamp(date(2024, 1, 1)),
        "last_quarter": pd.Timestamp(date(2024, 10, 1)),
        "offence_group": ["All offence groups", "Robbery"],
        "own_count": [30.0, 30.0],
        "own_rate": 3.0,
        "others_rate": 2.0,
        "similar_rate": 1.0,
    }
)


@pytest.mark.parametrize(
    ("forces", "others"), [(["North", "North"], "Other 1 of the force"), (["North", "South"], "Other 1 of the forces")]
)
def test_the_others_are_of_one_force_or_of_several(forces: list[str], others: str) -> None:
    members = pd.DataFrame(
        {
            "csp_name": ["Westmere", "Southmere", "Eastmere"],
            "force_name": [*forces, "North"],
            "side": ["own", "own", "others"],
            "left_out": "",
        }
    )
    panel = quarter_panel(QUARTERLY, members, RATE, RATE, status(), "Census 2021", [])
    assert isinstance(panel.figure, SideDots)
    assert panel.table is not None
    assert [column.heading for column in panel.table.columns][3:] == ["Westmere, per 1,000", f"{others}, per 1,000"]
    assert panel.words.finding == "Home Office: Westmere beside other partnerships"


def test_an_area_without_others_is_said_to_stand_beside_none() -> None:
    members = pd.DataFrame(
        {
            "csp_name": ["Westmere", "Eastmere"],
            "force_name": "North",
            "side": ["own", "others"],
            "left_out": ["", "gone"],
        }
    )
    panel = quarter_panel(QUARTERLY, members, RATE, RATE, status(), "Census 2021", [])
    assert panel.words.finding == "Home Office: Westmere, beside no other partnership"
