from typing import Any

from dash import html

from components.map_sections import content, sections
from data.reports.panel import Panel, Report, Section, Words
from tests.fixtures.selections import status
from tests.fixtures.served import Page, of_type
from tests.unit.components.test_panel import as_json

TITLES = {"accuracy": "How good?", "micro-areas": "Where?"}


def choice(micro_areas: str | None) -> Any:
    (select,) = of_type(as_json(sections(TITLES, micro_areas)), "Select")
    return select["props"]


def filled(shown: Report) -> Page:
    return Page(as_json(html.Div(content(shown, ""))))


def test_each_section_is_closed_and_has_a_place_to_be_filled() -> None:
    accordion = as_json(sections(TITLES, None))
    items = list(of_type(accordion, "AccordionItem"))
    assert accordion["props"]["start_collapsed"] is True
    assert [(item["props"]["item_id"], item["props"]["title"]) for item in items] == list(TITLES.items())
    assert [next(of_type(item["props"]["children"][-1], "Div"))["props"]["id"] for item in items] == [
        "analysis-accuracy", "analysis-micro-areas"
    ]  # fmt: skip


def test_how_many_micro_areas_are_proposed_is_chosen_where_they_are() -> None:
    assert choice("5")["value"] == "5"
    assert choice(None)["value"] == "11"
    assert [option["value"] for option in choice(None)["options"]] == [str(count) for count in range(1, 31)]


def test_an_open_section_holds_its_panels_or_says_why_it_has_none() -> None:
    panels = [Panel("a", Words("First")), Panel("b", Words("Second"))]
    shown = filled(Report("How good?", status(), [Section(panels)]))
    assert [heading["props"]["children"] for heading in of_type(shown.response, "H2")] == ["First", "Second"]
    refused = filled(Report("How good?", status(), cautions=["Not here."]))
    assert refused.notices == ["Not here."]
    assert refused.text == "Not here."
