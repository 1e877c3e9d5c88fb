from math import nan

import pandas as pd

from data.model.verdict import Verdict
from data.statistics.change.published import TOGETHER, beside_published

PUBLISHED = pd.DataFrame(
    {
        "offence": ["All", "Violence", "Sexual offences", "Robbery", "Hate", "Arson"],
        "crime_types": [
            "All crime",
            "Violence and sexual offences",
            "Violence and sexual offences",
            "Robbery",
            None,
            None,
        ],
        "offence_count": [900, 500, 40, 10, 30, 5],
        "change_pct": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        "note": [None, "n", "n", None, "no flag", None],
    }
)
TABLE = pd.DataFrame(
    {
        "offence": ["All crime", "Violence and sexual offences", "Robbery"],
        "offence_count": [903.0, 540.0, 10.0],
        "change_pct": [1.5, 2.5, nan],
        "verdict": [Verdict.UNCLEAR, Verdict.CLEAR_RISE, Verdict.TOO_FEW],
    }
)


def test_each_published_offence_stands_beside_ours_of_the_same_type() -> None:
    found = beside_published(PUBLISHED, TABLE).set_index("offence")
    assert found.loc[["All", "Robbery"], "ours"].tolist() == [903, 10]
    assert found.loc[["All", "Robbery"], "difference"].tolist() == [3, 0]
    assert found.loc["All", "our_verdict"] == Verdict.UNCLEAR


def test_a_published_change_stays_where_ours_is_too_few_to_tell() -> None:
    robbery = beside_published(PUBLISHED, TABLE).set_index("offence").loc["Robbery"]
    assert (robbery["change_pct"], robbery["our_verdict"]) == (4.0, Verdict.TOO_FEW)
    assert pd.isna(robbery["our_change_pct"])


def test_offences_that_ours_hold_together_are_added_up_after_the_last_of_them() -> None:
    found = beside_published(PUBLISHED, TABLE)
    names = ["All", "Violence", "Sexual offences", "Violence and Sexual offences, together", "Robbery", "Hate", "Arson"]
    assert found["offence"].tolist() == names
    together = found.iloc[3]
    assert (together["offence_count"], together["ours"], together["difference"]) == (540, 540, 0)
    assert pd.isna(together["change_pct"])
    assert together["note"] == TOGETHER
    assert found.loc[[1, 2], ["ours", "our_change_pct", "our_verdict"]].isna().all(axis=None)


def test_an_offence_without_a_type_of_ours_stays_alone() -> None:
    found = beside_published(PUBLISHED, TABLE).set_index("offence")
    assert found.loc[["Hate", "Arson"], ["ours", "difference"]].isna().all(axis=None)
    assert found.loc["Hate", "offence_count"] == 30


def test_a_type_that_was_not_chosen_has_nothing_beside_it() -> None:
    found = beside_published(PUBLISHED, TABLE.iloc[:1]).set_index("offence")
    assert found["ours"].notna().sum() == 1
