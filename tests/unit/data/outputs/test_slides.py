from datetime import date
from math import nan
from typing import get_args

import pandas as pd
import pytest

from data.model.verdict import Verdict
from data.outputs import palette
from data.outputs.names import slug
from data.outputs.slides import bodies, dots, lines
from data.outputs.slides.axes import axis
from data.outputs.slides.boxes import Box, ChartAt, TableAt, TextAt
from data.outputs.slides.maps import MAPS, drawn_map
from data.outputs.slides.risk_dots import risk_dots
from data.outputs.slides.svg import svg
from data.outputs.slides.tables import paged, shown_columns
from data.reports import figures
from data.reports.panel import Line, Panel, Words
from data.reports.table import Column, Table
from tests.fixtures.selections import COUNT, period

BOX = Box(48, 186, 1184, 444)
WORDS = Words("More in Beech", "Offences, 2024.", "Police")


@pytest.mark.parametrize(
    ("values", "low", "high", "step"),
    [
        ([0, 1630], 0, 2000, 500),
        ([3.2, 9.9], 0, 10, 2),
        ([-12.0, 30.0], -20, 30, 10),
        ([], 0, 1, 0.2),
        ([0], 0, 1, 0.2),
    ],
)
def test_axes_hold_every_value_between_round_ends(values: list[float], low: float, high: float, step: float) -> None:
    found = axis(values)
    assert [found.low, found.high] == pytest.approx([low, high])
    assert found.step == pytest.approx(step)
    assert found.ticks[0] == pytest.approx(found.low)
    assert found.ticks[-1] == pytest.approx(found.high)


def monthly(values: list[float]) -> pd.DataFrame:
    months = pd.date_range("2024-01-01", periods=len(values), freq="MS")
    return pd.DataFrame({"period_month": months, "series": "Alder", "value": values})


def test_a_line_is_dotted_before_the_period_and_open_in_a_gap() -> None:
    chart = lines.monthly_line(figures.MonthlyLine(monthly([1, 2, nan, 4, 5]), COUNT, period("2024-04", "2024-05")))
    before, now = chart.series
    assert (before.dash, before.ys) == ("dot", [1, 2, None, 4, None])
    assert (now.dash, now.ys, now.label) == ("", [None, None, None, 4, 5], "Alder 5")
    assert chart.categories[0] == date(2024, 1, 1)


def test_a_label_that_would_lie_on_a_bolder_one_is_left_out() -> None:
    frame = monthly([10.0, 10.0]).assign(
        phase=0, centre=10.0, lower_limit=1.0, upper_limit=10.1, signals=["", "beyond"]
    )
    chart = lines.line_with_limits(figures.LineWithLimits(frame, COUNT, period("2024-01", "2024-02")))
    assert {one.name: one.label for one in chart.series if one.label} == {
        "Usual from": "Usual from",
        "Alder": "Alder 10",
    }
    assert chart.series[-1].ys == [None, 10]


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("Alder", ["Usual to", "Usual from", "Alder 50"]),
        ("Alder Green and Upper Beech", ["Usual from", "Alder Green and Upper Beech 50"]),
        ("Alder Green and Upper Beech and Cedar Hill and Lower Elms", ["Usual to", "Usual from", "50"]),
    ],
)
def test_a_label_takes_the_height_of_its_lines_and_one_too_long_is_its_number(name: str, labels: list[str]) -> None:
    limits = {"phase": 0, "centre": 50.0, "lower_limit": 10.0, "upper_limit": 55.0}
    frame = monthly([50.0, 50.0]).assign(series=name, signals="", **limits)
    chart = lines.line_with_limits(figures.LineWithLimits(frame, COUNT, period("2024-01", "2024-02")))
    assert [one.label for one in chart.series if one.label] == labels


def test_intervals_are_one_broken_line_and_dots_stand_on_them() -> None:
    frame = pd.DataFrame(
        {"area_name": ["Alder", "Beech"], "value": [5.0, 3.0], "lower": [4.0, 2.0], "upper": [6.0, nan],
         "is_marked": [True, False], "label": ["1st", "2nd"], "text": ["", ""]}
    )  # fmt: skip
    chart = dots.interval_dots(figures.IntervalDots(frame))
    assert [(one.name, list(one.xs), list(one.ys)) for one in chart.series] == [
        ("Others", [3.0], [0.0]),
        ("Chosen: 95% interval", [4.0, 6.0, None], [1.0, 1.0, None]),
        ("Chosen", [5.0], [1.0]),
    ]
    assert (chart.names, chart.ends) == (["Alder", "Beech"], ["1st", "2nd"])


def test_the_names_of_rows_stand_beside_their_chart_at_the_height_of_their_rows() -> None:
    frame = pd.DataFrame({"offence_group": ["Theft", "Drugs"], "own": [3.0, nan], "other": [4.0, 1.0]})
    figure = figures.SideDots(frame, {"own": "Alder", "other": "Others"}, COUNT)
    (body,) = bodies.pages(Panel("x", WORDS, figure=figure), BOX)
    names = next(one for one in body.boxes if isinstance(one, TableAt))
    chart = next(one for one in body.boxes if isinstance(one, ChartAt))
    _, top, _, bottom = chart.chart.room
    assert [names.box.y, names.box.h] == pytest.approx([chart.box.y, chart.box.h * (1 - top - bottom)])
    assert names.box.x + names.box.w < chart.box.x
    keys = [one.text.texts[0] for one in body.boxes if isinstance(one, TextAt)]
    assert keys == ["● Alder", "■ Others"]


def table(rows: int, words: str = "short") -> Table:
    frame = pd.DataFrame({"area": [f"Ward {place} {words}" for place in range(rows)], "count": range(rows)})
    return Table(frame, [Column("area", "Ward"), Column("count", "Offences", "number")])


def test_a_long_table_goes_on_over_pages_and_says_what_is_left() -> None:
    listed = paged(table(200), BOX)
    shown = sum(len(page.rows) - 1 for page in listed.pages)
    assert len(listed.pages) == 3
    assert listed.rows_left == 200 - shown > 0
    assert all(sum(page.heights) <= BOX.h for page in listed.pages)
    assert [row[0].lines[0] for row in listed.pages[1].rows[1:2]] == [f"Ward {len(listed.pages[0].rows) - 1} short"]


def test_words_of_any_length_stay_within_their_cells() -> None:
    listed = paged(table(3, "x" * 300 + " many words " * 60), BOX)
    assert sum(listed.pages[0].widths) <= BOX.w + 0.01
    assert all(len(cell.lines) <= 4 for page in listed.pages for row in page.rows for cell in row)


def test_columns_that_have_no_room_are_left_to_the_workbook() -> None:
    names = [f"{'c' * 25}{place}" for place in range(12)]
    frame = pd.DataFrame({name: ["word"] for name in names})
    listed = paged(Table(frame, [Column(name, name) for name in names]), BOX)
    assert listed.columns_left > 0
    assert sum(listed.pages[0].widths) <= BOX.w


def test_a_drawn_change_and_its_number_are_one_column() -> None:
    columns = [Column("a", "A"), Column("c", "C", "change"), Column("c", "C", "interval"), Column("s", "S", "spark")]
    assert [column.kind for column in shown_columns(Table(pd.DataFrame(), columns))] == ["text", "interval"]


def test_text_of_a_panel_is_fitted_and_what_is_cut_is_kept_whole() -> None:
    shown = Panel("x", WORDS, lines=[Line("Much.", "word " * 2000)])
    (body,) = bodies.pages(shown, BOX)
    (text,) = [one for one in body.boxes if isinstance(one, TextAt)]
    assert text.text.is_cut
    assert text.text.height <= BOX.h
    assert "word " * 1999 in body.cut[0]


def test_a_picture_is_drawn_from_the_same_boxes_and_holds_no_markup_of_the_data() -> None:
    frame = pd.DataFrame({"label": ["<b>Theft & co</b>"], "value": [3]})
    (body,) = bodies.pages(Panel("x", WORDS, figure=figures.CountBars(frame, "of")), BOX)
    drawn = svg(body.boxes, BOX)
    assert "&lt;b&gt;Theft &amp; co" in drawn
    assert drawn.count("<rect") == 2


@pytest.mark.parametrize(
    ("breaks", "words"), [((), []), ((5,), ["under 5", "5 and over"]), ((5, 9), ["under 5", "5 to 8", "9 and over"])]
)
def test_a_map_has_a_key_where_its_areas_are_of_more_than_one_class(breaks: tuple[int, ...], words: list[str]) -> None:
    figure = figures.OutlineMap({"W1": [[(0, 0), (0, 1), (1, 1)]]}, {"W1": 0}, breaks, "offences")
    drawn = drawn_map(Panel("where", WORDS, None, figure))
    assert drawn is not None
    assert [entry.words for entry in drawn.key] == words
    assert [shape.fill for shape in drawn.shapes] == [palette.class_colours("sequential", len(breaks) + 1)[0]]


def test_names_of_files_hold_nothing_that_a_system_objects_to() -> None:
    assert slug("Bryn’s Île & Co: / *A*") == "bryns-ile-co-a"
    assert len(slug("word " * 40)) <= 40


def test_every_figure_of_a_report_has_its_slide() -> None:
    drawn = {*bodies.CHARTS, *MAPS, figures.HourTable}
    assert set(get_args(figures.Figure)) == drawn


def test_the_names_of_the_first_ranks_stand_beside_their_dots_where_nothing_is_in_the_way() -> None:
    rows = [("Burglary", 1, 0.9, 0.9), ("Drugs", 2, 0.2, 0.5), ("Robbery", 3, 0.3, 0.5), ("Fires", 9, 0.1, 0.1)]
    frame = pd.DataFrame(rows, columns=["label", "rank", "x", "y"]).assign(verdict=Verdict.UNCLEAR, text="")
    chart = risk_dots(figures.RiskDots(frame, "often", "harmful", [(0, "0")], [(0, "0")], "both"))
    assert [label for one in chart.series for label in one.labels] == ["1 Burglary", "2", "3 Robbery", "9"]
    assert chart.series[0].xs == pytest.approx([90, 20, 30, 10])
    assert "square root" in chart.x.title


def test_an_axis_of_dots_says_that_it_is_of_square_roots_however_round_its_end_is() -> None:
    frame = pd.DataFrame({"label": ["a"], "rank": 1, "x": 1.0, "y": 0.5, "text": "", "verdict": Verdict.SAME})
    ticks = [(0.0, "0"), (1.0, "500")]
    chart = risk_dots(figures.RiskDots(frame, "often", "harmful", ticks, ticks, "both"))
    assert chart.x.title == "often (0 to 500, square root)"


def test_dots_of_risk_have_the_colours_of_the_page_and_are_hollow_where_too_few() -> None:
    verdicts = [Verdict.CLEAR_RISE, Verdict.CLEAR_FALL, Verdict.TOO_FEW, Verdict.SAME]
    frame = pd.DataFrame({"label": ["a", "b", "c", "d"], "rank": range(1, 5), "x": 0.5, "y": 0.5, "text": ""})
    chart = risk_dots(
        figures.RiskDots(frame.assign(verdict=verdicts), "often", "rising", [(0, "0")], [(0, "0")], "both")
    )
    assert {(one.name, one.colour, one.is_hollow) for one in chart.series} == {
        ("Clear rise", palette.RISE, False), ("Clear fall", palette.ACCENT, False),
        ("Too few to tell", palette.CONTEXT, True), ("Neither", palette.CONTEXT, False),
    }  # fmt: skip


def test_a_clear_change_in_a_table_has_the_colour_of_its_chip() -> None:
    frame = pd.DataFrame({"verdict": [Verdict.CLEAR_RISE, Verdict.CLEAR_FALL, Verdict.SAME]})
    (page,) = paged(Table(frame, [Column("verdict", "Verdict", "verdict")]), BOX).pages
    assert [row[0].colour for row in page.rows[1:]] == ["#8f3407", palette.ACCENT, palette.INK]
