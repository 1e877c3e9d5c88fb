from dataclasses import replace

import pandas as pd

from data.outputs.csv import csv_text
from data.reports.figures import Sparkline
from data.reports.panel import JUDGED, Link, Panel
from data.reports.summary.changes import changes_panel, shown_months
from data.reports.summary.view import SummaryView
from data.statistics.change.performance import offence_rows
from tests.fixtures.panels import rows
from tests.fixtures.selections import ASB, period
from tests.fixtures.summary_views import summary_view as view


def made(given: SummaryView) -> Panel:
    months = shown_months(given).months
    counts = {name: [5.0 + place for place in range(len(months))] for name in offence_rows(given.selection)}
    monthly = pd.DataFrame(counts, index=pd.DatetimeIndex(months))
    return changes_panel(given, monthly, ["Said above."])


def frame(panel: Panel) -> pd.DataFrame:
    assert panel.table is not None
    return panel.table.frame


def test_each_offence_has_its_number_change_interval_and_verdict_the_most_frequent_first() -> None:
    table = rows(made(view()))
    assert [row["Offence"] for row in table] == ["All crime", "Burglary", "Robbery", "Drugs", ASB]
    assert table[1] == {
        "Offence": "Burglary",
        "24 months": "By month: 5 in 2023-01, 28 in 2024-12, at most 28",
        "Year to December 2024": "2,284",
        "Change, %": "+55.9 (+42.3\u00a0to\u00a0+69.8)",
        "Verdict": "▲ Clear rise",
    }


def test_the_sum_and_anti_social_behaviour_stand_apart() -> None:
    table = made(view()).table
    assert table is not None
    assert table.apart == ["All crime", ASB]
    alone = made(view(crime_types=(ASB,))).table
    assert alone is not None
    assert alone.apart == []


def test_too_few_to_tell_has_neither_change_nor_interval() -> None:
    panel = made(view())
    assert panel.table is not None
    columns = {column.kind: column for column in panel.table.columns}
    drugs = panel.table.frame[panel.table.frame["offence"] == "Drugs"]
    assert columns["change"].show(columns["change"].values(drugs)[0]) == "–"
    assert columns["interval"].values(drugs) == [[None, None, None]]


def test_a_row_leads_to_its_trend_with_all_else_as_chosen() -> None:
    given = view("two wards")
    total, burglary = frame(made(given))["link"].iloc[:2]
    assert (total.path, total.selection) == ("/trends", given.selection)
    assert burglary.selection == replace(given.selection, crime_types=("Burglary",))


def test_the_two_periods_are_told_apart_in_two_years_of_months() -> None:
    spark = frame(made(view()))["spark"].iloc[0]
    assert isinstance(spark, Sparkline)
    assert (spark.now, spark.before, len(spark.values)) == ((12, 24), (0, 12), 24)
    quarter = frame(made(view(period=period("2024-10", "2024-12"))))["spark"].iloc[0]
    assert (quarter.now, quarter.before) == ((21, 24), (9, 12))


def test_an_earlier_comparison_shows_its_months_too() -> None:
    assert shown_months(view(compared="2")) == period("2022-01", "2024-12")


def test_a_part_has_the_numbers_of_its_months() -> None:
    table = rows(made(view(present="part")))
    assert table[0]["January to April 2024"] == "955"
    assert table[0]["Change, %"].startswith("+37.2 (")


def test_without_a_comparison_there_are_numbers_and_months_alone() -> None:
    assert list(rows(made(view(present="nothing")))[0]) == ["Offence", "24 months", "Year to December 2024"]


def test_the_file_has_every_number_drawn_and_what_the_page_says() -> None:
    panel = made(view())
    text = csv_text(panel)
    head = next(line for line in text.splitlines() if line.startswith("Offence"))
    assert head.startswith(
        'Offence,Year to December 2024,"Change, %","Change, %, 95% lower","Change, %, 95% upper",Verdict,'
        "Year to December 2023,2023-01,"
    )
    assert head.endswith(",2024-12")
    assert "# Said above." in text
    assert "intervals of 95%" in panel.words.caption
    assert panel.words.line.endswith("against the year before. Dot: the change. Line: what chance leaves open.")
    assert panel.links == [JUDGED, Link("Since last month", "/changes")]
