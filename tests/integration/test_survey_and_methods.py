"""The survey with its verdicts, the methods as they are written, and what is said of files, sheets and LSOAs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from data.model.verdict import Refusal
from data.words.prose import chapters
from data.words.verdicts import EXPLAINED
from tests.fixtures.served import ask, of_type, texts
from tests.fixtures.small_raw import DISTRICT, build_small, changed, write, write_small_raw

UseStore = Callable[[Path], None]
UNDERSTAND = "Essex Police understand the issues that affect your community"
TABLE = "Essex Police"
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
    rows = {row["Question"]: row for row in page.table(TABLE)}
    assert len(rows) == 8
    told = ("Change, points", "Verdict", "For the")
    assert {name: [row[one] for one in told] for name, row in rows.items() if row["Verdict"][:1] in "▲▼"} == {
        UNDERSTAND: ["−16 (−22\xa0to\xa0−10)", "▼ Clear fall", "worse"],
        PROBLEM: ["+11 (+5\xa0to\xa0+17)", "▲ Clear rise", "worse"],
    }
    assert "Judged together with all 8 questions." in page.text
    assert "same (1), no clear change (5)." in page.text


def test_the_reports_own_words_stand_beside_our_verdict(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "perception")
    rows = {row["Question"]: row for row in page.table("The questions in full: Essex Police public perception survey")}
    assert rows[UNDERSTAND]["Published: what the document says"] == "The report calls the fall significant"
    assert "second highest district" in rows[PROBLEM]["Published: what the document says"]
    assert f"“{PROBLEM}” rose from 22% to 33% (+11" in page.text
    assert f"Published: {rows[PROBLEM]['Published: what the document says']}." in page.text


def test_a_number_asked_that_is_assumed_is_marked_on_the_page_and_in_the_files(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "perception")
    year, other = page.download("perception-table"), page.download("perception-quarters")
    assert "550 in each are assumed." in page.text
    assert "550 in each are assumed." in year.notes[1]
    assert "widened by 1.3" in year.notes[1]
    for file in (year, other):
        assert "Area: Thurrock" in file.notes[2]
        assert "as published in Thurrock Community" in file.notes[2]
    assert "137 in each are assumed." in other.notes[1]
    assert all(",assumed," in line for line in year.body.splitlines()[1:])


def test_a_quarter_carries_about_nine_points_each_way_and_a_wave_not_stated_has_none(
    dashboard: Dash, real: None
) -> None:
    rows = {row["Estimate, %"]: row for row in ask(dashboard, "perception").table("Other figures")}
    assert (rows["34"]["Lower, 95%"], rows["34"]["Upper, 95%"]) == ("26", "43")
    assert rows["28"]["Months"] == "Not stated"
    assert rows["81"]["Number asked is"] == "not published"


def test_the_published_gap_stands_apart_from_any_spread(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "by-ward")
    assert "19 points by day and 35" in page.text
    assert "averages 38 points" in page.text
    assert "No survey figures by ward or group" in " ".join(page.notices)


def test_felt_stands_beside_the_published_figure_where_the_police_months_are_missing(
    dashboard: Dash, real: None
) -> None:
    page = ask(dashboard, "recorded")
    assert page.heading.startswith("33% say crime and ASB are more")
    assert page.heading.endswith("all crime +12.5% as published")
    assert "no verdict is ours to give" in page.text
    assert "Named sites: 5." in page.text


def test_what_no_priority_matches_comes_first(dashboard: Dash, real: None) -> None:
    rows = ask(dashboard, "you-said").table("What people said")
    priorities = [row["Priority"] for row in rows]
    assert priorities == sorted(priorities, key=lambda text: not text.startswith("No priority"))
    by_name = {row["Concern"]: row for row in rows}
    assert by_name["Off-road motorbikes"]["Priority"] == "3. Anti-social behaviour"
    assert by_name["E-scooters"]["Priority"].startswith("No priority")


def test_concerns_are_counted_compared_and_named_as_on_the_board(dashboard: Dash, real: None) -> None:
    page = ask(dashboard, "you-said")
    rows = page.table("What people said")
    uncovered = {row["Concern"] for row in rows if row["Priority"].startswith("No priority")}
    assert "four match no priority" in page.heading
    assert uncovered == {row["Concern"] for row in ask(dashboard, "board").table("No priority covers")}
    by_name = {row["Concern"]: row for row in rows}
    # The same months and verdict as on the board and the Summary.
    drugs = by_name["Drug use or drug dealing as a problem"]
    assert (drugs["Recorded"], drugs["Number"]) == ("Drugs, January to April 2025", "209")
    assert drugs["Verdict"] == "● No clear change"
    assert by_name["Off-road motorbikes"]["Recorded"] == "named sites: five, none counted here"
    assert sum("raud" in name for name in by_name) == 1


def test_in_the_demonstration_every_view_is_seen(dashboard: Dash, demo: None) -> None:
    time, wards, felt = (ask(dashboard, page) for page in ("over-time", "by-ward", "recorded"))
    assert "asked four times" in time.heading
    assert "cannot be set against the others" in time.text
    spread = {row["Question"]: row["Spread, points"] for row in wards.table("How far wards lie apart")}
    assert spread["Feel safe outside near home, by night"].split()[0].isdigit()
    assert [row["Group"] for row in wards.table("By age")][:3] == ["16 to 34", "35 to 64", "65 and over"]
    # An interval that leaves out zero is no verdict: no judge allows for the other questions.
    assert re.search(r"20 wards.* −\S+ \(95% interval −\S+ to −\S+\)\. No verdict", felt.text)
    assert len(felt.table("Wards by what is felt")) == 20


def test_by_ward_is_headed_by_the_open_question_in_which_wards_lie_furthest_apart(dashboard: Dash, demo: None) -> None:
    page = ask(dashboard, "by-ward")
    spreads = {row["Question"]: float(row["Spread, points"].split()[0]) for row in page.table("How far wards")}
    day, night = (f"Feel safe outside near home, by {time}" for time in ("day", "night"))
    assert spreads[night] > spreads[day]
    assert page.heading.startswith(f"{night}: wards from ")
    assert f"about {round(spreads[night])} points from their mean" in page.text


def test_a_place_among_districts_is_told_where_they_are_there(dashboard: Dash, demo: None) -> None:
    rows = ask(dashboard, "perception").table("Made-up residents")
    assert all(" of 14" in row["Place among districts"] for row in rows)


SURVEY = (
    "question_id,question,response,is_up_bad,area_code,wave_end,wave_months,estimate_pct,unweighted_base,source_id,"
    "document,paragraph,note\n"
)


def wave(end: str, estimate: int, base: str) -> str:
    return f"trust,Trust,agree,false,{DISTRICT},{end},12,{estimate},{base},s,Report,2,\n"


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a question that was asked twice, and of how many."""
    folder = tmp_path_factory.mktemp("surveyed")
    raw = write_small_raw(folder / "raw")
    write(raw / "survey.csv", SURVEY + wave("2023-03-01", 50, "2000") + wave("2024-03-01", 60, "3000"))
    build_small(raw, folder / "store")
    return folder / "store"


def test_a_published_number_is_used_and_called_so(dashboard: Dash, surveyed: Path, use_store: UseStore) -> None:
    use_store(surveyed)
    page = ask(dashboard, "perception")
    assert page.table("s")[0]["Verdict"] == "▲ Clear rise"
    assert "2,000 and 3,000 people were asked." in page.text
    assert "assumed:" not in page.text


def test_without_any_number_there_is_no_interval_and_no_verdict(
    dashboard: Dash, surveyed: Path, tmp_path: Path, use_store: UseStore
) -> None:
    # As a build has it where the file names no number.
    unknown = "unweighted_base = NULL, base_is_assumed = TRUE, base_status = 'not published'"
    use_store(changed(surveyed, tmp_path / "store", f"UPDATE fct_survey_estimate SET {unknown}"))
    page = ask(dashboard, "perception")
    assert page.heading.startswith("No answer shows")
    row = page.table("s")[0]
    assert row["Verdict"] == "– Cannot compare"
    assert row["Change, points"] == ""
    assert f"Cannot compare: {Refusal.NO_BASE}." in page.text
    assert "no interval is given" in page.text


def test_without_a_survey_every_room_says_who_can_add_it(
    dashboard: Dash, small_store: Path, use_store: UseStore
) -> None:
    use_store(small_store)
    for room in ("perception", "over-time", "by-ward", "recorded", "you-said"):
        page = ask(dashboard, room)
        assert "Whoever keeps the data can add them." in " ".join(page.notices), room
        assert page.heading


def test_a_survey_asked_once_is_shown_and_compared_with_nothing(
    dashboard: Dash, surveyed: Path, tmp_path: Path, use_store: UseStore
) -> None:
    use_store(changed(surveyed, tmp_path / "store", "DELETE FROM fct_survey_estimate WHERE wave_end < '2024-01-01'"))
    page = ask(dashboard, "perception")
    assert page.table("s")[0]["Mar 2024, %"] == "60"
    assert "nothing can be compared yet" in page.text
    assert ask(dashboard, "over-time").heading == "One question, asked once so far"
    assert "too few for a picture" not in ask(dashboard, "recorded").text


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
    assert all(told in page.text for told in ("98 LSOAs of 2011 in Thurrock", "96 are unchanged and 2 are split"))
    with pytest.raises(AssertionError, match="Sheets of workbooks"):
        page.table("Sheets of workbooks")
