from dataclasses import replace

import pytest

from components.panels import cell_layer
from data.model.map_view import MapView
from tests.fixtures.map_frames import QUARTERS, cells, cells_by_quarters, shown
from tests.fixtures.selections import choices, months, period

SHOWS = ["counts", "quarters", "last_year"]


@pytest.mark.parametrize("show", SHOWS)
def test_every_view_of_the_cells_says_that_they_are_approximate(show: str) -> None:
    layer = cell_layer.cell_layer(shown(), cells(show))
    assert layer.note == cell_layer.NOTE
    assert cell_layer.NOTE in layer.words.caption
    assert "{" not in layer.words.caption


@pytest.mark.parametrize("show", SHOWS)
def test_hovering_says_about_here_and_names_the_value(show: str) -> None:
    part = cell_layer.map_parts(shown(), cells(show), "/c")["cell values"].properties
    assert part["hovertemplate"].startswith("<b>About here: %{text}</b><br>")
    assert "{noun}" not in part["hovertemplate"]
    assert len(part["customdata"]) == len(part["z"]) == 3


def test_the_heading_says_what_the_cells_show() -> None:
    assert cell_layer.cell_layer(shown(), cells()).finding == "Half of all crime lies in 1 of 4 cells"
    by_quarters = cell_layer.cell_layer(shown(), cells_by_quarters())
    assert by_quarters.finding == "1 of 4 cells are among the top for all crime in all of the last 4 whole quarters"
    one = cell_layer.cell_layer(shown(), cells_by_quarters(QUARTERS[:1]))
    assert one.finding == "1 of 4 cells are among the top for all crime in the one whole quarter"


def test_only_drawn_cells_are_sent() -> None:
    parts = cell_layer.map_parts(shown(), cells(), "/boundaries/b/cell-150")
    assert parts["cells"].properties["locations"] == [7, 8, 9]
    assert parts["cell values"].properties["customdata"] == [60, 30, 10]


def test_quarters_say_what_they_count_and_which_are_left_out() -> None:
    layer = cell_layer.cell_layer(shown(), cells_by_quarters(left_out=[period("2023-04", "2023-12")]))
    for words in (
        "In how many of the last 4 whole quarters, to December 2024, each cell was among the fewest that together hold "
        "half of that quarter's offences. Where more cells tie for the last places than there are, none of them "
        "counts.",
        "Left out, because a quarter with an absent month is not counted: April to December 2023.",
    ):
        assert words in layer.words.caption
    assert "Left out" not in cell_layer.cell_layer(shown(), cells_by_quarters()).words.caption
    hover = cell_layer.map_parts(shown(), cells_by_quarters(), "/c")["cell values"].properties
    assert hover["customdata"] == [4, 1, 0]
    assert "among the top in %{customdata} of the last 4 whole quarters" in hover["hovertemplate"]


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
    layer = cell_layer.cell_layer(shown(), found)
    assert layer.legend_title == f"Quarters among the top, of {quarters}"
    assert [one.words for one in layer.classes] == words


def test_the_list_of_quarters_has_the_records_of_those_quarters_and_no_cell_without_one() -> None:
    ranked = cell_layer.cell_layer(shown(), cells_by_quarters()).ranked
    assert ranked.title == "Cells, most quarters first: 2 of 2"
    assert ranked.frame[["half_quarter_count", "quarters_offence_count"]].to_numpy().tolist() == [[4, 60], [1, 30]]
    assert [column.heading for column in ranked.columns] == ["About here", "Ward", "Quarters, of 4", "Offences in them"]


def test_the_table_ranks_the_cells_and_marks_the_one_picked() -> None:
    picked = shown(map=MapView(layer="cells", pick="cell:8"))
    ranked = cell_layer.cell_layer(picked, cells()).ranked
    assert ranked.frame["pick"].tolist() == ["cell:7", "cell:8", "cell:9"]
    assert ranked.marked == ["cell:8"]
    outline = cell_layer.map_parts(picked, cells(), "/c")["picked"].properties
    assert (outline["visible"], outline["locations"]) == (True, [8])


@pytest.mark.parametrize("pick", ["cell:10", "cell:99", "cell:x", "place:8", ""])
def test_a_cell_that_is_not_drawn_cannot_be_picked(pick: str) -> None:
    view = shown(map=MapView(layer="cells", pick=pick))
    assert cell_layer.map_parts(view, cells(), "/c")["picked"].properties["locations"] == []
    assert cells().row(view.selection.map.picked("cell")) is None


def test_what_cannot_be_shown_is_said() -> None:
    absent = shown(choices=choices(months("2024-02", "2024-12")))
    (said,) = cell_layer.cell_layer(absent, cells()).notices
    assert said.startswith("No total is given for January to December 2024")
    (said,) = cell_layer.cell_layer(shown(), cells("last_year")).notices
    assert said.startswith("There are no last year's cells")
    none = cell_layer.cell_layer(shown(), replace(cells_by_quarters(()), breaks=()))
    assert none.finding == "There is no whole quarter to count, so nothing is mapped"
    assert none.notices[0].startswith("A calendar quarter is counted where each of its months is in the data")
