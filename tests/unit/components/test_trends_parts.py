import json
from math import nan
from typing import Any

import pandas as pd
import pytest

from components.panels import trends, trends_compare, trends_controls, trends_more, trends_multiples
from components.verdicts import BY_HAND
from data.model.comparison import Comparison, comparison
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.statistics.series.control_limits import NEAR, ONE_SIDE, OUTSIDE, TREND
from tests.fixtures.selections import ASB, COUNT, RATE, months, period, selection, status
from tests.fixtures.served import Page

RECORDED = "120 crimes in Westmere, year to December 2024"
WHOLE, PART = (
    comparison(period("2024-01", "2024-12"), "1", present)
    for present in (months("2023-01", "2024-12"), (*months("2023-01", "2023-04"), *months("2024-01", "2024-12")))
)
SHOWN = period("2023-01", "2024-12")
NO_EVENTS = pd.DataFrame({"label": [], "date_from": pd.to_datetime([]), "date_to": pd.to_datetime([])})
NO_SIGNALS = pd.DataFrame({"series": [], "rule": [], "months": []})


def page(component: Any) -> Page:
    return Page(json.loads(json.dumps({"x": component}, default=lambda part: part.to_plotly_json())))


def context(shown: Selection | None = None, **changes: Any) -> trends.Context:
    return trends.Context(shown or selection(), COUNT, status(), SHOWN, NO_EVENTS, **changes)


def change(**changes: Any) -> pd.Series:
    plain = {
        "total_0": 120.0, "total_1": 100.0, "change_pct": 20.0, "daily_pct": 20.0,
        "lower_ci_pct": 2.0, "upper_ci_pct": 41.0,
        "verdict": Verdict.CLEAR_RISE, "family": "area_headline", "comparisons": 1,
    }  # fmt: skip
    return pd.Series({**plain, **changes})


UNTOLD = {"change_pct": nan, "lower_ci_pct": nan, "upper_ci_pct": nan}
FEW = {"verdict": Verdict.TOO_FEW, **UNTOLD}


@pytest.mark.parametrize(
    ("whole", "compared", "missing", "said"),
    [
        ({}, WHOLE, (), f"{RECORDED}, up 20.0%: clear rise"),
        ({"verdict": Verdict.UNCLEAR}, WHOLE, (), f"{RECORDED}, up 20.0%: no clear change"),
        (FEW, WHOLE, (), f"{RECORDED}: too few to tell"),
        ({"verdict": Verdict.CANNOT_COMPARE, **UNTOLD}, WHOLE, (), RECORDED),
        ({"total_0": 55.0}, PART, (), RECORDED),
        ({}, None, (), RECORDED),
        ({}, WHOLE, months("2024-01", "2024-12"), "No data for January to December 2024"),
    ],
)
def test_the_heading_joins_a_verdict_only_to_the_count_that_it_is_of(
    whole: Any, compared: Comparison | None, missing: Any, said: str
) -> None:
    standing = pd.Series({"offence_count": 120.0})
    assert trends.finding(selection(), change(**whole), standing, compared, missing) == said


def test_an_incomplete_period_has_no_count() -> None:
    standing = pd.Series({"offence_count": nan})
    said = trends.finding(selection(), change(), standing, PART, months("2024-02", "2024-03"))
    assert said == "January to December 2024 is not complete"


def lead(whole: pd.Series, compared: Comparison | None = WHOLE, shown: Selection | None = None) -> str:
    return page(trends.lead(shown or selection(), compared, whole, ["Robbery rose."], "")).text


def test_the_change_of_the_whole_comes_with_both_counts_and_its_interval() -> None:
    assert lead(change()) == (
        "▲  120 in the year to December 2024 against 100 in the year to December 2023, +20.0% (95% interval +2.0% to "
        "+41.0%): clear rise. Robbery rose. All crime and anti-social behaviour of the area "
        "are each judged alone.  How is this judged?"
    )


def test_the_change_of_a_part_is_given_by_its_months() -> None:
    said = lead(change(total_0=55.0, total_1=50.0, verdict=Verdict.UNCLEAR), PART)
    assert said.startswith(
        "●  55 in January to April 2024 against 50 in January to April 2023, +20.0% (+2.0% to +41.0% possible): "
        "no clear change."
    )


def test_a_sum_chosen_by_hand_is_said_to_be_one() -> None:
    assert BY_HAND in lead(change(family="", verdict=Verdict.POSSIBLE_RISE))


def test_too_few_to_tell_is_given_without_a_percentage() -> None:
    said = lead(change(**FEW))
    assert "%" not in said
    assert "120 in the year to December 2024 against 100 in the year to December 2023: too few to tell." in said


@pytest.mark.parametrize("compared", [None, WHOLE])
def test_what_cannot_be_compared_has_the_sentences_alone(compared: Comparison | None) -> None:
    assert lead(change(verdict=Verdict.CANNOT_COMPARE, **UNTOLD), compared) == "Robbery rose."


def test_one_type_in_one_ward_is_not_said_twice() -> None:
    assert lead(change(), WHOLE, selection(wards=("W1",), crime_types=("Drugs",))) == "Robbery rose."


@pytest.mark.parametrize(
    ("form", "measure", "title", "decimals"),
    [
        ("month", COUNT, "Recorded offences a month", 0),
        ("month", RATE, "Recorded offences per 1,000 residents (no population loaded) a month", 2),
        ("rolling", COUNT, "Recorded offences, total of the 12 months to each month", 0),
        ("index", RATE, "Index of recorded offences, mean month of January to December 2023 = 100", 0),
    ],
)
def test_a_measure_names_its_form(form: str, measure: Any, title: str, decimals: int) -> None:
    found = trends.as_shown(measure, selection(form=form), period("2023-01", "2023-12"))
    assert (found.title, found.decimals) == (title, decimals)


def limited(**columns: Any) -> pd.DataFrame:
    plain = {
        "period_month": pd.date_range("2023-01-01", periods=24, freq="MS"), "series": "Westmere",
        "value": [float(n) for n in range(24)], "phase": 0, "centre": 12.0, "lower_limit": 2.0, "upper_limit": 22.0,
        "signals": "", "side": "", "is_seasonal": True,
    }  # fmt: skip
    return pd.DataFrame({**plain, **columns})


def marked(*rules: tuple[str, str], value: float = 40.0, **columns: Any) -> pd.DataFrame:
    """The series with a rule in each of the months named, whose value is above or below what is expected."""
    frame = limited(**columns)
    for month, rule in rules:
        side = "run" if rule == TREND else "high" if value > 12 else "low"
        frame.loc[frame["period_month"] == f"{month}-01", ["signals", "value", "side"]] = [rule, value, side]
    return frame


def heading(frame: pd.DataFrame) -> str:
    return page(trends.total_panel(context(), frame, NO_SIGNALS, [])).text.split(" Recorded")[0]


RUN = [(f"2024-{month:02}", TREND) for month in range(2, 9)]


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (limited(), "No unusual month"),
        (marked(("2024-07", OUTSIDE)), "July 2024 was unusually high"),
        (marked(("2024-07", OUTSIDE), value=1), "July 2024 was unusually low"),
        (marked(("2024-03", OUTSIDE), ("2024-07", NEAR)), "March 2024 and July 2024 were unusually high"),
        (marked(*[(f"2024-0{month}", ONE_SIDE) for month in range(1, 8)], value=1), "7 months were unusually low"),
        (marked(*RUN), "7 months rose or fell without a break"),
        (marked(*RUN, ("2024-09", OUTSIDE)), "September 2024 was unusually high"),
        (marked(("2023-07", OUTSIDE)), "No unusual month"),
        (marked(("2024-07", OUTSIDE), is_seasonal=False), "July 2024 was unusually high (season not taken out)"),
        (limited(is_seasonal=False), "No unusual month (season not taken out)"),
    ],
)
def test_the_heading_says_in_a_sentence_which_months_were_unusual(frame: pd.DataFrame, said: str) -> None:
    assert heading(frame) == said


def test_unusual_months_on_both_sides_are_counted() -> None:
    frame = marked(("2024-07", OUTSIDE))
    frame.loc[23, ["signals", "side"]] = [OUTSIDE, "low"]
    assert heading(frame) == "2 months were unusually high or low"


def test_unusual_months_are_listed_by_rule_with_those_before_the_period() -> None:
    signals = pd.DataFrame({"series": ["Westmere"], "rule": [OUTSIDE], "months": [months("2023-12", "2024-01")]})
    shown = page(trends.total_panel(context(), limited(), signals, ["Note."]))
    january, december = "January 2024: outside the limits", "Before the period, December 2023: outside the limits"
    assert f"◆  {january} ◆  {december} Note." in shown.text


def test_the_notes_say_where_the_season_came_from_and_where_it_stays() -> None:
    march = months("2024-03", "2024-03")
    found = trends.season_notes(limited(), [], march, 14)
    assert found == [
        trends.CAUTION,
        "The season is taken out: what is usual for each month is learnt from the other years of 14 districts "
        "together.",
        "No other year tells what is usual for March 2024: the months on either side stand in.",
    ]
    assert "the area's own years" in trends.season_notes(limited(), [], (), 1)[1]
    assert trends.season_notes(limited(is_seasonal=False), [period("2024-01", "2024-12")], march, 14) == [
        trends.CAUTION,
        "The season is not taken out in January to December 2024, for want of other years: a month may be marked for "
        "its season alone.",
    ]
    assert trends.season_notes(limited(centre=nan), [], march, 14) == []


def test_the_table_has_limits_signals_and_the_year_before() -> None:
    shown = page(trends.total_panel(context(said=["Robbery rose."]), limited(), NO_SIGNALS, []))
    last = shown.table("No unusual")[-1]
    assert last == {
        "Month": "2024-12", "Westmere": "23", "Same month a year before": "11", "Expected": "12", "Lower limit": "2",
        "Upper limit": "22", "Unusual": "",
    }  # fmt: skip
    assert "# Robbery rose." in shown.downloads[0].notes


def test_without_limits_the_table_has_none_and_the_finding_claims_nothing() -> None:
    frame = limited(centre=nan, lower_limit=nan, upper_limit=nan)
    shown = page(trends.total_panel(context(), frame, NO_SIGNALS, []))
    assert shown.text.startswith("All crime in Westmere, by month")
    assert list(shown.table("All crime")[0]) == ["Month", "Westmere", "Same month a year before"]


def test_what_is_refused_is_said_in_words() -> None:
    assert trends.limit_notes(selection(), [period("2024-01", "2024-04")], ["Robbery", "Drugs"], {}) == [
        "No limits for January to April 2024: fewer than 12 months between gaps and breaks.",
        "No limits for Robbery and Drugs: fewer than 5 a month on average in a stretch between gaps and breaks.",
    ]
    rolling = trends.limit_notes(selection(form="rolling"), [], [], {"A": months("2024-05", "2024-06")})
    assert rolling == [
        trends.SHARED_MONTHS,
        "No total is given where one of its 12 months is missing: May to June 2024.",
    ]
    assert trends.limit_notes(selection(form="index"), [], [], {"A": months("2024-05", "2024-05")}) == [
        "No index: no data for May 2024."
    ]
    assert trends.limit_notes(selection(), [], [], {}) == []


def beside(**rates: Any) -> trends_compare.Beside:
    stamps = pd.date_range("2024-01-01", periods=2, freq="MS")
    names = ["Alder", "Rest of Westmere"]
    values = pd.DataFrame({"period_month": list(stamps) * 2, "series": [names[0]] * 2 + [names[1]] * 2, "value": 1.5})
    counts = pd.DataFrame({"period_month": list(stamps) * 2, "name": values["series"], "offence_count": [3.0, 4, 5, 6]})
    plain = {
        "name": names, "rate_per_1000": [7.0, 2.2], "lower_ci_per_1000": [2.8, 1.1], "upper_ci_per_1000": [14.4, 3.9],
    }  # fmt: skip
    return trends_compare.Beside(
        values, counts, {names[0]: 1000, names[1]: 5000}, pd.DataFrame(plain | rates), ["Alder rose."], "Census"
    )


def test_two_sides_have_their_rates_with_intervals_and_no_verdict_on_their_difference() -> None:
    shown = page(trends_compare.compare_panel(context(), beside()))
    assert shown.text.startswith("Alder beside Rest of Westmere, by month")
    assert (
        "Per 1,000 residents in the year to December 2024 (Census), 95% intervals: Alder: 7.0 (2.8 to 14.4) and Rest "
        "of Westmere: 2.2 (1.1 to 3.9). Alder rose." in shown.text
    )
    unknown = page(trends_compare.compare_panel(context(), beside(rate_per_1000=[7.0, nan])))
    assert "95% intervals" not in unknown.text


def test_a_comparison_has_both_sides_and_their_counts_in_its_table() -> None:
    shown = page(trends_compare.compare_panel(context(), beside()))
    assert shown.table("Alder")[1] == {
        "Month": "2024-02", "Alder": "2", "Rest of Westmere": "2", "Alder, offences": "4",
        "Rest of Westmere, offences": "6",
    }  # fmt: skip
    assert "# Alder rose." in shown.downloads[0].notes
    colours = [trace["line"]["color"] for trace in shown.figure("trends-against")["data"]]
    assert colours == ["#12436D", "#F46A25"]


def test_every_file_names_its_wards_and_types() -> None:
    told = context(selection(wards=("W1", "W3"), crime_types=("Robbery",)))
    counts = pd.DataFrame(1, index=pd.Index(range(24), name="hour"), columns=range(1, 8))
    profile = pd.DataFrame({"month": [1], "index": [100.0], "lowest_index": [90.0], "highest_index": [110.0]})
    panels = [
        trends.total_panel(told, limited(), NO_SIGNALS, []),
        trends_multiples.multiples_panel(told, limited(), NO_SIGNALS, []),
        trends_compare.compare_panel(told, beside()),
        trends_more.season_panel(told, profile, (SHOWN,), None, ()),
        trends_more.hour_panel(told, counts, 0),
    ]
    scope = "# Wards: Alder, Cedar (wards of 2004 to May 2026). Crime types: Robbery."
    assert [[scope in file.notes for file in page(panel).downloads] for panel in panels] == [[True]] * 5
    # Nuisance beside crimes is in no sum: only its own small chart has it.
    mixed = context(selection(wards=("W1", "W3"), crime_types=("Robbery", ASB)))
    total = page(trends.total_panel(mixed, limited(), NO_SIGNALS, [])).downloads[0]
    by_type = page(trends_multiples.multiples_panel(mixed, limited(), NO_SIGNALS, [])).downloads[0]
    assert scope in total.notes
    assert scope.replace("Robbery", f"Robbery, {ASB}") in by_type.notes
    # The funnel holds every ward, whichever are chosen.
    funnel = page(trends_more.funnel_panel(told, areas(), CURVES, 80.0, RATE)).downloads[0]
    assert scope.replace("Alder, Cedar", "all 3 of Westmere") in funnel.notes


@pytest.mark.parametrize(
    ("against", "said"),
    [("rest", "choose some of the wards"), ("districts", "no other district"), ("W1", "every ward")],
)
def test_nothing_to_compare_with_is_said(against: str, said: str) -> None:
    assert said in page(trends_compare.nothing_left((against,))).text


def test_the_multiples_name_the_signals_of_the_period_alone() -> None:
    frame = pd.concat([limited(series="Alder"), limited(series="Beech")], ignore_index=True)
    signals = pd.DataFrame(
        {
            "series": ["Alder", "Beech"],
            "rule": ["outside", "near"],
            "months": [months("2023-12", "2024-01"), months("2023-03", "2023-03")],
        }
    )
    shown = page(trends_multiples.multiples_panel(context(selection(parts="ward")), frame, signals, []))
    assert shown.text.startswith("1 of 2 wards had an unusual month Recorded")
    assert "Alder, January 2024: outside" in shown.text
    assert "Beech," not in shown.text
    rows = shown.table("1 of 2 wards")
    assert len(rows) == 48
    assert (rows[-1]["Ward"], rows[-1]["Month"], rows[-1]["Value"]) == ("Beech", "2024-12", "23")


def areas(**columns: Any) -> pd.DataFrame:
    plain = {
        "area_code": ["W1", "W2"], "area_name": ["Alder", "Beech"], "population": [1000, 2000],
        "offence_count": [300.0, 90.0], "rate_per_1000": [300.0, 45.0], "lower_ci_per_1000": 1.0,
        "upper_ci_per_1000": 2.0, "position": ["above 99.8% limits", "within 95% limits"],
    }  # fmt: skip
    return pd.DataFrame({**plain, **columns})


CURVES = pd.DataFrame(
    {"population": [500.0], "lower_95": [1.0], "upper_95": [2.0], "lower_998": [1.0], "upper_998": [2.0]}
)


def test_the_funnel_names_its_outlier_and_cautions_against_residents() -> None:
    shown = page(trends_more.funnel_panel(context(), areas(), CURVES, 80.0, RATE))
    assert shown.text.startswith("Alder lies above the 99.8% limits")
    assert "Look first at who visits Alder." in shown.text
    assert RATE.caveat in shown.text
    assert [row["Ward"] for row in shown.table("Alder lies")] == ["Alder", "Beech"]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"offence_count": nan, "rate_per_1000": nan}, "months are missing"),
        ({"population": nan, "rate_per_1000": nan}, "no population is loaded"),
    ],
)
def test_wards_without_rates_have_no_funnel_and_it_says_why(columns: Any, reason: str) -> None:
    shown = page(trends_more.funnel_panel(context(), areas(**columns), CURVES, nan, RATE))
    assert reason in shown.text
    assert shown.downloads == []


def test_the_season_names_its_highest_month_and_years_or_is_refused() -> None:
    profile = pd.DataFrame(
        {"month": [1, 7], "index": [90.0, 112.0], "lowest_index": [80.0, 100.0], "highest_index": [99.0, 130.0]}
    )
    years = (period("2022-01", "2022-12"), period("2023-01", "2023-12"))
    shown = page(trends_more.season_panel(context(), profile, years, None, ()))
    assert shown.text.startswith("July is highest: 12% above the mean month")
    assert "mean of 2 years (January to December 2022 and January to December 2023)" in shown.text
    flat = profile.assign(index=100.2)
    locked = page(trends_more.season_panel(context(), flat, years, None, months("2023-03", "2023-06")))
    assert locked.text.startswith("No month is above the mean")
    assert "Restrictions" not in shown.text
    assert "Restrictions lie within them (March to June 2023) and may hide the usual season." in locked.text
    refused = page(trends_more.season_panel(context(), profile.iloc[:0], (), "Two years are needed.", ()))
    assert refused.text == "Months of the year are not compared Two years are needed."


def test_the_hours_of_the_week_say_the_busiest_and_what_is_unknown() -> None:
    counts = pd.DataFrame(0, index=pd.Index(range(24), name="hour"), columns=range(1, 8))
    counts.loc[23, 6] = 4
    shown = page(trends_more.hour_panel(context(), counts, 7))
    assert shown.text.startswith("Busiest hour: Saturday 23:00 to 00:00")
    assert "7 more have no day or no hour" in shown.text
    assert shown.table("Busiest")[23]["Saturday"] == "4"
    none = page(trends_more.hour_panel(context(), counts * 0, 7))
    assert none.text.startswith("Hours of the week are not known")


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ({}, {"measure": "offence_count", "form": "month", "parts": "type", "scale": "free", "against": []}),
        ({"parts": "ward", "against": "W1"}, {"parts": "ward", "scale": "common", "against": ["W1"]}),
        ({"against": ["W1", "W2"], "scale": "free", "parts": "ward"}, {"scale": "free", "against": ["W1", "W2"]}),
        ({"measure": "change_pct", "form": "sideways", "against": ""}, {"measure": "offence_count", "form": "month"}),
    ],
)
def test_controls_are_drawn_as_the_address_says(query: Any, values: dict[str, Any]) -> None:
    tree = [trends_controls.series_controls(query), trends_controls.part_controls(query)]
    found = {part.id["key"]: part.value for root in tree for part in root._traverse() if hasattr(part, "value")}
    assert {key: found[key] for key in values} == values


def test_what_is_compared_is_named_in_a_few_words() -> None:
    names = [
        trends_controls.against_label(selection(against=against))
        for against in ((), ("rest",), ("districts",), ("W2",), ("W2", "W3"))
    ]
    assert names == ["Nothing", "Rest of Westmere", "Westmere with other districts", "Beech", "2 wards"]
