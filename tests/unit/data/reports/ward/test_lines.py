from math import nan
from typing import Any

import pandas as pd
import pytest

from data.model.verdict import Verdict
from data.reports.panel import Line
from data.reports.ward.lines import place_line, rank_line, spot_line, survey_line
from data.reports.ward.named import NamedPlaces
from data.reports.ward.spots import Spots
from data.statistics.space.spots import Holding


def ranks(place: float, best: float, worst: float, words: str = "") -> dict[str, Any]:
    own = {"rank": place, "best_rank": best, "worst_rank": worst, "rank_words": words}
    return own | {"count_rank": 2, "count_best_rank": 2, "count_worst_rank": 2, "count_rank_words": "2nd of 20"}


@pytest.mark.parametrize(
    ("best", "worst", "lead"),
    [
        (1, 6, "Among the highest of 20 wards."),
        (4, 11, "Not among the lowest of 20 wards."),
        (7, 13, "In the middle of 20 wards."),
        (7, 20, "Not among the highest of 20 wards."),
        (14, 20, "Among the lowest of 20 wards."),
        (1, 20, "Place among 20 wards not certain."),
        (nan, nan, "Place among 20 wards not certain."),
    ],
)
def test_the_place_is_told_by_all_that_chance_leaves_open(best: float, worst: float, lead: str) -> None:
    assert rank_line(ranks(8, best, worst), 20).lead == lead


def test_both_places_are_said_each_with_what_chance_leaves_open() -> None:
    both = {**ranks(6, 4, 11), "count_rank": 5, "count_best_rank": 3, "count_worst_rank": 8}
    assert rank_line(both, 20).text == "Allowing for chance, 4th to 11th per resident and 3rd to 8th by number."
    assert rank_line(ranks(6, 4, 11), 20).text == (
        "Allowing for chance, 4th to 11th per resident. By number 2nd, also allowing for chance."
    )


def test_a_joint_place_is_joint_and_one_without_an_interval_stands_alone() -> None:
    joint = rank_line(ranks(3, nan, nan, "joint 3rd of 20 per 1,000 residents"), 20)
    assert joint.text.startswith("Per resident joint 3rd. By number 2nd")


def test_where_no_residents_are_known_the_place_is_by_number_alone() -> None:
    line = rank_line(ranks(nan, nan, nan), 20)
    assert line.lead == "Among the highest of 20 wards."
    assert line.text == ("By number 2nd, also allowing for chance. No residents are known for it, so there is no rate.")


def test_the_few_spots_that_hold_a_quarter_and_half_are_counted() -> None:
    found = Spots(pd.DataFrame(), [Holding(1, 40, 33.3), Holding(12, 5, 50.6)])
    assert spot_line(found) == Line("One small spot (150 m square) holds 33%.", "12 hold 51%.", "◆")


def test_the_same_spots_are_not_told_twice() -> None:
    held = Holding(3, 4, 55)
    assert spot_line(Spots(pd.DataFrame(), [held, held])).text == "See the map."


def test_where_no_spot_stands_out_and_where_none_is_drawn_it_is_said() -> None:
    assert spot_line(Spots(pd.DataFrame(), [])).lead == "No small spot stands out."
    assert spot_line(Spots(pd.DataFrame(), [], is_drawn=False)).lead == "Where in the ward is not drawn."


def named(*rows: dict[str, Any], unplaced: tuple[str, ...] = ()) -> NamedPlaces:
    columns = ["short_name", "kind", "kind_title", "operations", "source", "is_marked"]
    orders = {"place_name": list(unplaced), "kind_title": "Public Spaces Protection Orders"}
    return NamedPlaces(pd.DataFrame(rows, columns=columns), pd.DataFrame(orders), 7)


SITE: dict[str, Any] = {
    "short_name": "Orsett Heath", "kind": "motorbike_site", "kind_title": "Motorbike nuisance sites",
    "operations": "Op Caesar", "source": "Council, minutes, June 2022", "is_marked": False,
}  # fmt: skip


def test_a_named_place_is_told_with_its_operation_its_document_and_date() -> None:
    line = place_line(named(SITE))
    assert line.lead == "Orsett Heath:"
    assert line.text == "motorbike nuisance site (Op Caesar); Council, minutes, June 2022."


def test_places_of_a_kind_are_told_together_and_no_more_than_three_by_name() -> None:
    line = place_line(named(*[SITE | {"short_name": name} for name in "ABCDE"]))
    assert line.lead == "A, B, C and 2 more:"
    assert line.text.startswith("5 motorbike nuisance sites (Op Caesar)")


def test_a_place_without_an_outline_is_told_as_one_and_without_any_how_many_are_known() -> None:
    line = place_line(named(unplaced=("Grays",)))
    assert line.lead == "No named place is known here."
    assert line.text == "Public Spaces Protection Orders of Grays: outline not published."
    assert place_line(named()).text == "None of 7 named places with a known position lies in the ward."


def wave(**changes: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "question_id": "trust", "question": "Trust in the police", "response": "tend to agree", "is_up_bad": False,
        "now_pct": 71.0, "before_pct": 72.0, "now_end": pd.Timestamp("2022-03-01"), "wave_months": 12,
        "verdict": Verdict.SAME,
    }  # fmt: skip
    return asked | changes


def test_residents_are_those_of_the_whole_area_and_dated() -> None:
    line = survey_line(pd.DataFrame([wave()]), "Westmere")
    assert line.lead == "Survey of Westmere, year to March 2022:"
    assert line.text == "71% say “tend to agree” to “Trust in the police”, 72% a year before: about the same."


def test_what_is_worse_when_it_rises_comes_first_in_the_words_of_the_page() -> None:
    worse = wave(
        question_id="more_of_a_problem", is_up_bad=True, now_pct=33.0, before_pct=nan, verdict=Verdict.CLEAR_RISE
    )
    line = survey_line(pd.DataFrame([wave(), worse]), "Westmere")
    assert (line.sign, line.text) == ("▲", "33% say crime and ASB are more of a problem, clear rise.")


def test_without_a_survey_the_line_says_so() -> None:
    assert survey_line(pd.DataFrame(), "Westmere").lead == "No survey of residents is there."
