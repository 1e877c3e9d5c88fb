from urllib.parse import unquote

import pandas as pd

from components.figures.interval_line import interval_axis
from components.figures.quarters import quarters
from components.figures.wave_lines import wave_lines
from data.model.verdict import Verdict
from data.outputs.slides import dots, lines
from data.reports.figures import Quarters, WaveLines

WAVES = pd.DataFrame(
    [("trust", "2020-03-01", 60.0, 56.0, 64.0), ("trust", "2021-03-01", 71.0, 67.0, 75.0),
     ("trust", "2022-03-01", 55.0, None, None), ("worry", "2021-03-01", 22.0, 18.0, 26.0)],
    columns=["question", "wave_end", "estimate_pct", "lower_ci_pct", "upper_ci_pct"],
).astype({"wave_end": "datetime64[us]"})  # fmt: skip
EVENTS = pd.DataFrame({"date_from": pd.to_datetime(["2019-01-01", "2020-11-01"])})
AREAS = pd.DataFrame(
    [("Alder", 20.0, 10.0, 30.0, 8.0, 2.0, 14.0, 30.0, 38.0, Verdict.CLEAR_RISE, False),
     ("Beech", -5.0, -15.0, 6.0, 3.0, None, None, 40.0, 43.0, Verdict.TOO_FEW, True)],
    columns=["area_name", "recorded_pct", "recorded_low", "recorded_high", "felt_points", "felt_low", "felt_high",
             "before_pct", "now_pct", "felt_verdict", "is_open"],
)  # fmt: skip
CORNERS = ["upper left", "upper right", "lower right", "lower left"]


def test_every_question_has_a_cell_with_its_band_where_the_number_asked_is_known() -> None:
    drawn = wave_lines(WaveLines(WAVES, EVENTS))
    assert drawn["layout"]["meta"]["cells"] == 2
    assert [trace["y"] for trace in drawn["data"][:3]] == [[56, 67], [64, 75], [60, 71, 55]]
    assert drawn["data"][2]["text"][2] == "March 2022: 55%"
    assert drawn["data"][3]["xaxis"] == "x2"


def test_all_cells_have_one_scale_of_per_cent_and_the_events_within_the_waves() -> None:
    layout = wave_lines(WaveLines(WAVES, EVENTS))["layout"]
    assert [layout[f"yaxis{axis}"]["range"] for axis in ("", "2")] == [[10, 80]] * 2
    assert [line["x0"] for line in layout["shapes"]] == ["2020-11-01"] * 2


def test_an_area_that_may_lie_elsewhere_is_hollow_and_not_named() -> None:
    drawn = quarters(Quarters(AREAS, CORNERS, "recorded", "felt"))
    hollow, full = drawn["data"]
    assert hollow["marker"]["color"] != hollow["marker"]["line"]["color"]
    assert full["marker"]["color"] == full["marker"]["line"]["color"]
    assert full["error_x"]["array"] == [10]
    assert full["error_y"]["arrayminus"] == [6]
    texts = [one["text"] for one in drawn["layout"]["annotations"]]
    assert texts == [*CORNERS, "Alder"]


def test_pointing_at_an_area_gives_both_shares_and_a_change_that_is_too_few_to_tell_no_interval() -> None:
    hollow, full = quarters(Quarters(AREAS, CORNERS, "recorded", "felt"))["data"]
    assert hollow["text"] == ["Beech<br>43% felt, 40% the year before: too few to tell<br>−5% recorded"]
    assert (hollow["error_y"]["array"], hollow["error_y"]["arrayminus"]) == ([None], [None])
    assert full["text"] == ["Alder<br>38% felt, 30% the year before: clear rise<br>+20% recorded"]


def test_the_quarters_meet_in_the_middle() -> None:
    layout = quarters(Quarters(AREAS, CORNERS, "recorded", "felt"))["layout"]
    assert layout["xaxis"]["range"] == [-34.5, 34.5]
    assert layout["yaxis"]["range"] == [-1.15 * 14, 1.15 * 14]


def test_an_axis_of_points_has_no_per_cent() -> None:
    drawn = unquote(str(interval_axis(25, "Change, points", "").to_plotly_json()))
    assert ">+25<" in drawn
    assert "25%" not in drawn


def test_slides_have_a_chart_for_each_question_and_the_intervals_that_are_given_of_each_area() -> None:
    charts = lines.wave_lines(WaveLines(WAVES, EVENTS))
    assert [chart.title for chart in charts] == ["trust", "worry"]
    assert charts[0].series[2].ys == [60, 71, 55]
    chart = dots.quarters(Quarters(AREAS, CORNERS, "recorded", "felt"))
    assert [one.labels for one in chart.series if one.marker] == [[], ["Alder"]]
    assert [one.xs for one in chart.series if not one.marker] == [[-15, 6, None], [10, 30, None, 20, 20, None]]
