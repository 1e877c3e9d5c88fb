from math import nan
from typing import Any

import pandas as pd

from components.panels import map_detail
from components.panels.cell_layer import Cells
from data.map_view import MapView
from tests.fixtures.map_frames import WARDS, cells, shown
from tests.fixtures.selections import period
from tests.fixtures.served import Page, of_type
from tests.unit.components.test_panel import as_json

TYPES = pd.DataFrame(
    {"crime_type": ["Burglary", "Robbery", "Drugs"], "total_0": [40.0, 20.0, 0.0], "total_1": [15.0, 5.0, 0.0]}
)
TREND = pd.DataFrame(
    {"period_month": pd.date_range("2024-01-01", periods=4, freq="MS"), "offence_count": [4.0, nan, 9.0, 6.0]}
)
CELL = MapView(layer="cells", pick="cell:7")


def ward_page(**changes: object) -> Page:
    view = shown(**changes)
    return Page(as_json(map_detail.ward_detail(view, WARDS, TYPES, TREND, (3, 40))))


def test_a_ward_has_total_rank_rate_verdict_and_concentration() -> None:
    text = ward_page(wards=("W2",)).text
    for words in (
        "Beech", "60", "offences, January to December 2024", "1st of 3, plausibly 1st to 2nd. 60.0% of Westmere's.",
        "30.0 per 1,000 residents (95% 22.9 to 38.6).", "Half of it lies in 3 of 40 cells of 150 m.",
        "higher than chance would explain", "60 against 20 a year before (+200.0%; 95% (+81.0% to +397.0%))",
        "All 3 wards are tested together.",
    ):  # fmt: skip
        assert words in text, words


def test_the_trend_is_a_picture_with_its_words_and_leaves_a_gap_open() -> None:
    page = ward_page(wards=("W2",))
    (picture,) = of_type(page.response, "Img")
    assert picture["props"]["alt"] == "Offences a month: 4 in January 2024, 6 in April 2024, 9 at most"


def test_several_wards_have_no_rank_and_no_verdict() -> None:
    text = ward_page().text
    assert "plausibly" not in text
    assert "chance" not in text
    assert "100" in text


def test_crime_types_stand_with_the_year_before_and_none_without_offences() -> None:
    rows = ward_page(wards=("W2",)).table("Most frequent crime types")
    assert [row["Most frequent types"] for row in rows] == ["Burglary", "Robbery"]
    assert rows[0]["A year before"] == "15"


def test_the_links_carry_the_selection() -> None:
    links = [link["props"]["href"] for link in of_type(ward_page(wards=("W2",)).response, "Link")]
    assert links == [f"{path}?ward=W2&from=2024-01&to=2024-12" for path in ("/trends", "/", "/compare")]


def cell_page(found: Cells, **changes: Any) -> Page:
    row = found.row("7")
    assert row is not None
    return Page(as_json(map_detail.cell_detail(shown(map=CELL, **changes), found, row, TYPES, TREND)))


def test_a_cell_says_about_where_it_lies_and_nothing_of_its_change_but_both_counts() -> None:
    page = cell_page(cells())
    for words in (
        "About High Street", "A cell of 150 m, approximate, mostly in Alder.", "1st of 4 cells, 60.0% of all",
        "offences, January to December 2024", "20 a year before, January to December 2023.",
        "Among the fewest cells that hold half in 4 of the last 4 whole quarters.",
    ):  # fmt: skip
        assert words in page.text, words
    for words in ("chance", "real", "rise", "higher", "95%", "tested"):
        assert words not in page.text.lower(), words
    links = [link["props"]["href"] for link in of_type(page.response, "Link")]
    assert links[0].startswith("/trends?ward=W1&")
    again = [button["props"].get("data-pick") for button in of_type(page.response, "Button")]
    assert again[-1] == "cell:7"


def test_a_cell_has_no_year_before_where_it_would_lie_within_the_period() -> None:
    assert "a year before," not in cell_page(cells(), period=period("2023-01", "2024-12")).text
    assert "20 a year before, January to December 2023." in cell_page(cells(), period=period("2024-01", "2024-12")).text


def test_a_cell_of_months_that_are_absent_claims_nothing() -> None:
    text = cell_page(cells(offence_count=nan, half_quarter_count=nan)).text
    assert "not available" in text
    assert "of 4 cells" not in text
    assert "quarters" not in text
