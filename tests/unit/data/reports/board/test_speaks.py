from datetime import date
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from data.model.period import Period
from data.model.schema import STREET_CRIME
from data.model.verdict import Verdict
from data.reports.board import uncovered
from data.reports.board.speaks import beside, speaking
from data.reports.board.status import statuses
from data.reports.perception.said import Concern
from data.words import board as w

YEAR = Period(date(2021, 4, 1), date(2022, 3, 1))
MEASURE = {"kind": "survey_question", "measure": "worry", "dataset": "", "fit": "same", "note": ""}


def waves(end: str = "2022-03-01", months: int = 12, audience: str = "public") -> dict[str, dict[str, Any]]:
    found = {
        "question": "Worried", "question_id": "worry", "is_up_bad": True, "now_pct": 30.4, "before_pct": 19.6,
        "difference_points": 10.8,
        "lower_ci_points": 4.0, "upper_ci_points": 14.0, "verdict": Verdict.CLEAR_RISE,
        "now_end": pd.Timestamp(end), "wave_months": months, "audience": audience,
    }  # fmt: skip
    return {"worry": found}


def asked(**given: Any) -> Any:
    counted = SimpleNamespace(types=(), comparison=None)
    blank = {"selection": SimpleNamespace(period=YEAR), "waves": waves(), "counted": {STREET_CRIME: counted}}
    return SimpleNamespace(**blank | {"as_at": date(2022, 3, 31), "given": {}} | given)


@pytest.mark.parametrize(
    ("end", "months", "name", "counts"),
    [
        ("2022-03-01", 12, "“Worried”", True),
        ("2022-03-01", 3, "“Worried”, January to March 2022", True),
        ("2021-09-01", 12, "“Worried”, year to September 2021", True),
        ("2021-03-01", 12, "“Worried”, year to March 2021", False),
        ("2022-06-01", 12, "“Worried”, year to June 2022", False),
    ],
)
def test_a_row_of_other_months_names_them_and_counts_unless_it_is_a_year_older_or_newer(
    end: str, months: int, name: str, counts: bool
) -> None:
    (row,) = speaking(asked(waves=waves(end, months)), [MEASURE])
    assert (row["what"], row["is_tested"], row["is_worse"]) == (name, counts, True if counts else None)


def test_a_change_of_an_answer_agrees_with_both_shares_as_they_are_shown() -> None:
    (row,) = speaking(asked(waves=waves()), [MEASURE])
    assert row["change"] == "10 points up"


@pytest.mark.parametrize(("end", "why"), [("2022-03-01", True), ("2021-03-01", False)])
def test_an_answer_of_another_time_calls_for_no_eye(end: str, why: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    one = {"indicator_id": "a", "heading": None, "indicator": "Worry", "aim": "down", "unit": "percent"}
    given = {"indicators": [one], "targets": [], "actions": []}
    for name, rows in given.items():
        monkeypatch.setattr(f"data.queries.board.{name}", lambda rows=rows: rows)
    (row,) = statuses(asked(waves=waves(end), windows=[], until=YEAR.last), {"a": [MEASURE]})
    assert bool(row["why"]) is why


def test_an_answer_for_partners_is_marked() -> None:
    (row,) = speaking(asked(waves=waves(audience="partner")), [MEASURE])
    assert row["is_partner"]


@pytest.mark.parametrize(("size", "said"), [(0.2, "0 points"), (-0.4, "0 points"), (2.6, "3 points up")])
def test_what_rounds_to_nothing_went_neither_way(size: float, said: str) -> None:
    assert w.change(size, "percent", 0) == said


PRIORITIES = [{"priority_id": "asb", "number": None, "priority": "Behaviour", "year_to": pd.Timestamp("2022-03-01")}]
RAISED = Concern("Scooters", "members", "May", "Minutes", frozenset(), is_raised=True)


def rows_of(
    monkeypatch: pytest.MonkeyPatch, said: list[Concern], covers: tuple[str, str] = ("crime_type", "None"), **given: Any
) -> list[dict[str, Any]]:
    measures = pd.DataFrame([("asb", *covers)], columns=["subject_id", "kind", "measure"])
    monkeypatch.setattr(uncovered, "every_concern", lambda until: said)
    monkeypatch.setattr("data.queries.concerns.measures", lambda: measures)
    return uncovered.uncovered(asked(**given), PRIORITIES)


def test_what_a_document_raises_without_a_paragraph_is_raised_there(monkeypatch: pytest.MonkeyPatch) -> None:
    question = Concern("Worried", "30%", "", "Survey", frozenset({("survey_question", "fear")}))
    found = rows_of(monkeypatch, [RAISED, question], waves={})
    assert [row["state"] for row in found] == ["raised in a document", "asked in a survey"]


def test_an_answer_is_covered_where_the_concern_that_it_tells_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = frozenset({("survey_question", "worry"), ("crime_type", "Anti-social behaviour")})
    said = [Concern("Worried", "30%", "", "Survey", pairs)]
    assert rows_of(monkeypatch, said, ("crime_type", "Anti-social behaviour")) == []
    (row,) = rows_of(monkeypatch, said)
    assert (row["what"], row["verdict"]) == ("“Worried”", Verdict.CLEAR_RISE)


def test_what_is_said_after_the_year_of_the_priorities_is_not_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[date] = []

    def heard(until: date) -> list[Concern]:
        days.append(until)
        return []

    monkeypatch.setattr(uncovered, "every_concern", heard)
    monkeypatch.setattr("data.queries.concerns.measures", lambda: pd.DataFrame(columns=["subject_id", "kind"]))
    uncovered.uncovered(asked(waves={}, as_at=date(2021, 9, 30)), PRIORITIES)
    assert days == [date(2022, 3, 31)]


def test_a_kind_of_place_keeps_the_capitals_of_a_name() -> None:
    places = {"a": ("Op Grip micro-areas", 11), "b": ("Motorbike nuisance sites", 9)}
    measures: Any = [{"kind": "place_kind", "measure": kind} for kind in places]
    found = beside(asked(places=places), measures)
    assert found == ["Op Grip micro-areas (11)", "motorbike nuisance sites (9)"]
