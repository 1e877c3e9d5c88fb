from dataclasses import replace

from data.reports.panel import Link
from data.reports.summary.reading import nearest_whole
from tests.fixtures.selections import choices, months, period, selection


def test_a_period_with_a_gap_leads_to_the_nearest_whole_one_of_its_length() -> None:
    offered = choices([*months("2023-01", "2024-04"), *months("2024-09", "2024-12")])
    asked = selection(period=period("2024-07", "2024-09"))
    whole = period("2024-09", "2024-11")
    assert nearest_whole(asked, offered) == Link(
        "Show September to November 2024 instead", selection=replace(asked, period=whole)
    )
    assert nearest_whole(selection(period=period("2023-01", "2024-12")), offered) is None
