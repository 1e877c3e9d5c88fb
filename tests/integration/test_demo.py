"""The demonstration build: restated figures, and the mark on everything made from it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dash import Dash

from components.figures.map_ground import POINTS
from data.statistics.ranking.rank_intervals import rank_words
from data.statistics.ranking.standing import PER_RESIDENT
from etl.publish.publishing import current
from tests.fixtures.selections import ASB
from tests.fixtures.served import OUTPUTS, Page, ask, asked, built, of_type, post, texts
from tests.fixtures.small_raw import query

UseStore = Callable[[Path], None]
COMPUTED = ("summary", "trends", "trends-more", "trends-multiples", "compare", "hotspots", "about")


@pytest.fixture(autouse=True)
def _demo(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)


PUBLISHED = {
    "All crime": ("16,846", "+12.5"),
    "Robbery": ("171", "+4.3"),
    "Burglary": ("646", "−9.3"),
    "Vehicle crime": ("1,969", "+30.1"),
    "Shoplifting": ("1,176", "+30.7"),
    "Criminal damage and arson": ("1,676", "+13.9"),
    "Anti-social behaviour": ("3,233", "−48.9"),
}
CAUTION = (
    "Compare with care: First lockdown (March to June 2020), Second lockdown (November 2020) and Third lockdown "
    "(January to March 2021) lie within the periods compared. Part of a change may be theirs."
)
POSSIBLE_RISES = ("Criminal damage and arson", "Other theft", "Public order", "Theft from the person")


def test_the_performance_is_that_which_was_published(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    assert page.heading.split("; ")[1].split(" clearly ") == ["shoplifting and vehicle crime", "rose"]
    rows = page.table("Performance by offence")
    found = {row["Offence"]: (row["Total, year to March 2022"], row["Change, %"].split(" ")[0]) for row in rows}
    assert {name: found[name] for name in PUBLISHED} == PUBLISHED
    assert found["Violence and sexual offences"][0] == "7,120"


@pytest.mark.parametrize("page", ["summary", "trends", "hotspots", "compare"])
def test_all_crime_is_a_clear_rise_with_its_caution_on_every_page(dashboard: Dash, page: str) -> None:
    answer = ask(dashboard, page)
    if page == "compare":
        own = next(row for row in answer.table("All 14 districts") if row["District"] == "Thurrock")
        assert (own["Change, %"], own["Verdict"]) == ("+12.5 (+3.5\xa0to\xa0+22.3)", "▲ Clear rise")
    else:
        assert "+12.5% (95% interval +3.5% to +22.3%)" in answer.text
        assert "clear rise" in answer.text.lower()
    assert answer.text.count(CAUTION) == 1


def test_every_change_has_its_interval_its_verdict_and_those_it_is_compared_with(dashboard: Dash) -> None:
    rows = ask(dashboard, "summary").table("Performance by offence")
    assert len(rows) == 15
    interval = r"\([+−]?\d+\.\d\xa0to\xa0[+−]?\d+\.\d\)"
    place = r"\d+(st|nd|rd|th) of 14 per 1,000 residents, (anywhere from .+|also) allowing for chance"
    for row in rows:
        assert re.fullmatch(rf"\d+\.\d {interval}", row["Per 1,000"]), row
        assert re.fullmatch(place, row["Rank among districts"]), row
        assert re.fullmatch(rf"[+−]?\d+\.\d {interval}", row["Change, %"]), row
        assert re.fullmatch(rf"[+−]?\d+\.\d {interval}", row["All 13 other districts: change, %"]), row
    assert {row["Offence"]: row["Verdict"] for row in rows if row["Verdict"] != "● No clear change"} == {
        "All crime": "▲ Clear rise",
        "Shoplifting": "▲ Clear rise",
        "Vehicle crime": "▲ Clear rise",
        **dict.fromkeys(POSSIBLE_RISES, "△ Possible rise, not certain"),
        "Anti-social behaviour": "▼ Clear fall",
    }


def test_the_summary_says_under_a_fold_what_changed_where_and_beside_whom(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    said, where = (list(texts(found)) for found in of_type(page.response, "Ul", "lead-list"))
    assert [text.split(" (")[0] for text in said[:4]] == [
        "All crime: +12.5%",
        f"{ASB} fell from 6,327 to 3,233",
        "Vehicle crime rose from 1,513 to 1,969",
        "1 more rose clearly.",
    ]
    for told in ("4 are possible rises", "7 show no clear change"):
        assert told in said[4]
    assert "Thurrock is 2nd of 14" in said[5]
    for told in ("6 are possible rises", "14 show no clear change"):
        assert told in where[0]
    assert all(told in where[1] for told in ("Orsett", "from 483 to 599 (+24.0%; +4.8%"))
    assert (len(said), len(where)) == (6, 2)
    saved = page.download("summary-performance")
    notes = [note.removeprefix("# ") for note in saved.notes]
    assert notes[3 : 3 + len(said + where)] == [CAUTION, *said[1:], *where]
    assert sum(note.endswith(("are each judged alone.", " with all 13 crime types.")) for note in notes) == 2


def test_the_pandemic_is_named_as_a_reason_for_care(dashboard: Dash) -> None:
    assert ask(dashboard, "summary").notices == [CAUTION]


def test_below_the_heading_stands_what_would_change_its_reading(dashboard: Dash) -> None:
    (reading,) = of_type(ask(dashboard, "summary").response, "P", "reading")
    words = "".join(texts(reading))
    assert "under national restrictions" in words
    assert words.endswith("with the year to March 2020 instead")
    assert next(of_type(reading, "Link"))["props"]["href"].endswith("compared=2")


def test_every_offence_has_its_number_and_verdict_and_leads_to_its_trend(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    rows = page.table("What changed")
    assert [row["Offence"] for row in rows][:2] == ["All crime", "Violence and sexual offences"]
    assert rows[-1] == {
        "Offence": "Anti-social behaviour",
        "24 months": rows[-1]["24 months"],
        "Year to March 2022": "3,233",
        "Change, %": "−48.9 (−57.5\xa0to\xa0−38.5)",
        "Verdict": "▼ Clear fall",
    }
    (panel,) = (
        found for found in of_type(page.response, "Section") if found["props"].get("id") == "panel-summary-changes"
    )
    (table,) = built(panel)
    links = [row[0]["href"] for row in table["rows"]]
    assert links[2].startswith("/trends?type=Vehicle+crime&from=2021-04")


def test_where_against_whom_and_what_residents_say_have_their_findings(dashboard: Dash) -> None:
    titles = [" ".join(texts(title)) for title in of_type(ask(dashboard, "summary").response, "H2")]
    assert titles[0] == "What changed"
    for title, told in zip(titles[1:4], ("two wards hold 32%", "2nd highest", "two clearly worse"), strict=True):
        assert told in title


def test_published_figures_stand_beside_ours_and_agree_where_they_can_be_compared(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    rows = {row["Offence"]: row for row in page.table("Published: year to March 2022, beside ours")}
    differences = {name: row["Ours less published"] for name, row in rows.items()}
    unknown = {"Violence Against Person", "Sexual Offences", "Hate Crime (HO def)"}
    assert {name for name, found in differences.items() if found == "not available"} == unknown
    assert {found for name, found in differences.items() if name not in unknown} == {"0"}
    assert rows["Violence Against Person and Sexual Offences, together"]["Ours"] == "7,120"
    assert all(
        row["Change, %"] == row["Our change, %"]
        for name, row in rows.items()
        if row["Our verdict"] and "tog" not in name
    )


def test_a_ward_is_set_against_the_rest_and_ranked_among_the_wards(dashboard: Dash) -> None:
    page = ask(dashboard, "summary", "?ward=E05002229")
    row = page.table("Performance by offence")[0]
    assert row["Rank among wards"] == rank_words(11, 20, 8, 17, PER_RESIDENT)
    assert row["Rest of Thurrock: change, %"] == "+12.6 (+3.6\xa0to\xa0+22.4)"
    assert len(list(of_type(page.response, "Ul", "lead-list"))) == 1
    assert page.table("Published: year to March 2022")[0]["Total"] == "16,846"
    assert "choose data.police.uk, all wards" in page.text


def test_of_two_years_the_one_with_a_year_to_compare_with_is_compared_and_named(dashboard: Dash) -> None:
    page = ask(dashboard, "summary", "?from=2020-04&to=2022-03")
    assert page.heading.startswith("16,846 crimes in Thurrock")
    assert "about the same" in page.heading
    assert "Only April 2021 to March 2022" in page.text
    assert "compared: 16,846, from 16,300." in page.notices[0]
    row = page.table("Performance by offence")[0]
    assert row["Total, April 2020 to March 2022"] == f"{16846 + 14974:,}"
    assert (row["Total, April 2021 to March 2022"], row["Total, year to March 2020"]) == ("16,846", "16,300")
    assert row["Change, %, April 2021 to March 2022"] == "+3.3 (−1.0\xa0to\xa0+8.5)"
    assert row["Verdict, April 2021 to March 2022"] == "≈ About the same"
    assert page.table("What changed")[0]["Year to March 2022"] == "16,846"


@pytest.mark.parametrize("page", [*COMPUTED, "perception", "over-time", "by-ward", "recorded", "you-said"])
def test_every_page_says_demonstration(dashboard: Dash, page: str) -> None:
    assert "demonstration data" in ask(dashboard, page).text.lower()


def pages(dashboard: Dash) -> Iterator[Page]:
    for name in COMPUTED:
        for search in ("", "?measure=change_pct", "?ward=E05002229"):
            yield ask(dashboard, name, search)


def test_every_file_computed_from_demonstration_records_says_so(dashboard: Dash) -> None:
    files = [
        file
        for page in pages(dashboard)
        for file in page.downloads
        if file.panel not in {"summary-published", "summary-residents", "about-audiences"}
    ]
    assert len(files) >= 30
    assert [file.panel for file in files if "(demonstration data)" not in file.notes[-1]] == []


def test_published_figures_keep_their_own_source(dashboard: Dash) -> None:
    published = ask(dashboard, "summary").download("summary-published")
    assert published.notes[-1].endswith("8 September 2022, item 7, paragraph 2.17")


def test_the_shell_carries_the_banner(dashboard: Dash) -> None:
    layout = dashboard.server.test_client().get("/_dash-layout").get_data(as_text=True)
    assert "Demonstration data. " in layout


@pytest.mark.parametrize("search", ["", "?from=2021-04&to=2021-07"])
def test_a_steady_share_without_location_needs_no_caution(dashboard: Dash, search: str) -> None:
    for page in ("summary", "hotspots"):
        assert "no location in" not in ask(dashboard, page, f"{search or '?'}&measure=change_pct").text


def test_the_map_of_changes_has_a_value_for_every_ward(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", "?measure=change_pct")
    rows = page.table("20 wards")
    assert len(rows) == 20
    assert [row for row in rows if row["Change, %"] == "not available"] == []
    total = sum(int(row["Offences"].replace(",", "")) for row in rows)
    before = sum(int(row["The year before"].replace(",", "")) for row in rows)
    assert (total, before) == (16846, 14974)


def test_points_add_up_to_the_records(dashboard: Dash) -> None:
    dots = ask(dashboard, "hotspots", "?points=1").figure("hotspots-map")["data"][POINTS]
    assert sum(dots["marker"]["size"]) == 16846
    assert len(dots["lon"]) <= 700


def test_a_column_named_source_names_a_source(demo_store: Path) -> None:
    """What a viewer may see is decided by it."""
    path = current(demo_store)
    assert path
    tables = query(path, "SELECT table_name FROM duckdb_columns() WHERE column_name = 'source'")
    for (table,) in tables:
        unknown = query(
            path, f"SELECT DISTINCT source FROM {table} WHERE source NOT IN (SELECT source FROM dim_source)"
        )
        assert unknown == [], table


@pytest.mark.parametrize("output", [*OUTPUTS.values(), "..board-risk-head.children...board-risk-content.children..",
                                    "board-review-content.children"])  # fmt: skip
def test_every_link_of_a_report_lies_below_the_sub_path(
    dashboard: Dash, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.setenv("DASHBOARD_ADDRESS", "https://example.org/data/crime")
    whole = dashboard.server.wsgi_app
    below = {"SCRIPT_NAME": "/data/crime"}
    monkeypatch.setattr(dashboard.server, "wsgi_app", lambda environ, start: whole(environ | below, start))
    page = next((name for name, filled in OUTPUTS.items() if filled == output), "")
    answer = post(dashboard, output, *asked(page)).get_json()["response"]
    # Those of a table that the browser builds too.
    links = re.findall(r'"href": ?"(/[^"]*)"', json.dumps(answer).replace('\\"', '"'))
    assert links or page in {"trends-beside", "trends-more", "trends-multiples"}
    assert [link for link in links if not link.startswith("/data/crime/")] == []
