from typing import Any

import pandas as pd

from data.model.verdict import Verdict
from data.reports.perception.said import Concern, covered, from_documents, from_surveys, together
from data.reports.perception.side_by_side import Recorded, Side, side_panel
from data.statistics.survey.perception import two_waves
from tests.fixtures.panels import rows
from tests.fixtures.surveyed import figures

MEASURES = pd.DataFrame(
    [("asb", "crime_type", "Anti-social behaviour"), ("asb", "place_kind", "motorbike_site"),
     ("violence", "survey_question", "gangs"), ("bikes", "place_kind", "motorbike_site")],
    columns=["subject_id", "kind", "measure"],
)  # fmt: skip
PRIORITIES: list[dict[str, Any]] = [
    {"priority_id": "asb", "number": 3, "priority": "Anti-social behaviour"},
    {"priority_id": "violence", "number": None, "priority": "Violence"},
]


def test_a_concern_of_the_survey_is_its_latest_figure_of_everybody() -> None:
    told = figures(
        {"question": "worry", "is_up_bad": True, "wave_end": "2021-03-01", "estimate_pct": 22},
        {"question": "worry", "is_up_bad": True, "wave_end": "2022-03-01", "estimate_pct": 33},
        {"question": "worry", "is_up_bad": True, "subgroup_kind": "age", "subgroup": "16 to 34", "estimate_pct": 60},
        {"question": "trust", "is_up_bad": False},
    )
    (concern,) = from_surveys(told)
    assert (concern.name, concern.said, concern.when) == ("worry", "33% of residents", "Year to March 2022")


def test_a_figure_of_another_area_says_so_and_an_undated_one_too() -> None:
    told = figures({"question": "fraud", "is_up_bad": True, "area_kind": "other", "area_name": "England",
                    "is_own": False, "wave_end": None, "wave_months": None, "estimate_pct": 16})  # fmt: skip
    (concern,) = from_surveys(told)
    assert (concern.said, concern.when) == ("16%: England", "Not stated")


def test_a_priority_covers_what_is_measured_by_the_same() -> None:
    listed = pd.DataFrame({"concern_id": ["bikes", "spiking"], "concern": ["Bikes", "Spiking"], "said": "members",
                           "raised_on": pd.Timestamp("2022-09-08"), "document": "Report"})  # fmt: skip
    bikes, spiking = from_documents(listed, MEASURES)
    assert (bikes.when, bikes.place_kind) == ("September 2022", "motorbike_site")
    assert covered(bikes.measures, PRIORITIES, MEASURES) == ["3. Anti-social behaviour"]
    assert covered(spiking.measures, PRIORITIES, MEASURES) == []
    gangs = Concern("gangs", "", "", "", frozenset({("survey_question", "gangs")}))
    assert covered(gangs.measures, PRIORITIES, MEASURES) == ["Violence"]


def test_a_document_that_says_no_more_than_a_name_is_read() -> None:
    listed = pd.DataFrame({"concern_id": ["bikes"], "concern": "Bikes", "said": None, "raised_on": None,
                           "document": "Report", "paragraph": None, "note": None})  # fmt: skip
    (bikes,) = from_documents(listed, MEASURES)
    assert (bikes.said, bikes.paragraph, bikes.is_raised) == ("", "", True)


def test_what_a_question_asks_and_a_document_raises_is_one_line_with_both_sources() -> None:
    asked = [Concern("fraud", "16%: adults", "", "Survey", frozenset({("survey_question", "fraud")})),
             Concern("gangs", "50%", "", "Survey", frozenset({("survey_question", "gangs")}))]  # fmt: skip
    raised = [Concern("Fraud online", "adults", "July 2022", "Report", frozenset({("survey_question", "fraud")})),
              Concern("Spiking", "members", "May 2022", "Report", frozenset())]  # fmt: skip
    fraud, gangs, spiking = together(asked, raised)
    assert (fraud.name, fraud.document) == ("fraud", "Survey; Report")
    assert fraud.said == "16%: adults. Also raised in: Report, July 2022"
    assert [gangs, spiking] == [asked[1], raised[1]]


def side(recorded: Recorded) -> Side:
    told = figures(*({"question": "worry", "is_up_bad": True, "wave_end": end, "estimate_pct": share}
                     for end, share in (("2021-03-01", 22), ("2022-03-01", 33))))  # fmt: skip
    return Side(two_waves(told).to_dict("records")[0], recorded)


def test_felt_and_recorded_read_together_by_their_verdicts() -> None:
    found = {verdict: side(Recorded("All crime", 90, 100, -10, -15, -5, verdict)).reads for verdict in Verdict}
    assert found[Verdict.CLEAR_FALL] == "worse_less"
    assert found[Verdict.CLEAR_RISE] == "worse_more"
    assert found[Verdict.UNCLEAR] == "worse_open"
    assert side(Recorded("All crime")).reads == "worse_none"


def test_a_published_figure_stands_beside_without_a_verdict() -> None:
    row = side(Recorded("All crime", 16846, None, 12.5, source="published, Report"))
    assert row.heading == "33% say “yes”; all crime +12.5% as published"
    panel = side_panel([row], figures({"question": "worry", "is_up_bad": True, "estimate_pct": 33}))
    assert panel.lines[0].lead == "Felt worse, beside a published figure."
    assert "16,846, +12.5%" in panel.lines[0].text
    assert rows(panel)[0]["Verdict"] == ""
