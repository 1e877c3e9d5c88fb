from math import nan
from typing import Any

import pytest

from components.figures import theme
from components.panels import ward_layer
from components.panels.map_layer import class_words, sequential
from data.model.choices import Choices
from data.model.measure import Measure
from data.model.verdict import Verdict
from tests.fixtures.map_frames import WARDS, shown, wards
from tests.fixtures.selections import ASB, CHANGE, COUNT, RATE, choices, months
from tests.fixtures.served import texts
from tests.unit.components.test_panel import as_json

BOTH = choices(months("2023-01", "2024-12"))
# Of the year before only four months are there.
PART = choices([*months("2023-01", "2023-04"), *months("2024-01", "2024-12")])


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


def test_classes_of_changes_are_the_verdicts_from_fall_to_rise_with_their_signs() -> None:
    classes = wards(CHANGE).classes
    assert [c.words for c in classes] == [
        "Clear fall", "Possible fall, not certain", "About the same", "No clear change", "Too few to tell",
        "Possible rise, not certain", "Clear rise",
    ]  # fmt: skip
    assert [c.sign for c in classes] == ["▼", "▽", "≈", "●", "○", "△", "▲"]
    assert len({c.colour for c in classes}) == 7


def test_the_map_gets_the_wards_in_the_order_of_their_codes_with_their_values() -> None:
    part = ward_layer.map_parts(shown(), wards())["wards"].properties
    assert part["locations"] == ["W1", "W2", "W3"]
    assert part["text"][:2] == ["<b>Alder</b><br>not available offences", "<b>Beech</b><br>60 offences"]
    assert part["z"] == [None, 1, 0]


def hover(measure: Measure, values: str, offered: Choices = BOTH) -> list[str]:
    drawn = ward_layer.map_parts(shown(choices=offered), wards(measure, value=WARDS[values]))
    return [str(text) for text in drawn["wards"].properties["text"]]


def test_a_rate_stands_with_its_interval_and_a_change_with_its_verdict() -> None:
    assert hover(RATE, "rate_per_1000")[1] == "<b>Beech</b><br>30.0 per 1,000 residents (95% interval 22.9 to 38.6)"
    few, clear, unclear = hover(CHANGE, "change_pct")
    assert clear == "<b>Beech</b><br>+200.0%, +200.8% by the day (95% interval +81.0% to +397.0%)<br>▲ Clear rise"
    assert unclear == "<b>Cedar</b><br>0.0% (−39.0% to +64.0% possible)<br>● No clear change"
    assert few == "<b>Alder</b><br>○ Too few to tell"


def test_of_a_part_what_hovering_says_names_the_months() -> None:
    assert hover(CHANGE, "change_pct", PART)[1].startswith("<b>Beech</b><br>January to April 2024: +200.0%")


def test_the_legend_counts_the_wards_of_each_class_and_those_without_a_value() -> None:
    said = [text for part in layer().legend() for text in texts(as_json(part))]
    assert said == ["Offences (number of wards)", "1", "under 50 (1)", "2", "50 and over (1)", "not available (1)"]
    assert layer(CHANGE).absent == "Cannot compare"


def test_the_heading_gives_the_share_of_the_two_highest_or_the_place_of_the_one_chosen() -> None:
    assert layer().finding == "Beech and Cedar hold 90% of all crime"
    assert layer(wards=("W2",)).finding == "Beech: 60 offences, 1st of 3 wards by number"
    rate = ward_layer.ward_layer(shown(wards=("W2",)), wards(RATE, value=WARDS["rate_per_1000"]))
    assert rate.finding.endswith("1st of 3 wards per resident")


def test_the_heading_of_changes_counts_the_clear_ones() -> None:
    assert layer(CHANGE, choices=BOTH).finding == "1 clear rise in 3 wards: all crime"
    quiet = ward_layer.ward_layer(shown(choices=BOTH), wards(CHANGE, verdict=Verdict.UNCLEAR))
    assert quiet.finding == "No clear rise or fall in 3 wards: all crime"
    mixed = wards(CHANGE, verdict=[Verdict.CLEAR_FALL, Verdict.CLEAR_RISE, Verdict.CLEAR_RISE])
    assert (
        ward_layer.ward_layer(shown(choices=BOTH), mixed).finding
        == "2 clear rises and 1 clear fall in 3 wards: all crime"
    )


def test_the_heading_of_the_one_chosen_gives_its_change_and_verdict() -> None:
    chosen = {"choices": BOTH, "wards": ("W2",)}
    assert layer(CHANGE, **chosen).finding == "60 offences in Beech, up 200.0%: clear rise"
    assert layer(CHANGE, choices=BOTH, wards=("W1",)).finding == "10 offences in Alder: too few to tell"


def test_a_heading_of_a_part_has_the_counts_of_its_months_alone() -> None:
    longer = wards(CHANGE, offence_count=nan)
    whole = ward_layer.ward_layer(shown(choices=PART), longer)
    assert whole.finding == "1 clear rise in 3 wards, January to April 2024: all crime"
    one = ward_layer.ward_layer(shown(choices=PART, wards=("W2",)), longer)
    assert one.finding == "60 offences in Beech, January to April 2024, from 20: clear rise"
    headings = [column.heading for column in one.ranked.columns]
    assert headings[1:3] == ["Offences, January to April 2024", "January to April 2023"]
    assert "The changes are of January to April 2024." in one.words.caption


def test_every_caption_names_the_vintage_of_the_wards() -> None:
    for measure in (COUNT, RATE, CHANGE):
        assert "wards of 2004 to May 2026" in layer(measure).words.caption


def test_the_caption_of_changes_says_what_is_compared_and_judged_together() -> None:
    caption = layer(CHANGE, choices=BOTH).words.caption
    assert "Compared with the year before." in caption
    assert "Judged together with all 3 wards." in caption
    none = ward_layer.ward_layer(shown(choices=BOTH), wards(CHANGE, verdict=Verdict.CANNOT_COMPARE))
    assert "Judged" not in none.words.caption


def test_the_table_of_changes_has_verdicts_in_words_and_the_file_has_the_intervals() -> None:
    found = layer(CHANGE, choices=BOTH)
    assert [column.heading for column in found.ranked.columns][-2:] == ["Change, %", "Verdict"]
    assert found.ranked.frame["verdict_words"].tolist() == ["▲ Clear rise", "● No clear change", "○ Too few to tell"]
    view = shown(choices=BOTH)
    assert {"lower_ci_pct", "upper_ci_pct"} <= {column.name for column in ward_layer.file_columns(view, CHANGE)}
    assert {"upper_ci_per_1000", "rank_words"} <= {column.name for column in ward_layer.file_columns(view, RATE)}


def test_without_a_comparison_neither_table_nor_file_has_a_change() -> None:
    columns = {column.name for column in ward_layer.file_columns(shown(), CHANGE)}
    assert columns == {"area_name", "offence_count", "area_code"}


def test_only_some_wards_are_outlined_and_marked() -> None:
    assert layer().extra == []
    chosen = layer(wards=("W2",))
    assert [words for _, _, words in chosen.extra] == ["outlined: Beech"]
    assert chosen.ranked.marked == ["ward:W2"]


def test_what_has_to_be_known_of_the_changes_is_said_and_goes_into_the_files() -> None:
    found = ward_layer.ward_layer(shown(choices=BOTH), wards(CHANGE, notes=["Compare with care."]))
    assert found.notices == ["Compare with care."]
    assert found.words.said == ["Compare with care."]
    counts = ward_layer.ward_layer(shown(choices=BOTH), wards(COUNT, notes=["Compare with care."]))
    assert (counts.notices, counts.words.said) == ([], [])


def test_a_map_of_counts_says_what_is_missing() -> None:
    (missing,) = layer(COUNT, choices=choices(months("2024-01", "2024-11"))).notices
    assert missing == "No total is given for January to December 2024. Missing: December 2024."


def test_the_scope_names_every_ward_and_the_types_that_are_counted() -> None:
    assert layer(wards=("W2",)).words.scope == (
        "Wards: all 3 of Westmere (wards of 2004 to May 2026). Crime types: Burglary, Robbery, Drugs."
    )


def test_types_that_cannot_be_added_are_said_not_to_be() -> None:
    asb = "Anti-social behaviour is not added to crimes: choose it alone to map it."
    assert layer(crime_types=("Drugs", ASB)).notices == [asb]
