from math import nan
from typing import Any

from data.outputs.csv import csv_text, lines
from data.reports.panel import Panel
from data.reports.summary.view import SummaryView
from data.reports.summary.wards import ward_panel
from tests.fixtures.invented import CHANGED
from tests.fixtures.panels import rows, said
from tests.fixtures.summary_views import QUIET, ward_table
from tests.fixtures.summary_views import summary_view as view


def made(given: SummaryView, changed: dict[str, float] = CHANGED, **columns: Any) -> Panel:
    return ward_panel(given, ward_table(given, changed).assign(**columns), ["Said."])


def test_wards_have_their_changes_and_verdicts_the_surest_first() -> None:
    panel = made(view())
    assert panel.words.finding == "All 3 wards clearly rose"
    assert "change on January to December 2023" in panel.words.caption
    table = rows(panel)
    assert [row["Ward"] for row in table] == ["Beech", "Cedar", "Alder"]
    assert [row["Change, %"].split(" ")[0] for row in table] == ["+48.7", "+33.2", "+25.2"]
    assert {row["Verdict"] for row in table} == {"▲ Clear rise"}
    assert "Judged together with all 3 wards." in said(panel)


def test_chosen_wards_stand_out_among_all() -> None:
    panel = made(view("one ward"))
    assert panel.table is not None
    assert (list(panel.table.marked), len(panel.table.frame)) == (["W2"], 3)
    assert panel.words.scope.startswith("Wards: all 3 of Westmere")


def test_the_file_says_what_the_page_says_and_names_its_wards() -> None:
    assert lines(made(view()))[3:6] == [
        made(view()).words.scope,
        "Said.",
        "Judged together with all 3 wards.",
    ]


def test_wards_without_a_clear_change_are_counted() -> None:
    panel = made(view(changed=QUIET), QUIET)
    assert panel.words.finding == "Of 3 wards none clearly changed"
    assert not {row["Verdict"] for row in rows(panel)} & {"▲ Clear rise", "▼ Clear fall"}


def test_wards_with_too_few_stay_in_the_table_without_a_percentage() -> None:
    panel = made(view(crime_types=("Drugs",)))
    assert panel.words.finding == "Too few to tell in 3 wards"
    assert {(row["Change, %"], row["Verdict"]) for row in rows(panel)} == {("not available", "○ Too few to tell")}
    numbers = [line for line in csv_text(panel).splitlines() if not line.startswith("#")]
    assert all(",,,,Too few to tell," in line for line in numbers[1:])


def test_without_a_change_the_wards_are_listed_by_their_rates() -> None:
    panel = made(view(present="nothing"))
    assert panel.words.finding == "3 wards by rate of all crime"
    table = rows(panel)
    assert [row["Ward"] for row in table] == ["Beech", "Cedar", "Alder"]
    assert "Verdict" not in table[0]


def test_without_residents_the_wards_are_listed_by_number() -> None:
    panel = made(view(present="nothing"), rate_per_1000=nan)
    assert panel.words.finding == "3 wards by number of offences"
    table = rows(panel)
    assert list(table[0]) == ["Ward", "Offences", "Code"]
    assert [row["Ward"] for row in table] == ["Cedar", "Beech", "Alder"]
