from typing import Any

import pytest

from components.filter_address import changed_search, touched

ADDRESS = "?ward=W1&from=2024-01&to=2024-12&measure=change_pct"
VALUES: dict[str, Any] = {
    "ward": ["W1", "W2"], "type": ["Drugs"], "against": [], "period": "2024-10/2024-12", "from": "2023-01",
    "to": "2024-06", "compared": "2", "measure": "offence_count", "points": True, "source": "recorded_crime",
    "vintage": "2004",
}  # fmt: skip


def triggered(*keys: str) -> dict[str, Any]:
    return {f"{key}.value": {"type": "control", "key": key} for key in keys}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("ward", "?ward=W1&ward=W2&from=2024-01&to=2024-12&measure=change_pct"),
        ("from", "?ward=W1&from=2023-01&to=2024-12&measure=change_pct"),
        ("period", "?ward=W1&from=2024-10&to=2024-12&measure=change_pct"),
        ("type", "?ward=W1&from=2024-01&to=2024-12&measure=change_pct&type=Drugs"),
        ("compared", "?ward=W1&from=2024-01&to=2024-12&measure=change_pct&compared=2"),
        ("points", "?ward=W1&from=2024-01&to=2024-12&measure=change_pct&points=1"),
        ("measure", "?ward=W1&from=2024-01&to=2024-12&measure=offence_count"),
        ("vintage", "?from=2024-01&to=2024-12&measure=change_pct&vintage=2004"),
    ],
)
def test_only_the_keys_of_touched_controls_change(key: str, expected: str) -> None:
    assert changed_search(ADDRESS, VALUES, [key]) == expected


def test_the_last_tick_taken_away_leaves_nothing_in_the_address() -> None:
    after = changed_search(ADDRESS, VALUES | {"ward": []}, ["ward"])
    assert after == "?from=2024-01&to=2024-12&measure=change_pct"


def test_another_source_has_other_crime_types() -> None:
    before = "?type=Drugs&from=2024-01&to=2024-12"
    assert changed_search(before, VALUES, ["source"]) == "?from=2024-01&to=2024-12&source=recorded_crime"


def test_an_address_that_changed_itself_is_left_as_it_is() -> None:
    assert touched(VALUES, VALUES | {"ward": []}, {"url.search": "url", **triggered("ward")}) == []
    assert touched(VALUES, {}, {}) == []


def test_what_was_touched_before_an_answer_came_is_touched_still() -> None:
    given = VALUES | {"ward": ["W1"], "type": []}
    assert touched(VALUES, given, triggered("type")) == ["ward", "type"]
    assert touched(VALUES, VALUES | {"ward": ["W2", "W1"]}, triggered("type")) == ["type"]
    # A control that has just been drawn was given nothing.
    assert touched(VALUES, {}, triggered("measure")) == ["measure"]
