from typing import Any

from dash import html

from components.report import report
from data.reports.panel import Link, Listed, Panel, Report, Section, Value, Words
from tests.fixtures.selections import selection, status
from tests.fixtures.served import Page, of_type, texts
from tests.unit.components.test_panel import as_json

CARD, WARDS = Panel("total", Words("All crime"), value=Value("9", "recorded")), Panel("wards", Words("Of 3 wards"))


def rendered(**parts: Any) -> Page:
    return Page(as_json(html.Div(report(Report("More crime", status(), **parts), "?ward=W1"))))


def test_a_report_says_its_heading_its_cautions_and_what_is_said_before_its_panels() -> None:
    page = rendered(sections=[Section([WARDS])], said=[Listed(["It rose."])], cautions=["Care.", "More care."])
    order = ["More crime", "Care.", "More care.", "It rose.", "Of 3 wards"]
    assert [text for text in texts(page.response) if text in order] == order
    assert page.notices == ["Care. More care."]


def test_what_would_change_the_reading_stands_below_the_heading_with_its_link() -> None:
    link = Link("Compare with 2019 instead", "", selection(compared="2"))
    page = rendered(reading=["A gap.", "A lockdown.", link], cautions=["Care."])
    (reading,) = of_type(page.response, "P", "reading")
    assert "".join(texts(reading)) == "A gap. A lockdown. Compare with 2019 instead"
    assert "compared=2" in next(of_type(reading, "Link"))["props"]["href"]
    assert page.text.index("A lockdown.") < page.text.index("Care.")


def test_a_section_is_folded_under_its_words_with_its_cautions() -> None:
    page = rendered(sections=[Section([CARD], "beside"), Section([WARDS], cautions=["Care."], fold="Every ward")])
    (fold,) = of_type(page.response, "Details", "fold")
    assert list(texts(fold)) == ["Every ward", "Care.", "Of 3 wards"]
    assert list(texts(next(of_type(fold, "Summary")))) == ["Every ward"]
    assert [" ".join(texts(node)) for node in of_type(page.response, "Div", "beside")] == [
        "All crime 9   recorded Save"
    ]
