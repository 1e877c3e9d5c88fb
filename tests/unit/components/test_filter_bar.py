from components.filter_bar import FILTERS, control, filter_bar, part
from components.url_state import control_values
from tests.fixtures.selections import NEW, TWO, choices, months, selection


def test_the_controls_show_what_is_chosen_and_tick_nothing_where_all_is_shown() -> None:
    assert control_values(selection(wards=("W2",), points=True)) == {
        "ward": ["W2"],
        "district": [],
        "type": [],
        "period": "2024-01/2024-12",
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
        "weights": "equal",
        "scale": "free",
        "operation": "first",
        "shape": "",
        "area": [],
        "without": [],
        "before": "auto",
        "each": "2",
        "around": "150",
        "operations": False,
        "pack": "executive",
        "sections": "",
        "title": "",
        "meeting": "",
        "marking": "official",
    }


def test_a_choice_of_one_source_one_district_or_one_order_of_wards_is_not_offered() -> None:
    bar = str(filter_bar(choices(), selection()))
    assert [key for key in FILTERS if str(part("whole", key)) in bar] == ["ward", "type", "period", "compared"]
    both = choices(months("2023-01", "2026-12"), vintages=(TWO, NEW), sources=(("street_crime", "A"), ("b", "B")))
    bar = str(filter_bar(both, selection(vintage=TWO)))
    assert [key for key in FILTERS if str(part("whole", key)) in bar] == list(FILTERS)


def test_the_controls_of_the_bar_are_drawn_as_the_selection_has_them() -> None:
    bar = filter_bar(choices(), selection())
    values = control_values(selection())
    for key in ("ward", "type", "period", "from", "to", "compared"):
        assert bar[control(key)].value == values[key], key
