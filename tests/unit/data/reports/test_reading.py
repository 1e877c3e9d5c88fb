from dataclasses import replace

from data.model.comparison import comparison
from data.reports.panel import Link
from data.reports.reading import gap, part_link, possible
from tests.fixtures.selections import choices, months, period, selection

GAP = choices([*months("2023-01", "2023-04"), *months("2024-01", "2024-12")])


def test_a_period_with_a_gap_says_what_it_shows_and_leads_to_the_nearest_whole_one() -> None:
    asked = selection(period=period("2023-03", "2023-09")).held(GAP)
    said, link = gap(asked, GAP)
    assert said == "No data for May to September 2023: this shows March to April 2023."
    whole = replace(asked, period=period("2024-01", "2024-07"), asked=None)
    assert link == Link("Show January to July 2024 instead", selection=whole)
    assert gap(selection(), GAP) == []


def test_what_is_shown_is_offered_no_second_time() -> None:
    asked = selection(period=period("2023-06", "2023-09")).held(GAP)
    assert gap(asked, GAP) == ["No data for June to September 2023: this shows January to April 2023."]


def test_the_part_that_can_be_compared_is_linked_with_the_rest_of_the_selection() -> None:
    present = (*months("2023-01", "2023-04"), *months("2024-01", "2024-12"))
    asked = selection(period=period("2024-01", "2024-12"), crime_types=("Drugs",))
    part = replace(asked, period=period("2024-01", "2024-04"))
    assert part_link(asked, comparison(asked.period, "1", present)) == Link(
        "Show January to April 2024 alone", selection=part
    )
    assert part_link(asked, comparison(asked.period, "1", months("2023-01", "2024-12"))) is None
    assert part_link(asked, None) is None


def test_where_the_usual_comparison_is_not_possible_one_that_is_is_linked() -> None:
    asked = selection(period=period("2024-10", "2024-12"))
    before = replace(asked, compared="just_before")
    found = possible(asked, choices(months("2024-01", "2024-12")))
    assert found == Link("Compare with the 3 months just before instead", selection=before)
    # Of other years the nearest is.
    earlier = possible(asked, choices([*months("2022-10", "2022-12"), *months("2024-01", "2024-12")]))
    assert earlier == Link(
        "Compare with the same months two years before instead", selection=replace(asked, compared="2")
    )
    assert possible(asked, choices(months("2024-10", "2024-12"))) is None
    # One month alone does not show how much months vary.
    assert possible(selection(period=period("2024-12", "2024-12")), choices(months("2024-01", "2024-12"))) is None
