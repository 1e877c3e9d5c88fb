from math import nan
from typing import Any

import pytest

from data.reports.figures import OutlineMap
from data.reports.panel import Link, Panel
from data.reports.summary.view import SummaryView
from data.reports.summary.where import where_panel
from tests.fixtures.panels import rows, said
from tests.fixtures.summary_views import summary_view as view
from tests.fixtures.summary_views import ward_table

SHAPES = {code: [[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]] for code in ("W1", "W2", "W3")}


def made(given: SummaryView, **columns: Any) -> Panel:
    return where_panel(given, ward_table(given).assign(**columns), SHAPES)


@pytest.mark.parametrize(
    ("given", "finding", "line"),
    [
        (view(), "Where: two wards hold 84% of crime", "Cedar and Beech. All 3 wards clearly rose."),
        (view("one ward"), "Where: Beech holds 35% of crime", "Outlined: the chosen, of all 3 wards."),
        (view("two wards"), "Where: two wards hold 51% of crime", "Outlined: the chosen, of all 3 wards."),
        (view(present="part"), "Where: two wards hold 84% of crime", "Cedar and Beech, year to December 2024."),
        (
            view(crime_types=("Burglary",)),
            "Where: two wards hold 83% of burglary",
            "Cedar and Beech. All 3 wards clearly rose.",
        ),
    ],
)
def test_the_heading_says_how_much_the_chosen_or_the_highest_hold(given: SummaryView, finding: str, line: str) -> None:
    panel = made(given)
    assert (panel.words.finding, panel.words.line) == (finding, line)


def test_the_map_has_the_classes_of_the_counts_and_outlines_the_chosen() -> None:
    panel = made(view("one ward"))
    assert isinstance(panel.figure, OutlineMap)
    assert panel.figure.outlined == ["W2"]
    counts = {row["Code"]: int(row["Offences"].replace(",", "")) for row in rows(panel)}
    for code, place in panel.figure.classes.items():
        assert place == sum(counts[code] >= edge for edge in panel.figure.breaks)
    assert sorted(panel.figure.classes) == ["W1", "W2", "W3"]


def test_the_table_has_every_ward_the_highest_first_with_its_share() -> None:
    panel = made(view("one ward"))
    assert panel.table is not None
    assert [row["Ward"] for row in rows(panel)] == ["Cedar", "Beech", "Alder"]
    assert sum(float(row["Share of all, %"]) for row in rows(panel)) == pytest.approx(100, abs=0.2)
    assert list(panel.table.marked) == ["W2"]
    assert panel.words.scope.startswith("Wards: all 3 of Westmere")


def test_without_outlines_the_wards_are_a_table_and_without_a_total_a_sentence() -> None:
    given = view()
    assert where_panel(given, ward_table(given), {}).figure is None
    unknown = made(given, offence_count=nan)
    assert (unknown.table, unknown.words.finding) == (None, "Where: nothing to map")
    assert "January to December 2024: no total is known." in said(unknown)
    assert "nothing was recorded" in said(made(given, offence_count=0.0))


def test_it_leads_to_the_hotspots() -> None:
    assert made(view()).links == [Link("Hotspots", "/hotspots")]


def test_where_no_change_can_be_given_none_is_spoken_of() -> None:
    assert made(view(present="nothing")).words.line == "Cedar and Beech."
