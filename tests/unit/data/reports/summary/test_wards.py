from math import nan
from typing import Any

from data.outputs.csv import csv_text, lines
from data.reports.figures import IntervalDots
from data.reports.panel import Panel
from data.reports.summary.view import SummaryView
from data.reports.summary.wards import ward_panel
from tests.fixtures.invented import CHANGED
from tests.fixtures.panels import rows, said
from tests.fixtures.summary_views import QUIET, ward_table
from tests.fixtures.summary_views import summary_view as view


def made(given: SummaryView, changed: dict[str, float] = CHANGED, **columns: Any) -> Panel:
    return ward_panel(given, ward_table(given, changed).assign(**columns), ["Said."])


def dots(panel: Panel) -> IntervalDots:
    assert isinstance(panel.figure, IntervalDots)
    return panel.figure


def test_wards_are_drawn_by_their_change_with_the_sign_of_their_verdict() -> None:
    panel = made(view())
    assert panel.words.finding == "Of 3 wards 3 clearly rose"
    assert "change on January to December 2023, in per cent" in panel.words.caption
    drawn = dots(panel).frame
    assert list(drawn["area_name"][drawn["is_marked"]]) == ["Beech", "Cedar", "Alder"]
    assert [round(value, 1) for value in drawn["value"]] == [48.7, 33.2, 25.2]
    assert drawn["text"].iloc[0] == "Beech: +48.7% ▲: Clear rise"
    assert "Judged together with all 3 wards." in said(panel)


def test_the_file_says_what_the_page_says_and_names_its_wards() -> None:
    assert lines(made(view()))[3:6] == [
        "Wards: all 3 of Westmere (wards of 2004 to May 2026). Crime types: all.",
        "Said.",
        "Judged together with all 3 wards.",
    ]


def test_wards_without_a_clear_change_are_counted_and_not_marked() -> None:
    panel = made(view(changed=QUIET), QUIET)
    assert panel.words.finding == "Of 3 wards none clearly changed"
    assert not dots(panel).frame["is_marked"].any()


def test_wards_with_too_few_stay_in_the_table_without_a_percentage() -> None:
    panel = made(view(crime_types=("Drugs",)))
    assert panel.words.finding == "Too few to tell in 3 wards"
    assert {(row["Change, %"], row["Verdict"]) for row in rows(panel)} == {("not available", "○ Too few to tell")}
    assert "3 with too few to tell are in the table alone." in said(panel)
    numbers = [line for line in csv_text(panel).splitlines() if not line.startswith("#")]
    assert all(",,,,Too few to tell," in line for line in numbers[1:])


def test_without_a_change_the_wards_are_listed_and_drawn_by_their_rates() -> None:
    panel = made(view(present="nothing"))
    assert panel.words.finding == "3 wards by rate of all crime"
    assert (dots(panel).suffix, dots(panel).from_zero) == ("", True)
    assert list(dots(panel).frame["area_name"]) == ["Beech", "Cedar", "Alder"]
    table = rows(panel)
    assert [row["Ward"] for row in table] == ["Beech", "Cedar", "Alder"]
    assert "Verdict" not in table[0]


def test_without_residents_the_wards_stand_in_the_table_alone() -> None:
    panel = made(view(present="nothing"), rate_per_1000=nan)
    assert panel.figure is None
    assert panel.words.finding == "3 wards by number of offences"
    table = rows(panel)
    assert list(table[0]) == ["Ward", "Offences", "Code"]
    assert [row["Ward"] for row in table] == ["Cedar", "Beech", "Alder"]


def test_a_long_name_is_broken_near_its_middle() -> None:
    names = ["West Thurrock and South Stifford", "Beech", "Cedar"]
    drawn = dots(made(view(), area_name=names)).frame
    assert "West Thurrock and<br>South Stifford" in list(drawn["area_name"])
