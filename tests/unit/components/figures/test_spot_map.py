import json
import re
from typing import Any
from urllib.parse import unquote

import pandas as pd

from components.figures import theme
from components.figures.count_bars import count_bars
from components.figures.spot_map import HEIGHT, WIDTH, Frame, spot_map
from data.reports.figures import CountBars
from data.reports.maps import Pin, Spot, SpotClass, SpotMap
from tests.fixtures.served import cells, of_type, texts

# A ward twice as high as wide on the ground, at 60° north, where a degree of longitude is half as long.
OUTLINE = [[(0.0, 60.0), (0.2, 60.0), (0.2, 60.2), (0.0, 60.2), (0.0, 60.0)]]
NEIGHBOUR = [(0.2, 60.0), (0.4, 60.0), (0.4, 60.2), (0.2, 60.0)]
SQUARE = [(0.09, 60.09), (0.11, 60.09), (0.11, 60.11), (0.09, 60.11), (0.09, 60.09)]


def as_json(component: Any) -> Any:
    return json.loads(json.dumps(component.to_plotly_json(), default=lambda c: c.to_plotly_json()))


def drawn(pins: int = 1, classes: int = 2) -> Any:
    return as_json(
        spot_map(
            SpotMap(
                OUTLINE,
                [NEIGHBOUR],
                [Spot(SQUARE, 0), Spot(SQUARE, 1)],
                [Pin(1, 0.1, 60.1, "around Dock Road", "129 crimes")][:pins],
                [SpotClass("5 spots", "33% of crimes"), SpotClass("With these, 12 spots", "51% of crimes")][:classes],
                "Map of Alder",
            )
        )
    )


def picture(tree: Any) -> str:
    return unquote(next(of_type(tree, "Img"))["props"]["src"])


def test_the_outline_is_whole_in_the_middle_and_true_to_the_ground() -> None:
    frame = Frame(OUTLINE)
    west, south = frame.at(0.0, 60.0)
    east, north = frame.at(0.2, 60.2)
    assert (round(west + east), round(north + south)) == (WIDTH, HEIGHT)
    assert 0 < north < south < HEIGHT
    assert 0.49 < (east - west) / (south - north) < 0.51


def test_the_picture_asks_nobody_for_anything_and_has_a_name() -> None:
    tree = drawn()
    source = picture(tree)
    assert next(of_type(tree, "Img"))["props"]["alt"] == "Map of Alder"
    assert source.startswith("data:image/svg+xml,<svg ")
    assert re.findall(r"(?:href|src|url)\W", source) == []


def test_squares_have_the_colours_of_their_classes_and_the_outline_is_dark() -> None:
    source = picture(drawn())
    fills = re.findall(r'fill="(#\w+)" stroke="#ffffff" stroke-width="1"/', source)
    assert fills == list(theme.SPOTS)
    assert f'fill="none" stroke="{theme.ACCENT}" stroke-width="2.5"' in source


def test_a_pin_lies_where_its_place_is_and_the_list_says_the_same() -> None:
    tree = drawn()
    pin = next(of_type(tree, "Span", "pin"))["props"]
    assert pin["style"] == {"left": "50.00%", "top": "50.00%"}
    assert (pin["data-number"], pin["aria-hidden"]) == ("1", "true")
    rows = [[" ".join(texts(cell)) for cell in cells(row)] for row in of_type(tree, "Tr")]
    assert rows == [
        ["1", "around Dock Road", "129 crimes"],
        ["", "5 spots", "33% of crimes"],
        ["", "With these, 12 spots", "51% of crimes"],
    ]


def test_a_ward_without_spots_has_no_list() -> None:
    assert list(of_type(drawn(pins=0, classes=0), "Table")) == []


def test_bars_are_a_table_of_numbers_from_zero() -> None:
    frame = pd.DataFrame({"label": ["Violence", "Robbery"], "value": [1416.0, 354.0]})
    tree = as_json(count_bars(CountBars(frame, "What is recorded")))
    rows = [[" ".join(texts(cell)) for cell in cells(row)] for row in of_type(tree, "Tr")]
    assert rows == [["Violence", "1,416", ""], ["Robbery", "354", ""]]
    assert [bar["props"]["style"]["width"] for bar in of_type(tree, "Span", "bar")] == ["100.0%", "25.0%"]
    assert [" ".join(texts(one)) for one in of_type(tree, "Caption")] == ["What is recorded"]


def test_bars_of_nothing_have_no_length() -> None:
    tree = as_json(count_bars(CountBars(pd.DataFrame({"label": ["Robbery"], "value": [0.0]}), "Recorded")))
    assert [bar["props"]["style"]["width"] for bar in of_type(tree, "Span", "bar")] == ["0.0%"]
