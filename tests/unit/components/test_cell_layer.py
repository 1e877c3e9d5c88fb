import pytest

from components.panels import cell_layer
from data.map_view import MapView
from tests.fixtures.map_frames import CELLS, cells, shown
from tests.fixtures.selections import choices, months
from tests.fixtures.served import texts
from tests.unit.components.test_panel import as_json

SHOWS = ["counts", "gi_star", "density", "classes", "last_year"]


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


@pytest.mark.parametrize(
    ("show", "finding"),
    [
        ("counts", "Half of all crime lies in 1 of 4 cells"),
        ("gi_star", "1 of 4 cells are hot spots: 60% of all crime"),
        ("classes", "1 of 4 cells are persistent hot spots of all crime"),
    ],
)
def test_the_heading_says_what_the_cells_show(show: str, finding: str) -> None:
    assert cell_layer.cell_layer(shown(), cells(show)).finding == finding


def test_only_drawn_cells_are_sent() -> None:
    parts = cell_layer.map_parts(shown(), cells(), "/boundaries/b/cell-150")
    assert parts["cells"].properties["locations"] == [7, 8, 9]
    assert parts["cell values"].properties["customdata"] == [60, 30, 10]


def test_the_values_of_hot_spots_and_classes_are_short() -> None:
    found = cells("gi_star", value=CELLS["gi_star"])
    assert cell_layer.map_parts(shown(), found, "/c")["cell values"].properties["customdata"] == [5.2, 0.5, -0.2]
    over_time = cell_layer.map_parts(shown(), cells("classes"), "/c")["cell values"].properties
    assert over_time["customdata"][0] == "persistent, 12"


def test_the_legend_of_hot_spots_has_every_class_in_words() -> None:
    layer = cell_layer.cell_layer(shown(), cells("gi_star", map_class=[4.0, 1.0, 1.0, None]))
    said = [text for part in layer.legend() for text in texts(as_json(part))]
    assert said[0] == "Gi* (number of cells)"
    assert said[1:] == [
        "cold spot (0)", "not told from chance (2)", "hot spot, p under 0.05 (0)", "hot spot, p under 0.01 (0)",
        "hot spot, p under 0.001 (1)",
    ]  # fmt: skip


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


def test_the_ranking_that_was_chosen_says_why() -> None:
    assert (
        cell_layer.chosen_words(2, None)
        == "Plain counts: 2 of the four trials that are needed to name a best ranking. "
    )
    assert cell_layer.chosen_words(10, "gi_star") == "The ranking that foresaw best in 10 trials. "
