import re
from dataclasses import replace
from math import nan
from typing import Any

import pandas as pd
import pytest

from data.model.verdict import Verdict
from data.reports.ward.questions import (
    FEW_REPORTS,
    FEWEST_AT_SPOT,
    FEWEST_RECORDS,
    MOST,
    RULES,
    SHARE_POINTS,
    SHARE_TIMES,
    SHOP_TIMES,
    SPOT_SHARE,
    Facts,
    busiest_spot,
    clear_rises,
    few_reports,
    questions,
    unusual_share,
    visitors,
)
from data.settings import ROOT

TYPE: dict[str, Any] = {
    "crime_type": "Burglary", "offence_count": 100.0, "share_pct": 20.0, "area_share_pct": 20.0,
    "verdict": Verdict.UNCLEAR, "total_0": 60.0, "total_1": 50.0,
}  # fmt: skip


def types(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([TYPE | row for row in rows or ({},)])


def spots(count: float, share: float) -> pd.DataFrame:
    return pd.DataFrame({"name": ["around Dock Road"], "offence_count": [count], "share_pct": [share]})


def places(*reports: float, kind: str = "motorbike_site") -> pd.DataFrame:
    named = [f"Site {place}" for place in range(len(reports))]
    return pd.DataFrame({"short_name": named, "kind": kind, "reports": pd.Series(reports, dtype=float)})


QUIET = Facts(types(), spots(19, 40), places(), 9, 20, 12, "Westmere")


def test_figures_like_those_of_the_area_ask_nothing() -> None:
    assert questions(QUIET) == []


def test_the_most_frequent_type_with_a_clear_rise_is_asked_about() -> None:
    rise = {"verdict": Verdict.CLEAR_RISE}
    found = types({}, rise | {"crime_type": "Drugs", "total_0": 1900.0, "total_1": 1200.0}, rise)
    assert clear_rises(replace(QUIET, types=found)) == ["Drugs rose clearly, 1,200 to 1,900: what explains it?"]
    (part,) = clear_rises(replace(QUIET, types=found, compared="January to April 2024"))
    assert "clearly in January to April 2024, 1,200" in part
    possible = types({"verdict": Verdict.POSSIBLE_RISE}, {"verdict": Verdict.CLEAR_FALL})
    assert clear_rises(replace(QUIET, types=possible)) == []


@pytest.mark.parametrize(
    ("here", "there", "count", "is_asked"),
    [
        (30, 24, 50, True),
        (30, 24, 49, False),
        # Five points above, and not a quarter more.
        (30, 25, 500, False),
        # Twice as much, and not five points above.
        (8, 4, 500, False),
        (nan, nan, 500, False),
    ],
)
def test_a_share_is_asked_about_where_it_is_a_quarter_and_five_points_above(
    here: float, there: float, count: float, is_asked: bool
) -> None:
    found = types({"share_pct": here, "area_share_pct": there, "offence_count": count})
    asked = [f"Burglary is {here}% of crime here, {there}% in Westmere: why?"]
    assert unusual_share(replace(QUIET, types=found)) == (asked if is_asked else [])


def test_of_several_shares_the_one_furthest_above_is_asked_about() -> None:
    found = types({"share_pct": 30.0}, {"crime_type": "Drugs", "share_pct": 40.0})
    assert unusual_share(replace(QUIET, types=found)) == ["Drugs is 40% of crime here, 20% in Westmere: why?"]


@pytest.mark.parametrize(("count", "share", "is_asked"), [(20, 10, True), (19, 50, False), (500, 9.9, False)])
def test_a_spot_is_asked_about_where_it_holds_a_tenth_and_twenty_records(
    count: float, share: float, is_asked: bool
) -> None:
    asked = [f"{share:.0f}% lies at place 1: what is planned there?"]
    assert busiest_spot(replace(QUIET, spots=spots(count, share))) == (asked if is_asked else [])


def test_a_place_with_few_reports_or_none_counted_is_asked_about() -> None:
    assert few_reports(replace(QUIET, places=places(12, 11))) == [
        "Site 1: 11 reports counted. Is it still a problem, or no longer reported?"
    ]
    assert few_reports(replace(QUIET, places=places(nan, 3))) == [
        "Site 0: no reports are counted. Do residents report it?"
    ]
    assert few_reports(replace(QUIET, places=places(12, 40))) == []


def test_a_place_that_nobody_is_asked_to_report_is_not_asked_about() -> None:
    assert few_reports(replace(QUIET, places=places(nan, kind="order_area"))) == []


def test_of_a_shorter_period_fewer_reports_are_few() -> None:
    assert few_reports(replace(QUIET, places=places(3), months=3)) == []
    assert len(few_reports(replace(QUIET, places=places(2), months=3))) == 1


@pytest.mark.parametrize(
    ("worst_rank", "share", "count", "is_asked"),
    [(5, 30, 50, True), (6, 30, 50, False), (nan, 30, 50, False), (5, 29, 50, False), (5, 30, 49, False)],
)
def test_visitors_are_asked_about_where_the_rate_is_surely_high_and_shops_are_what_is_high(
    worst_rank: float, share: float, count: float, is_asked: bool
) -> None:
    shops = types({"crime_type": "Shoplifting", "share_pct": share, "offence_count": count})
    found = visitors(replace(QUIET, types=shops, worst_rank=worst_rank))
    assert found == (["Shops may raise the rate here: how much is against residents?"] if is_asked else [])


def test_no_more_than_three_are_asked_in_the_order_of_the_rules() -> None:
    risen = types({"verdict": Verdict.CLEAR_RISE, "share_pct": 40.0})
    made = questions(replace(QUIET, types=risen, spots=spots(90, 20), places=places(nan)))
    assert MOST == 3
    assert [one.rule for one in made] == ["a clear rise", "a type above its share", "one spot with much of it"]


def test_the_rules_are_documented_in_their_order_with_their_thresholds() -> None:
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8").partition("## Your ward")[2]
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)[: len(RULES) + 1])
    assert [rule for rule, _ in RULES] == list(rows)[1:]
    named = {
        "a rate that visitors raise": (SHOP_TIMES, FEWEST_RECORDS),
        "a type above its share": (SHARE_TIMES, SHARE_POINTS, FEWEST_RECORDS),
        "one spot with much of it": (SPOT_SHARE, FEWEST_AT_SPOT),
        "a named place with few reports": (FEW_REPORTS,),
    }
    for rule, thresholds in named.items():
        assert all(re.search(rf"\b{re.escape(str(one))}\b", rows[rule]) for one in thresholds), rule
