from typing import Any

import pandas as pd
import pytest

from data.model.measure import Measure
from data.outputs.csv import lines
from data.reports.figures import WaveDots
from data.reports.panel import JUDGED, Panel
from data.reports.perception.panels import quarter_panel, wave_panels
from data.reports.perception.sentences import finding, lead, others
from data.statistics.survey.perception import quarters, two_waves
from tests.fixtures.panels import rows

POINTS = Measure("difference_points", "Difference", "percentage points", 0, "", "survey")
ROWS = [
    ("trust", False, 12, "2021-03-01", 71, 550),
    ("trust", False, 12, "2022-03-01", 55, 550),
    ("worry", True, 12, "2021-03-01", 33, 137),
    ("worry", True, 12, "2022-03-01", 37, 137),
    ("presence", None, 12, "2022-03-01", 40, 550),
    ("worry", True, 3, "2021-09-01", 28, None),
]


def estimates(**changed: Any) -> pd.DataFrame:
    frame = pd.DataFrame(
        ROWS, columns=["question", "is_up_bad", "wave_months", "wave_end", "estimate_pct", "unweighted_base"]
    )
    known = {
        "question_id": frame["question"], "wave_end": pd.to_datetime(frame["wave_end"]), "display_order": frame.index,
        "unweighted_base": frame["unweighted_base"].astype("Int32"), "base_is_assumed": True, "response": "yes",
        "area_code": "E07900001", "area_name": "Westmere", "source_id": "report", "document": "Report of 2022",
        "paragraph": "2", "note": "The report calls it large",
    }  # fmt: skip
    return frame.assign(**{**known, **changed})


def yearly(frame: pd.DataFrame) -> list[Panel]:
    return wave_panels(two_waves(frame), POINTS)


def other_waves() -> Panel:
    panel = quarter_panel(quarters(estimates()))
    assert panel is not None
    return panel


def test_each_row_has_its_verdict_and_no_points_where_it_allows_none() -> None:
    (panel,) = yearly(estimates())
    table = {row["Question"]: row for row in rows(panel)}
    assert [(row["Verdict"], row["Difference, percentage points"]) for row in table.values()] == [
        ("▼ Clear fall", "−16"), ("○ Too few to tell", "not available"), ("– Cannot compare", "not available"),
    ]  # fmt: skip
    assert (table["trust"]["Lowest difference possible, 95%"], table["worry"]["Lowest difference possible, 95%"]) == (
        "−22", "not available",
    )  # fmt: skip
    assert (table["worry"]["Year to March 2021, %"], table["worry"]["Year to March 2022, %"]) == ("33", "37")
    assert table["presence"]["Year to March 2021, number asked is"] == ""


def test_a_figure_of_another_wave_stands_in_a_table_of_its_own() -> None:
    panel = other_waves()
    (row,) = rows(panel)
    assert (row["Question"], row["Months"], row["Estimate, %"]) == ("worry", "quarter to September 2021", "28")
    assert panel.words.finding == "Other figures in the same report"
    assert quarter_panel(quarters(estimates()).iloc[:0]) is None


def test_the_lead_gives_the_clear_change_the_published_words_and_why_one_cannot_be_compared() -> None:
    assert lead(two_waves(estimates())) == [
        "“trust” fell from 71% to 55% (−16 percentage points, 95% interval −22 to −10): clear fall, for the worse. "
        "Published: The report calls it large.",
        "The others: cannot compare (1), too few to tell (1).",
        "Cannot compare: a month of one of the periods is missing, or was not published.",
    ]


def test_below_the_heading_stands_how_many_answers_moved_and_which_way() -> None:
    waves = two_waves(estimates())
    assert others(waves) == "Of three answers one clearly changed: one for the worse."
    assert others(two_waves(estimates(is_up_bad=True))) == "Of three answers one clearly changed: one for the better."
    assert others(two_waves(estimates(is_up_bad=None))) == "Of three answers one clearly changed."
    assert others(waves.iloc[1:]) == "Of two answers none clearly changed."


def test_the_heading_is_the_surest_clear_change_or_none() -> None:
    waves = two_waves(estimates())
    assert finding(waves, "Westmere") == "“trust” fell from 71% to 55%"
    assert finding(waves.iloc[1:], "Westmere") == "No answer shows a clear rise or fall"
    assert finding(waves.iloc[:0], "Westmere") == "No survey of Westmere is here"


def test_every_file_names_the_area_and_the_survey() -> None:
    panels = [*yearly(estimates()), other_waves()]
    assert [panel.table.file_name for panel in panels if panel.table] == ["perception-2022-03", "perception-quarters"]
    assert {panel.words.said[0] for panel in panels} == {"Area: Westmere. Survey: as published in Report of 2022."}
    assert "137 and 550 in each are assumed." in panels[0].words.caption
    assert not any("points" in line and "worry" in line for line in lines(panels[0]))


@pytest.mark.parametrize("other", [{"source_id": "panel"}, {"area_code": "E07900002", "area_name": "Eastmere"}])
def test_each_survey_and_area_has_its_own_panel_and_family(other: dict[str, str]) -> None:
    more = estimates(**other).assign(question_id=lambda frame: frame["question"] + " of another")
    panels = yearly(pd.concat([estimates(), more.iloc[:4]]))
    assert [panel.table.file_name for panel in panels if panel.table] == ["perception-2022-03", "perception-2022-03-1"]
    assert [panel.folds[0].notes[-1] for panel in panels] == [
        (f"Judged together with all {count} questions. ", JUDGED) for count in (3, 2)
    ]
    assert [panel.id for panel in panels] == ["perception-waves", "perception-waves-1"]
    assert [len(panel.figure.frame) for panel in panels if isinstance(panel.figure, WaveDots)] == [3, 2]
