from datetime import date

import pandas as pd
import pytest

from data.model.verdict import Verdict
from data.statistics.change.news import (
    TOLD,
    Snapshot,
    ends_to_judge,
    month_changes,
    revisions,
    told_verdicts,
    verdict_changes,
)
from data.statistics.change.told import NOTHING, told_next

RISE, FALL, NONE, MAYBE = Verdict.CLEAR_RISE, Verdict.CLEAR_FALL, Verdict.UNCLEAR, Verdict.POSSIBLE_RISE


@pytest.mark.parametrize(
    ("told", "before", "now", "then"),
    [
        (NOTHING, NONE, RISE, NOTHING),
        (NOTHING, RISE, RISE, RISE),
        (NOTHING, MAYBE, MAYBE, NOTHING),
        (NOTHING, FALL, RISE, NOTHING),
        (RISE, RISE, NONE, RISE),
        (RISE, NONE, MAYBE, NOTHING),
        (RISE, NONE, RISE, RISE),
        (RISE, FALL, FALL, FALL),
        # The opposite, once: what was told no longer holds, and what may hold is not told yet.
        (RISE, RISE, FALL, NOTHING),
        # A figure without a year before, as of a new ward.
        (RISE, None, NONE, RISE),
        (NOTHING, None, RISE, NOTHING),
    ],
)
def test_what_is_told_of_two_months(told: str, before: str | None, now: str, then: str) -> None:
    assert told_next([told], [before], [now]).tolist() == [then]


def test_a_verdict_that_comes_and_goes_by_the_month_is_never_told() -> None:
    told = [NOTHING]
    for before, now in [(NONE, RISE), (RISE, NONE), (NONE, RISE), (RISE, NONE)]:
        told.append(told_next([told[-1]], [before], [now])[0])
    assert set(told) == {NOTHING}


JANUARY, FEBRUARY, MARCH = (date(2024, month, 1) for month in (1, 2, 3))


def judged(**verdicts: Verdict) -> pd.DataFrame:
    rows = [("area", "area", name, verdict, 10.0, 1.0, 20.0) for name, verdict in verdicts.items()]
    columns = ["level", "area_code", "crime_type", "verdict", "change_pct", "lower_ci_pct", "upper_ci_pct"]
    return pd.DataFrame(rows, columns=columns)


def state(**told: str) -> pd.DataFrame:
    return judged(**dict.fromkeys(told, NONE)).assign(told=list(told.values()))


def test_months_that_came_together_are_told_in_their_order() -> None:
    years = {
        JANUARY: judged(Drugs=NONE, Robbery=RISE),
        FEBRUARY: judged(Drugs=RISE, Robbery=NONE),
        MARCH: judged(Drugs=RISE, Robbery=NONE),
    }
    told = told_verdicts(state(Drugs=NOTHING, Robbery=RISE), years, [FEBRUARY, MARCH])
    assert told["told"].tolist() == [RISE, NOTHING]
    assert told["period_to"].tolist() == [MARCH, MARCH]
    assert told["verdict_before"].tolist() == [RISE, NONE]
    changed = verdict_changes(state(Drugs=NOTHING, Robbery=RISE), told)
    assert changed[["crime_type", "told_before", "told_now"]].to_numpy().tolist() == [
        ["Drugs", NOTHING, RISE],
        ["Robbery", RISE, NOTHING],
    ]


def test_a_figure_that_the_build_before_did_not_have_is_no_news() -> None:
    told = told_verdicts(state(), {JANUARY: judged(Drugs=RISE), FEBRUARY: judged(Drugs=RISE)}, [FEBRUARY])
    assert told["told"].tolist() == [RISE]
    assert len(verdict_changes(state(), told)) == 0


def test_where_nothing_new_is_judged_nothing_is_told() -> None:
    found = told_verdicts(state(Drugs=RISE), {}, [])
    assert found.columns.tolist() == [*TOLD, "change_pct", "lower_ci_pct", "upper_ci_pct"]
    assert found.empty


def test_what_was_told_stands_where_the_month_before_cannot_be_judged() -> None:
    told = told_verdicts(state(Drugs=RISE), {FEBRUARY: judged(Drugs=NONE, Robbery=RISE)}, [FEBRUARY])
    assert told["told"].tolist() == [RISE, NOTHING]
    assert told["verdict_before"].tolist() == [None, None]


def test_a_figure_is_held_against_itself_in_the_build_before() -> None:
    before = state(Drugs=RISE, Robbery=NOTHING)
    told = judged(Robbery=RISE, Drugs=RISE).assign(told=[RISE, RISE])
    assert verdict_changes(before, told)[["crime_type", "told_before", "told_now"]].to_numpy().tolist() == [
        ["Robbery", NOTHING, RISE]
    ]
    # Other columns that both have take no part in finding it.
    assert len(verdict_changes(before, told.assign(change_pct=3.0))) == 1


def test_the_months_that_are_judged() -> None:
    ends = [JANUARY, FEBRUARY, MARCH]
    assert ends_to_judge(ends, None, 12) == [MARCH]
    assert ends_to_judge(ends, FEBRUARY, 12) == [FEBRUARY, MARCH]
    assert ends_to_judge(ends, JANUARY, 2) == [FEBRUARY, MARCH]
    assert ends_to_judge(ends, date(2020, 1, 1), 12) == [MARCH]
    assert ends_to_judge([], JANUARY, 12) == []


def snapshot(present: set[date], **counts: list[float]) -> Snapshot:
    frame = pd.DataFrame(counts, index=pd.Index([JANUARY, FEBRUARY, MARCH], name="period_month"))
    return Snapshot("street_crime", frozenset(present), frame, {})


def test_revisions_are_of_months_that_both_hold() -> None:
    before = snapshot({JANUARY, FEBRUARY}, Drugs=[4, 5, float("nan")], Robbery=[1, 1, float("nan")])
    now = snapshot({FEBRUARY, MARCH}, Drugs=[9, 7, 8], Robbery=[1, 1, 2], Burglary=[1, 1, 1])
    assert revisions(before, now).to_numpy().tolist() == [[FEBRUARY, "Drugs", 5, 7]]
    assert month_changes(before, now).to_numpy().tolist() == [[JANUARY, False], [MARCH, True]]
    assert len(revisions(before, before)) == len(month_changes(now, now)) == 0
