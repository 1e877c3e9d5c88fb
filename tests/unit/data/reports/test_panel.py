import pytest

from data.reports.panel import Panel, Report, Section, Words, source_line
from tests.fixtures.selections import period, status


@pytest.mark.parametrize(("is_demo", "line"), [(True, "Police (demonstration data)"), (False, "Police")])
def test_demonstration_data_are_named_in_every_source_line(is_demo: bool, line: str) -> None:
    assert source_line("Police", is_demo) == line


def test_the_line_of_a_panel_names_its_source_where_it_has_one() -> None:
    assert Words("F", "Offences, 2024.", "Police").line == "Offences, 2024. Source: Police."
    assert Words("F", "Only words.").line == "Only words."


def test_a_report_gives_its_panels_in_the_order_of_the_page() -> None:
    one, two, three = (Panel(name, Words(name)) for name in ("a", "b", "c"))
    assert Report("H", status(), [Section([one, two], "columns"), Section([three])]).panels == [one, two, three]


def test_a_section_gives_its_months_to_the_panels_that_know_none() -> None:
    waves, year = period("2020-04", "2022-03"), period("2023-04", "2024-03")
    own = Panel("b", Words("b"), period=waves)
    found = Section([Panel("a", Words("a")), own], "columns").of_period(year)
    assert [panel.period for panel in found.panels] == [year, waves]
