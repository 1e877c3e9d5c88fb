"""What the pages show of the real files, asked for as a browser asks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from etl.publish import current
from tests.fixtures.served import ask
from tests.fixtures.small_raw import query
from tests.integration.test_real_tables import BY_TYPE

ASB = "Anti-social behaviour"
PAGES = ("summary", "trends", "trends-more", "trends-multiples", "compare", "hotspots", "perception", "about")


@pytest.fixture(autouse=True)
def _real(real_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(real_store)


def test_the_summary_gives_the_year_and_every_type(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    assert page.heading == "15,524 crimes in Thurrock, year to December 2025"
    rows = {row["Offence"]: row["Total, year to December 2025"] for row in page.table("Performance by offence")}
    assert rows == {"All crime": "15,524", **{name: f"{count:,}" for name, count in BY_TYPE.items()}}
    assert list(rows)[-1] == ASB
    assert page.cards[0].startswith("All crime 15,524")
    assert page.cards[1].startswith(f"{ASB} 1,692")
    assert "17,216" not in page.text


def test_no_change_is_given_and_the_missing_months_are_named_once(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    assert page.text.count("No change is given on the year before") == 1
    assert page.text.count("Missing: May to December 2024.") == 1
    row = page.table("Performance by offence")[0]
    assert row == {
        "Offence": "All crime",
        "Total, year to December 2025": "15,524",
        "Rank among districts": "4th of 14, plausibly 1st to 6th",
        "Per 1,000": "88.2 (85.0\u00a0to\u00a091.5)",
    }
    assert "January to April 2025 can be compared with the year before" in page.text
    assert (
        "West Thurrock and South Stifford and Grays Riverside hold 32% of the crime counted, of 20 wards." in page.text
    )


def test_four_months_have_verdicts_and_others_to_compare_with(dashboard: Dash) -> None:
    page = ask(dashboard, "summary", "?from=2025-01&to=2025-04")
    assert page.heading == "4,984 crimes in Thurrock, January to April 2025, down 0.7%: within normal variation"
    rows = {row["Offence"]: row for row in page.table("Performance by offence")}
    assert rows["Burglary"]["Change, %"] == "−30.0 (−45.5\u00a0to\u00a0−10.0)"
    assert rows["Burglary"]["Verdict"] == "≈ within normal variation"
    assert rows["Bicycle theft"]["Verdict"] == "? too few to tell"
    assert "None of the 14 crime types changed by more than chance would explain: 13 are within" in page.text
    assert "Belhus went from 241 to 174" in page.text


def test_the_other_districts_are_compared_by_their_own_records(dashboard: Dash, real_store: Path) -> None:
    path = current(real_store)
    assert path is not None
    found = query(
        path,
        "SELECT year(period_month), sum(offence_count)::INT FROM fct_crime_monthly WHERE source = 'street_crime' "
        "AND area_type = 'district' AND area_code <> 'E06000034' AND crime_type = 'Burglary' "
        "AND month(period_month) <= 4 AND year(period_month) IN (2024, 2025) GROUP BY ALL ORDER BY ALL",
    )
    before, now = (int(str(count)) for _, count in found)
    rows = {row["Offence"]: row for row in ask(dashboard, "summary", "?from=2025-01&to=2025-04").table("Performance")}
    change = f"{100 * (now / before - 1):+.1f}".replace("-", "−")
    assert rows["Burglary"]["All 13 other districts: change, %"].startswith(f"{change} (")


def test_the_rank_on_the_summary_is_that_of_the_district_table(dashboard: Dash) -> None:
    for search in ("", "?from=2025-01&to=2025-04", "?type=Burglary"):
        page = ask(dashboard, "summary", search)
        first = page.table("Performance by offence")[0]["Rank among districts"]
        own = next(row for row in page.table("Thurrock is") if row["District"] == "Thurrock")
        assert own["Rank"] == first


def test_four_months_are_compared_with_a_caution_about_location(dashboard: Dash) -> None:
    page = ask(dashboard, "summary", "?from=2025-01&to=2025-04")
    rows = {row["Offence"]: row for row in page.table("Performance by offence")}
    asb = rows[ASB]
    assert (
        int(rows["All crime"]["Total, January to April 2025"].replace(",", ""))
        + int(asb["Total, January to April 2025"])
        == 1345 + 1236 + 1517 + 1422
    )
    assert (
        int(rows["All crime"]["Total, January to April 2024"].replace(",", ""))
        + int(asb["Total, January to April 2024"])
        == 1385 + 1449 + 1395 + 1286
    )
    assert rows["All crime"]["Change, %"].startswith("−0.7 (")
    assert "Compare with care: 1.3% of the force's records have no location" in page.text
    assert "2.6% in January to April 2024" in page.text


@pytest.mark.parametrize("page", ["summary", "trends", "compare", "hotspots"])
@pytest.mark.parametrize(
    ("period", "used", "other"),
    [
        ("from=2018-01&to=2018-01", "ONS mid-year estimate 2020", "Census 2021"),
        ("from=2025-01&to=2025-12", "Census 2021", "ONS mid-year estimate 2020"),
    ],
)
def test_the_year_of_the_residents_belongs_to_the_period_and_is_printed(
    dashboard: Dash, page: str, period: str, used: str, other: str
) -> None:
    text = ask(dashboard, page, f"?{period}&measure=rate_per_1000").text
    assert used in text
    assert other not in text


def test_a_rate_is_made_with_the_residents_of_that_year(dashboard: Dash) -> None:
    page = ask(dashboard, "summary", "?from=2018-01&to=2018-01")
    row = page.table("Performance by offence")[0]
    count = int(row["Total, January 2018"].replace(",", ""))
    assert row["Per 1,000"].startswith(f"{1000 * count / 175531:.1f} (")
    own = next(r for r in page.table("Thurrock is") if r["District"] == "Thurrock")
    assert own["Residents"] == "175,531"


def test_the_caution_stands_on_the_map_of_changes_too(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", "?from=2025-01&to=2025-04&measure=change_pct")
    assert [notice for notice in page.notices if "Compare with care" in notice]
    counts = ask(dashboard, "hotspots", "?from=2025-01&to=2025-04")
    assert "Compare with care" not in counts.text


def test_no_caution_stands_beside_a_change_that_is_refused(dashboard: Dash) -> None:
    assert "Compare with care" not in ask(dashboard, "summary").text


@pytest.mark.parametrize(
    ("search", "totals"),
    [
        ("", {"Southend-on-Sea": 19887, "Basildon": 18833, "Colchester": 17716, "Thurrock": 17216, "Maldon": 3276}),
    ],
)
def test_districts_add_up_to_the_counted_rows(dashboard: Dash, search: str, totals: dict[str, int]) -> None:
    caption = "Thurrock is"
    crime = {row["District"]: row for row in ask(dashboard, "summary", search).table(caption)}
    asb = {row["District"]: row for row in ask(dashboard, "summary", f"?type={ASB}").table(caption)}
    found = {
        name: int(crime[name]["Offences"].replace(",", "")) + int(asb[name]["Incidents"].replace(",", ""))
        for name in totals
    }
    assert found == totals
    assert len(crime) == 14
    assert crime["Thurrock"]["Offences"] == "15,524"
    assert asb["Thurrock"]["Incidents"] == "1,692"
    assert crime["Thurrock"]["Per 1,000"].startswith(f"{15524 / 175.996:.1f} (")


def test_the_published_table_stands_as_published(dashboard: Dash) -> None:
    rows = ask(dashboard, "summary").table("Published: year to March 2022")
    assert (rows[0]["Total"], rows[0]["Change, %"]) == ("16,846", "+12.5")
    assert (rows[-1]["Offence"], rows[-1]["Total"], rows[-1]["Change, %"]) == ("ASB", "3,233", "−48.9")


def test_the_ward_table_gives_crime_and_behaviour_apart(dashboard: Dash) -> None:
    crime = {row["Ward"]: row for row in ask(dashboard, "hotspots").table("Wards")}
    asb = {row["Ward"]: row for row in ask(dashboard, "hotspots", f"?type={ASB}").table("Wards")}
    expected = {
        "West Thurrock and South Stifford": 3057,
        "Grays Riverside": 2322,
        "Tilbury Riverside and Thurrock Park": 1122,
        "The Homesteads": 265,
    }
    found = {n: int(crime[n]["Offences"].replace(",", "")) + int(asb[n]["Incidents"]) for n in expected}
    assert found == expected
    assert crime["West Thurrock and South Stifford"]["Rank"] == "1"
    assert sum(int(row["Offences"].replace(",", "")) for row in crime.values()) == 15524
    assert sum(int(row["Incidents"]) for row in asb.values()) == 1692


def test_a_map_that_is_drawn_is_only_repainted(dashboard: Dash) -> None:
    drawn = ask(dashboard, "hotspots").response["hotspots-drawn"]["data"]
    again = ask(dashboard, "hotspots", "?measure=rate_per_1000", drawn=drawn).figure("hotspots-map")
    assert again["__dash_patch_update"]
    assert "geojson" not in str(again)


def test_the_map_of_changes_is_refused_and_every_ward_is_unavailable(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", "?measure=change_pct")
    assert "Missing: May to December 2024." in page.notices[0]
    assert page.figure("hotspots-map")["data"][0]["z"] == [None] * 20
    assert "not available (20)" in page.text


def test_the_survey_is_shown_in_percentage_points(dashboard: Dash) -> None:
    page = ask(dashboard, "perception")
    rows = {row["Question"]: row for row in page.table("How residents")}
    assert len(rows) == 8
    problem = next(row for question, row in rows.items() if "more of a problem" in question)
    assert problem["Difference, percentage points"] == "+11"
    assert problem["Direction"] == "up is worse"
    assert (
        rows["Essex Police understand the issues that affect your community"]["Difference, percentage points"] == "−16"
    )


def test_coverage_and_the_fate_of_rows_are_shown(dashboard: Dash) -> None:
    page = ask(dashboard, "about")
    assert page.heading == "17 months of police data are loaded, 79 between them absent"
    months = {row["Force and year"]: row for row in page.table("Which months are present")}
    assert months["Essex Police 2024"]["Apr"] == "12,875"
    assert months["Essex Police 2024"]["May"] == "no data"
    assert "no data" not in months["Essex Police 2025"].values()
    fates = {row["Source"]: list(row.values())[1:] for row in page.table("What became of every row")}
    assert fates["street_crime"] == ["225,840", "222,067", "237", "3,535", "1", "0"]


@pytest.mark.parametrize("page", PAGES)
def test_real_data_are_never_called_demonstration(dashboard: Dash, page: str) -> None:
    answer = ask(dashboard, page)
    assert "demonstration" not in answer.text.lower()
    assert all("demonstration" not in note for file in answer.downloads for note in file.notes)


@pytest.mark.parametrize("page", ["summary", "trends", "compare", "hotspots"])
@pytest.mark.parametrize(
    "search",
    [
        "?ward=E05002248&type=Bicycle+theft&from=2024-02&to=2024-02",
        "?from=2024-05&to=2024-08",
        "?from=2018-01&to=2018-01&measure=rate_per_1000",
        "?measure=change_pct&points=1",
        "?from=2018-01&to=2025-12",
        f"?type={ASB}&measure=rate_per_1000",
        "?ward=E05002229&ward=E05002230&type=Drugs&type=Robbery",
        "?type=Public+disorder+and+weapons",
    ],
)
def test_every_kind_of_selection_is_answered(dashboard: Dash, page: str, search: str) -> None:
    answer = ask(dashboard, page, search)
    assert answer.heading
    assert "NaN" not in answer.text
    assert " nan" not in answer.text.lower()


def test_a_selection_without_rows_shows_zero(dashboard: Dash) -> None:
    search = "?ward=E05002248&type=Bicycle+theft&from=2024-02&to=2024-02"
    rows = ask(dashboard, "hotspots", search).table("Wards")
    without = [row["Ward"] for row in rows if row["Offences"] == "0"]
    assert without
    page = ask(dashboard, "summary", search)
    assert page.cards[0].startswith("Bicycle theft ")


def test_months_in_a_gap_give_no_total(dashboard: Dash) -> None:
    page = ask(dashboard, "summary", "?from=2024-05&to=2024-08")
    assert page.heading == "May to August 2024 is not complete"
    assert page.cards[0].split() == [
        "All",
        "crime",
        "No",
        "total",
        "Months",
        "are",
        "missing",
        "in",
        "May",
        "to",
        "August",
        "2024",
    ]
    assert ask(dashboard, "trends", "?from=2024-05&to=2024-08").heading == "No data for May to August 2024"


@pytest.mark.parametrize("page", ["summary", "trends"])
@pytest.mark.parametrize("search", ["?ward=", "?type="])
def test_a_selection_of_nothing_says_so(dashboard: Dash, page: str, search: str) -> None:
    answer = ask(dashboard, page, search)
    assert answer.heading == "Nothing is chosen"
    assert answer.notices == ["Nothing is chosen: tick at least one ward and one crime type in the filters."]


def test_the_map_without_wards_or_types_says_so(dashboard: Dash) -> None:
    assert ask(dashboard, "hotspots", "?type=").heading == "Nothing is chosen"
    assert ask(dashboard, "hotspots", "?ward=").heading == "Nothing is chosen"
