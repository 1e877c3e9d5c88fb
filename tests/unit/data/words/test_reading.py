from datetime import date
from typing import Any

import pandas as pd
import pytest

from data.model.comparison import Comparison
from data.words.findings import lack
from data.words.reading import reading, restricted_months
from tests.fixtures.selections import period, selection

YEAR = Comparison(period("2021-04", "2022-03"), period("2020-04", "2021-03"), period("2021-04", "2022-03"), "1")


def events(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["kind", "date_from", "date_to"]).assign(label="A new code")
    return frame.astype({"date_from": "datetime64[us]", "date_to": "datetime64[us]"})


LOCKDOWN = ("restriction", "2020-11-01", "2020-11-01")


def said(compared: Comparison | None = YEAR, found: pd.DataFrame | None = None, **changed: Any) -> list[str]:
    given: dict[str, Any] = {"shares": [0.01, 0.012], "is_season_out": False} | changed
    asked = selection(period=compared.asked if compared else YEAR.now)
    return reading(asked, compared, events=events() if found is None else found, **given)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (events(), []),
        (
            events(LOCKDOWN),
            ["The year before was under national restrictions: part of a change may be a return to normal."],
        ),
        (
            events(("restriction", "2022-01-01", "2022-02-01")),
            ["This period had national restrictions: part of a change may be theirs."],
        ),
        (
            events(LOCKDOWN, ("restriction", "2022-01-01", "2022-02-01")),
            ["Both periods had national restrictions: part of a change may be theirs."],
        ),
        (
            events(("recording", "2021-06-01", "2021-06-01")),
            ["Recording changed: A new code. Part of a change may be that."],
        ),
    ],
)
def test_events_that_a_change_may_be_of_are_said(found: pd.DataFrame, expected: list[str]) -> None:
    assert said(found=found) == expected


def test_the_part_that_is_compared_comes_first() -> None:
    part = Comparison(period("2021-04", "2021-12"), period("2020-04", "2020-12"), YEAR.asked, "1")
    assert said(part, events(LOCKDOWN))[0] == "Only April to December 2021 can be compared."


def test_nothing_to_compare_with_is_said() -> None:
    assert said(None) == ["There is nothing to compare with: no data for the year before."]


def test_a_shift_of_unlocated_records_and_a_season_are_said() -> None:
    just = Comparison(
        period("2024-04", "2024-06"), period("2024-01", "2024-03"), period("2024-04", "2024-06"), "just_before"
    )
    assert said(just, shares=[0.013, 0.026]) == [
        "1.3% of records have no location, 2.6% before: part of a change may be that.",
        "The two periods are other months of the year: part of a change may be the season.",
    ]
    assert said(just, is_season_out=True) == []


def test_one_month_alone_is_too_little() -> None:
    month = period("2024-04", "2024-04")
    assert said(Comparison(month, period("2023-04", "2023-04"), month, "1")) == [
        "One month alone does not show how much months vary."
    ]


def test_months_under_restrictions_are_counted() -> None:
    found = events(("restriction", "2020-03-23", "2020-06-15"), LOCKDOWN, ("recording", "2020-08-01", "2020-08-01"))
    assert restricted_months(found, period("2020-04", "2021-03")) == 4
    assert restricted_months(found, period("2019-04", "2020-03")) == 1


def test_every_sentence_is_short() -> None:
    part = Comparison(period("2021-04", "2021-12"), period("2020-04", "2020-12"), YEAR.asked, "1")
    for text in said(part, events(LOCKDOWN), shares=[0.01, 0.05]):
        assert len(text.split()) <= 20, text


def test_months_of_which_a_part_came_are_not_called_no_data() -> None:
    january, february = date(2024, 1, 1), date(2024, 2, 1)
    assert lack([january, february], frozenset()) == "no data"
    assert lack([january, february], {january, february}) == "only part of the data"
    assert lack([january, february], {january}) == "no complete data"
    (told,) = said(None, lack="only part of the data")
    assert "only part of the data for " in told
