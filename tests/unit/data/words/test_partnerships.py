import pandas as pd

from data.words.partnerships import partnership_notes

NAMES = ["Cwm Taf", "Bford", "Cford", "Unassigned North"]
LISTED = pd.DataFrame(
    {
        "csp_name": [*NAMES, "Far"],
        "district_names": [["Merthyr Tydfil", "Rhondda Cynon Taf"], ["Bford"], ["Cford"], [], ["Far"]],
        "is_own": [True, False, False, False, False],
        "note": ["", "Bford is under an unassigned group.", "", "", "Not shown"],
    }
)
QUARTERLY = pd.DataFrame(
    {
        "quarter_start": pd.to_datetime(["2024-04-01", "2024-07-01", "2024-07-01"]),
        "csp_name": ["Cwm Taf", "Cwm Taf", "Cford"],
        "offence_count": pd.array([9, 8, None], dtype="Int64"),
    }
)


def test_a_shared_partnership_those_left_out_and_the_publishers_notes_are_named() -> None:
    members = pd.DataFrame(
        {
            "csp_name": [*NAMES, "Bford"],
            "side": ["own", "others", "others", "others", "similar"],
            "left_out": ["", "quarters are missing", "quarters are missing", "of no residents", "quarters are missing"],
        }
    )
    assert partnership_notes(LISTED, members, QUARTERLY) == [
        "Cwm Taf is the partnership of Merthyr Tydfil and Rhondda Cynon Taf together: its counts are of all of them, "
        "and its rates per resident of all of them.",
        "Left out of the rates: Bford and Cford, since quarters are missing.",
        "The publisher notes: Bford is under an unassigned group.",
    ]


def test_there_is_nothing_to_say_where_every_partnership_is_one_district_and_takes_part() -> None:
    members = pd.DataFrame({"csp_name": ["Cford"], "side": ["others"], "left_out": [""]})
    assert partnership_notes(LISTED, members, QUARTERLY) == []


def test_a_quarter_of_the_area_that_is_missing_is_named() -> None:
    members = pd.DataFrame({"csp_name": ["Cwm Taf"], "side": ["own"], "left_out": [""]})
    lacking = QUARTERLY.assign(offence_count=pd.array([9, None, 1], dtype="Int64"))
    assert partnership_notes(LISTED, members, lacking)[1:] == [
        "Of Cwm Taf nothing, or less than a tenth of what is usual, was published for July to September 2024: no "
        "figure is given of it."
    ]
