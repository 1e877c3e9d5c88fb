from dataclasses import replace

from data.model.comparison import comparison
from data.reports.panel import Link
from data.reports.reading import nearest_whole, part_link
from tests.fixtures.selections import choices, months, period, selection


def test_a_period_with_a_gap_leads_to_the_nearest_whole_one_of_its_length() -> None:
    offered = choices([*months("2023-01", "2024-04"), *months("2024-09", "2024-12")])
    asked = selection(period=period("2024-07", "2024-09"))
    whole = period("2024-09", "2024-11")
    assert nearest_whole(asked, offered) == Link(
        "Show September to November 2024 instead", selection=replace(asked, period=whole)
    )
    assert nearest_whole(selection(period=period("2023-01", "2024-12")), offered) is None


def test_the_part_that_can_be_compared_is_linked_with_the_rest_of_the_selection() -> None:
    present = (*months("2023-01", "2023-04"), *months("2024-01", "2024-12"))
    asked = selection(period=period("2024-01", "2024-12"), crime_types=("Drugs",))
    part = replace(asked, period=period("2024-01", "2024-04"))
    assert part_link(asked, comparison(asked.period, "1", present)) == Link(
        "Show January to April 2024 alone", selection=part
    )
    assert part_link(asked, comparison(asked.period, "1", months("2023-01", "2024-12"))) is None
    assert part_link(asked, None) is None
