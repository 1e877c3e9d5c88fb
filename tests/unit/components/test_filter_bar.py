from typing import Any

import pytest

from components.filter_bar import changed_search, control, filter_bar
from components.url_state import control_values
from data.model.comparison import JUST_BEFORE
from tests.fixtures.selections import OLD, TWO, choices, months, period, selection

ADDRESS = "?ward=W1&from=2024-01&to=2024-12&measure=change_pct"
VALUES: dict[str, Any] = {
    "ward": ["W1", "W2"], "type": [], "from": "2023-01", "to": "2024-06", "compared": "2",
    "measure": "offence_count", "points": True, "district": ["D2"],
}  # fmt: skip


def triggered(kind: str, key: str) -> dict[str, Any]:
    return {"prop": {"type": kind, "key": key}}


@pytest.mark.parametrize(
    ("touched", "expected"),
    [
        (triggered("control", "ward"), "?ward=W1&ward=W2&from=2024-01&to=2024-12&measure=change_pct"),
        (triggered("control", "district"), "?from=2024-01&to=2024-12&measure=change_pct&district=D2"),
        (triggered("control", "from"), "?ward=W1&from=2023-01&to=2024-12&measure=change_pct"),
        (triggered("control", "type"), "?ward=W1&from=2024-01&to=2024-12&measure=change_pct&type="),
        (triggered("control", "compared"), "?ward=W1&from=2024-01&to=2024-12&measure=change_pct&compared=2"),
        (triggered("control", "points"), "?ward=W1&from=2024-01&to=2024-12&measure=change_pct&points=1"),
        (triggered("control", "measure"), "?ward=W1&from=2024-01&to=2024-12&measure=offence_count"),
        (triggered("filter-all", "ward"), "?from=2024-01&to=2024-12&measure=change_pct"),
        (triggered("filter-none", "ward"), "?ward=&from=2024-01&to=2024-12&measure=change_pct"),
    ],
)
def test_only_the_keys_of_touched_controls_change(touched: dict[str, Any], expected: str) -> None:
    assert changed_search("?from=2030-01", ADDRESS, VALUES, touched) == expected


def test_an_address_that_changed_itself_is_left_as_it_is() -> None:
    assert changed_search(ADDRESS, "?ward=W1", VALUES, {"url.search": "url", **triggered("control", "ward")}) == ADDRESS
    assert changed_search(None, ADDRESS, VALUES, {}) == ""


def test_the_controls_show_the_selection() -> None:
    assert control_values(selection(wards=("W2",), points=True)) == {
        "ward": ["W2"],
        "district": [],
        "type": ["Burglary", "Robbery", "Drugs", "Anti-social behaviour"],
        "from": "2024-01",
        "to": "2024-12",
        "compared": "1",
        "source": "street_crime",
        "vintage": "",
        "measure": "offence_count",
        "points": True,
        "layer": "wards",
        "show": "counts",
        "cell": "150",
        "places": [],
        "pick": "",
        "areas": "11",
        "form": "month",
        "against": [],
        "parts": "type",
        "scale": "free",
    }


@pytest.mark.parametrize(
    ("wards", "types", "labels"),
    [
        (("W1", "W2", "W3"), selection().crime_types, ["All 3 wards", "All crime, and ASB"]),
        (("W2",), ("Drugs",), ["Beech", "Drugs"]),
        (("W1", "W2"), ("Drugs", "Robbery"), ["2 wards", "2 types"]),
        ((), (), ["No wards", "No types"]),
    ],
)
def test_folded_lists_say_what_is_chosen(wards: tuple[str, ...], types: tuple[str, ...], labels: list[str]) -> None:
    bar = filter_bar(choices(), selection(wards=wards, crime_types=types))
    shown = [bar[{"type": "filter-label", "key": key}].children for key in ("ward", "type")]
    assert shown == labels


def test_months_without_data_say_so_and_the_latest_comes_first() -> None:
    offered = choices([*months("2024-01", "2024-01"), *months("2024-03", "2024-03")])
    options = filter_bar(offered, selection())[control("from")].options
    assert [option["label"] for option in options] == ["March 2024", "February 2024 (no data)", "January 2024"]
    assert options[0]["value"] == "2024-03"


def test_the_wards_offered_are_those_of_the_vintage() -> None:
    options = filter_bar(choices(), selection())[control("ward")].options
    assert options == [{"value": ward.code, "label": ward.name} for ward in OLD.wards]


def test_wards_of_several_districts_stand_under_theirs() -> None:
    bar = filter_bar(choices(vintages=(TWO,)), selection(vintage=TWO, wards=("W1", "W2")))
    assert bar[control("district")].options == [
        {"value": "D1", "label": "Westmere"},
        {"value": "D2", "label": "Eastmere"},
    ]
    assert bar[control("district")].value == ["D1"]
    labels = [option["label"] for option in bar[control("ward")].options]
    assert [label if isinstance(label, str) else [label[0].children, label[1]] for label in labels] == [
        ["Westmere", "Alder"], "Beech", ["Eastmere", "Cedar"],
    ]  # fmt: skip
    shown = [bar[{"type": "filter-label", "key": key}].children for key in ("district", "ward")]
    assert shown == ["Westmere", "2 wards"]


def test_one_district_is_no_choice() -> None:
    assert "District" not in str(filter_bar(choices(), selection()))


def test_what_a_period_may_be_compared_with_follows_it() -> None:
    offered = choices(months("2022-03", "2024-12"))
    year = filter_bar(offered, selection())[control("compared")]
    assert year.options == [
        {"value": "1", "label": "The year before"},
        {"value": "2", "label": "Two years before"},
        {"value": JUST_BEFORE, "label": "The 12 months just before"},
    ]
    quarter = filter_bar(offered, selection(period=period("2024-04", "2024-06"), compared=JUST_BEFORE))
    assert quarter[control("compared")].value == JUST_BEFORE
    assert [option["label"] for option in quarter[control("compared")].options] == [
        "The same months a year before",
        "The same months two years before",
        "The 3 months just before",
    ]
