from datetime import date

from data.reports.ward.asked import say, year_or_months
from data.reports.ward.named import operations
from tests.fixtures.selections import choices, period


def test_a_year_is_called_by_its_number() -> None:
    assert year_or_months(period("2025-01", "2025-12")) == "2025"
    assert year_or_months(period("2024-04", "2025-03")) == "the year to March 2025"
    assert year_or_months(period("2024-01", "2025-12")) == "January 2024 to December 2025"


def test_a_phrase_takes_its_figures() -> None:
    assert say("gap", lacks="No data", missing="May 2024", period="2025") == "No data for May 2024. This shows 2025."


def test_operations_are_found_in_what_is_told_of_a_place() -> None:
    assert operations("Reported again and again (Op Caesar).", None, "Operation Caesar and Op Irish Lions, by day") == (
        "Op Caesar and Op Irish Lions"
    )
    assert operations("Open land. Operations go on", float("nan")) == ""


def test_today_is_given_as_a_day() -> None:
    offered = choices()
    assert offered.vintage_at(date(2026, 4, 30)).in_force(date(2026, 4, 30))
    assert not offered.vintage_at(date(2026, 11, 26)).in_force(date(2026, 11, 26))
