from components import filter_chips
from components.filter_bar import FILTERS
from data.model.comparison import JUST_BEFORE
from data.words.findings import districts_scope, scope
from tests.fixtures.selections import ASB, choices, period, selection

CHOSEN = selection(wards=("W1", "W3"), crime_types=("Drugs", ASB), compared=JUST_BEFORE)
OFFERED = choices()


def test_every_ward_and_type_that_is_chosen_is_a_chip() -> None:
    assert list(filter_chips.chosen(CHOSEN, ())) == [
        ("ward", "W1", "Alder"),
        ("ward", "W3", "Cedar"),
        ("type", "Drugs", "Drugs"),
        ("type", ASB, ASB),
    ]
    assert [key for key, *_ in filter_chips.chosen(CHOSEN, ("ward", "vintage"))] == ["type", "type"]
    assert list(filter_chips.chosen(selection(), ())) == []


def test_chips_say_what_they_take_away_and_end_in_a_way_back() -> None:
    listed, reset = filter_chips.chips(CHOSEN, OFFERED, (), "/trends")
    chips = [item.children for item in listed.children]
    assert [getattr(chip, "aria-label") for chip in chips] == [f"Remove {n}" for n in ("Alder", "Cedar", "Drugs", ASB)]
    assert (getattr(chips[1], "data-chip"), getattr(chips[1], "data-value")) == ("ward", "W3")
    assert (reset.children, reset.href) == ("Reset", "/trends")


def test_a_period_alone_can_be_reset_and_what_is_as_at_first_needs_no_way_back() -> None:
    (reset,) = filter_chips.chips(selection(period=period("2024-01", "2024-03")), OFFERED, (), "/")
    assert reset.children == "Reset"
    assert filter_chips.chips(selection(), OFFERED, (), "/") == []


def test_filters_are_counted_that_the_page_uses_and_that_are_set() -> None:
    assert filter_chips.changed(CHOSEN, OFFERED, ()) == 3
    assert filter_chips.changed(CHOSEN, OFFERED, ("ward",)) == 2
    assert filter_chips.changed(CHOSEN, OFFERED, FILTERS) == 0
    assert filter_chips.changed(selection(), OFFERED, ()) == 0


def test_the_sentence_names_everything_that_the_page_uses() -> None:
    months = "Year to December 2024, compared with the 12 months just before."
    assert filter_chips.sentence(CHOSEN, ()) == f"{scope(CHOSEN)} {months}"
    assert filter_chips.sentence(CHOSEN, ("ward", "vintage")) == f"{districts_scope(CHOSEN)} {months}"
    assert filter_chips.sentence(CHOSEN, FILTERS) == ""
