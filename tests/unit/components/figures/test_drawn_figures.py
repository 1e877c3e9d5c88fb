import re
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest

from components.figures import interval_line as interval
from components.figures import theme
from components.figures.outline_map import outline_map
from components.figures.strip_dots import strip_dots
from data.model.verdict import Verdict
from data.reports.figures import OutlineMap, StripDots
from tests.fixtures.selections import RATE

MIDDLE = interval.WIDTH / 2


def source(image: Any) -> str:
    return unquote(image.src)


def drawn(value: float, low: float, high: float, verdict: Verdict = Verdict.CLEAR_RISE, end: int = 50) -> str:
    return source(interval.interval_line((value, low, high), end, verdict, "words"))


@pytest.mark.parametrize(("changes", "end"), [([61.8, -48.9], 75), ([4.0], 10), ([140.0], 100), ([], 10)])
def test_the_axis_holds_every_change_up_to_a_doubling(changes: list[float], end: int) -> None:
    assert interval.axis_end([(change, change - 1, change + 1) for change in changes]) == end


@pytest.mark.parametrize(
    ("intervals", "end"),
    [([(5.0, -22.7, 51.3)], 75), ([(5.0, -9.0, 9.0), (2.0, -40.0, 45.0)], 50),
     ([(5.0, -9.0, 9.0), (2.0, -9.0, 9.0), (1.0, -80.0, 90.0)], 10), ([(20.0, None, None), (5.0, -8.0, 9.0)], 25)],
)  # fmt: skip
def test_the_axis_holds_most_of_its_intervals(intervals: list[interval.Interval], end: int) -> None:
    assert interval.axis_end(intervals) == end


def test_a_change_is_a_dot_on_its_line_in_the_colour_of_its_verdict() -> None:
    found = drawn(25, 0, 50)
    half = (MIDDLE - interval.EDGE) / 2
    assert f'cx="{MIDDLE + half:.1f}"' in found
    assert f"M{MIDDLE:.1f} 11.0L{MIDDLE + 2 * half:.1f} 11.0" in found
    assert theme.RISE in found
    assert theme.ACCENT in drawn(-25, -30, -20, Verdict.CLEAR_FALL)
    assert not {theme.RISE, theme.ACCENT} & set(re.findall(r"#\w{6}", drawn(25, 5, 45, Verdict.POSSIBLE_RISE)))


def test_what_leaves_the_axis_ends_in_an_arrow() -> None:
    assert drawn(25, 5, 45).count("<path") == 2
    assert drawn(25, 5, 80).count("<path") == 3
    both = drawn(120, -60, 300)
    assert both.count("<path") == 4
    assert "<circle" not in both


def test_without_an_interval_nothing_is_drawn() -> None:
    assert interval.interval_line((None, None, None), 50, Verdict.TOO_FEW, "words") == ""


def test_the_axis_names_both_ends_and_says_its_heading() -> None:
    image: Any = interval.interval_axis(75, "Change, %")
    assert re.findall(r">([^<]+)</text>", source(image)) == ["−75%", "0", "+75%"]
    assert image.alt == "Change, %"


def test_a_strip_has_a_dot_each_and_names_the_marked_one() -> None:
    frame = pd.DataFrame(
        {
            "area_name": ["Ash & Elm", "Birch", "Cedar"],
            "value": [50.0, 100.0, float("nan")],
            "is_marked": [True, False, False],
        }
    )
    image: Any = strip_dots(StripDots(frame, RATE), "2nd of 2")
    found = source(image)
    assert re.findall(r'cx="([\d.]+)".*?fill="(#\w+)"', found) == [("348.0", theme.EDGE), ("180.0", theme.ACCENT)]
    assert re.findall(r">([^<]+)</text>", found) == ["0", "100.0 per 1,000 residents", "Ash &amp; Elm 50.0"]
    assert image.alt == "2nd of 2"


def test_a_strip_names_the_two_highest_of_those_marked_in_rows_of_their_own() -> None:
    frame = pd.DataFrame({"area_name": list("ABCD"), "value": [80.0, 60.0, 40.0, 90.0], "is_marked": [1, 1, 1, 0]})
    image: Any = strip_dots(StripDots(frame.astype({"is_marked": bool}), RATE), "alt")
    named = re.findall(r'y="([\d.]+)"[^>]*>([A-D] [\d.]+)</text>', source(image))
    assert named == [("20.0", "A 80.0"), ("38.0", "B 60.0")]
    low = [float(y) for y in re.findall(r'cy="([\d.]+)"', source(image))]
    assert min(low) > 38 + 14


def test_a_name_on_a_strip_is_never_cut_off() -> None:
    long = "West Thurrock and South Stifford"
    frame = pd.DataFrame({"area_name": [long, "Belhus"], "value": [100.0, 1.0], "is_marked": [True, True]})
    found = source(strip_dots(StripDots(frame, RATE), "alt"))
    first, second = re.findall(r'x="([\d.]+)" y="[\d.]+" text-anchor="(\w+)"[^>]*>(?:West|Belhus)', found)
    assert (first[1], second[1]) == ("start", "end")
    assert float(first[0]) + 8 * len(f"{long} 100.0") <= 360
    assert float(second[0]) >= 8 * len("Belhus 1.0")


SQUARES = {
    code: [[(place, 0.0), (place + 1, 0.0), (place + 1, 1.0), (place, 1.0)]]
    for place, code in enumerate(["A", "B", "C"])
}


def test_a_map_fills_its_areas_by_class_and_edges_the_chosen() -> None:
    image: Any = outline_map(OutlineMap(SQUARES, {"A": 0, "B": 1}, [20], "offences", ["B"]), "Where")
    found = source(image)
    low, high = theme.class_colours("sequential", 2)
    assert re.findall(r'Z" fill="([^"]+)"', found) == [low, high, theme.GAP, "none", "none"]
    assert found.count(f'stroke="{theme.INK}"') == 1
    assert re.findall(r">([^<]+)</text>", found) == ["20", "offences"]
    assert "M4.0 121.3" in found
    assert image.alt == "Where"
