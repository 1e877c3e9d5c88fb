from typing import Any

import pytest

from components import trends_controls
from tests.fixtures.selections import selection


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ({}, {"measure": "offence_count", "form": "month", "parts": "type", "scale": "free", "against": []}),
        ({"parts": "ward", "against": "W1"}, {"parts": "ward", "scale": "common", "against": ["W1"]}),
        ({"against": ["W1", "W2"], "scale": "free", "parts": "ward"}, {"scale": "free", "against": ["W1", "W2"]}),
        ({"measure": "change_pct", "form": "sideways", "against": ""}, {"measure": "offence_count", "form": "month"}),
    ],
)
def test_controls_are_drawn_as_the_address_says(query: Any, values: dict[str, Any]) -> None:
    tree = [trends_controls.series_controls(query), trends_controls.part_controls(query)]
    found = {part.id["key"]: part.value for root in tree for part in root._traverse() if hasattr(part, "value")}
    assert {key: found[key] for key in values} == values


def test_what_is_compared_is_named_in_a_few_words() -> None:
    names = [
        trends_controls.against_label(selection(against=against))
        for against in ((), ("rest",), ("districts",), ("W2",), ("W2", "W3"))
    ]
    assert names == ["Nothing", "Rest of Westmere", "Westmere with other districts", "Beech", "2 wards"]
