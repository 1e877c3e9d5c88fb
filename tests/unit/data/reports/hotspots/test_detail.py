from math import nan
from typing import Any

import pandas as pd

from data.model.map_view import MapView
from data.model.verdict import Refusal, Verdict
from data.reports.figures import Sparkline
from data.reports.hotspots.cells import Cells
from data.reports.hotspots.detail import CARE, Chosen, cell_detail, ward_detail
from data.reports.panel import Link, Panel, Value
from data.reports.table import Table
from data.words.verdicts import BY_HAND
from tests.fixtures.map_frames import WARDS, cells
from tests.fixtures.selections import choices, map_request, months

TYPES = pd.DataFrame(
    {
        "crime_type": ["Burglary", "Robbery", "Drugs"],
        "offence_count": [40.0, 20.0, 0.0],
        "total_0": [40.0, 20.0, 0.0],
        "total_1": [15.0, 5.0, 0.0],
    }
)
TREND = pd.DataFrame(
    {"period_month": pd.date_range("2024-01-01", periods=4, freq="MS"), "offence_count": [4.0, nan, 9.0, 6.0]}
)
CELL = MapView(layer="cells", pick="cell:7")


BOTH = choices(months("2023-01", "2024-12"))
PART = choices([*months("2023-01", "2023-04"), *months("2024-01", "2024-12")])
BEECH = WARDS.iloc[0]


def ward_card(row: pd.Series = BEECH, notes: tuple[str, ...] = (), **changes: Any) -> Panel:
    asked = map_request(**{"choices": BOTH, "wards": ("W2",)} | changes)
    return ward_detail(asked, Chosen(row, row, TYPES, TREND, (3, 40), notes))


def said(card: Panel) -> str:
    """The notes that are no links, in sight and folded."""
    notes = [*card.notes, *(note for fold in card.folds for note in fold.notes)]
    return " ".join(note for note in notes if isinstance(note, str))


def types(card: Panel) -> Table:
    """The table of crime types, which is folded."""
    (table,) = [fold.table for fold in card.folds if fold.table]
    return table


def ways(card: Panel) -> list[Link]:
    return [part for note in card.notes if not isinstance(note, str) for part in note if isinstance(part, Link)]


def headings(card: Panel) -> list[str]:
    return [column.heading for column in types(card).columns]


def test_a_ward_has_total_ranks_rate_verdict_and_concentration() -> None:
    card = ward_card()
    assert (card.words.finding, card.verdict) == ("Beech", Verdict.CLEAR_RISE)
    assert card.value == Value("60", "offences, January to December 2024")
    assert list(card.notes)[:-1] == [
        "1st to 2nd by number, highest per resident, of 3 wards, allowing for chance.",
        "Half of it lies in 3 of 40 small spots (150 m squares).",
    ]
    assert card.folds[0].title == "How sure is this?"
    assert list(card.folds[0].notes)[1:] == [
        "60 offences, from 20 in the year before: +200.0% (95% interval +81.0% to +397.0%, by the day). "
        "Judged together with all 3 wards.",
        "1st of 3 by number, anywhere from 1st to 2nd allowing for chance. 60.0% of Westmere's.",
        "30.0 per 1,000 residents (95% interval 22.9 to 38.6): 1st of 3 per 1,000 residents.",
    ]


def test_a_change_that_is_not_clear_says_what_remains_possible() -> None:
    assert "30 offences, from 30" in said(ward_card(WARDS.iloc[1]))
    assert "0.0% (−39.0% to +64.0% possible)." in said(ward_card(WARDS.iloc[1]))


def test_too_few_to_tell_has_counts_and_no_percentage() -> None:
    card = ward_card(WARDS.iloc[2])
    assert card.verdict == Verdict.TOO_FEW
    assert "from 8 in the year before. Judged" in said(card)


def test_of_a_part_the_months_are_named_beside_both_counts() -> None:
    card = ward_card(choices=PART)
    for words in ("January to April 2024: 60 offences", "from 20 in January to April 2023: +200.0%"):
        assert words in said(card)
    assert headings(card) == ["Most frequent types", "Offences, January to April 2024", "January to April 2023"]


def test_why_nothing_is_compared_is_said() -> None:
    refused = BEECH.copy()
    refused["verdict"], refused["refusal"] = Verdict.CANNOT_COMPARE, Refusal.ONE_MONTH
    one_month, none = ward_card(refused), ward_card(refused, choices=choices(months("2024-01", "2024-12")))
    assert "in the year before. One month alone" in said(one_month)
    assert "No month of January to December 2024" in said(none)
    for card in (one_month, none):
        assert "200" not in said(card)
        assert card.verdict == Verdict.CANNOT_COMPARE


def test_what_has_to_be_known_stands_beside_the_change() -> None:
    card = ward_card(notes=("Compare with care.",))
    assert "Compare with care." in card.folds[0].notes
    assert CARE in card.notes
    assert CARE not in ward_card().notes
    assert CARE not in ward_card(choices=choices(months("2024-01", "2024-12")), notes=("Cannot compare.",)).notes


def test_a_ward_has_both_its_ranks_in_one_line_as_ranges_where_chance_leaves_them_open() -> None:
    assert str(ward_card(WARDS.iloc[1]).notes[0]) == "2nd by number, 2nd per resident, of 3 wards."
    ranked = BEECH.copy()
    ranked["worst_rank"] = 3.0
    said_of = str(ward_card(ranked).notes[0])
    assert said_of == "1st to 2nd by number, 1st to 3rd per resident, of 3 wards, allowing for chance."


def test_a_card_says_why_a_large_count_is_too_few_to_tell() -> None:
    large, few = BEECH.copy(), BEECH.copy()
    large["verdict"] = few["verdict"] = Verdict.TOO_FEW
    large["total_1"] = 60.0
    assert "swing so much" in str(ward_card(large).notes[1])
    assert "swing" not in said(ward_card(few))


def test_a_card_is_silent_where_half_takes_spots_of_one_record() -> None:
    asked = map_request(choices=BOTH, wards=("W2",))
    assert "Half of it" not in said(ward_detail(asked, Chosen(BEECH, BEECH, TYPES, TREND)))


def test_the_card_of_a_picked_ward_leads_back_to_the_others() -> None:
    back = ways(ward_card(map=MapView(pick="ward:W2")))[-1]
    assert (back.words, back.pick) == ("Show the wards again", "ward:W2")


def test_the_trend_is_a_line_with_its_words_and_leaves_a_gap_open() -> None:
    alt = "Offences a month: 4 in January 2024, 6 in April 2024, 9 at most"
    assert ward_card().figure == Sparkline([4.0, None, 9.0, 6.0], alt)
    assert ward_card().folds[0].notes[0] == f"{alt}."


def test_a_sum_that_was_chosen_by_hand_says_so_and_has_no_rank() -> None:
    several = BEECH.copy()
    several["family"], several["verdict"] = "", Verdict.POSSIBLE_RISE
    several["rank_words"] = several["count_rank_words"] = ""
    several[["rank", "count_rank"]] = nan
    card = ward_card(several, wards=("W1", "W2"))
    assert card.verdict == Verdict.POSSIBLE_RISE
    assert f"+397.0% possible, by the day). {BY_HAND}" in said(card)
    assert "of 3" not in said(card)
    assert "30.0 per 1,000 residents (" in said(card)


def test_the_whole_area_is_not_ranked_among_wards() -> None:
    assert "1st of 3" not in said(ward_card(wards=("W1", "W2", "W3")))


def test_crime_types_stand_with_what_is_compared_and_none_without_offences() -> None:
    assert types(ward_card()).frame[["crime_type", "total_1"]].to_numpy().tolist() == [
        ["Burglary", 15.0],
        ["Robbery", 5.0],
    ]
    assert headings(ward_card()) == ["Most frequent types", "Offences", "The year before"]
    alone = ward_card(choices=choices(months("2024-01", "2024-12")))
    assert headings(alone) == ["Most frequent types", "Offences"]


def test_the_links_carry_the_selection() -> None:
    found = ways(ward_card())
    assert [link.path for link in found] == ["/trends", "/", "/compare", "/analysis"]
    assert [link.selection.wards for link in found if link.selection] == [("W2",)] * 4


def cell_card(found: Cells, **changes: Any) -> Panel:
    row = found.row("7")
    assert row is not None
    return cell_detail(map_request(**{"map": CELL, "choices": BOTH} | changes), found, row, TYPES, TREND)


def test_a_cell_says_about_where_it_lies_and_nothing_of_its_change_but_both_counts() -> None:
    card = cell_card(cells())
    assert (card.words.finding, card.value) == ("High Street, Alder", Value("60", "offences, January to December 2024"))
    assert card.verdict is None
    for words in (
        "A square of 150 m, approximate, mostly in Alder.", "1st of 4 small spots, 60.0% of all",
        "60 offences, from 20 in the year before.",
        "Among the fewest small spots that hold half in 4 of the last 4 whole quarters.",
    ):  # fmt: skip
        assert words in said(card), words
    for words in ("chance", "real ", "rise", "clear", "95%", "judged", "possible"):
        assert words not in said(card).lower(), words


def test_from_a_cell_links_lead_to_its_ward_and_back_to_the_wards() -> None:
    *others, back = ways(cell_card(cells()))
    assert [link.selection.wards for link in others if link.selection] == [("W1",)] * 4
    assert (back.path, back.pick) == ("/hotspots", "cell:7")
    assert back.selection is not None
    assert (back.selection.map.layer, back.selection.map.pick) == ("cells", "")


def test_a_cell_names_the_months_of_a_part_and_has_one_count_where_nothing_is_compared() -> None:
    part = said(cell_card(cells(), choices=PART))
    for words in ("January to April 2024: 60 offences", "from 20 in January to April 2023."):
        assert words in part
    assert "from 20" not in said(cell_card(cells(), choices=choices(months("2024-01", "2024-12"))))


def test_a_cell_of_months_that_are_absent_claims_nothing() -> None:
    card = cell_card(cells(offence_count=nan, half_quarter_count=nan))
    assert card.value is not None
    assert card.value.shown == "not available"
    assert "of 4 small spots" not in said(card)
    assert "quarters" not in said(card)
