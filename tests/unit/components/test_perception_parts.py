from typing import Any

import pandas as pd
import pytest
from dash import html

from components.panels import perception as parts
from data.model.measure import Measure
from data.statistics.survey.perception import quarters, two_waves
from tests.fixtures.served import Page
from tests.unit.components.test_panel import as_json

POINTS = Measure("difference_points", "Difference", "percentage points", 0, "", "survey")
CONTEXT = parts.Context(POINTS, 1.3, "?from=2024-01")
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


def shown(frame: pd.DataFrame) -> Page:
    waves, other = two_waves(frame), quarters(frame)
    return Page(as_json(html.Div([*parts.wave_panels(CONTEXT, waves), parts.quarter_panel(CONTEXT, other)])))


def test_each_row_has_its_verdict_and_no_points_where_it_allows_none() -> None:
    rows = {row["Question"]: row for row in shown(estimates()).table("How residents")}
    found = [(row["Verdict"], row["Difference, percentage points"]) for row in rows.values()]
    assert found == [
        ("▼ Clear fall", "−16"), ("○ Too few to tell", "not available"), ("– Cannot compare", "not available"),
    ]  # fmt: skip
    assert (rows["trust"]["Lowest difference possible, 95%"], rows["worry"]["Lowest difference possible, 95%"]) == (
        "−22", "not available",
    )  # fmt: skip
    assert (rows["worry"]["Year to March 2021, %"], rows["worry"]["Year to March 2022, %"]) == ("33", "37")
    assert rows["presence"]["Year to March 2021, number asked is"] == ""


def test_the_lead_gives_the_clear_change_the_published_words_and_why_one_cannot_be_compared() -> None:
    assert parts.lead(two_waves(estimates())) == [
        "“trust” fell from 71% to 55% (−16 percentage points, 95% interval −22 to −10): clear fall, for the worse. "
        "Published: The report calls it large.",
        "The others: cannot compare (1), too few to tell (1).",
        "Cannot compare: a month of one of the periods is missing, or was not published.",
    ]


def test_the_heading_is_the_surest_clear_change_or_none() -> None:
    waves = two_waves(estimates())
    assert parts.finding(waves, "Westmere") == "“trust” fell from 71% to 55%"
    assert parts.finding(waves.iloc[1:], "Westmere") == "No answer shows a clear rise or fall"
    assert parts.finding(waves.iloc[:0], "Westmere") == "No survey is loaded for Westmere"


def test_every_file_names_the_area_and_the_survey() -> None:
    files = shown(estimates()).downloads
    assert [file.name for file in files] == ["perception-2022-03.csv", "perception-quarters.csv"]
    assert {file.notes[2] for file in files} == {"# Area: Westmere. Survey: as published in Report of 2022."}
    assert "137 and 550 in each wave are assumed." in files[0].notes[1]
    assert not any("points" in line and "worry" in line for line in files[0].notes)


@pytest.mark.parametrize("other", [{"source_id": "panel"}, {"area_code": "E07900002", "area_name": "Eastmere"}])
def test_each_survey_and_area_has_its_own_panel_and_family(other: dict[str, str]) -> None:
    more = estimates(**other).assign(question_id=lambda frame: frame["question"] + " of another")
    page = shown(pd.concat([estimates(), more.iloc[:4]]))
    assert [file.name for file in page.downloads][:2] == ["perception-2022-03.csv", "perception-2022-03-1.csv"]
    assert "Judged together with all 3 questions." in page.text
    assert "Judged together with all 2 questions." in page.text
    assert page.figure("perception-waves-1")["data"]
