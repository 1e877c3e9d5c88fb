from typing import Any

import pandas as pd
import pytest

from data.model.verdict import Verdict
from data.outputs.csv import csv_text
from data.reports.panel import Panel
from data.reports.summary.residents import residents_panel
from tests.fixtures.panels import rows

WAVES = pd.DataFrame(
    {
        "question": ["Well informed", "Good job", "More of a problem", "They understand"],
        "response": "agree", "area_name": "Westmere", "document": "Update", "paragraph": "2.1",
        "now_pct": [40.0, 78.0, 33.0, 55.0], "before_pct": [35.0, 74.0, 22.0, 71.0],
        "is_up_bad": [False, None, True, False], "p_value": [0.2, 0.3, 0.001, 0.0001],
        "difference_points": [5.0, 4.0, 11.0, -16.0], "lower_ci_points": [-1.0, -1.0, 5.0, -22.0],
        "upper_ci_points": [11.0, 9.0, 17.0, -10.0],
        "verdict": [Verdict.UNCLEAR, Verdict.UNCLEAR, Verdict.CLEAR_RISE, Verdict.CLEAR_FALL],
        "now_end": pd.Timestamp("2022-03-01"), "before_end": pd.Timestamp("2021-03-01"),
    }
).astype({"is_up_bad": object})  # fmt: skip


def made(waves: pd.DataFrame = WAVES, chosen: str = "all") -> Panel:
    panel = residents_panel(waves, is_whole_area=chosen == "all")
    assert panel is not None
    return panel


def shown(panel: Panel) -> list[dict[str, str]]:
    assert panel.table is not None
    return rows(panel)[: panel.table.most]


def test_the_answers_that_clearly_got_worse_come_first_with_both_shares() -> None:
    panel = made()
    assert panel.words.finding == "Residents: of four answers two clearly worse"
    assert shown(panel) == [
        {"Question": "They understand", "Said so": "55%, from\u00a071%", "Verdict": "▼ Clear fall"},
        {"Question": "More of a problem", "Said so": "33%, from\u00a022%", "Verdict": "▲ Clear rise"},
    ]


@pytest.mark.parametrize(
    ("chosen", "line"),
    [
        ("all", "Survey of Westmere, year to March 2022."),
        ("one ward", "Survey of Westmere, year to March 2022. Not by ward."),
    ],
)
def test_the_survey_is_dated_in_its_first_line(chosen: str, line: str) -> None:
    assert made(chosen=chosen).words.line == line


@pytest.mark.parametrize(
    ("columns", "finding"),
    [
        ({"verdict": Verdict.UNCLEAR}, "Residents: of four answers none clearly changed"),
        (
            {"is_up_bad": [False, None, False, False]},
            "Residents: of four answers one clearly worse and one clearly better",
        ),
        ({"is_up_bad": None}, "Residents: of four answers two clearly changed"),
    ],
)
def test_the_heading_counts_the_clear_changes_by_their_way(columns: dict[str, Any], finding: str) -> None:
    assert made(WAVES.assign(**columns)).words.finding == finding


def test_what_may_be_worse_comes_before_what_is_better() -> None:
    verdicts = [Verdict.CLEAR_RISE, Verdict.UNCLEAR, Verdict.POSSIBLE_RISE, Verdict.POSSIBLE_RISE]
    panel = made(WAVES.assign(verdict=verdicts))
    assert [row["Question"] for row in rows(panel)] == [
        "More of a problem",
        "Good job",
        "They understand",
        "Well informed",
    ]
    assert len(shown(panel)) == 2


def test_the_file_has_every_question_with_its_numbers() -> None:
    text = csv_text(made())
    assert text.count("\n") == 4 + 1 + len(WAVES)
    assert "More of a problem" in text
    assert ",agree,33,22,11,5,17" in text


def test_an_older_survey_is_left_to_its_page_and_none_is_nothing() -> None:
    older = WAVES.assign(now_end=[pd.Timestamp("2021-03-01"), *[pd.Timestamp("2022-03-01")] * 3])
    assert "Well informed" not in csv_text(made(older))
    assert residents_panel(WAVES.iloc[:0], is_whole_area=True) is None
