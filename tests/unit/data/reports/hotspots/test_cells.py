from dataclasses import replace

import pytest

from data.model.map_view import MapView
from data.reports.hotspots.asked import NOTE
from data.reports.hotspots.cells import cell_file, cell_layer, pointing_text
from tests.fixtures.map_frames import QUARTERS, cells, cells_by_quarters
from tests.fixtures.selections import choices, map_request, months, period

SHOWS = ["counts", "quarters", "last_year"]


@pytest.mark.parametrize("show", SHOWS)
def test_every_view_of_the_cells_says_that_they_are_approximate(show: str) -> None:
    layer = cell_layer(map_request(), cells(show))
    assert layer.note == NOTE
    assert NOTE in layer.words.caption
    assert "{" not in layer.words.caption


@pytest.mark.parametrize("show", SHOWS)
def test_pointing_at_a_cell_says_around_where_and_names_the_value(show: str) -> None:
    text = pointing_text(map_request(), cells(show))
    assert text.startswith("<b>Around %{text}</b><br>")
    assert "%{customdata}" in text
    assert "{noun}" not in text


def test_the_heading_says_what_the_cells_show() -> None:
    assert cell_layer(map_request(), cells()).finding.endswith("lies in 1 of 4 small spots")
    by_quarters = cell_layer(map_request(), cells_by_quarters())
    assert by_quarters.finding.startswith("1 of 4 small spots")
    assert by_quarters.finding.endswith("in all of the last 4 whole quarters")
    one = cell_layer(map_request(), cells_by_quarters(QUARTERS[:1]))
    assert one.finding.endswith("in the one whole quarter")


def test_half_that_takes_spots_of_one_record_each_is_no_heading() -> None:
    few = cells(offence_count=[1.0, 1.0, 0.0], cumulative_pct=[50.0, 100.0, 100.0])
    heading = cell_layer(map_request(wards=("W1",)), few).finding
    assert heading == "All crime in Alder: too few records to say where half of them lie"


def test_small_spots_of_chosen_wards_are_named_in_the_heading_and_listed_by_road_and_ward() -> None:
    layer = cell_layer(map_request(wards=("W1", "W2")), cells())
    assert layer.finding.startswith("Half of all crime in Alder and Beech")
    assert layer.ranked.frame["around"].tolist() == ["High Street, Alder", "Supermarket, Beech", "no named road, Beech"]


def test_the_cells_with_a_point_are_on_the_map_and_in_the_file() -> None:
    assert cell_layer(map_request(), cells()).frame[["cell_id", "value"]].to_numpy().tolist() == [
        [7, 60],
        [8, 30],
        [9, 10],
    ]
    table = cell_file(map_request(), cells()).table
    assert table is not None
    assert table.frame["cell_id"].tolist() == [7, 8, 9]


def test_quarters_say_what_they_count_and_which_are_left_out() -> None:
    layer = cell_layer(map_request(), cells_by_quarters(left_out=[period("2023-04", "2023-12")]))
    for words in (
        "In how many of the last 4 whole quarters, to December 2024, each was among the fewest that together hold "
        "half of that quarter's offences. Where more tie for the last places than there are, none of them "
        "counts.",
        "Left out, because a quarter with an absent month is not counted: April to December 2023.",
    ):
        assert words in layer.words.caption
    assert "Left out" not in cell_layer(map_request(), cells_by_quarters()).words.caption
    assert "%{customdata} of the last 4 whole quarters" in pointing_text(map_request(), cells_by_quarters())


@pytest.mark.parametrize(
    ("quarters", "breaks", "words"),
    [
        (1, [], ["1 quarter"]),
        (4, [2, 3, 4], ["1 quarter", "2 quarters", "3 quarters", "4 quarters"]),
        (7, [3, 5, 7], ["1 or 2 quarters", "3 or 4 quarters", "5 or 6 quarters", "7 quarters"]),
    ],
)
def test_the_legend_of_quarters_has_every_class_in_words(quarters: int, breaks: list[float], words: list[str]) -> None:
    found = replace(cells_by_quarters(), quarters=(QUARTERS * 2)[:quarters], breaks=breaks)
    layer = cell_layer(map_request(), found)
    assert layer.classes.title == f"Quarters among the top, of {quarters}"
    assert [one.words for one in layer.classes.classes] == words


def test_the_list_of_quarters_has_the_records_of_those_quarters_and_no_cell_without_one() -> None:
    ranked = cell_layer(map_request(), cells_by_quarters()).ranked
    assert ranked.title.endswith("most quarters first: 2 of 2")
    assert ranked.frame[["half_quarter_count", "quarters_offence_count"]].to_numpy().tolist() == [[4, 60], [1, 30]]
    assert [column.heading for column in ranked.columns] == ["Around", "Quarters, of 4", "Offences in them"]


def test_the_table_ranks_the_cells_and_marks_the_one_picked() -> None:
    picked = map_request(map=MapView(layer="cells", pick="cell:8"))
    ranked = cell_layer(picked, cells()).ranked
    assert ranked.frame["pick"].tolist() == ["cell:7", "cell:8", "cell:9"]
    assert ranked.marked == ["cell:8"]


@pytest.mark.parametrize("pick", ["cell:10", "cell:99", "cell:x", "place:8", ""])
def test_a_cell_that_is_not_drawn_cannot_be_picked(pick: str) -> None:
    assert cells().row(MapView(layer="cells", pick=pick).picked("cell")) is None


def test_what_cannot_be_shown_is_said() -> None:
    absent = map_request(choices=choices(months("2024-02", "2024-12")))
    (said,) = cell_layer(absent, cells()).notices
    assert said.endswith("Missing: January 2024.")
    (said,) = cell_layer(map_request(), cells("last_year")).notices
    assert said.startswith("There are no small spots")
    none = cell_layer(map_request(), replace(cells_by_quarters(()), breaks=()))
    assert none.finding.startswith("There is no whole quarter")
    assert none.notices[0].startswith("A calendar quarter is counted where")
