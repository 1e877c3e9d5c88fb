from typing import Any

import pandas as pd
import pytest

from data.outputs.csv import csv_text
from data.reports.panel import Panel
from data.reports.summary.residents import residents_panel
from data.statistics.survey.perception import two_waves, worst_first
from tests.fixtures.panels import rows
from tests.fixtures.surveyed import figures

MOVES = {
    "Well informed": (False, 35, 40), "Good job": (None, 74, 78), "More of a problem": (True, 22, 33),
    "They understand": (False, 71, 55),
}  # fmt: skip


def surveyed(**changed: Any) -> pd.DataFrame:
    """The four answers in two years; changed: what is said otherwise of all, or of each in a list."""
    rows = []
    for place, (question, (is_up_bad, before, now)) in enumerate(MOVES.items()):
        said = {name: value[place] if isinstance(value, list) else value for name, value in changed.items()}
        base = {"question": question, "is_up_bad": is_up_bad, "response": "agree", "document": "Update"} | said
        rows += [base | {"wave_end": end, "estimate_pct": share}
                 for end, share in (("2021-03-01", before), ("2022-03-01", now))]  # fmt: skip
    return worst_first(two_waves(figures(*rows)))


WAVES = surveyed()


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
    ("changed", "finding"),
    [
        ({"unweighted_base": None}, "Residents: of four answers none clearly changed"),
        (
            {"is_up_bad": [False, None, False, False]},
            "Residents: of four answers one clearly worse and one clearly better",
        ),
        ({"is_up_bad": None}, "Residents: of four answers two clearly changed"),
    ],
)
def test_the_heading_counts_the_clear_changes_by_their_way(changed: dict[str, Any], finding: str) -> None:
    assert made(surveyed(**changed)).words.finding == finding


def test_what_did_not_move_comes_before_what_is_better() -> None:
    panel = made(surveyed(is_up_bad=[False, None, True, True]))
    questions = [row["Question"] for row in rows(panel)]
    assert (questions[0], questions[-1]) == ("More of a problem", "They understand")
    assert len(shown(panel)) == 2


def test_the_file_has_every_question_with_its_numbers() -> None:
    text = csv_text(made())
    assert text.count("\n") == 4 + 1 + len(WAVES)
    assert "More of a problem" in text
    assert ",agree,33,22,11,4.9" in text


def test_an_older_survey_is_left_to_its_page_and_none_is_nothing() -> None:
    older = WAVES.assign(
        now_end=WAVES["now_end"].where(WAVES["question"] != "Well informed", pd.Timestamp("2021-03-01"))
    )
    assert "Well informed" not in csv_text(made(older))
    assert residents_panel(WAVES.iloc[:0], is_whole_area=True) is None


def test_two_surveys_are_never_in_one_card() -> None:
    other = surveyed(survey="Another", response="say so").assign(display_order=9)
    assert "say so" not in csv_text(made(pd.concat([WAVES, other])))
