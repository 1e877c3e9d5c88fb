import json
from dataclasses import replace
from datetime import date
from math import nan
from typing import Any

import pandas as pd
import pytest

from components.panels import performance, published, summary
from components.panels.summary_cards import cards
from components.panels.summary_wards import ward_panel
from data.schema import Refusal, Verdict
from data.selection import Choices
from tests.fixtures.selections import ASB, CHANGE, COUNT, RATE, choices, months, period, selection, status
from tests.fixtures.served import Page, of_type, texts

MEASURES = {measure.name: measure for measure in (COUNT, RATE, CHANGE)}
YEAR = period("2024-01", "2024-12")
OFFENCES = ("All crime", "Burglary", "Robbery", "Drugs", ASB)
INTERVALS = {"lower_ci_pct": 5.0, "upper_ci_pct": 40.0, "lower_ci_per_1000": 1.0, "upper_ci_per_1000": 3.0}


def table(**columns: Any) -> pd.DataFrame:
    plain = {
        "offence": OFFENCES,
        "is_sum": [True, False, False, False, False],
        "total_0": [600.0, 300.0, 200.0, 100.0, 90.0],
        "total_1": [500.0, 200.0, 200.0, 100.0, 180.0],
        "change_pct": [20.0, 50.0, 0.0, 0.0, -50.0],
        "p_value": [0.01, 0.001, 0.9, 0.8, 0.0001],
        "comparisons": 5,
        "verdict": [Verdict.NORMAL, Verdict.HIGHER, Verdict.NORMAL, Verdict.TOO_FEW, Verdict.LOWER],
        "rate_per_1000": [100.0, 50.0, 33.3, 16.7, 15.0],
        **INTERVALS,
        "rank": 2.0,
        "rank_words": "2nd of 3, plausibly 1st to 3rd",
        "ranked_count": 3,
        "others_change_pct": 4.0,
        "others_lower_pct": -1.0,
        "others_upper_pct": 9.0,
        "others_count": 2,
        "others_are_similar": False,
    }
    return pd.DataFrame(plain | columns)


def context(offered: Choices | None = None, is_demo: bool = False, **columns: Any) -> summary.Context:
    return summary.Context(selection(), offered or choices(), status(is_demo), MEASURES, table(**columns), "")


def as_json(component: Any) -> Any:
    return json.loads(json.dumps(component, default=lambda c: c.to_plotly_json()))


GAP = choices(months("2023-01", "2023-04") + months("2024-01", "2024-12"))


def test_the_heading_gives_the_total_and_its_verdict() -> None:
    assert (
        summary.finding(context()) == "600 crimes in Westmere, year to December 2024, up 20.0%: within normal variation"
    )


def test_an_incomplete_year_before_is_said_once_and_the_rest_stays() -> None:
    said = summary.lead(context(GAP), ["The rank."])
    assert said == [
        "No change is given on the year before: the data for January to December 2023 are not complete. "
        "Missing: May to December 2023.",
        "The rank.",
    ]


def test_what_was_not_published_is_said_to_have_no_change() -> None:
    assert summary.lead(context(), []) == [summary.UNPUBLISHED]


@pytest.mark.parametrize(
    ("present", "part"),
    [
        (months("2023-01", "2024-12"), YEAR),
        (months("2023-01", "2023-04") + months("2024-01", "2024-12"), period("2024-01", "2024-04")),
        (months("2023-01", "2023-02") + months("2023-11", "2024-12"), period("2024-11", "2024-12")),
        (months("2024-01", "2024-12"), None),
    ],
)
def test_the_longest_part_that_can_be_compared_is_found(present: tuple[date, ...], part: Any) -> None:
    assert summary.comparable_part(choices(present), YEAR) == part


def test_the_part_that_can_be_compared_is_linked_with_the_rest_of_the_selection() -> None:
    chosen = replace(context(GAP), selection=selection(crime_types=("Drugs",)))
    link = next(of_type(as_json(summary.part_link(chosen)), "Link"))["props"]
    assert link["children"] == "January to April 2024 can be compared with the year before"
    assert link["href"] == "?type=Drugs&from=2024-01&to=2024-04"
    assert summary.part_link(context()) is None


EVENTS = pd.DataFrame(
    {
        "date_from": pd.to_datetime(["2023-03-01", "2023-11-01", "2024-05-01", "2023-06-01"]),
        "date_to": pd.to_datetime(["2023-06-01", "2024-02-01", "2024-05-01", "2023-06-01"]),
        "label": ["First lockdown", "Second lockdown", "New counting rule", "Operation"],
        "kind": ["restriction", "restriction", "recording", "operation"],
    }
)


def test_restrictions_and_changes_of_recording_are_named_with_their_period() -> None:
    assert summary.events(EVENTS, YEAR, YEAR.before) == [
        "Read with care: First lockdown and Second lockdown in the year to December 2023, and Second lockdown and New "
        "counting rule in the year to December 2024. A change may be one of restrictions or of recording, not of crime."
    ]
    assert summary.events(EVENTS.iloc[3:], YEAR, YEAR.before) == []


@pytest.mark.parametrize(
    ("columns", "wards", "name"),
    [
        ({}, ("W1", "W2", "W3"), "All 2 other districts"),
        ({"others_are_similar": True}, ("W1", "W2", "W3"), "Most similar group (2)"),
        ({"others_count": 0}, ("W1", "W2", "W3"), ""),
        ({}, ("W1",), "Rest of Westmere"),
    ],
)
def test_those_compared_with_are_named(columns: dict[str, Any], wards: tuple[str, ...], name: str) -> None:
    assert replace(context(**columns), selection=selection(wards=wards)).others == name


def monthly() -> pd.DataFrame:
    rows = [(pd.Timestamp(month), name, 5.0) for month in months("2023-01", "2024-12") for name in OFFENCES]
    return pd.DataFrame(rows, columns=["period_month", "offence", "offence_count"])


def shown_cards(given: summary.Context, waves: pd.DataFrame | None = None) -> list[str]:
    return Page({"cards": as_json(cards(given, monthly(), WAVES.iloc[:0] if waves is None else waves))}).cards


def test_cards_are_the_total_behaviour_and_the_surest_rise_with_their_verdicts() -> None:
    shown = shown_cards(context())
    assert [card.split("  ")[0].rsplit(" ", 1)[0] for card in shown] == ["All crime", ASB, "Burglary"]
    assert "≈   within normal variation" in shown[0]
    assert "+20.0% (+5.0% to +40.0%) on the year to December 2023 (500)" in shown[0]
    assert "All 2 other districts: +4.0%" in shown[0]
    assert "100.0 (1.0 to 3.0) per 1,000 residents" in shown[0]
    assert "Among the districts: 2nd of 3, plausibly 1st to 3rd" in shown[0]
    assert shown[2].endswith("The surest rise of all crime types.")


def test_without_a_rise_the_third_card_is_the_most_frequent_type() -> None:
    shown = shown_cards(context(verdict=[Verdict.NORMAL] * 5))
    assert shown[2].startswith("Burglary 300")
    assert shown[2].endswith("The most frequent crime type.")


def test_too_few_to_tell_gives_no_percentage() -> None:
    shown = shown_cards(context(verdict=[Verdict.TOO_FEW] * 5))
    assert "Against the year to December 2023 (500)" in shown[0]
    assert "%" not in shown[0]


def test_a_card_of_an_incomplete_comparison_has_no_verdict_and_no_change() -> None:
    shown = shown_cards(context(GAP))
    assert "comparable" not in shown[0]
    assert "%" not in shown[0]
    assert "Among the districts: 2nd of 3" in shown[0]


def test_a_sparkline_shows_the_months_of_the_period() -> None:
    image = next(of_type(as_json(cards(context(), monthly(), WAVES.iloc[:0])), "Img"))["props"]
    assert image["alt"] == "Monthly counts, January to December 2024: " + ", ".join(["5"] * 12)


WAVES = pd.DataFrame(
    {
        "question": ["Well informed", "Crime is more of a problem"], "now_pct": [40.0, 33.0], "now_base": [550, 550],
        "is_up_bad": [False, True],
        "difference_points": [5.0, 11.0], "lower_ci_points": [-1.0, 5.0], "upper_ci_points": [11.0, 17.0],
        "before_pct": [35.0, 22.0], "refusal": Refusal.NONE,
        "verdict": [Verdict.UNCLEAR, Verdict.CLEAR_RISE], "now_base_is_assumed": True, "before_base_is_assumed": False,
        "now_end": pd.Timestamp("2022-03-01"), "before_end": pd.Timestamp("2021-03-01"),
    }
)  # fmt: skip


def test_the_question_for_which_up_is_worse_has_its_verdict_and_interval_in_points() -> None:
    shown = shown_cards(context(), WAVES)
    assert len(shown) == 4
    assert shown[3].startswith("Crime is more of a problem 33%   of residents asked ▲   Clear rise")
    assert "+11 percentage points (95% interval +5 to +17) on the year to March 2021" in shown[3]
    assert "up is worse The number asked was not published; 550 is assumed." in shown[3]


def test_without_such_a_question_the_first_of_the_survey_stands() -> None:
    shown = shown_cards(context(), WAVES.assign(is_up_bad=None))[3]
    assert shown.startswith("Well informed 40%")
    assert "+5 percentage points (−1 to +11 possible) on the year to March 2021" in shown


def test_a_survey_without_the_number_asked_says_that_it_cannot_be_tested() -> None:
    blank = dict.fromkeys(["difference_points", "lower_ci_points", "upper_ci_points"], nan)
    unknown = WAVES.assign(verdict=Verdict.CANNOT_COMPARE, refusal=Refusal.NO_BASE, **blank)
    shown = shown_cards(context(), unknown)
    assert "Against the year to March 2021 (22%)" in shown[3]
    assert "points" not in shown[3]
    assert shown[3].endswith("How many people were asked is not published.")


def performance_page(given: summary.Context) -> Page:
    return Page({"panel": as_json(performance.performance_panel(given, ["Said above."]))})


def test_the_performance_table_has_change_verdict_rank_and_others() -> None:
    page = performance_page(context())
    row = page.table("Performance by offence")[1]
    assert row == {
        "Offence": "Burglary",
        "Total, year to December 2024": "300",
        "Change, %": "+50.0 (+5.0\u00a0to\u00a0+40.0)",
        "Verdict": "▲ higher than chance would explain",
        "Rank among districts": "2nd of 3, plausibly 1st to 3rd",
        "All 2 other districts: change, %": "+4.0 (−1.0\u00a0to\u00a0+9.0)",
        "Per 1,000": "50.0 (1.0\u00a0to\u00a03.0)",
        "Total, year to December 2023": "200",
    }
    assert "The verdicts allow for 5 comparisons (Holm's method)." in page.text
    notes = page.downloads[0].notes
    assert "# Said above." in notes
    assert any("Ranks are by rate among 3 districts" in note for note in notes)


def test_what_cannot_be_given_has_no_column() -> None:
    page = performance_page(context(GAP, rank_words="", rate_per_1000=nan))
    assert list(page.table("Performance by offence")[0]) == ["Offence", "Total, year to December 2024"]
    assert "comparisons" not in page.text


def wards(**columns: Any) -> pd.DataFrame:
    plain = {
        "area_code": ["W1", "W2", "W3"],
        "area_name": ["Alder", "Beech", "Cedar"],
        "total_0": [90.0, 300.0, 2.0],
        "total_1": [60.0, 310.0, 1.0],
        "change_pct": [50.0, -3.2, 100.0],
        "p_value": [0.001, 0.6, 0.9],
        "comparisons": 3,
        "verdict": [Verdict.HIGHER, Verdict.NORMAL, Verdict.TOO_FEW],
        "rate_per_1000": [90.0, 150.0, 0.7],
        **INTERVALS,
    }
    return pd.DataFrame(plain | columns)


def ward_page(given: summary.Context, frame: pd.DataFrame) -> Page:
    return Page({"panel": as_json(ward_panel(given, frame, ["Said."]))})


def test_wards_are_drawn_by_their_change_and_too_few_stay_in_the_table() -> None:
    page = ward_page(context(), wards())
    assert next(texts(next(of_type(page.response, "H2")))) == "1 of 3 wards changed by more than chance"
    dots = page.figure("summary-wards")["data"][-1]
    assert list(dots["y"]) == ["Beech", "<b>Alder</b>"]
    assert list(dots["x"]) == [-3.2, 50.0]
    assert dots["text"][1] == "Alder: +50.0% ▲: higher than chance would explain"
    assert "1 with too few to tell is in the table alone." in page.text
    assert len(page.table("1 of 3 wards")) == 3


def test_without_a_change_the_wards_are_drawn_by_their_rates() -> None:
    page = ward_page(context(GAP), wards())
    assert list(page.figure("summary-wards")["data"][-1]["y"]) == ["Cedar", "Alder", "Beech"]
    assert [row["Ward"] for row in page.table("3 wards by rate of all crime")] == ["Beech", "Alder", "Cedar"]


def test_without_residents_the_wards_stand_in_the_table_alone() -> None:
    page = ward_page(context(GAP), wards(rate_per_1000=nan))
    assert list(of_type(page.response, "Graph")) == []
    assert list(page.table("3 wards by number of")[0]) == ["Ward", "Offences", "Code"]


@pytest.mark.parametrize(
    ("said", "texts_"),
    [(["Alder rose."], ["Alder rose."]), ([], ["Beech and Alder hold 65% of the crime counted, of 3 wards."])],
)
def test_where_changes_cannot_be_given_the_wards_with_most_are_named(said: list[str], texts_: list[str]) -> None:
    assert summary.where(context(), wards(), said) == texts_


PUBLISHED = pd.DataFrame(
    {
        "offence": ["All", "Hate"], "offence_count": [610, 30], "change_pct": [20.5, 1.0], "note": [None, "No flag"],
        "period_from": pd.Timestamp("2024-01-01"), "period_to": pd.Timestamp("2024-12-01"), "document": "Report",
        "paragraph": "2.17",
    }
)  # fmt: skip
BESIDE = PUBLISHED.assign(
    ours=[600.0, nan], difference=[-10.0, nan], our_change_pct=[20.0, nan], our_verdict=[Verdict.NORMAL, None]
)


def published_page(given: summary.Context, frame: pd.DataFrame) -> Page:
    return Page({"panel": as_json(published.published_panel(given, frame))})


def test_published_figures_stand_beside_ours_with_the_reason_for_a_difference() -> None:
    assert published.matches(context(), PUBLISHED)
    page = published_page(context(), BESIDE)
    first, second = page.table("Published: year to December 2024, beside ours")
    assert (first["Total"], first["Ours"], first["Ours less published"]) == ("610", "600", "−10")
    assert first["Our verdict"] == "≈ within normal variation"
    assert (second["Ours"], second["Our verdict"], second["Note"]) == ("not available", "", "No flag")
    assert "without fraud" in page.text
    assert "add up to the published figures" not in page.text
    assert "add up to the published figures" in published_page(context(is_demo=True), BESIDE).text


@pytest.mark.parametrize(
    "changes",
    [
        {"wards": ("W1",)},
        {"crime_types": ("Drugs",)},
        {"source": "recorded_crime"},
        {"period": period("2024-02", "2024-12")},
    ],
)
def test_another_selection_does_not_match_and_the_panel_says_what_to_choose(changes: dict[str, Any]) -> None:
    other = replace(context(), selection=selection(**changes))
    assert not published.matches(other, PUBLISHED)
    assert "choose data.police.uk, all wards, all crime types and these months" in published_page(other, PUBLISHED).text


def test_months_that_are_not_loaded_are_said_to_be_the_reason() -> None:
    page = published_page(context(choices(months("2023-01", "2024-11"))), PUBLISHED)
    assert "do not hold all of these months" in page.text
    assert published.published_panel(context(), PUBLISHED.iloc[:0]) is None
