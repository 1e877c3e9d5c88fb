from typing import Any

import pytest

from components.figures import theme
from components.panels import ward_layer
from components.panels.map_layer import class_words, sequential
from data.schema import Verdict
from data.selection import Measure
from tests.fixtures.map_frames import CHANGES, WARDS, shown, wards
from tests.fixtures.selections import ASB, CHANGE, COUNT, RATE, choices, months, period
from tests.fixtures.served import texts
from tests.unit.components.test_panel import as_json

BOTH = choices(months("2023-01", "2024-12"))


def layer(measure: Measure = COUNT, **changes: Any) -> Any:
    return ward_layer.ward_layer(shown(**changes), wards(measure))


@pytest.mark.parametrize(
    ("breaks", "words"),
    [
        ([50.0, 1500.0], ["under 50", "50 to 1,500", "1,500 and over"]),
        ([2.5, 10.0], ["under 2.5", "2.5 to 10", "10 and over"]),
        ([], ["all wards alike"]),
    ],
)
def test_classes_are_said_in_words(breaks: list[float], words: list[str]) -> None:
    assert class_words(breaks) == words


def test_fewer_classes_take_the_darker_end_and_are_numbered_from_the_lowest() -> None:
    assert [c.colour for c in sequential([50.0])] == list(theme.SEQUENTIAL[-2:])
    assert [c.sign for c in sequential([1.0, 2.0, 3.0])] == ["1", "2", "3", "4"]


def test_classes_of_changes_are_the_verdicts_with_their_signs() -> None:
    classes = wards(CHANGE).classes
    assert [c.words for c in classes] == [str(verdict) for verdict in CHANGES]
    assert [c.sign for c in classes] == ["▼", "?", "≈", "▲"]
    assert len({c.colour for c in classes}) == 4


def test_the_map_gets_the_wards_in_the_order_of_their_codes_with_their_values() -> None:
    part = ward_layer.map_parts(shown(), wards())["wards"].properties
    assert part["locations"] == ["W1", "W2", "W3"]
    assert part["text"][:2] == ["<b>Alder</b><br>not available offences", "<b>Beech</b><br>60 offences"]
    assert part["z"] == [None, 1, 0]


def test_a_rate_stands_with_its_interval_and_a_change_with_its_verdict() -> None:
    rate = ward_layer.map_parts(shown(), wards(RATE, value=WARDS["rate_per_1000"]))["wards"].properties["text"]
    assert rate[1] == "<b>Beech</b><br>30.0 per 1,000 residents (22.9 to 38.6)"
    change = ward_layer.map_parts(shown(), wards(CHANGE, value=WARDS["change_pct"]))["wards"].properties["text"]
    assert change[1] == "<b>Beech</b><br>+200.0%, ▲ higher than chance would explain"
    assert change[0] == "<b>Alder</b><br>not available, – not comparable"


def test_the_legend_counts_the_wards_of_each_class_and_those_without_a_value() -> None:
    said = [text for part in layer().legend() for text in texts(as_json(part))]
    assert said == ["Offences (number of wards)", "1", "under 50 (1)", "2", "50 and over (1)", "not available (1)"]


def test_the_heading_gives_the_share_of_the_two_highest_or_the_place_of_the_one_chosen() -> None:
    assert layer().finding == "Beech and Cedar hold 90% of all crime"
    assert layer(wards=("W2",)).finding == "Beech: 60 offences, 1st of 3 wards"


def test_the_heading_of_changes_claims_only_what_was_tested() -> None:
    found = layer(CHANGE, choices=BOTH)
    assert found.finding == "Of 3 wards 1 rose by more than chance would explain: all crime"
    assert "The verdicts allow for 2 comparisons (Benjamini and Hochberg's method)." in found.words.caption
    still = wards(CHANGE, verdict=Verdict.NORMAL)
    quiet = ward_layer.ward_layer(shown(choices=BOTH), still)
    assert quiet.finding == "None of 3 wards changed by more than chance would explain: all crime"


def test_every_caption_names_the_vintage_of_the_wards() -> None:
    for measure in (COUNT, RATE, CHANGE):
        assert "wards of 2004 to May 2026" in layer(measure).words.caption


def test_the_table_of_changes_has_verdicts_in_words_and_the_file_has_the_intervals() -> None:
    found = layer(CHANGE)
    assert [column.heading for column in found.ranked.columns][-2:] == ["Change, %", "Verdict"]
    assert found.ranked.frame["verdict_words"].tolist()[0] == "▲ higher than chance would explain"
    assert {"lower_ci_pct", "upper_ci_per_1000"} <= {column.name for column in ward_layer.FILE_COLUMNS}


def test_only_some_wards_are_outlined_and_marked() -> None:
    assert layer().extra == []
    chosen = layer(wards=("W2",))
    assert [words for _, _, words in chosen.extra] == ["outlined: Beech"]
    assert chosen.ranked.marked == ["ward:W2"]


def test_a_change_without_the_year_before_or_over_more_than_a_year_is_refused() -> None:
    (refused,) = layer(CHANGE).notices
    assert refused.startswith("No change is given on the year before")
    assert layer(COUNT).notices == []
    (long,) = layer(CHANGE, choices=BOTH, period=period("2023-06", "2024-12")).notices
    assert long.startswith("No change is tested over more than twelve months")


def test_types_that_cannot_be_added_are_said_not_to_be() -> None:
    asb = "Anti-social behaviour is not added to crimes: choose it alone to map it."
    assert layer(crime_types=("Drugs", ASB)).notices == [asb]
