from dataclasses import replace
from math import nan
from typing import Any

import pandas as pd
import pytest

from data.model.comparison import Comparison, comparison
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.reports.figures import LineWithLimits
from data.reports.panel import JUDGED, Listed
from data.reports.trends.total import finding, opening, total_panel
from data.statistics.series.control_limits import NEAR, ONE_SIDE, OUTSIDE, TREND
from data.words.verdicts import ALONE, BY_HAND, SIGNS
from tests.fixtures.selections import ASB, months, period, selection
from tests.fixtures.trends import limited, trend, view

RECORDED = "120 crimes in Westmere, year to December 2024"
WHOLE, PART = (
    comparison(period("2024-01", "2024-12"), "1", present)
    for present in (months("2023-01", "2024-12"), (*months("2023-01", "2023-04"), *months("2024-01", "2024-12")))
)


def change(**changes: Any) -> pd.Series:
    plain = {
        "total_0": 120.0, "total_1": 100.0, "change_pct": 20.0, "daily_pct": 20.0,
        "lower_ci_pct": 2.0, "upper_ci_pct": 41.0,
        "verdict": Verdict.CLEAR_RISE, "family": "area_headline", "comparisons": 1,
    }  # fmt: skip
    return pd.Series({**plain, **changes})


UNTOLD = {"change_pct": nan, "lower_ci_pct": nan, "upper_ci_pct": nan}
FEW = {"verdict": Verdict.TOO_FEW, **UNTOLD}


NO_LIMITS = limited(centre=nan)
WHEN = "in the year to December 2024"


@pytest.mark.parametrize(
    ("whole", "compared", "limits", "said"),
    [
        ({}, WHOLE, NO_LIMITS, f"Crime rose 20.0% {WHEN}"),
        ({}, WHOLE, limited(), f"Crime rose 20.0% {WHEN}; no unusual month for all crime"),
        (
            {"verdict": Verdict.UNCLEAR},
            WHOLE,
            limited(),
            f"{RECORDED}: no clear change; no unusual month for all crime",
        ),
        (FEW, WHOLE, NO_LIMITS, f"{RECORDED}: too few to tell"),
        ({"verdict": Verdict.CANNOT_COMPARE, **UNTOLD}, WHOLE, NO_LIMITS, RECORDED),
        ({}, None, limited(), f"{RECORDED}; no unusual month for all crime {WHEN}"),
        ({}, PART, limited(), f"Crime rose 20.0% in January to April 2024; no unusual month for all crime {WHEN}"),
    ],
)
def test_the_heading_joins_a_verdict_only_to_the_months_that_it_is_of(
    whole: Any, compared: Comparison | None, limits: pd.DataFrame, said: str
) -> None:
    assert finding(selection(), change(offence_count=120.0, **whole), compared, limits) == said


def opened(whole: pd.Series, compared: Comparison | None = WHOLE, chosen: Selection | None = None) -> list[Any]:
    return list(opening(chosen or selection(), compared, whole, ["Robbery rose."]))


def test_the_change_of_the_whole_comes_with_both_counts_its_interval_and_its_sign() -> None:
    first, changes, judged = opened(change())
    assert first.sign == SIGNS[Verdict.CLEAR_RISE]
    assert first.texts == [
        "120 in the year to December 2024 against 100 in the year to December 2023, +20.0% (95% interval +2.0% to "
        "+41.0%): clear rise."
    ]
    assert changes == Listed(["Robbery rose."])
    assert judged == (f"{ALONE} ", JUDGED)


def test_the_change_of_a_part_is_given_by_its_months() -> None:
    first = opened(change(total_0=55.0, total_1=50.0, verdict=Verdict.UNCLEAR), PART)[0]
    assert first.sign == SIGNS[Verdict.UNCLEAR]
    (text,) = map(str, first.texts)
    assert text.startswith("55 in January to April 2024 against 50")
    assert text.endswith("+41.0% possible): no clear change.")


def test_a_sum_chosen_by_hand_is_said_to_be_one() -> None:
    assert opened(change(family="", verdict=Verdict.POSSIBLE_RISE))[-1] == (f"{BY_HAND} ", JUDGED)


def test_too_few_to_tell_is_given_without_a_percentage() -> None:
    (text,) = map(str, opened(change(**FEW))[0].texts)
    assert text.startswith("120 in the year to December 2024")
    assert text.endswith(f": {Verdict.TOO_FEW.lower()}.")
    assert "%" not in text


@pytest.mark.parametrize("compared", [None, WHOLE])
def test_what_cannot_be_compared_has_the_sentences_alone(compared: Comparison | None) -> None:
    assert opened(change(verdict=Verdict.CANNOT_COMPARE, **UNTOLD), compared) == [Listed(["Robbery rose."])]


def test_one_type_in_one_ward_is_not_said_twice() -> None:
    alone = selection(wards=("W1",), crime_types=("Drugs",))
    assert opened(change(), WHOLE, alone) == [Listed(["Robbery rose."])]


def test_where_nothing_changed_is_said_there_is_no_empty_list() -> None:
    assert opening(selection(), None, change(), []) == []


def marked(*rules: tuple[str, str], value: float = 40.0, **columns: Any) -> pd.DataFrame:
    """The series with a rule in each of the months named, whose value is above or below what is expected."""
    frame = limited(**columns)
    for month, rule in rules:
        side = "run" if rule == TREND else "high" if value > 12 else "low"
        frame.loc[frame["period_month"] == f"{month}-01", ["signals", "value", "side"]] = [rule, value, side]
    return frame


def heading(frame: pd.DataFrame) -> str:
    return total_panel(view(), trend(frame), []).words.finding


RUN = [(f"2024-{month:02}", TREND) for month in range(2, 9)]


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (limited(), "No unusual month for all crime"),
        (marked(("2024-07", OUTSIDE)), "July 2024 was unusually high for all crime"),
        (marked(("2024-07", OUTSIDE), value=1), "July 2024 was unusually low for all crime"),
        (marked(("2024-03", OUTSIDE), ("2024-07", NEAR)), "March 2024 and July 2024 were unusually high for all crime"),
        (
            marked(*[(f"2024-0{month}", ONE_SIDE) for month in range(1, 8)], value=1),
            "7 months were unusually low for all crime",
        ),
        (marked(*RUN), "7 months rose or fell without a break for all crime"),
        (marked(*RUN, ("2024-09", OUTSIDE)), "September 2024 was unusually high for all crime"),
        (marked(("2023-07", OUTSIDE)), "No unusual month for all crime"),
        (
            marked(("2024-07", OUTSIDE), is_seasonal=False),
            "July 2024 was unusually high for all crime (season not taken out)",
        ),
        (limited(is_seasonal=False), "No unusual month for all crime (season not taken out)"),
    ],
)
def test_the_heading_says_in_a_sentence_which_months_were_unusual(frame: pd.DataFrame, said: str) -> None:
    assert heading(frame) == said


def test_unusual_months_on_both_sides_are_counted() -> None:
    frame = marked(("2024-07", OUTSIDE))
    frame.loc[23, ["signals", "side"]] = [OUTSIDE, "low"]
    assert heading(frame) == "2 months were unusually high or low for all crime"


def test_the_unusual_months_are_folded_before_the_notes() -> None:
    panel = total_panel(view(), trend(signals=[("Westmere", OUTSIDE, months("2024-01", "2024-01"))]), ["Note."])
    assert panel.folds[0].notes == [Listed([f"January 2024: {OUTSIDE}"], "◆")]
    assert panel.folds[1].notes == [panel.words.full, "Note."]


def test_the_table_has_limits_signals_and_the_year_before() -> None:
    panel = total_panel(view(said=["Robbery rose."]), trend(), [])
    assert panel.table is not None
    last = panel.table.frame.iloc[-1]
    assert {column.heading: last[column.name] for column in panel.table.columns} == {
        "Month": "2024-12", "Westmere": 23, "Same month a year before": 11, "Expected": 12, "Usual from": 2,
        "Usual to": 22, "Unusual": "",
    }  # fmt: skip
    assert panel.words.said == ["Robbery rose."]


def test_the_chart_draws_the_limits_with_the_events_of_its_months() -> None:
    drawn, limits = view(), limited()
    figure = total_panel(drawn, trend(limits), []).figure
    assert isinstance(figure, LineWithLimits)
    assert (figure.frame is limits, figure.annotations is drawn.events) == (True, True)
    assert figure.period == drawn.selection.period


def test_without_limits_the_table_has_none_and_the_finding_claims_nothing() -> None:
    panel = total_panel(view(), trend(limited(centre=nan, lower_limit=nan, upper_limit=nan)), [])
    assert panel.words.finding == "All crime in Westmere, by month"
    assert panel.table is not None
    assert [column.heading for column in panel.table.columns] == ["Month", "Westmere", "Same month a year before"]


def test_nuisance_beside_crimes_is_in_no_sum() -> None:
    mixed = selection(wards=("W1", "W3"), crime_types=("Robbery", ASB))
    scope = "Wards: Alder, Cedar (wards of 2004 to May 2026). Crime types: Robbery."
    assert total_panel(view(mixed), trend(), []).words.scope == scope


def test_of_one_type_alone_nothing_else_could_be_meant() -> None:
    alone = replace(view(), selection=selection(crime_types=("Drugs",)))
    assert total_panel(alone, trend(limited()), []).words.finding == "No unusual month"
