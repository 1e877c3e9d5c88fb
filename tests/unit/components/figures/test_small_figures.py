import re
from math import nan
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest

from components.figures.sparkline import sparkline
from components.figures.wave_dots import wave_dots as plain_wave_dots
from data.model.verdict import Verdict
from data.reports.figures import Sparkline, WaveDots
from tests.fixtures.drawings import checked

wave_dots = checked(plain_wave_dots, WaveDots)

WAVES = pd.DataFrame(
    {
        "question": ["Confidence", "More of a problem"],
        "is_up_bad": [False, True],
        "before_pct": [72.0, 22.0],
        "now_pct": [71.0, 33.0],
        "difference_points": [-1.0, 11.0],
        "before_lower_pct": [67.5, 18.3],
        "before_upper_pct": [76.1, 26.2],
        "now_lower_pct": [66.5, nan],
        "now_upper_pct": [75.1, nan],
        "verdict": [Verdict.UNCLEAR, Verdict.CLEAR_RISE],
        "before_end": pd.to_datetime(["2021-03-01"] * 2),
        "now_end": pd.to_datetime(["2022-03-01"] * 2),
    }
)


def test_waves_are_joined_question_by_question_the_first_on_top() -> None:
    figure: Any = wave_dots(WAVES)
    first, second, before, now = figure.data
    assert (tuple(first.x), tuple(first.y)) == ((72, 71), (1.1, 0.9))
    assert (tuple(second.x), tuple(second.y)) == ((22, 33), (0.1, -0.1))
    assert (tuple(before.x), tuple(now.x)) == ((72, 22), (71, 33))
    assert before.marker.symbol != now.marker.symbol
    assert tuple(figure.layout.xaxis.range) == (0, 100)


def test_a_question_of_three_lines_has_room_below_the_row_above() -> None:
    usual: Any = wave_dots(WAVES)
    long: Any = wave_dots(WAVES.assign(question=["Confidence", "Feel that crime has become more of a problem " * 2]))
    assert tuple(long.data[0].y) == pytest.approx((1.32, 1.12))
    assert tuple(long.data[1].y) == tuple(usual.data[1].y)
    assert long.layout.height == usual.layout.height + 18
    assert long.layout.yaxis.range[1] == pytest.approx(usual.layout.yaxis.range[1] + 0.22)


def test_whiskers_are_the_intervals_and_an_unknown_base_has_none() -> None:
    figure: Any = wave_dots(WAVES)
    *_, before, now = figure.data
    assert tuple(before.error_x.array) == pytest.approx((4.1, 4.2))
    assert tuple(before.error_x.arrayminus) == pytest.approx((4.5, 3.7))
    assert tuple(now.error_x.array) == (pytest.approx(4.1), None)
    assert before.text[0] == "72% (95% interval 68 to 76)"
    assert now.text[1] == "33%"


@pytest.mark.parametrize("dtype", ["bool", "boolean", "object"])
def test_waves_name_their_difference_and_where_up_is_worse(dtype: str) -> None:
    frame = WAVES.assign(is_up_bad=WAVES["is_up_bad"].astype(dtype))
    notes = [str(note.text) for note in wave_dots(frame).layout.annotations]
    assert {"<b>−1</b> ●", "<b>+11</b> ▲"} <= set(notes)
    assert [note.split()[0] for note in notes if "(up is worse)" in note] == ["More"]
    assert "year to March 2021" in notes[-1]
    assert "year to March 2022" in notes[-1]


def test_without_a_percentage_the_sign_of_the_verdict_stands_alone() -> None:
    refused = [Verdict.TOO_FEW, Verdict.CANNOT_COMPARE]
    frame = WAVES.assign(verdict=refused, difference_points=nan, before_pct=[72.0, nan], before_lower_pct=nan)
    figure: Any = wave_dots(frame.assign(before_upper_pct=nan))
    assert [note.text for note in figure.layout.annotations if note.text in ("○", "–")] == ["○", "–"]
    *_, before, now = figure.data
    assert (tuple(before.x), tuple(now.x)) == ((72,), (71, 33))


def picture(values: list[float | None], alt: str = "words") -> Any:
    return sparkline(Sparkline(values, alt))


def paths(values: list[float | None]) -> str:
    source = unquote(picture(values).src)
    found = re.search(r'<path d="([^"]*)"', source)
    assert found is not None
    return found[1]


def test_a_sparkline_is_drawn_from_zero_to_its_highest() -> None:
    assert paths([0, 10]) == "M4.0 24.0L106.0 4.0"


def test_a_gap_breaks_a_sparkline() -> None:
    assert re.sub(r"[0-9. ]", "", paths([5, 5, None, 5, 5])) == "MLML"


@pytest.mark.parametrize("values", [[], [None, None]])
def test_a_sparkline_of_nothing_has_neither_line_nor_dot(values: list[float | None]) -> None:
    image = picture(values, "not available")
    assert paths(values) == ""
    assert "circle" not in unquote(image.src)
    assert image.alt == "not available"


def test_the_last_known_value_has_the_dot() -> None:
    assert 'cx="55.0" cy="4.0"' in unquote(picture([1, 2, None]).src)


def test_of_two_periods_the_one_now_is_shaded_and_the_one_before_dashed() -> None:
    image: Any = sparkline(Sparkline([1, 2, 3, 4], "words", (2, 4), (0, 2)), (64, 28))
    source = unquote(image.src)
    assert '<rect x="39.3" width="24.7" height="28"' in source
    faint, before, now = re.findall(r'<path d="([^"]*)"[^>]*?(?:dasharray="[^"]*")?/>', source)
    assert faint == "M4.0 19.0L22.7 14.0L41.3 9.0L60.0 4.0"
    assert (before, now) == ("M4.0 19.0L22.7 14.0", "M41.3 9.0L60.0 4.0")
    assert source.count("dasharray") == 1
