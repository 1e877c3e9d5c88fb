from math import nan
from typing import Any

import pandas as pd

from components.figures import theme
from components.figures.funnel_plot import funnel_plot as plain_funnel_plot
from components.figures.hour_table import hour_table as plain_hour_table
from components.figures.month_profile import month_profile as plain_month_profile
from data.reports.figures import FunnelPlot, HourTable, MonthProfile
from tests.fixtures.drawings import checked

funnel_plot = checked(plain_funnel_plot, FunnelPlot)
hour_table = checked(plain_hour_table, HourTable)
month_profile = checked(plain_month_profile, MonthProfile)

AREAS = pd.DataFrame(
    {
        "area_code": ["A", "B", "C", "D"],
        "area_name": ["Ash", "Birch", "Cedar", "Dale"],
        "population": [5000.0, 9000.0, 4000.0, nan],
        "rate_per_1000": [80.0, 210.0, 20.0, nan],
        "position": ["within the 95% lines", "above the 99.8% line", "below the 95% line", ""],
    }
)
LIMITS = pd.DataFrame(
    {
        "population": [2000.0, 10_000.0],
        "lower_95": [40.0, 60.0],
        "upper_95": [140.0, 120.0],
        "lower_998": [20.0, 50.0],
        "upper_998": [180.0, 140.0],
    }
)


def funnel() -> Any:
    return funnel_plot(AREAS, LIMITS, 90.0, ["A", "B"])


def test_areas_stand_at_their_residents_and_rate_and_one_without_a_rate_is_left_out() -> None:
    points = funnel().data[-1]
    assert (points.x, points.y) == ((5000, 9000, 4000), (80, 210, 20))
    assert points.text[1] == "Birch<br>210.0 per 1,000 residents (9,000)<br>above the 99.8% line"


def test_areas_beyond_the_limits_are_diamonds_with_names() -> None:
    figure = funnel()
    assert figure.data[-1].marker.symbol == ("circle", "diamond", "diamond")
    names = [note.text for note in figure.layout.annotations]
    assert [name for name in names if name in set(AREAS["area_name"])] == ["Birch", "Cedar"]


def test_names_that_would_lie_on_each_other_stand_one_below_the_other() -> None:
    close = AREAS.iloc[[1, 1, 1]].assign(
        area_name=["Orsett", "Tilbury", "Far"], rate_per_1000=[201.0, 200.0, 20.0], population=[9000.0, 8900.0, 9000.0]
    )
    figure: Any = funnel_plot(close, LIMITS, 90.0, [])
    shifts = {note.text: note.yshift for note in figure.layout.annotations if note.text in set(close["area_name"])}
    assert (shifts["Orsett"], shifts["Far"]) == (0, 0)
    # Below its point by what the name above it leaves.
    assert -15 < shifts["Tilbury"] < -12


def test_areas_that_are_not_chosen_are_hollow() -> None:
    assert funnel().data[-1].marker.color == (theme.ACCENT, theme.SIGNAL, theme.WHITE)


def test_both_limits_and_the_rate_of_all_are_drawn_and_named() -> None:
    figure = funnel()
    assert {trace.name for trace in figure.data[:-1]} == {
        "lower 95% limit", "upper 95% limit", "lower 99.8% limit", "upper 99.8% limit", "all areas",
    }  # fmt: skip
    assert figure.data[4].y == (90, 90)
    assert {"95%", "99.8%", "all"} <= {note.text for note in figure.layout.annotations}


def test_a_funnel_of_nothing_is_empty() -> None:
    figure: Any = funnel_plot(AREAS.iloc[3:], LIMITS.iloc[:0], nan, [])
    assert figure.data[-1].x == ()
    assert figure.layout.annotations == ()


PROFILE = pd.DataFrame(
    {"month": [1, 7], "index": [90.0, 112.4], "lowest_index": [85.0, 101.0], "highest_index": [95.0, 120.0]}
)


def test_the_months_of_the_year_have_their_mean_and_their_spread() -> None:
    figure: Any = month_profile(PROFILE)
    spread, mean = figure.data
    assert (mean.x, mean.y) == (("Jan", "Jul"), (90, 112.4))
    assert spread.y == (95, 120, 101, 85)
    assert mean.text[1] == "July: 112, years from 101 to 120"
    assert [(shape.y0, shape.y1) for shape in figure.layout.shapes] == [(100, 100)]


def test_the_week_is_a_table_of_shades_with_every_number() -> None:
    counts = pd.DataFrame(0, index=range(24), columns=range(1, 8))
    counts.loc[22, 5], counts.loc[3, 1] = 10, 5
    figure: Any = hour_table(counts, "incidents")
    (cells,) = figure.data
    assert (cells.x[4], cells.y[22], cells.z[22][4]) == ("Fri", "22", 10)
    notes = {(note.x, note.y): note for note in figure.layout.annotations}
    assert len(notes) == 168
    assert notes["Fri", "22"].text == "10"
    assert (notes["Fri", "22"].font.color, notes["Mon", "03"].font.color) == (theme.WHITE, theme.INK)
    assert figure.layout.yaxis.autorange == "reversed"
