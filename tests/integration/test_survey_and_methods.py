"""The survey with its verdicts, the methods as they are written, and what is said of files, sheets and LSOAs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from data.words.prose import chapters
from data.words.verdicts import EXPLAINED
from tests.fixtures.served import Page, ask, of_type, texts
from tests.fixtures.small_raw import DISTRICT, build_small, write, write_small_raw

UseStore = Callable[[Path], None]
UNDERSTAND = "Essex Police understand the issues that affect your community"
PROBLEM = "Feel crime and ASB have become more of a problem in your area in the last 12 months"


@pytest.fixture
def real(real_store: Path, use_store: UseStore) -> None:
    use_store(real_store)


@pytest.fixture
def demo(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)


def test_two_of_eight_answers_changed_clearly(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "perception")
    assert page.heading == f"“{UNDERSTAND}” fell from 71% to 55%"
    rows = {row["Question"]: row for row in page.table("How residents")}
    real_changes = {name: row["Verdict"] for name, row in rows.items() if row["Verdict"][:1] in "▲▼"}
    assert real_changes == {
        UNDERSTAND: "▼ Clear fall",
        PROBLEM: "▲ Clear rise",
    }
    assert "Judged together with all 8 questions." in page.text
    assert "The others: about the same (1), no clear change (5)." in page.text


def test_the_reports_own_words_stand_beside_our_verdict(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "perception")
    rows = {row["Question"]: row for row in page.table("How residents")}
    assert rows[UNDERSTAND]["Published: what the document says"] == "The report calls the fall significant"
    assert "second highest district" in rows[PROBLEM]["Published: what the document says"]
    assert (
        f"“{PROBLEM}” rose from 22% to 33% (+11 percentage points, 95% interval +5 to +17): clear rise, for the "
        "worse. Published: The report calls the rise significant and Thurrock the second highest district." in page.text
    )


def test_a_number_asked_that_is_assumed_is_marked_on_the_page_and_in_the_files(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "perception")
    row = page.table("How residents")[0]
    assert (row["Year to March 2022, asked"], row["Year to March 2022, number asked is"]) == ("550", "assumed")
    files = {file.name: file for file in page.downloads}
    year, quarter = files["perception-2022-03.csv"], files["perception-quarters.csv"]
    assert "The number of people asked was not published: 550 in each are assumed." in year.notes[1]
    assert "widened by 1.3 for how people were chosen, as assumed" in year.notes[1]
    for file in (year, quarter):
        assert "Area: Thurrock. Survey: as published in Thurrock Community Safety Partnership Update" in file.notes[2]
    assert "137 in each are assumed." in quarter.notes[1]
    assert all(",assumed," in line for line in quarter.body.splitlines()[1:])


def test_a_quarter_carries_about_nine_points_each_way(dashboard: Dash, real: None) -> None:
    rows = ask(dashboard, "perception").table("Other figures in the same report")
    assert [(row["Estimate, %"], row["Lower, 95%"], row["Upper, 95%"]) for row in rows] == [("34", "26", "43")]


SURVEY = (
    "question_id,question,response,is_up_bad,area_code,wave_end,wave_months,estimate_pct,unweighted_base,source_id,"
    "document,paragraph,note\n"
)


def survey_page(dashboard: Dash, folder: Path, lines: list[str], header: str = SURVEY) -> Page:
    raw = write_small_raw(folder / "raw")
    write(raw / "survey.csv", header + "".join(f"{line}\n" for line in lines))
    build_small(raw, folder / "store")
    return ask(dashboard, "perception")


def wave(end: str, estimate: int, base: str) -> str:
    return f"trust,Trust,agree,false,{DISTRICT},{end},12,{estimate},{base},s,Report,2,"


def test_a_published_number_is_used_and_called_so(dashboard: Dash, tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path / "store")
    page = survey_page(dashboard, tmp_path, [wave("2023-03-01", 50, "2000"), wave("2024-03-01", 60, "3000")])
    row = page.table("How residents")[0]
    assert (row["Year to March 2024, asked"], row["Year to March 2024, number asked is"]) == ("3,000", "published")
    assert row["Verdict"] == "▲ Clear rise"
    assert "2,000 and 3,000 people were asked." in page.text
    assert "assumed:" not in page.text


def test_without_any_number_there_is_no_interval_and_no_verdict(
    dashboard: Dash, tmp_path: Path, use_store: UseStore
) -> None:
    use_store(tmp_path / "store")
    page = survey_page(dashboard, tmp_path, [wave("2023-03-01", 50, ""), wave("2024-03-01", 60, "")])
    assert page.heading == "No answer shows a clear rise or fall"
    row = page.table("How residents")[0]
    assert row["Verdict"] == "– Cannot compare"
    assert row["Difference, percentage points"] == "not available"
    assert "Cannot compare: how many people were asked is not published." in page.text
    assert row["Year to March 2024, lower 95%"] == "not available"
    assert "Where no number is known, no interval is given." in page.text


def test_every_chapter_of_the_document_is_on_the_page_and_linked(dashboard: Dash, demo: None) -> None:
    page = ask(dashboard, "methods")
    shown = [node["props"]["children"] for node in of_type(page.response, "Markdown")]
    assert shown == [chapter.text for chapter in chapters("methods", ("E06000034",))]
    anchors = [node["props"]["id"] for node in of_type(page.response, "H2") if "id" in node["props"]]
    links = [node["props"]["href"] for node in of_type(page.response, "A")]
    assert links == [f"#{name}" for name in anchors]
    assert len(anchors) > 15
    assert len(set(anchors)) == len(anchors)


def test_the_link_beside_verdicts_leads_to_the_chapter_on_them(dashboard: Dash, demo: None) -> None:
    assert EXPLAINED in [chapter.anchor for chapter in chapters("methods")]
    page = ask(dashboard, "compare", "?from=2021-04&to=2022-03")
    links = {" ".join(texts(node)): node["props"]["href"] for node in of_type(page.response, "Link")}
    assert links["How is this judged?"] == f"/methods?from=2021-04&to=2022-03#{EXPLAINED}"


def test_sheets_read_and_passed_over_are_listed(dashboard: Dash, demo: None) -> None:
    rows = {row["Sheet"]: row for row in ask(dashboard, "about").table("Sheets of workbooks")}
    assert rows["Notes"]["What became of it"] == "passed over"
    assert (rows["2021_22"]["What became of it"], rows["2021_22"]["Rows read"]) == ("read", "1,232")


def test_files_have_their_snapshot_and_lsoas_their_fate(dashboard: Dash, demo: None) -> None:
    files = ask(dashboard, "about").table("Every file")
    assert {row["Snapshot"] for row in files if "2020-03.zip" in row["File"]} == {"2020-03"}


def test_what_became_of_the_areas_lsoas_is_said(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "about")
    assert "Of the 98 LSOAs of 2011 in Thurrock, 96 are unchanged and 2 are split in 2021." in page.text
    with pytest.raises(AssertionError, match="Sheets of workbooks"):
        page.table("Sheets of workbooks")
