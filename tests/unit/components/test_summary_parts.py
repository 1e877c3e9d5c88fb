import json
from dataclasses import replace
from math import nan
from typing import Any

import pandas as pd
import pytest

from components.panels import performance, published, summary
from components.panels.summary_cards import cards
from components.panels.summary_wards import ward_panel
from components.verdicts import ALONE, BY_HAND, POSSIBLE
from data.model.verdict import Refusal, Verdict
from data.statistics.change.performance import offence_rows, ward_changes
from data.statistics.change.performance import performance as performance_table
from data.statistics.change.published import beside_published
from tests.fixtures.invented import CHANGED, CHOSEN, PRESENT, made
from tests.fixtures.selections import ASB, CHANGE, COUNT, RATE, choices, months, period, selection, status
from tests.fixtures.served import Page, of_type, texts

MEASURES = {measure.name: measure for measure in (COUNT, RATE, CHANGE)}
QUIET = dict.fromkeys(CHANGED, 1.0)


def context(
    chosen: str = "all",
    present: str = "whole",
    similar: tuple[str, ...] = (),
    changed: dict[str, float] = CHANGED,
    is_demo: bool = False,
    **changes: Any,
) -> summary.Context:
    shown, offered = selection(**(CHOSEN[chosen] | changes)), choices(PRESENT[present])
    compared, figures, standing = made(shown, offered, changed)
    table = performance_table(shown, figures, standing, similar)
    return summary.Context(shown, offered, status(is_demo), MEASURES, compared, table, "")


def as_json(component: Any) -> Any:
    return json.loads(json.dumps(component, default=lambda c: c.to_plotly_json()))


ALL, RECORDED = "2,999 crimes in Westmere, year to December 2024", "1,044 crimes in Beech, year to December 2024"
SUM = "2,990 offences (2 crime types) in Westmere, year to December 2024"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (context(), f"{ALL}, up 36.8%: clear rise"),
        (context("one ward"), f"{RECORDED}, up 48.7%: clear rise"),
        (context("unticked"), f"{SUM}, up 37.4%: possible rise, not certain"),
        (context(crime_types=("Drugs",)), "9 offences (drugs) in Westmere, year to December 2024: too few to tell"),
        (context(present="part"), ALL),
        (context(present="one month"), ALL),
        (context(present="nothing"), ALL),
        (context("unticked", "part"), SUM),
    ],
)
def test_the_heading_joins_a_verdict_only_to_the_count_that_it_is_of(given: summary.Context, said: str) -> None:
    assert summary.finding(given) == said


def test_the_part_that_can_be_compared_is_linked_with_the_rest_of_the_selection() -> None:
    link = next(of_type(as_json(summary.part_link(context(present="part", crime_types=("Drugs",)))), "Link"))["props"]
    assert link["children"] == "Show January to April 2024 alone"
    assert link["href"] == "?type=Drugs&from=2024-01&to=2024-04"
    assert summary.part_link(context()) is None
    assert summary.part_link(context(present="nothing")) is None


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (context(), "All 3 other districts"),
        (context(similar=("D2", "D3")), "Most similar group (2)"),
        (context("one ward"), "Rest of Westmere"),
        (context(present="nothing"), ""),
    ],
)
def test_those_compared_with_are_named(given: summary.Context, name: str) -> None:
    assert given.others == name


def monthly(given: summary.Context) -> pd.DataFrame:
    stamps = pd.date_range("2023-01-01", "2024-12-01", freq="MS")
    rows = [(stamp, name, 5.0) for stamp in stamps for name in offence_rows(given.selection)]
    return pd.DataFrame(rows, columns=["period_month", "offence", "offence_count"])


def shown_cards(given: summary.Context, waves: pd.DataFrame | None = None) -> list[str]:
    answers = WAVES.iloc[:0] if waves is None else waves
    return Page({"cards": as_json(cards(given, monthly(given), answers))}).cards


def test_cards_are_the_total_behaviour_and_the_surest_rise_with_their_verdicts() -> None:
    shown = shown_cards(context())
    assert [card.split("  ")[0].rsplit(" ", 1)[0] for card in shown] == ["All crime", ASB, "Burglary"]
    assert "▲   Clear rise" in shown[0]
    assert "Against the year to December 2023 (2,193) +36.8% (95% interval +27.3% to +46.1%)" in shown[0]
    assert "All 3 other districts: +0.5%" in shown[0]
    assert "499.8 (482.1 to 518.0) per 1,000 residents (no population loaded)" in shown[0]
    assert "Among the districts: 2nd of 4 per 1,000 residents, also allowing for chance" in shown[0]
    assert shown[2].endswith("The surest rise of all crime types.")


def test_without_a_clear_rise_the_third_card_is_the_most_frequent_type() -> None:
    shown = shown_cards(context(changed=QUIET))
    assert shown[2].startswith("Burglary 1,")
    assert "possible)" in shown[2]
    assert "95% interval" not in shown[2]
    assert shown[2].endswith("The most frequent crime type.")


def test_too_few_to_tell_gives_no_percentage() -> None:
    (card,) = shown_cards(context(crime_types=("Drugs",)))
    assert card.startswith("Drugs 9   recorded ○   Too few to tell")
    assert "Against the year to December 2023 (17)" in card
    assert "%" not in card


def test_a_card_of_a_part_has_its_verdict_beside_the_counts_of_the_part() -> None:
    card = shown_cards(context(present="part"))[0]
    assert card.startswith("All crime 2,999   recorded January to April 2024 (955) against January to April 2023 (696)")
    assert "January to April 2023 (696): ▲ Clear rise +37.2%, +36.1% by the day (95% interval" in card


def test_what_cannot_be_compared_has_its_reason_and_no_change() -> None:
    month, nothing = shown_cards(context(present="one month"))[0], shown_cards(context(present="nothing"))[0]
    assert "June 2024 (230) against June 2023 (174): – Cannot compare One month alone does not show" in month
    assert "%" not in month + nothing
    assert "gainst" not in nothing
    assert "Cannot compare" not in nothing
    assert "Among the districts: 2nd of 4" in nothing


def test_a_sparkline_shows_the_months_of_the_period() -> None:
    image = next(of_type(as_json(cards(context(), monthly(context()), WAVES.iloc[:0])), "Img"))["props"]
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
    rows = page.table("Performance by offence")
    assert rows[1] == {
        "Offence": "Burglary",
        "Total, year to December 2024": "2,284",
        "Change, %": "+55.9 (+42.3\u00a0to\u00a0+69.8)",
        "Verdict": "▲ Clear rise",
        "Rank among districts": "1st of 4 per 1,000 residents, anywhere from 1st to 2nd allowing for chance",
        "All 3 other districts: change, %": "+1.8 (−4.7\u00a0to\u00a0+8.1)",
        "Per 1,000": "380.7 (365.2\u00a0to\u00a0396.6)",
        "Total, year to December 2023": "1,465",
    }
    assert [row["Verdict"] for row in rows] == [
        "▲ Clear rise", "▲ Clear rise", "● No clear change", "○ Too few to tell", "▼ Clear fall",
    ]  # fmt: skip


def test_too_few_to_tell_is_without_a_change_in_the_table_and_its_file() -> None:
    page = performance_page(context())
    row = page.table("Performance by offence")[3]
    assert (row["Change, %"], row["All 3 other districts: change, %"]) == ("not available", "not available")
    line = next(line for line in page.downloads[0].body.splitlines() if line.startswith("Drugs"))
    assert line.startswith('Drugs,9,,,,Too few to tell,"3rd of 4')
    assert ",,,,1.5," in line


def test_unticking_a_type_changes_no_other_verdict_on_the_table() -> None:
    kept = ["Change, %", "Verdict", "Total, year to December 2023"]
    tables = [performance_page(context(chosen)).table("Performance by offence") for chosen in ("all", "unticked")]
    whole, part = ({row["Offence"]: [row[name] for name in kept] for row in table} for table in tables)
    assert set(part) - {"Chosen types together"} == set(whole) - {"All crime", "Drugs"}
    assert all(part[name] == whole[name] for name in part if name != "Chosen types together")
    assert part["Chosen types together"][1] == "△ Possible rise, not certain"


@pytest.mark.parametrize(
    ("given", "notes"),
    [
        (
            context(),
            [POSSIBLE, ALONE, "Judged together with all 3 crime types."],
        ),
        (
            context("unticked"),
            [
                POSSIBLE,
                "Chosen types together: this sum was chosen by hand, so at most a possible change is said of it.",
                "Judged together with all 3 crime types.",
                ALONE,
            ],
        ),
        (context("two wards"), [POSSIBLE, BY_HAND]),
        (context(crime_types=("Drugs",)), ["Judged together with all 3 crime types."]),
        (context(present="one month"), [f"Cannot compare: {Refusal.ONE_MONTH}."]),
        (context(present="nothing"), []),
    ],
)
def test_the_table_says_with_what_each_figure_is_judged(given: summary.Context, notes: list[str]) -> None:
    page = performance_page(given)
    found = performance.performance_notes(given)
    assert [note for note in found if "Rank" not in note and note != RATE.caveat] == notes
    assert " ".join(found) in page.text
    assert [f"# {note}" for note in ("Said above.", *found)] == page.downloads[0].notes[3:-1]


def test_every_sum_chosen_by_hand_is_at_most_possible() -> None:
    verdicts = context("two wards").table.set_index("offence")["verdict"]
    assert verdicts.to_dict() == {
        "All crime": Verdict.POSSIBLE_RISE, "Burglary": Verdict.POSSIBLE_RISE, "Robbery": Verdict.UNCLEAR,
        "Drugs": Verdict.TOO_FEW, ASB: Verdict.POSSIBLE_FALL,
    }  # fmt: skip


def test_the_table_of_a_part_gives_the_counts_that_are_compared_by_their_months() -> None:
    page = performance_page(context(present="part"))
    row = page.table("Performance by offence")[0]
    assert row["Total, year to December 2024"] == "2,999"
    assert row["Change, %, January to April 2024"].startswith("+37.2")
    assert (row["Total, January to April 2024"], row["Total, January to April 2023"]) == ("955", "696")
    assert "change of January to April 2024 on January to April 2023, rates per 1,000 residents" in page.text


def test_what_cannot_be_given_has_no_column() -> None:
    given = context(present="nothing")
    bare = replace(given, table=given.table.assign(rank_words="", rate_per_1000=nan))
    page = performance_page(bare)
    assert list(page.table("Performance by offence")[0]) == ["Offence", "Total, year to December 2024"]
    assert performance.performance_notes(bare) == []


@pytest.mark.parametrize(
    ("chosen", "scope"),
    [
        ("all", "# Wards: all 3 of Westmere (wards of 2004 to May 2026). Crime types: all."),
        (
            "unticked",
            "# Wards: all 3 of Westmere (wards of 2004 to May 2026). Crime types: Burglary, Robbery, "
            "Anti-social behaviour.",
        ),
        ("two wards", "# Wards: Alder, Beech (wards of 2004 to May 2026). Crime types: all."),
    ],
)
def test_every_file_names_its_wards_and_types(chosen: str, scope: str) -> None:
    given = context(chosen)
    pages = [performance_page(given), ward_page(given)]
    assert [[scope in download.notes for download in page.downloads] for page in pages] == [[True], [True]]


def wards(given: summary.Context, changed: dict[str, float] = CHANGED) -> pd.DataFrame:
    _, figures, standing = made(given.selection, given.choices, changed)
    return ward_changes(given.selection.vintage.wards, given.selection.counted_types, figures, standing)


def ward_page(given: summary.Context, changed: dict[str, float] = CHANGED, **columns: Any) -> Page:
    return Page({"panel": as_json(ward_panel(given, wards(given, changed).assign(**columns), ["Said."]))})


def test_wards_are_drawn_by_their_change_with_the_sign_of_their_verdict() -> None:
    page = ward_page(context())
    assert next(texts(next(of_type(page.response, "H2")))) == "Of 3 wards 3 clearly rose"
    dots = page.figure("summary-wards")["data"][-1]
    assert list(dots["y"]) == ["<b>Alder</b>", "<b>Cedar</b>", "<b>Beech</b>"]
    assert [round(value, 1) for value in dots["x"]] == [25.2, 33.2, 48.7]
    assert dots["text"][2] == "Beech: +48.7% ▲: Clear rise"
    assert "Judged together with all 3 wards." in page.text
    assert "change on January to December 2023, in per cent" in page.text


def test_wards_without_a_clear_change_are_counted_and_not_marked() -> None:
    page = ward_page(context(changed=QUIET), QUIET)
    assert next(texts(next(of_type(page.response, "H2")))) == "Of 3 wards none clearly changed"
    assert not [name for name in page.figure("summary-wards")["data"][-1]["y"] if "<b>" in name]


def test_wards_with_too_few_stay_in_the_table_without_a_percentage() -> None:
    page = ward_page(context(crime_types=("Drugs",)))
    rows = page.table("Too few to tell in 3 wards")
    assert {(row["Change, %"], row["Verdict"]) for row in rows} == {("not available", "○ Too few to tell")}
    assert "3 with too few to tell are in the table alone." in page.text
    assert all(",,,,Too few to tell," in line for line in page.downloads[0].body.splitlines()[1:])


def test_without_a_change_the_wards_are_listed_and_drawn_by_their_rates() -> None:
    page = ward_page(context(present="nothing"))
    assert list(page.figure("summary-wards")["data"][-1]["y"]) == ["Alder", "Cedar", "Beech"]
    rows = page.table("3 wards by rate of all crime")
    assert [row["Ward"] for row in rows] == ["Beech", "Cedar", "Alder"]
    assert "Verdict" not in rows[0]


def test_without_residents_the_wards_stand_in_the_table_alone() -> None:
    page = ward_page(context(present="nothing"), rate_per_1000=nan)
    assert list(of_type(page.response, "Graph")) == []
    rows = page.table("3 wards by number of offences")
    assert list(rows[0]) == ["Ward", "Offences", "Code"]
    assert [row["Ward"] for row in rows] == ["Cedar", "Beech", "Alder"]


@pytest.mark.parametrize(
    ("said", "texts_"),
    [(["Alder rose."], ["Alder rose."]), ([], ["Cedar and Beech hold 84% of the crime counted, of 3 wards."])],
)
def test_where_changes_cannot_be_given_the_wards_with_most_are_named(said: list[str], texts_: list[str]) -> None:
    given = context(present="nothing")
    assert summary.where(given, wards(given), said) == texts_


PUBLISHED = pd.DataFrame(
    {
        "offence": ["All", "Drug offences", "Hate"], "crime_types": ["All crime", "Drugs", None],
        "offence_count": [3010, 9, 30], "change_pct": [20.5, 12.0, 1.0], "note": [None, None, "No flag"],
        "period_from": pd.Timestamp("2024-01-01"), "period_to": pd.Timestamp("2024-12-01"), "document": "Report",
        "paragraph": "2.17",
    }
)  # fmt: skip


def published_page(given: summary.Context, frame: pd.DataFrame) -> Page:
    is_beside = published.matches(given, frame)
    shown = beside_published(frame, given.table) if is_beside else frame
    return Page({"panel": as_json(published.published_panel(given, shown))})


def test_published_figures_stand_beside_ours_with_the_reason_for_a_difference() -> None:
    page = published_page(context(), PUBLISHED)
    first, few, alone = page.table("Published: year to December 2024, beside ours")
    assert (first["Total"], first["Ours"], first["Ours less published"]) == ("3,010", "2,999", "−11")
    assert (first["Change, %"], first["Our change, %"], first["Our verdict"]) == ("+20.5", "+36.8", "▲ Clear rise")
    assert (few["Change, %"], few["Our change, %"], few["Our verdict"]) == (
        "+12.0",
        "not available",
        "○ Too few to tell",
    )
    assert (alone["Ours"], alone["Our verdict"], alone["Note"]) == ("not available", "", "No flag")
    assert "# Wards: all 3 of Westmere (wards of 2004 to May 2026). Crime types: all." in page.downloads[0].notes
    assert "without fraud" in page.text
    assert "add up to the published figures" not in page.text
    assert "add up to the published figures" in published_page(context(is_demo=True), PUBLISHED).text


@pytest.mark.parametrize(
    "given", [context(compared="2"), context(present="part"), context(present="one month"), context(present="nothing")]
)
def test_our_change_stands_beside_a_published_one_only_on_the_year_before(
    given: summary.Context,
) -> None:
    (first, *_) = published_page(given, PUBLISHED).table("Published: year to December 2024, beside ours")
    assert (first["Ours"], first["Change, %"]) == ("2,999", "+20.5")
    assert not {"Our change, %", "Our verdict"} & set(first)


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
    page = published_page(other, PUBLISHED)
    assert "choose data.police.uk, all wards, all crime types and these months" in page.text
    assert "# Wards: all of Westmere. Offences: as they were published." in page.downloads[0].notes


def test_months_that_are_not_loaded_are_said_to_be_the_reason() -> None:
    page = published_page(replace(context(), choices=choices(months("2023-01", "2024-11"))), PUBLISHED)
    assert "do not hold all of these months" in page.text
    assert published.published_panel(context(), PUBLISHED.iloc[:0]) is None
