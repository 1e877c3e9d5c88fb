from datetime import date
from math import isnan, nan

import pandas as pd
import pytest

from data.statistics.ranking.home_office import (
    EVERY_GROUP,
    NO_QUARTER,
    NO_RESIDENTS,
    NOTED,
    latest_quarters,
    quarterly_comparison,
    sides,
)

QUARTERS = [date(2023, month, 1) for month in (1, 4, 7, 10)] + [date(2024, 1, 1)]
PARTNERSHIPS = pd.DataFrame(
    {
        "csp_name": ["Westmere", "Eastmere", "Unassigned", "Farmere", "Eastmere"],
        "force_name": ["North", "North", "North", "South", "South"],
        "district_codes": [["W"], ["E"], [], ["F"], []],
        "is_own": [True, False, False, False, False],
        "is_similar": [False, True, False, True, False],
        "note": ["", "", "", "", ""],
    }
)
RESIDENTS: dict[str, float | None] = {"W": 1000, "E": 4000, "F": None}


def quarterly(missing: tuple[date, str] | None = None) -> pd.DataFrame:
    """Robbery 1 and theft 2 in each quarter of Westmere; ten times as many of Eastmere in the north."""
    counts = {("Westmere", "North"): 1, ("Eastmere", "North"): 10, ("Unassigned", "North"): 7}
    rows = [
        (pd.Timestamp(quarter), name, force, group, None if (quarter, name) == missing else times * count)
        for quarter in QUARTERS
        for (name, force), times in sorted(counts.items())
        for group, count in (("Robbery", 1), ("Theft", 2))
    ]
    frame = pd.DataFrame(rows, columns=["quarter_start", "csp_name", "force_name", "offence_group", "offence_count"])
    return frame.assign(offence_count=frame["offence_count"].astype("Int64"))


def test_the_latest_quarters_end_by_the_period() -> None:
    assert latest_quarters(QUARTERS, date(2023, 11, 1)) == QUARTERS[:3]
    assert latest_quarters(QUARTERS, date(2024, 3, 1)) == QUARTERS
    assert latest_quarters(QUARTERS, date(2020, 1, 1)) == QUARTERS
    assert len(latest_quarters(QUARTERS * 3, date(2024, 3, 1))) == 8


def test_others_are_of_the_same_force_and_those_without_residents_are_left_out() -> None:
    found = sides(PARTNERSHIPS, RESIDENTS, quarterly())
    assert found[["side", "csp_name", "force_name", "left_out"]].to_numpy().tolist() == [
        ["own", "Westmere", "North", ""],
        ["others", "Eastmere", "North", ""],
        ["others", "Unassigned", "North", NO_RESIDENTS],
        ["similar", "Eastmere", "North", ""],
        ["similar", "Farmere", "South", NO_RESIDENTS],
    ]
    assert found["population"].tolist()[:2] == [1000, 4000]


def test_a_shared_partnership_has_the_residents_of_all_its_districts() -> None:
    shared = PARTNERSHIPS.assign(district_codes=[["W", "X"], ["E", "F"], [], [], []])
    found = sides(shared, RESIDENTS | {"X": 500}, quarterly()).set_index(["side", "csp_name"])
    assert found.loc[("own", "Westmere"), "population"] == 1500
    # The residents of one of its districts are not known.
    assert found.loc[("others", "Eastmere"), "left_out"] == NO_RESIDENTS
    rates = quarterly_comparison(quarterly(), found.reset_index())
    assert rates["own_rate"].iloc[0] == pytest.approx(8)
    assert rates["others_rate"].isna().all()


def test_an_area_of_two_partnerships_has_the_residents_of_both_or_no_rate() -> None:
    two = PARTNERSHIPS.assign(is_own=[True, True, False, False, False])
    for residents, rate in ((RESIDENTS, 132 / 5), ({"W": 1000}, nan)):
        found = quarterly_comparison(quarterly(), sides(two, residents, quarterly()))
        assert found["own_rate"].iloc[0] == pytest.approx(rate, nan_ok=True)


def test_a_partnership_that_lacks_a_quarter_of_the_area_is_left_out_of_every_rate() -> None:
    short = quarterly((date(2023, 10, 1), "Eastmere"))
    members = sides(PARTNERSHIPS, RESIDENTS, short)
    assert members.loc[members["csp_name"] == "Eastmere", "left_out"].tolist() == [NO_QUARTER, NO_QUARTER]
    assert quarterly_comparison(short, members)["others_rate"].isna().all()
    # What nobody has is a gap, and no fault of one.
    nobody = short.assign(
        offence_count=short["offence_count"].mask(short["quarter_start"] == pd.Timestamp("2023-10-01"))
    )
    assert "" in sides(PARTNERSHIPS, RESIDENTS, nobody).set_index("side").loc["others", "left_out"].tolist()


def test_a_partnership_that_the_publisher_names_is_left_out_and_the_own_one_is_not() -> None:
    noted = PARTNERSHIPS.assign(note=["Westmere is under an unassigned group.", "So is Eastmere.", "", "", ""])
    found = sides(noted, RESIDENTS, quarterly()).set_index(["side", "csp_name"])["left_out"]
    assert (found["own", "Westmere"], found["others", "Eastmere"]) == ("", NOTED)


def test_four_quarters_stand_first_and_then_each_the_latest_first() -> None:
    found = quarterly_comparison(quarterly(), sides(PARTNERSHIPS, RESIDENTS, quarterly()))
    year = found.iloc[:3]
    assert year["offence_group"].tolist() == [EVERY_GROUP, "Robbery", "Theft"]
    assert (set(year["first_quarter"]), set(year["last_quarter"])) == (
        {pd.Timestamp("2023-04-01")},
        {pd.Timestamp("2024-01-01")},
    )
    assert year["own_count"].tolist() == [12, 4, 8]
    assert year["own_rate"].tolist() == pytest.approx([12, 4, 8])
    assert year["others_rate"].tolist() == pytest.approx([30, 10, 20])
    assert found["first_quarter"].tolist()[3::3] == [pd.Timestamp(quarter) for quarter in reversed(QUARTERS)]


def test_a_side_that_lacks_a_quarter_has_no_figure_in_it_and_in_the_year() -> None:
    lacking = quarterly((date(2023, 10, 1), "Westmere"))
    found = quarterly_comparison(lacking, sides(PARTNERSHIPS, RESIDENTS, lacking))
    assert found["own_count"].isna().tolist()[:9] == [True] * 3 + [False] * 3 + [True] * 3
    assert found["others_rate"].notna().all()


def test_a_side_without_members_and_an_area_without_residents_have_no_rate() -> None:
    alone = PARTNERSHIPS.assign(is_similar=False)
    found = quarterly_comparison(quarterly(), sides(alone, {"E": 4000}, quarterly()))
    assert found["similar_rate"].isna().all()
    assert found["own_rate"].isna().all()
    assert found["own_count"].iloc[0] == 12
    assert not isnan(found["others_rate"].iloc[0])
