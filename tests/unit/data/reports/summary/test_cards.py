from math import nan

import pandas as pd

from data.model.count_status import CountStatus
from data.model.verdict import Refusal, Verdict
from data.reports.figures import Sparkline
from data.reports.panel import Panel, Value
from data.reports.summary.cards import cards
from data.reports.summary.view import SummaryView
from data.statistics.change.performance import offence_rows
from tests.fixtures.panels import said
from tests.fixtures.selections import ASB
from tests.fixtures.summary_views import QUIET
from tests.fixtures.summary_views import summary_view as view

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


def made(given: SummaryView, waves: pd.DataFrame = WAVES.iloc[:0]) -> list[Panel]:
    stamps = pd.date_range("2023-01-01", "2024-12-01", freq="MS")
    rows = [(stamp, name, 5.0) for stamp in stamps for name in offence_rows(given.selection)]
    return cards(given, pd.DataFrame(rows, columns=["period_month", "offence", "offence_count"]), waves)


def test_cards_are_the_total_behaviour_and_the_surest_rise_with_their_verdicts() -> None:
    total, behaviour, rise = made(view())
    assert [card.words.finding for card in (total, behaviour, rise)] == ["All crime", ASB, "Burglary"]
    assert (total.value, total.verdict) == (Value("2,999", "recorded"), Verdict.CLEAR_RISE)
    assert total.notes == [
        "Against the year to December 2023 (2,193)",
        "+36.8% (95% interval +27.3% to +46.1%)",
        "All 3 other districts: +0.5%",
        "499.8 (482.1 to 518.0) per 1,000 residents (no population loaded)",
        "Among the districts: 2nd of 4 per 1,000 residents, also allowing for chance",
    ]
    assert rise.notes[-1] == "The surest rise of all crime types."
    assert len({card.id for card in (total, behaviour, rise)}) == 3


def test_without_a_clear_rise_the_third_card_is_the_most_frequent_type() -> None:
    third = made(view(changed=QUIET))[2]
    assert third.words.finding == "Burglary"
    assert str(third.notes[1]).endswith("possible)")
    assert third.notes[-1] == "The most frequent crime type."


def test_too_few_to_tell_gives_no_percentage() -> None:
    (card,) = made(view(crime_types=("Drugs",)))
    assert (card.value, card.verdict) == (Value("9", "recorded"), Verdict.TOO_FEW)
    assert card.notes[0] == "Against the year to December 2023 (17)"
    assert "%" not in said(card)


def test_a_card_of_a_part_has_its_verdict_beside_the_counts_of_the_part() -> None:
    card = made(view(present="part"))[0]
    assert (card.value, card.verdict) == (Value("2,999", "recorded"), None)
    assert card.notes[0] == "January to April 2024 (955) against January to April 2023 (696): ▲ Clear rise"
    assert str(card.notes[1]).startswith("+37.2%, +36.1% by the day (95% interval")


def test_what_cannot_be_compared_has_its_reason_and_no_change() -> None:
    month, nothing = said(made(view(present="one month"))[0]), said(made(view(present="nothing"))[0])
    assert "June 2024 (230) against June 2023 (174): – Cannot compare One month alone does not show" in month
    assert "%" not in month + nothing
    assert "gainst" not in nothing
    assert "Cannot compare" not in nothing
    assert "Among the districts: 2nd of 4" in nothing


def test_a_period_with_a_month_missing_has_no_total() -> None:
    given = view()
    given.table.loc[0, ["offence_count", "count_status"]] = nan, CountStatus.NO_DATA
    card = made(given)[0]
    assert (card.value, card.verdict, card.figure) == (Value("No total"), None, None)
    assert card.notes == ["No data for part of January to December 2024"]


def test_a_sparkline_shows_the_months_of_the_period() -> None:
    spoken = "Monthly counts, January to December 2024: " + ", ".join(["5"] * 12)
    assert made(view())[0].figure == Sparkline([5.0] * 12, spoken)


def test_the_question_for_which_up_is_worse_has_its_verdict_and_interval_in_points() -> None:
    *offences, card = made(view(), WAVES)
    assert len(offences) == 3
    assert card.words.finding == "Crime is more of a problem"
    assert (card.value, card.verdict) == (Value("33%", "of residents asked"), Verdict.CLEAR_RISE)
    assert card.notes == [
        "+11 percentage points (95% interval +5 to +17) on the year to March 2021",
        "Published for Westmere, year to March 2022; up is worse",
        "The number asked was not published; 550 is assumed.",
    ]


def test_without_such_a_question_the_first_of_the_survey_stands() -> None:
    card = made(view(), WAVES.assign(is_up_bad=None))[3]
    assert (card.words.finding, card.value) == ("Well informed", Value("40%", "of residents asked"))
    assert card.notes[0] == "+5 percentage points (−1 to +11 possible) on the year to March 2021"


def test_a_survey_without_the_number_asked_says_that_it_cannot_be_tested() -> None:
    blank = dict.fromkeys(["difference_points", "lower_ci_points", "upper_ci_points"], nan)
    unknown = WAVES.assign(verdict=Verdict.CANNOT_COMPARE, refusal=Refusal.NO_BASE, **blank)
    card = made(view(), unknown)[3]
    assert card.notes[0] == "Against the year to March 2021 (22%)"
    assert "points" not in said(card)
    assert card.notes[-1] == "How many people were asked is not published."
