from types import SimpleNamespace
from typing import Any

import pandas as pd

from data.model.comparison import Comparison
from data.model.status import BuildStatus
from data.model.verdict import Refusal, Verdict
from data.outputs.csv import lines
from data.reports.compare.context import Context, finding, lead, unranked
from data.reports.compare.panels import change_panel, index_panel, rank_panel, similar_note
from data.reports.figures import IntervalDots
from data.reports.panel import JUDGED, Panel
from data.words.findings import alone, districts_scope
from tests.fixtures.panels import folded, rows, said
from tests.fixtures.selections import RATE, period, selection, status
from tests.fixtures.statuses import with_statuses


def compared(**columns: list[Any]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "area_code": ["D1", "D2", "D3"],
            "area_name": ["Westmere", "Eastmere", "Farmere"],
            "is_own": [True, False, False],
            "population": [1000, 2000, None],
            "population_source": ["Census 2021", "Census 2021", None],
            "offence_count": [100.0, 90.0, 5.0],
            "rate_per_1000": [100.0, 45.0, None],
            "lower_ci_per_1000": [90.0, 40.0, None],
            "upper_ci_per_1000": [110.0, 50.0, None],
            "rank": [1.0, 2.0, None],
            "best_rank": [1.0, 2.0, None],
            "worst_rank": [1.0, 2.0, None],
            "rank_words": ["1st of 2 per 1,000 residents", "2nd of 2 per 1,000 residents", ""],
            "count_rank": [2.0, 3.0, 1.0],
            "count_best_rank": [1.0, 3.0, 1.0],
            "count_worst_rank": [2.0, 3.0, 2.0],
            "total_0": 110.0,
            "total_1": 100.0,
            "change_pct": [10.0, 30.0, None],
            "daily_pct": [10.0, 30.0, None],
            "lower_ci_pct": [-5.0, 12.0, None],
            "upper_ci_pct": [25.0, 50.0, None],
            "family": ["area_headline", "district_headline", "district_headline"],
            "comparisons": [1, 2, 2],
            "refusal": "",
            "verdict": [Verdict.UNCLEAR, Verdict.CLEAR_RISE, Verdict.TOO_FEW],
        }
    )
    return with_statuses(frame.assign(**columns))


YEAR, SPRING = period("2024-01", "2024-12"), period("2024-01", "2024-04")
COMPARED = Comparison(YEAR, period("2023-01", "2023-12"), YEAR, "1")
PART = Comparison(SPRING, period("2022-01", "2022-04"), YEAR, "2")


def context(
    frame: pd.DataFrame, now: BuildStatus | None = None, comparison: Comparison | None = COMPARED, **changes: Any
) -> Context:
    chosen = selection(**changes)
    return Context(chosen, now or status(), RATE, comparison, frame, ["Care."], ["Westmere rose."])


def changes(frame: pd.DataFrame, **more: Any) -> Panel:
    panel = change_panel(context(frame, **more))
    assert panel is not None
    return panel


def test_the_finding_is_the_place_of_the_area() -> None:
    assert finding(context(compared())).startswith("All crime: Westmere is 1st of 2")
    both = compared(is_own=[True, True, False])
    assert finding(context(both)) == "2 districts by rate of all crime"
    alone = compared(rate_per_1000=[100.0, None, None])
    assert finding(context(alone)).startswith("Districts cannot be compared")


def test_the_rate_is_said_of_its_months_and_districts_that_are_not_ranked_are_named() -> None:
    assert lead(context(compared()), 63.3) == [
        "Westmere had 100.0 offences per 1,000 residents (95% interval 90.0 to 110.0) in the year to December 2024, "
        "all 2 districts together 63.3.",
        "Westmere rose.",
    ]
    assert unranked(context(compared())) == ["Farmere is not ranked: residents not known."]


def test_a_district_alone_is_not_set_beside_itself() -> None:
    alone = lead(context(compared(rate_per_1000=[100.0, None, None])), 100.0)
    assert alone[0].endswith("in the year to December 2024.")


def test_why_a_district_has_nobody_beside_it_is_said() -> None:
    (reason,) = unranked(context(compared().iloc[:1]))
    assert reason == alone(status())


def test_an_extract_of_one_partner_is_said_to_hold_what_it_holds() -> None:
    marked = BuildStatus(**{**vars(status()), "source": "Partner records", "marking": "OFFICIAL-SENSITIVE"})
    texts = unranked(context(compared(), marked))
    assert texts[-1].startswith("Partner records is one partner's own")


def test_ranks_are_given_per_resident_and_by_number() -> None:
    own = rows(rank_panel(context(compared())))[0]
    assert [own[f"Rank per 1,000{end}"] for end in ("", ", from", ", to")] == ["1", "1", "1"]
    assert [own[f"Rank by number{end}"] for end in ("", ", from", ", to")] == ["2", "1", "2"]
    assert own["Per 1,000"] == "100.0 (90.0\u00a0to\u00a0110.0)"


def test_files_name_districts_types_and_what_stands_beside_a_change() -> None:
    two = context(compared(), crime_types=("Robbery", "Drugs"))
    assert lines(rank_panel(two))[3:6] == [districts_scope(two.selection), "Care.", "Westmere rose."]


def test_the_change_panel_counts_clear_changes_and_explains_its_signs() -> None:
    panel = changes(compared())
    assert panel.words.finding == "Of 3 districts 1 clearly rose"
    assert "▲ Clear rise · ● No clear change · ○" in panel.words.caption
    *_, note = folded(panel)
    assert isinstance(note, tuple)
    assert note[1] == JUDGED
    for part in ("Westmere: all crime", "judged together with all 2 other districts.", "can be given: Farmere."):
        assert part in str(note[0])
    table = rows(panel)
    assert [row["District"] for row in table] == ["Eastmere", "Westmere", "Farmere"]
    assert (table[1]["Change, %"], table[1]["Verdict"]) == ("+10.0 (−5.0\u00a0to\u00a0+25.0)", "● No clear change")
    assert table[2]["Change, %"] == "not available"


def test_the_chart_of_changes_holds_what_can_be_given_the_largest_on_top() -> None:
    figure = changes(compared()).figure
    assert isinstance(figure, IntervalDots)
    assert not figure.from_zero
    assert [text.split(" (")[0] for text in figure.frame["text"]] == ["Eastmere: +30.0%", "Westmere: +10.0%"]
    assert [text.split("<br>")[1] for text in figure.frame["text"]] == [Verdict.CLEAR_RISE, Verdict.UNCLEAR]


def test_a_change_of_a_part_names_its_months_wherever_it_stands() -> None:
    panel = changes(compared(), comparison=PART)
    assert panel.words.finding.endswith("1 clearly rose, January to April 2024")
    assert "before (January to April 2022)" in panel.words.caption
    row = rows(panel)[0]
    assert (row["January to April 2024"], row["January to April 2022"]) == ("110", "100")


def test_a_district_that_cannot_be_compared_has_its_reason() -> None:
    frame = compared(
        verdict=[Verdict.UNCLEAR, Verdict.CLEAR_RISE, Verdict.CANNOT_COMPARE], refusal=["", "", Refusal.MISSING]
    )
    panel = changes(frame)
    assert panel.words.finding == "Of 2 districts 1 clearly rose"
    assert f"Farmere: cannot compare, {Refusal.MISSING}." in said(panel)


def test_where_no_percentage_can_be_given_the_changes_are_a_table() -> None:
    blank = dict.fromkeys(("change_pct", "lower_ci_pct", "upper_ci_pct"), [None] * 3)
    panel = changes(compared(**blank, verdict=[Verdict.TOO_FEW] * 3))
    assert panel.figure is None
    assert panel.words.finding == "Too few to tell in 3 districts"
    assert [row["Verdict"] for row in rows(panel)] == ["○ Too few to tell"] * 3
    assert "bracket" not in said(panel)


def test_why_a_large_count_is_too_few_to_tell_stands_beside_the_changes() -> None:
    assert [str(note).split(":")[0] for note in changes(compared()).notes] == ["Farmere"]
    assert not changes(compared(verdict=[Verdict.UNCLEAR] * 3)).notes


def test_one_month_alone_has_no_index() -> None:
    def index(*months: str) -> Panel | None:
        stamps = pd.to_datetime(list(months))
        frame = pd.DataFrame({"period_month": stamps, "series": "Westmere", "value": 100.0})
        return index_panel(context(compared()), SimpleNamespace(missing=[], frame=frame), YEAR)

    assert index("2024-01-01") is None
    assert index("2024-01-01", "2024-02-01") is not None


def test_without_a_comparable_district_there_is_no_change_panel() -> None:
    assert change_panel(context(compared(verdict=[Verdict.CANNOT_COMPARE] * 3))) is None
    assert change_panel(context(compared(), comparison=None)) is None


def test_a_group_says_where_it_is_taken_from_and_who_is_missing() -> None:
    group = pd.DataFrame(
        {
            "similar_area_code": ["D2", "D9"],
            "similar_area_name": ["Eastmere", "Nowhere"],
            "cited_source": ["Report of groups"] * 2,
            "source_date": pd.to_datetime(["2024-11-01"] * 2),
        }
    )
    note = said(similar_note(context(compared()), group))
    assert "Eastmere and Nowhere, by Report of groups" in note
    assert "do not hold Nowhere" in note
    none = said(similar_note(context(compared()), group.iloc[:0]))
    assert "No most similar group" in none
