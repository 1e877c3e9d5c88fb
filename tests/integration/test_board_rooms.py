"""The rooms of the board with the risk matrix and the quarter's review, on the demonstration and on real data."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from briefing.__main__ import Exit, main
from data.build import database
from data.model.choices import Choices
from data.model.outcomes import POSITIVE
from data.model.selection import Selection
from data.model.verdict import CLEAR, Verdict
from data.model.viewer import PARTNER, PUBLIC
from data.queries import choices, outcomes, risk, status
from data.reports.briefing.pages import Pages
from data.reports.briefing.report import one_panel
from data.reports.evidence import evidence
from data.reports.figures import IntervalDots
from data.reports.panel import Report
from data.reports.review.report import report as review
from data.reports.risk.report import report as risk_report
from data.statistics.risk.matrix import CRITERIA
from data.words.review import counted
from data.words.risk import without
from data.words.verdicts import words
from tests.fixtures.panels import panel_of, rows, said
from tests.fixtures.selections import months, period

UseStore = Callable[[Path], None]


@pytest.fixture
def demo(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)


@pytest.fixture
def real(real_store: Path, use_store: UseStore) -> None:
    use_store(real_store)


def asked(**given: Any) -> tuple[Selection, Choices]:
    """The latest whole year, and what else is asked for."""
    from components import url_state

    offered = choices.filter_choices()
    selection = url_state.read("", offered).selection
    return replace(selection, **given), offered


def ids(report: Report) -> list[str]:
    return [panel.id for panel in report.panels]


def test_the_demonstration_ranks_every_type_by_four_criteria(demo: None) -> None:
    report = risk_report(*asked())
    found = rows(panel_of(report, "risk-matrix"))
    assert [row["Rank"] for row in found] == [str(place) for place in range(1, 15)]
    weights = rows(panel_of(report, "risk-weights"))
    assert [row["Weight, %"] for row in weights] == ["25"] * 4
    first = found[0]["Crime type"]
    assert report.heading.lower().startswith(f"risk matrix: {first.lower()} rank")
    # The list of the demonstration has no weight of anti-social behaviour, which is no crime.
    assert "Anti-social behaviour" in said(panel_of(report, "risk-matrix"))


def test_the_verdicts_of_the_matrix_are_those_of_every_page(demo: None) -> None:
    selection, offered = asked()
    found = {row["Crime type"]: row["Change"] for row in rows(panel_of(risk_report(selection, offered), "risk-ranks"))}
    figures = evidence(selection, offered).figures
    names = list(found)
    changes = figures.lookup([(selection.wards, (name,)) for name in names])
    assert [found[name].split(" ", 1)[1] for name in names] == [str(one) for one in changes["verdict"]]


def test_what_counts_double_lifts_its_first_type(demo: None) -> None:
    plain, harmful = (panel_of(risk_report(*asked(weighting=one)), "risk-matrix") for one in ("equal", "harm"))
    worst = max(rows(plain), key=lambda row: float(row["Weight of one offence"].replace("not available", "0")))
    places = [
        next(int(row["Rank"]) for row in rows(panel) if row["Crime type"] == worst["Crime type"])
        for panel in (plain, harmful)
    ]
    assert places[1] < places[0]
    weights = rows(panel_of(risk_report(*asked(weighting="harm")), "risk-weights"))
    assert [row["Weight, %"] for row in weights] == ["20", "20", "40", "20"]


def test_without_weights_and_survey_the_page_says_on_what_the_ranks_rest(real: None) -> None:
    report = risk_report(*asked())
    said_first = " ".join(str(text) for text in report.reading)
    assert without(["frequency", "trend"], ["harm", "concern"]) in said_first
    scored = {row["Criterion"]: row for row in rows(panel_of(report, "risk-weights"))}
    assert scored["Harm of one offence"]["Weight, %"] == "0"
    assert "Whoever keeps the data can add a list" in scored["Harm of one offence"]["Scored by"]
    assert len(CRITERIA) == len(scored)


def test_published_ranks_stand_with_their_paragraph(demo: None) -> None:
    published = {
        row["Ranked by the partnership"]: row for row in rows(panel_of(risk_report(*asked()), "risk-published"))
    }
    assert {name: (row["Published rank"], row["Paragraph"]) for name, row in published.items()} == {
        "Sexual offences": ("1", "2.3"),
        "Other sexual offences": ("4", "2.3"),
        "Stalking and harassment": ("12", "2.3"),
        "Domestic abuse overall": ("4", "2.4"),
        "Domestic abuse, high risk": ("1", "2.4"),
        "Domestic abuse, medium risk": ("9", "2.4"),
        "Domestic abuse, standard risk": ("10", "2.4"),
        "Violent crime": ("4", "2.5"),
        "Possession of weapons": ("11", "2.5"),
    }
    assert published["Violent crime"]["Our crime type"] == "Violence and sexual offences"


def test_detections_are_as_published(demo: None) -> None:
    published = rows(panel_of(risk_report(*asked()), "outcomes-published"))
    assert [row["Published"] for row in published] == ["47.5% (05/06)", "30% (05/06)", "32% (05/06)"]
    assert {row["Paragraph"] for row in published} == {"Appendix 4"}


def test_outcomes_are_those_of_the_records(real: None) -> None:
    selection, offered = asked()
    shown = {row["Crime type"]: row for row in rows(panel_of(risk_report(selection, offered), "outcomes-types"))}
    counted = database.rows(
        """
        SELECT count(*), count(*) FILTER (list_contains($positive, outcome)) FROM fct_crime
        WHERE crime_type = 'Burglary' AND period_month BETWEEN '2025-01-01' AND '2025-06-01'
        """,
        positive=list(POSITIVE),
    )[0]
    assert (shown["Burglary"]["Records"], shown["Burglary"]["With a positive outcome"]) == tuple(map(str, counted))
    # The files of early 2024 were made while their crimes were still investigated.
    assert {row["Change"] for row in shown.values()} == {"– Cannot compare"}
    assert "Anti-social behaviour" not in shown


def test_outcomes_have_the_highest_share_on_top_and_all_crime_above(demo: None) -> None:
    report = risk_report(*asked())
    types, wards = (panel_of(report, f"outcomes-{by}") for by in ("types", "wards"))
    assert [list(row.values())[:4] for row in rows(types)[:2]] == [
        ["All crime", "15,747", "2,585", "16.4 (15.8\u00a0to\u00a017.0)"],
        ["Drugs", "605", "419", "69.3 (65.5\u00a0to\u00a072.8)"],
    ]
    assert list(rows(types)[0].values())[4:] == ["16.4", "0.0 (−0.8\u00a0to\u00a0+0.8)", "≈ About the same"]
    assert list(rows(types)[-1].values())[:3] == ["Theft from the person", "155", "3"]
    assert isinstance(types.figure, IntervalDots)
    drawn = types.figure.frame
    assert drawn["is_marked"].tolist() == [True] + [False] * 13
    assert drawn["area_name"].tolist()[2] == "Possession of<br>weapons"
    assert drawn["label"].tolist()[:2] == ["16% ≈", "69% ○"]
    assert drawn["text"].tolist()[1] == "Drugs: 69.3 % of records"
    assert drawn[["lower", "value", "upper"]].round(1).to_numpy().tolist()[1] == [65.5, 69.3, 72.8]
    assert wards.words.finding == "Positive outcomes by ward: 13% to 19%"
    assert [list(row.values())[:3] for row in (rows(wards)[0], rows(wards)[-1])] == [
        ["Stifford Clays", "455", "87"],
        ["Orsett", "518", "66"],
    ]
    assert all(told in said(types) for told in ("Judged alone.", "all 13 crime types."))


def test_no_other_source_is_asked_for_outcomes(demo: None) -> None:
    by_type, by_ward = outcomes.outcomes("recorded_crime", choices.filter_choices().vintages[0].vintage)
    assert (len(by_type.names), len(by_ward.names)) == (0, 0)


def test_a_review_lists_what_its_own_test_confirms(demo: None) -> None:
    selection, offered = asked()
    report = review(selection, offered)
    work = rows(panel_of(report, "review-work"))
    quarter = replace(selection, period=period("2022-01", "2022-03"), compared="")
    total = evidence(quarter, offered).total
    assert total["verdict"] in CLEAR
    listed = {row["What"]: row for row in work}
    assert listed["All crime"]["Count"].replace(",", "") == f"{total['total_0']:.0f}"
    assert all(row["Verdict"].split(" ", 1)[1] in (Verdict.CLEAR_RISE, Verdict.CLEAR_FALL) for row in work)
    assert {row["Held half in"].split(" of ")[1] for row in rows(panel_of(report, "review-spots"))} == {"8"}


def test_what_the_last_review_confirmed_stands_with_this_quarters_count_and_verdict(demo: None) -> None:
    selection, offered = asked(period=period("2020-10", "2020-12"))
    report = review(selection, offered)
    assert report.heading == counted("heading", 0, last="July to September 2020")
    shown = {
        row["What"]: (row["Count"], row["Before"], row["Verdict"]) for row in rows(panel_of(report, "review-work"))
    }
    assert set(shown) == {"Drugs", "Burglary", "Anti-social behaviour"}
    changes = evidence(replace(selection, compared=""), offered).figures.lookup(
        [(selection.wards, (name,)) for name in shown]
    )
    now, before = (changes[name].map("{:,.0f}".format) for name in ("total_0", "total_1"))
    assert [cells[:2] for cells in shown.values()] == list(zip(now, before, strict=True))
    assert {cells[2] for cells in shown.values()} == {words(verdict) for verdict in changes["verdict"]}
    assert set(changes["verdict"]) == {Verdict.UNCLEAR}


def test_a_quarter_that_could_not_be_compared_says_that_it_was_not_tested(real: None) -> None:
    report = review(*asked())
    assert "could not be tested" in report.heading
    (row,) = rows(panel_of(report, "review-work"))
    assert (row["Count"], row["Before"], row["Verdict"]) == ("3", "4", "○ Too few to tell")


def test_small_spots_are_named_and_counted_by_the_quarter(demo: None) -> None:
    panel = panel_of(review(*asked()), "review-spots")
    found = rows(panel)
    assert panel.table is not None
    assert (len(panel.table.shown), panel.words.short.partition(" Here are ")[2]) == (
        15, f"the first 15; the file has all {len(found)}."
    )  # fmt: skip
    assert [list(row.values()) for row in found[:2]] == [
        ["around Demonstration Street 238", "Grays Riverside", "8 of 8", "170", "166.3", "Stays"],
        ["around Demonstration Street 646", "West Thurrock and South Stifford", "8 of 8", "135", "131.9", "Stays"],
    ]


def test_named_places_are_those_of_the_viewer_with_their_quarters(demo: None) -> None:
    database.pin(PARTNER)
    try:
        report = review(*asked())
    finally:
        database.pin(PUBLIC)
    places = {row["Place"]: list(row.values())[1:] for row in rows(panel_of(report, "review-places"))}
    assert places["Demonstration motorbike site 1"] == ["Reports", "4 of 4", "19"]
    assert places["Demonstration motorbike site 3"] == ["Reports", "0 of 4", "not available"]
    fires = [list(row.values())[:5] for row in rows(panel_of(report, "review-fires"))]
    assert fires[1:3] == [
        ["Demonstration secondary fire area 2", "2022-01 to 2022-03", "2", "1", "○ Too few to tell"],
        ["Demonstration secondary fire area 2", "2021-10 to 2021-12", "4", "2", "○ Too few to tell"],
    ]


def test_partners_places_are_for_partners_alone_and_marked(demo: None) -> None:
    seen = {}
    for viewer in (PUBLIC, PARTNER):
        database.pin(viewer)
        try:
            seen[viewer] = review(*asked())
        finally:
            database.pin(PUBLIC)
    assert "review-fires" in ids(seen[PARTNER])
    assert panel_of(seen[PARTNER], "review-fires").marking == status.MARKING
    assert seen[PARTNER].marking == status.MARKING
    assert "review-fires" not in ids(seen[PUBLIC])
    assert all(not panel.marking for panel in seen[PUBLIC].panels)


def test_serious_violence_is_of_the_extract_for_partners_and_of_open_data_for_all(demo: None) -> None:
    found, by_ward = {}, {}
    for viewer in (PUBLIC, PARTNER):
        database.pin(viewer)
        try:
            report = risk_report(*asked())
            found[viewer], by_ward[viewer] = (panel_of(report, f"violence-{by}") for by in ("kinds", "wards"))
        finally:
            database.pin(PUBLIC)
    kinds = [[row["Kind"], row["Offences"], row["By month"]] for row in rows(found[PARTNER])]
    assert kinds[1] == ["Possession of weapons offences", "180", "February 2022 had most, June 2021 least"]
    assert [count for _, count, _ in kinds] == ["7,120", "180", "171"]
    wards = [list(row.values()) for row in rows(by_ward[PARTNER])]
    assert wards[0] == ["West Thurrock and South Stifford", "1,258", "1,197", "40", "21"]
    assert found[PARTNER].marking == status.MARKING
    assert found[PUBLIC].marking == ""
    assert "data.police.uk" in found[PUBLIC].words.source
    assert rows(found[PUBLIC])[0]["Kind"] == "Violence and sexual offences"


def test_a_period_with_a_gap_is_not_ranked(real: None) -> None:
    report = risk_report(*asked(period=period("2024-03", "2024-08")))
    assert report.heading.startswith("Nothing to rank")
    assert ids(report) == []


def test_weights_and_concern_are_those_of_the_files(demo: None) -> None:
    weights = risk.harm_weights().set_index("offence_code")["harm_weight"]
    assert weights["34B"] == 120
    concern = risk.public_concern().set_index("crime_type")["concern_pct"]
    assert concern["Burglary"] == 38
    assert risk.offences_recorded(months("2022-03", "2022-03")[0])["46"] == 1176


def test_a_panel_of_a_room_is_saved_by_itself(demo: None) -> None:
    for panel_id in ("risk-matrix", "outcomes-types", "violence-kinds", "review-work"):
        made = one_panel(panel_id, Pages(*asked()))
        assert made is not None
        assert made.told[0].path in ("/board/risk", "/board/review")


def test_a_timer_writes_the_draft_of_an_assessment(demo: None, tmp_path: Path) -> None:
    assert main(["--preset", "assessment", "--out", str(tmp_path)]) == Exit.DONE
    (path,) = tmp_path.glob("*_assessment_*.docx")
    document = docx.Document(str(path))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings[0] == "1. What this covers"
    assert len(headings) > 15
    judged = [one.text for one in document.paragraphs if one.style and one.style.name == "Judgement"]
    for heading in ("Political", "Economic", "Social", "Technological", "Environmental", "Legal", "Organisational"):
        assert f"For professional judgement – {heading}" in judged
    assert len(document.tables) > 10
    template = tmp_path / "own.docx"
    assert main(["--template", str(template)]) == Exit.DONE
    assert docx.Document(str(template)).styles["Judgement"].name == "Judgement"


def test_without_harm_and_trend_the_types_are_ranked_and_not_drawn(real: None) -> None:
    report = risk_report(*asked(period=period("2024-03", "2024-04")))
    assert "risk-ranks" in ids(report)
    assert "risk-matrix" not in ids(report)
