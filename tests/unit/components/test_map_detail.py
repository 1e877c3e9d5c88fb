from math import nan
from typing import Any

import pandas as pd

from components.panels import map_detail
from components.panels.cell_layer import Cells
from data.model.map_view import MapView
from data.model.verdict import Refusal, Verdict
from tests.fixtures.map_frames import WARDS, cells, shown
from tests.fixtures.selections import choices, months
from tests.fixtures.served import Page, of_type
from tests.unit.components.test_panel import as_json

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


def ward_page(row: pd.Series = BEECH, notes: tuple[str, ...] = (), **changes: Any) -> Page:
    view = shown(**{"choices": BOTH, "wards": ("W2",)} | changes)
    return Page(as_json(map_detail.ward_detail(view, map_detail.Chosen(row, row, TYPES, TREND, (3, 40), notes))))


def test_a_ward_has_total_ranks_rate_verdict_and_concentration() -> None:
    text = ward_page().text
    for words in (
        "Beech", "60", "offences, January to December 2024",
        "1st of 3 by number, anywhere from 1st to 2nd allowing for chance. 60.0% of Westmere's.",
        "30.0 per 1,000 residents (95% interval 22.9 to 38.6): 1st of 3 per 1,000 residents.",
        "Half of it lies in 3 of 40 cells of 150 m.", "Clear rise",
        "60 offences, from 20 in the year before: +200.0%, +200.8% by the day (95% interval +81.0% to +397.0%). "
        "Judged together with all 3 wards.",
    ):  # fmt: skip
        assert words in text, words


def test_a_change_that_is_not_clear_says_what_remains_possible() -> None:
    text = ward_page(WARDS.iloc[1]).text
    assert "30 offences, from 30 in the year before: 0.0% (−39.0% to +64.0% possible)." in text


def test_too_few_to_tell_has_counts_and_no_percentage() -> None:
    text = ward_page(WARDS.iloc[2]).text
    assert "Too few to tell 10 offences, from 8 in the year before. Judged together" in text


def test_of_a_part_the_months_are_named_beside_both_counts() -> None:
    page = ward_page(choices=PART)
    assert "January to April 2024: 60 offences, from 20 in January to April 2023: +200.0%" in page.text
    (first, *_) = page.table("Most frequent crime types")
    assert list(first) == ["Most frequent types", "Offences, January to April 2024", "January to April 2023"]


def test_why_nothing_is_compared_is_said() -> None:
    refused = BEECH.copy()
    refused["verdict"], refused["refusal"] = Verdict.CANNOT_COMPARE, Refusal.ONE_MONTH
    assert "from 20 in the year before. One month alone does not show" in ward_page(refused).text
    none = ward_page(refused, choices=choices(months("2024-01", "2024-12"))).text
    assert "No month of January to December 2024 can be compared with the year before." in none
    for text in (ward_page(refused).text, none):
        assert "200" not in text


def test_what_has_to_be_known_stands_beside_the_change() -> None:
    assert "Compare with care." in ward_page(notes=("Compare with care.",)).text


def test_the_trend_is_a_picture_with_its_words_and_leaves_a_gap_open() -> None:
    page = ward_page()
    (picture,) = of_type(page.response, "Img")
    assert picture["props"]["alt"] == "Offences a month: 4 in January 2024, 6 in April 2024, 9 at most"


def test_a_sum_that_was_chosen_by_hand_says_so_and_has_no_rank() -> None:
    several = BEECH.copy()
    several["family"], several["verdict"] = "", Verdict.POSSIBLE_RISE
    several["rank_words"] = several["count_rank_words"] = ""
    text = ward_page(several, wards=("W1", "W2")).text
    assert "Possible rise, not certain" in text
    assert "(+81.0% to +397.0% possible). This sum was chosen by hand" in text
    assert "of 3" not in text
    assert "30.0 per 1,000 residents (95% interval 22.9 to 38.6)." in text


def test_the_whole_area_is_not_ranked_among_wards() -> None:
    assert "1st of 3" not in ward_page(wards=("W1", "W2", "W3")).text


def test_crime_types_stand_with_what_is_compared_and_none_without_offences() -> None:
    rows = ward_page().table("Most frequent crime types")
    assert [row["Most frequent types"] for row in rows] == ["Burglary", "Robbery"]
    assert rows[0]["The year before"] == "15"
    alone = ward_page(choices=choices(months("2024-01", "2024-12"))).table("Most frequent crime types")
    assert list(alone[0]) == ["Most frequent types", "Offences"]


def test_the_links_carry_the_selection() -> None:
    links = [link["props"]["href"] for link in of_type(ward_page().response, "Link")]
    assert links == [f"{path}?ward=W2&from=2024-01&to=2024-12" for path in ("/trends", "/", "/compare")]


def cell_page(found: Cells, **changes: Any) -> Page:
    row = found.row("7")
    assert row is not None
    view = shown(**{"map": CELL, "choices": BOTH} | changes)
    return Page(as_json(map_detail.cell_detail(view, found, row, TYPES, TREND)))


def test_a_cell_says_about_where_it_lies_and_nothing_of_its_change_but_both_counts() -> None:
    page = cell_page(cells())
    for words in (
        "About High Street", "A cell of 150 m, approximate, mostly in Alder.", "1st of 4 cells, 60.0% of all",
        "offences, January to December 2024", "60 offences, from 20 in the year before.",
        "Among the fewest cells that hold half in 4 of the last 4 whole quarters.",
    ):  # fmt: skip
        assert words in page.text, words
    for words in ("chance", "real", "rise", "clear", "95%", "judged", "possible"):
        assert words not in page.text.lower(), words
    links = [link["props"]["href"] for link in of_type(page.response, "Link")]
    assert links[0].startswith("/trends?ward=W1&")
    again = [button["props"].get("data-pick") for button in of_type(page.response, "Button")]
    assert again[-1] == "cell:7"


def test_a_cell_names_the_months_of_a_part_and_has_one_count_where_nothing_is_compared() -> None:
    assert (
        "January to April 2024: 60 offences, from 20 in January to April 2023." in cell_page(cells(), choices=PART).text
    )
    assert "from 20" not in cell_page(cells(), choices=choices(months("2024-01", "2024-12"))).text


def test_a_cell_of_months_that_are_absent_claims_nothing() -> None:
    text = cell_page(cells(offence_count=nan, half_quarter_count=nan)).text
    assert "not available" in text
    assert "of 4 cells" not in text
    assert "quarters" not in text
