from dataclasses import replace
from math import nan
from typing import Any

from data.model.choices import Choices
from data.model.map_view import MapView
from data.model.measure import Measure
from data.model.verdict import Verdict
from data.outputs.csv import csv_text
from data.reports.hotspots.layer import Layer
from data.reports.hotspots.wards import ward_layer
from data.reports.maps import MapClass
from data.reports.panel import Panel
from tests.fixtures.map_frames import WARDS, wards
from tests.fixtures.selections import ASB, CHANGE, COUNT, OLD, RATE, choices, map_request, months

BOTH = choices(months("2023-01", "2024-12"))
# Of the year before only four months are there.
PART = choices([*months("2023-01", "2023-04"), *months("2024-01", "2024-12")])


def layer(measure: Measure = COUNT, **changes: Any) -> Layer:
    return ward_layer(map_request(**changes), wards(measure))


def test_classes_of_numbers_have_words_and_no_digit_that_a_place_has_too() -> None:
    assert layer().classes.classes == [MapClass("under 50"), MapClass("50 and over")]
    assert (layer().classes.scale, layer(CHANGE).classes.scale) == ("sequential", "verdict")


def test_classes_of_changes_are_the_verdicts_from_fall_to_rise_with_their_signs() -> None:
    classes = wards(CHANGE).classes
    assert [c.words for c in classes] == [
        "Clear fall", "Possible fall, not certain", "About the same", "No clear change", "Too few to tell",
        "Possible rise, not certain", "Clear rise",
    ]  # fmt: skip
    assert [c.sign for c in classes] == ["▼", "▽", "≈", "●", "○", "△", "▲"]


def test_the_map_gets_the_wards_in_the_order_of_their_codes_with_their_values() -> None:
    frame = layer().frame
    assert frame["area_code"].tolist() == ["W1", "W2", "W3"]
    assert frame["text"].tolist()[:2] == ["<b>Alder</b><br>not available offences", "<b>Beech</b><br>60 offences"]
    assert frame["map_class"].fillna(-1).tolist() == [-1, 1, 0]


def test_the_residents_of_a_map_of_all_wards_are_those_of_all() -> None:
    known = [replace(ward, population_source="Census") for ward in OLD.wards[1:]]
    vintage = replace(OLD, wards=(OLD.wards[0], *known))
    assert "Residents: Census." in layer(vintage=vintage, wards=("W1",)).words.caption


def hover(measure: Measure, values: str, offered: Choices = BOTH) -> list[str]:
    made = ward_layer(map_request(choices=offered), wards(measure, value=WARDS[values]))
    return [str(text) for text in made.frame["text"]]


def test_a_rate_stands_with_its_interval_and_a_change_with_its_verdict() -> None:
    assert hover(RATE, "rate_per_1000")[1].startswith("<b>Beech</b><br>30.0 per 1,000 residents (95% interval 22.9")
    few, clear, unclear = (text.split("<br>") for text in hover(CHANGE, "change_pct"))
    assert (clear[0], clear[-1]) == ("<b>Beech</b>", "▲ Clear rise")
    assert clear[1].startswith("+200.0% (95% interval +81.0%")
    assert unclear == ["<b>Cedar</b>", "0.0% (−39.0% to +64.0% possible)", "● No clear change"]
    assert few == ["<b>Alder</b>", "○ Too few to tell"]


def test_of_a_part_what_hovering_says_names_the_months() -> None:
    assert hover(CHANGE, "change_pct", PART)[1].startswith("<b>Beech</b><br>January to April 2024: +200.0%")


def test_the_classes_say_what_they_are_of_and_what_has_none() -> None:
    classes = layer().classes
    assert (classes.title, classes.unit, classes.absent) == ("Offences", "wards", "not available")
    assert layer(CHANGE).classes.absent == "Cannot compare"


def test_the_heading_gives_the_share_of_the_two_highest_or_the_place_of_the_one_chosen() -> None:
    assert layer().finding.startswith("Beech and Cedar hold 90%")
    place = "1st to 2nd of 3 wards by number, allowing for chance"
    assert layer(wards=("W2",)).finding == f"Beech: 60 offences, {place}"
    assert layer(wards=("W3",)).finding == "Cedar: 30 offences, 2nd of 3 wards by number"
    rate = ward_layer(map_request(wards=("W2",)), wards(RATE, value=WARDS["rate_per_1000"]))
    assert rate.finding.endswith("1st of 3 wards per resident")


def test_a_place_that_chance_leaves_open_from_the_highest_to_the_lowest_third_is_not_certain() -> None:
    open_places = wards(COUNT, count_best_rank=1.0, count_worst_rank=3.0)
    finding = ward_layer(map_request(wards=("W2",)), open_places).finding
    assert finding == "Beech: 60 offences; its place among 3 wards is not certain"


def test_one_offence_of_a_ward_is_told_in_the_singular() -> None:
    one = wards(offence_count=[1.0, 1.0, 1.0], value=1.0)
    assert ward_layer(map_request(wards=("W2",)), one).finding.startswith("Beech: 1 offence, ")
    changed = wards(CHANGE, total_0=[1.0, 1.0, 1.0])
    assert ward_layer(map_request(choices=BOTH, wards=("W2",)), changed).finding.startswith("1 offence in Beech")


def test_a_list_names_its_order_where_it_has_one() -> None:
    assert layer().ranked.title == "3 wards, most offences first"
    assert ward_layer(map_request(choices=BOTH), wards(CHANGE, value=nan)).ranked.title == "3 wards"


def test_a_map_of_changes_says_why_a_large_count_is_too_few_to_tell() -> None:
    few = wards(CHANGE, verdict=Verdict.TOO_FEW, total_1=[60.0, 30.0, 8.0])
    (why,) = ward_layer(map_request(choices=BOTH), few).notices
    assert why.startswith("Beech: such counts swing so much")
    assert not layer(CHANGE, choices=BOTH).notices


def test_the_heading_of_changes_counts_the_clear_ones() -> None:
    assert layer(CHANGE, choices=BOTH).finding.startswith("Of 3 wards 1 clearly rose")
    quiet = ward_layer(map_request(choices=BOTH), wards(CHANGE, verdict=Verdict.UNCLEAR))
    assert quiet.finding.startswith("Of 3 wards none clearly changed")
    few = ward_layer(map_request(choices=BOTH, wards=("W1", "W2")), wards(CHANGE, verdict=Verdict.TOO_FEW))
    assert few.finding.startswith("Too few to tell in 2 wards: ")
    mixed = wards(CHANGE, verdict=[Verdict.CLEAR_FALL, Verdict.CLEAR_RISE, Verdict.CLEAR_RISE])
    counted = "Of 3 wards 2 clearly rose and 1 clearly fell"
    assert ward_layer(map_request(choices=BOTH), mixed).finding.startswith(counted)


def test_the_heading_of_the_one_chosen_gives_its_change_and_verdict() -> None:
    chosen = {"choices": BOTH, "wards": ("W2",)}
    assert layer(CHANGE, **chosen).finding == f"60 offences in Beech, up 200.0%: {Verdict.CLEAR_RISE.lower()}"
    few = layer(CHANGE, choices=BOTH, wards=("W1",)).finding
    assert few == f"10 offences in Alder: {Verdict.TOO_FEW.lower()}"


def test_a_heading_of_a_part_has_the_counts_of_its_months_alone() -> None:
    longer = wards(CHANGE, offence_count=nan)
    whole = ward_layer(map_request(choices=PART), longer)
    assert whole.finding.startswith("Of 3 wards 1 clearly rose, January to April")
    one = ward_layer(map_request(choices=PART, wards=("W2",)), longer)
    assert one.finding.startswith("60 offences in Beech, January to April")
    assert one.finding.endswith("from 20: clear rise")
    headings = [column.heading for column in one.ranked.columns]
    assert headings[1:3] == ["Offences, January to April 2024", "January to April 2023"]
    assert "changes are of January to April 2024" in one.words.caption


def test_every_caption_names_the_vintage_of_the_wards() -> None:
    for measure in (COUNT, RATE, CHANGE):
        assert "wards of 2004 to May 2026" in layer(measure).words.caption


def test_the_caption_of_changes_says_what_is_compared_and_judged_together() -> None:
    caption = layer(CHANGE, choices=BOTH).words.caption
    assert "Compared with the year before." in caption
    assert "Judged together with all 3 wards." in caption
    none = ward_layer(map_request(choices=BOTH), wards(CHANGE, verdict=Verdict.CANNOT_COMPARE))
    assert "Judged" not in none.words.caption


def file_columns(found: Layer) -> set[str]:
    return {column.name for column in (*found.ranked.columns, *found.ranked.more)}


def test_the_table_of_changes_has_verdicts_in_words_and_the_file_has_the_intervals() -> None:
    found = layer(CHANGE, choices=BOTH)
    assert [column.heading for column in found.ranked.columns][-2:] == ["Change, %", "Verdict"]
    assert found.ranked.frame["verdict_words"].tolist() == ["▲ Clear rise", "● No clear change", "○ Too few to tell"]
    assert {"lower_ci_pct", "upper_ci_pct"} <= file_columns(found)
    assert {"upper_ci_per_1000", "rank_words"} <= file_columns(layer(RATE, choices=BOTH))


def test_without_a_comparison_neither_table_nor_file_has_a_change() -> None:
    assert file_columns(layer(CHANGE)) == {"area_name", "offence_count", "area_code"}


def test_the_file_of_wards_has_the_codes_the_intervals_and_the_source() -> None:
    found = layer()
    *notes, head, first, _, _ = csv_text(Panel("wards", found.words, found.ranked)).splitlines()
    assert notes[-1] == "# Source: data.police.uk"
    assert any(line.startswith("# Wards: all 3 of Westmere") for line in notes)
    assert head.startswith("Ward,Rank by number,Offences,")
    assert "Per 1,000, upper 95%" in head
    assert first.startswith("Beech,1,60,30,")


def test_only_the_picked_ward_is_marked_and_every_row_picks_its_own() -> None:
    assert layer().ranked.marked == []
    picked = layer(map=MapView(pick="ward:W2")).ranked
    assert (picked.marked, picked.picked) == (["ward:W2"], "ward:W2")
    assert picked.frame[picked.picks].tolist() == ["ward:W2", "ward:W3", "ward:W1"]


def test_of_chosen_wards_the_heading_speaks_and_map_and_list_show_them_among_all() -> None:
    two = layer(wards=("W1", "W2"))
    assert two.finding.startswith("Alder and Beech hold 70%")
    assert two.frame["area_code"].tolist() == ["W1", "W2", "W3"]
    assert two.ranked.frame["area_name"].tolist() == ["Beech", "Cedar", "Alder"]
    assert (two.ranked.marked, two.ranked.picked) == (["ward:W1", "ward:W2"], "")
    assert two.words.scope.startswith("Wards: all 3 of Westmere (")
    # The classes are those of all wards, so that a colour means the same whatever is chosen.
    assert two.classes.classes == layer().classes.classes
    changed = layer(CHANGE, choices=BOTH, wards=("W1", "W3"))
    assert "in Alder and Cedar" in changed.finding
    none = ward_layer(map_request(wards=("W1", "W3")), wards(offence_count=0.0, value=0.0))
    assert none.finding.startswith("No crime was recorded in Alder and Cedar in ")


def test_what_has_to_be_known_of_the_changes_is_said_and_goes_into_the_files() -> None:
    found = ward_layer(map_request(choices=BOTH), wards(CHANGE, notes=["Compare with care."]))
    assert found.notices == ["Compare with care."]
    assert found.words.said == ["Compare with care."]
    counts = ward_layer(map_request(choices=BOTH), wards(COUNT, notes=["Compare with care."]))
    assert (counts.notices, counts.words.said) == ([], [])


def test_a_map_of_counts_says_what_is_missing() -> None:
    (missing,) = layer(COUNT, choices=choices(months("2024-01", "2024-11"))).notices
    assert missing.endswith("Missing: December 2024.")


def test_the_scope_names_every_ward_and_the_types_that_are_counted() -> None:
    scope = layer().words.scope
    assert scope.startswith("Wards: all 3 of Westmere (")
    assert scope.endswith("Crime types: all crime.")


def test_types_that_cannot_be_added_are_said_not_to_be() -> None:
    asb = "Anti-social behaviour is not added to crimes: choose it alone to map it."
    assert layer(crime_types=("Drugs", ASB)).notices == [asb]
