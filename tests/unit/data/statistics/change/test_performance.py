from dataclasses import replace

import pandas as pd
import pytest

from data.model.verdict import CLEAR, Refusal, Verdict
from data.statistics.change.performance import (
    offence_rows,
    offence_sentences,
    performance,
    ward_changes,
    ward_sentences,
)
from tests.fixtures.invented import CHOSEN, PRESENT, made
from tests.fixtures.selections import ASB, TYPES, choices, selection

OTHERS = ["others_change_pct", "others_lower_pct", "others_upper_pct"]
PERCENTAGES = ["change_pct", "daily_pct", "lower_ci_pct", "upper_ci_pct", "lower_90_pct", "upper_90_pct", *OTHERS]


def table(chosen: str = "all", present: str = "whole", similar: tuple[str, ...] = (), **changes: str) -> pd.DataFrame:
    shown = selection(**CHOSEN[chosen], **changes)
    _, figures, standing = made(shown, choices(PRESENT[present]))
    return performance(shown, figures, standing, similar)


def wards(present: str = "whole", types: tuple[str, ...] = TYPES[:3]) -> pd.DataFrame:
    _, figures, standing = made(selection(), choices(PRESENT[present]))
    return ward_changes(selection().vintage.wards, types, figures, standing)


def said(chosen: str = "all", present: str = "whole") -> list[str]:
    return offence_sentences(table(chosen, present), selection(**CHOSEN[chosen]))


def test_all_crime_comes_first_without_anti_social_behaviour_which_comes_last() -> None:
    found = table()
    assert found["offence"].tolist() == ["All crime", "Burglary", "Robbery", "Drugs", ASB]
    assert found["is_sum"].tolist() == [True, False, False, False, False]
    for count in ("total_0", "total_1", "offence_count"):
        assert found[count].iloc[0] == found[count].iloc[1:4].sum()
    assert found["offence_count"].tolist() == [2999, 2284, 706, 9, 549]


def test_some_types_together_are_not_called_all_crime_and_one_alone_has_no_sum() -> None:
    assert list(offence_rows(selection(crime_types=("Burglary", "Drugs")))) == [
        "Chosen types together", "Burglary", "Drugs",
    ]  # fmt: skip
    assert list(offence_rows(selection(crime_types=("Drugs", ASB)))) == ["Drugs", ASB]


def test_two_types_together_are_a_sum() -> None:
    shown = selection(crime_types=("Burglary", "Drugs"))
    _, figures, standing = made(shown)
    assert performance(shown, figures, standing, ())["is_sum"].tolist() == [True, False, False]


def test_nuisance_of_several_kinds_is_added_up_where_no_crime_is_chosen() -> None:
    kinds = ("Begging", "Fireworks", "Fly-tipping")
    whole = replace(selection(), crime_types=kinds, all_crime_types=kinds, not_crime=kinds)
    assert offence_rows(whole) == {"All anti-social behaviour": kinds, **{name: (name,) for name in kinds}}
    assert next(iter(offence_rows(replace(whole, crime_types=kinds[1:])).items())) == (
        "Chosen types together", kinds[1:],
    )  # fmt: skip
    crimes = replace(whole, crime_types=("Drugs", *kinds), all_crime_types=("Drugs", *kinds))
    assert list(offence_rows(crimes)) == ["Drugs", *kinds]
    for chosen in (whole, crimes, replace(whole, crime_types=kinds[1:])):
        assert next(iter(offence_rows(chosen).values())) == chosen.counted_types


def test_each_row_has_the_change_of_the_figures_and_the_place_of_the_standing() -> None:
    found = table("one ward")
    _, figures, standing = made(selection(wards=("W2",)))
    asked = [(("W2",), types) for types in (TYPES[:3], *((name,) for name in TYPES))]
    expected = figures.lookup(asked)
    pd.testing.assert_frame_equal(found[list(expected.columns)], expected)
    assert found["population"].tolist() == [2000] * 5
    ranks = [standing.table("ward", types).set_index("area_code").loc["W2", "rank_words"] for _, types in asked]
    assert found["rank_words"].tolist() == ranks


def test_the_change_is_of_the_part_and_the_count_and_rate_of_the_whole_period() -> None:
    first = table(present="part").iloc[0]
    assert (first["offence_count"], first["total_0"], first["total_1"]) == (2999, 955, 696)
    assert first["rate_per_1000"] == pytest.approx(2999 / 6)
    assert first["verdict"] == Verdict.CLEAR_RISE


@pytest.mark.parametrize(("present", "refusal"), [("one month", Refusal.ONE_MONTH), ("nothing", Refusal.MISSING)])
def test_what_cannot_be_compared_keeps_its_count_and_rank_and_has_no_percentage(present: str, refusal: str) -> None:
    found = table(present=present)
    assert (found["verdict"] == Verdict.CANNOT_COMPARE).all()
    assert (found["refusal"] == refusal).all()
    assert found[PERCENTAGES].isna().all(axis=None)
    assert found["offence_count"].tolist() == [2999, 2284, 706, 9, 549]
    assert (found["rank_words"] != "").all()


def test_too_few_to_tell_has_no_percentage_not_even_of_the_others() -> None:
    few = table().set_index("offence").loc["Drugs"]
    assert few["verdict"] == Verdict.TOO_FEW
    assert few[PERCENTAGES].isna().all()


@pytest.mark.parametrize("present", ["whole", "part"])
@pytest.mark.parametrize("types", [("Burglary", ASB), ("Burglary", "Robbery"), ("Burglary",)])
def test_unticking_types_changes_nothing_of_the_others(present: str, types: tuple[str, ...]) -> None:
    shown = selection(crime_types=types)
    _, figures, standing = made(shown, choices(PRESENT[present]))
    kept = performance(shown, figures, standing, ()).set_index("offence").loc[list(types)]
    whole = table(present=present).set_index("offence").loc[list(types)]
    pd.testing.assert_frame_equal(kept, whole)


def test_a_sum_chosen_by_hand_is_at_most_possible_and_has_no_family() -> None:
    found = table("two wards")
    assert set(found["family"]) == {""}
    assert not found["verdict"].isin([Verdict.CLEAR_RISE, Verdict.CLEAR_FALL]).any()
    assert (found["p_value"] < 1e-6).any()
    assert table("unticked").iloc[0][["family", "verdict"]].tolist() == ["", Verdict.POSSIBLE_RISE]


def test_the_others_are_those_alike_else_all_that_lack_no_month() -> None:
    alike = table(similar=("D1", "D3"))
    assert (alike["others_count"].tolist(), alike["others_are_similar"].tolist()) == ([1] * 5, [True] * 5)
    _, figures, _ = made(selection())
    expected = figures.lookup([(("D3",), TYPES[:3])]).iloc[0]
    assert alike["others_change_pct"].iloc[0] == expected["change_pct"]
    assert table()["others_count"].tolist() == [3] * 5
    assert table("one ward")["others_count"].tolist() == [2] * 5
    assert table(present="nothing")["others_count"].tolist() == [0] * 5


def test_sentences_are_of_the_types_and_end_with_the_rank() -> None:
    found = said()
    assert [text.split(" (")[0] for text in found[:2]] == [
        f"{ASB} fell from 1,066 to 549", "Burglary rose from 1,465 to 2,284",
    ]  # fmt: skip
    assert found[-1].startswith("Of the districts")
    assert "Westmere is 2nd of 4" in found[-1]
    assert not [text for text in found if text.startswith(("All crime", "Drugs"))]


def test_where_no_change_can_be_given_the_rank_alone_is_said() -> None:
    assert [text.startswith("Of the districts, ") for text in said(present="nothing")] == [True]
    bare = table(present="nothing").assign(rank_words="")
    assert offence_sentences(bare, selection()) == []


def test_a_ward_is_ranked_among_the_wards_and_a_sum_of_wards_is_not_ranked() -> None:
    assert "Beech is 1st of 3" in said("one ward")[-1]
    assert not [text for text in said("two wards") if "highest first" in text]


def test_wards_stand_the_clear_and_then_the_surest_change_first() -> None:
    found = wards()
    assert found["area_name"].tolist() == ["Beech", "Cedar", "Alder"]
    assert found["p_value"].is_monotonic_increasing
    assert found["family"].tolist() == ["ward_headline"] * 3
    assert found["area_code"].tolist() == ["W2", "W3", "W1"]
    assert found["rate_per_1000"].tolist() == [522.0, 491.0, 482.0]
    part = wards("part")
    assert part["area_name"].tolist() == ["Beech", "Cedar", "Alder"]
    assert part["verdict"].isin(CLEAR).tolist() == [True, True, False]


def test_ward_sentences_name_the_ward_and_are_not_given_where_no_change_is() -> None:
    first, second = ward_sentences(wards())
    assert (first.split(" (")[0], second) == ("Beech rose from 702 to 1,044", "2 more rose clearly.")
    assert ward_sentences(wards("nothing")) == []
    (few,) = ward_sentences(wards(types=("Drugs",)))
    assert few.startswith("None of the 3 wards")
