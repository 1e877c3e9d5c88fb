"""What the pages show of the real files, asked for as a browser asks."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from components import url_state
from data.model.comparison import Comparison
from data.model.verdict import Refusal
from data.outputs.slides.notes import texts_of
from data.queries import choices
from data.reports.briefing.pages import Pages
from data.reports.briefing.report import briefing, one_panel
from data.reports.risk import report as risk
from data.statistics.ranking.rank_intervals import rank_words
from data.statistics.ranking.standing import PER_RESIDENT
from data.words.findings import days_note, location_caution
from data.words.formatting import capital
from data.words.verdicts import UNEVEN
from etl.publish.publishing import current
from tests.fixtures.selections import period
from tests.fixtures.served import ask, of_type, texts
from tests.fixtures.small_raw import query
from tests.integration.test_real_tables import BY_TYPE

ASB = "Anti-social behaviour"
PAGES = ("summary", "trends", "trends-more", "trends-multiples", "compare", "hotspots", "perception", "over-time",
         "by-ward", "recorded", "you-said", "about")  # fmt: skip


@pytest.fixture(autouse=True)
def _real(real_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(real_store)


def test_the_summary_gives_the_year_and_every_type(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    assert page.heading.startswith(f"4,984 crimes in Thurrock, {PART}")
    assert page.heading.endswith("none of 13 crime types clearly changed")
    rows = {row["Offence"]: row["Total, year to December 2025"] for row in page.table("Performance by offence")}
    assert rows == {"All crime": "15,524", **{name: f"{count:,}" for name, count in BY_TYPE.items()}}
    assert list(rows)[-1] == ASB
    changes = page.table("What changed")
    assert [row["January to April 2025"] for row in (changes[0], changes[-1])] == ["4,984", "536"]
    assert "17,216" not in page.text


PART = "January to April 2025"
PART_LINE = f"{PART} can be compared: 4,984, from 5,017."
COMPARED = Comparison(period("2025-01", "2025-04"), period("2024-01", "2024-04"), period("2025-01", "2025-12"), "1")
DAYS, CAUTION = str(days_note(COMPARED)), location_caution([0.013, 0.026], COMPARED)


def test_the_part_of_the_year_that_can_be_compared_is_named_once_with_its_counts(dashboard: Dash) -> None:
    page = ask(dashboard, "summary")
    assert page.text.count(PART_LINE) == 1
    assert page.notices == [f"{PART_LINE} {DAYS} {CAUTION}"]
    assert page.table("Performance by offence")[0] == {
        "Offence": "All crime",
        "Total, year to December 2025": "15,524",
        "Change, %, January to April 2025": "−0.7 (−10.5\u00a0to\u00a0+12.2)",
        "Verdict, January to April 2025": "● No clear change",
        "Rank among districts": rank_words(4, 14, 3, 6, PER_RESIDENT),
        "All 13 other districts: change, %": "−4.6 (−13.2\u00a0to\u00a0+6.5)",
        "Per 1,000": "88.2 (86.6\u00a0to\u00a089.8)",
        "Total, January to April 2025": "4,984",
        "Total, January to April 2024": "5,017",
    }
    assert page.table("What changed")[0]["Change, %"] == "−0.7 (−10.5\u00a0to\u00a0+12.2)"
    assert "Only January to April 2025" in page.text
    assert "Show January to April 2025 alone" in page.text


def test_a_part_has_the_figures_and_verdicts_of_its_months_chosen_alone(dashboard: Dash) -> None:
    year, part = (ask(dashboard, "summary", search) for search in ("", "?from=2025-01&to=2025-04"))
    for caption in ("Performance by offence", "Of 20 wards"):
        found = [
            [
                [value for name, value in row.items() if name.startswith("Verdict") or "hange, %" in name]
                for row in page.table(caption)
            ]
            for page in (year, part)
        ]
        assert found[0] == found[1]


@pytest.mark.parametrize("page", ["summary", "trends", "trends-multiples", "compare", "hotspots"])
def test_every_file_with_a_change_of_a_part_names_it_and_the_caution(dashboard: Dash, page: str) -> None:
    answer = ask(dashboard, page, "?measure=change_pct")
    # The survey has periods of its own.
    records = [file for file in answer.downloads if file.panel != "summary-residents"]
    files = [file for file in records if "lear change" in " ".join([*file.notes, file.body])]
    assert files
    for file in files:
        notes = " ".join(file.notes)
        assert PART_LINE in notes, file.panel
        assert CAUTION in notes, file.panel
        assert DAYS in notes, file.panel


def test_four_months_have_verdicts_and_others_to_compare_with(dashboard: Dash) -> None:
    page = ask(dashboard, "summary", "?from=2025-01&to=2025-04")
    assert page.heading.startswith(f"4,984 crimes in Thurrock, {PART}")
    assert page.heading.endswith("none of 13 crime types clearly changed")
    rows = {row["Offence"]: row for row in page.table("Performance by offence")}
    assert rows["Vehicle crime"]["Change, %"] == "−19.8 (−39.9\u00a0to\u00a0+8.7)"
    assert rows["Vehicle crime"]["Verdict"] == "● No clear change"
    assert rows["Bicycle theft"]["Verdict"] == "○ Too few to tell"
    totals = [[rows[name][f"Total, January to April {year}"] for year in (2025, 2024)] for name in ("All crime", ASB)]
    assert totals == [["4,984", "5,017"], ["536", "498"]]
    assert "8 show no clear change and 6" in page.text
    wards = {row["Ward"]: row for row in page.table("Of 20 wards none clearly changed")}
    assert wards["Belhus"]["Verdict"] == "▽ Possible fall, not certain"
    assert (wards["Belhus"]["Offences"], wards["Belhus"]["Total, January to April 2024"]) == ("174", "241")


@pytest.mark.parametrize("search", ["", "?from=2025-01&to=2025-04", "?from=2025-04&to=2025-04"])
def test_what_is_too_few_or_cannot_be_compared_has_no_percentage(dashboard: Dash, search: str) -> None:
    page = ask(dashboard, "summary", search)
    rows = [*page.table("Performance by offence"), *page.table("20 wards" if "04&" in search else "Of 20 wards")]
    refused = [row for row in rows if {"○ Too few to tell", "– Cannot compare"} & set(row.values())]
    assert refused
    for row in refused:
        assert {value for name, value in row.items() if "hange, %" in name} == {"not available"}, row


def test_a_large_count_that_is_too_few_to_tell_says_why_on_every_page(dashboard: Dash) -> None:
    assert f"Shoplifting and Burglary: {UNEVEN}" in ask(dashboard, "summary").text
    assert f"Shoplifting, Burglary and 1 more: {UNEVEN}" in ask(dashboard, "trends").text
    assert capital(UNEVEN) in ask(dashboard, "ward", "?ward=E05002235&type=Shoplifting").text


def test_the_other_districts_are_compared_by_their_own_records(dashboard: Dash, real_store: Path) -> None:
    path = current(real_store)
    assert path is not None
    found = query(
        path,
        "SELECT year(period_month), sum(offence_count)::INT FROM fct_crime_monthly WHERE source = 'street_crime' "
        "AND area_type = 'district' AND area_code <> 'E06000034' AND crime_type = 'Vehicle crime' "
        "AND month(period_month) <= 4 AND year(period_month) IN (2024, 2025) GROUP BY ALL ORDER BY ALL",
    )
    before, now = (int(str(count)) for _, count in found)
    rows = {row["Offence"]: row for row in ask(dashboard, "summary", "?from=2025-01&to=2025-04").table("Performance")}
    change = f"{100 * (now / before - 1):+.1f}".replace("-", "−")
    assert rows["Vehicle crime"]["All 13 other districts: change, %"].startswith(f"{change} (")


def test_the_rank_on_the_summary_is_that_of_the_district_table(dashboard: Dash) -> None:
    for search in ("", "?from=2025-01&to=2025-04", "?type=Burglary"):
        page = ask(dashboard, "summary", search)
        first = page.table("Performance by offence")[0]["Rank among districts"]
        own = next(row for row in page.table("Districts by rate") if row["District"] == "Thurrock")
        assert own["Rank"] == first


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
    own = next(r for r in page.table("Districts by rate") if r["District"] == "Thurrock")
    assert own["Residents"] == "175,531"


@pytest.mark.parametrize("search", ["?measure=change_pct", "?from=2025-01&to=2025-04&measure=change_pct"])
@pytest.mark.parametrize("page", ["summary", "trends", "compare", "hotspots"])
def test_the_caution_stands_on_every_page_with_changes_once(dashboard: Dash, page: str, search: str) -> None:
    answer = ask(dashboard, page, search)
    assert answer.text.count(CAUTION) == 1
    assert [notice for notice in answer.notices if CAUTION in notice]


def test_a_map_of_counts_has_the_caution_beside_the_change_in_its_card_alone(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", "?from=2025-01&to=2025-04")
    assert page.notices == []
    assert page.text.count(CAUTION) == 1
    assert page.text.index("−0.7%") < page.text.index(CAUTION)


def test_no_caution_stands_where_no_month_has_one_to_compare_with(dashboard: Dash) -> None:
    page = ask(dashboard, "summary", "?from=2018-01&to=2018-01")
    assert "no month of January 2018" in page.notices[0]
    assert "Compare with care" not in page.text
    assert "Verdict" not in page.table("Performance by offence")[0]


def test_districts_add_up_to_the_counted_rows(dashboard: Dash) -> None:
    totals = {"Southend-on-Sea": 19887, "Basildon": 18833, "Colchester": 17716, "Thurrock": 17216, "Maldon": 3276}
    caption = "Districts by rate"
    crime = {row["District"]: row for row in ask(dashboard, "summary").table(caption)}
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
    crime = {row["Ward"]: row for row in ask(dashboard, "hotspots").table("20 wards")}
    asb = {row["Ward"]: row for row in ask(dashboard, "hotspots", f"?type={ASB}").table("20 wards")}
    expected = {
        "West Thurrock and South Stifford": 3057,
        "Grays Riverside": 2322,
        "Tilbury Riverside and Thurrock Park": 1122,
        "The Homesteads": 265,
    }
    found = {n: int(crime[n]["Offences"].replace(",", "")) + int(asb[n]["Incidents"]) for n in expected}
    assert found == expected
    assert crime["West Thurrock and South Stifford"]["Rank by number"] == "1"
    assert sum(int(row["Offences"].replace(",", "")) for row in crime.values()) == 15524
    assert sum(int(row["Incidents"]) for row in asb.values()) == 1692


def test_a_map_that_is_drawn_is_only_repainted(dashboard: Dash) -> None:
    drawn = ask(dashboard, "hotspots").response["hotspots-drawn"]["data"]
    again = ask(dashboard, "hotspots", "?measure=rate_per_1000", drawn=drawn).figure("hotspots-map")
    assert again["__dash_patch_update"]
    assert "geojson" not in str(again)


def test_the_map_of_changes_is_of_the_part_that_can_be_compared(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", "?measure=change_pct")
    assert page.heading.startswith("Of 20 wards none clearly changed, January to April 2025")
    assert page.notices[0].startswith(PART_LINE)
    rows = {row["Ward"]: row for row in page.table("20 wards")}
    now, before = "Offences, January to April 2025", "January to April 2024"
    assert sum(int(row[now]) for row in rows.values()) == 4984
    assert sum(int(row[before]) for row in rows.values()) == 5017
    assert (rows["Belhus"][now], rows["Belhus"][before]) == ("174", "241")
    assert rows["Belhus"]["Verdict"] == "▽ Possible fall, not certain"
    listed = ask(dashboard, "summary").table("Of 20 wards")
    summary = {row["Ward"]: row["Verdict, January to April 2025"] for row in listed}
    assert {name: row["Verdict"] for name, row in rows.items()} == summary


def test_a_map_of_changes_that_cannot_be_compared_has_no_value(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", "?measure=change_pct&from=2025-04&to=2025-04")
    assert f"Cannot compare: {Refusal.ONE_MONTH}." in page.notices[0]
    rows = page.table("20 wards")
    assert {row["Verdict"] for row in rows} == {"– Cannot compare"}
    assert {row["Change, %"] for row in rows} == {"not available"}
    assert not re.search(r"[+−]\d+\.\d", page.text)


def test_coverage_and_the_fate_of_rows_are_shown(dashboard: Dash) -> None:
    page = ask(dashboard, "about")
    assert page.heading.startswith("17 months of police data, 79 between")
    months = {row["Force and year"]: row for row in page.table("Months by force")}
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
    search = "?ward=E05002233&type=Bicycle+theft&from=2024-02&to=2024-02"
    rows = {row["Ward"]: row for row in ask(dashboard, "hotspots", search).table("20 wards")}
    row = rows["Corringham and Fobbing"]
    assert (row["Offences"], row["Per 1,000"]) == ("0", "0.0")
    changed = ask(dashboard, "summary", search).table("What changed")[0]
    assert (changed["Offence"], changed["February 2024"]) == ("Bicycle theft", "0")


def test_months_in_a_gap_give_way_to_the_nearest_that_are_there(dashboard: Dash) -> None:
    for name in ("summary", "trends"):
        page = ask(dashboard, name, "?from=2024-05&to=2024-08")
        assert page.heading.startswith("5,017 crimes in Thurrock")
        (reading,) = of_type(page.response, "P", "reading")
        assert "".join(texts(reading)).startswith("No data for May to August 2024")


@pytest.mark.parametrize("page", ["summary", "trends", "compare", "hotspots"])
@pytest.mark.parametrize("search", ["?ward=", "?type="])
def test_an_empty_choice_of_an_old_address_is_everything(dashboard: Dash, page: str, search: str) -> None:
    answer, whole = ask(dashboard, page, search), ask(dashboard, page)
    assert (answer.heading, answer.notices) == (whole.heading, whole.notices)


def test_nothing_is_compared_where_no_month_can_be(dashboard: Dash) -> None:
    page = ask(dashboard, "summary", "?from=2025-05&to=2025-12")
    assert "no data for the same months" in page.text
    assert list(page.table("What changed")[0]) == ["Offence", "24 months", "May to December 2025"]
    assert not any("Change" in heading for heading in page.table("Performance by offence")[0])


def test_a_verdict_of_a_part_says_its_months_where_the_number_beside_it_is_of_more(dashboard: Dash) -> None:
    for search, count in (("", "15,524"), ("?ward=E05002231", "932")):
        card = ask(dashboard, "hotspots", search).text
        assert f"{count}   offences, January to December 2025" in card
        assert re.search(rf"● No clear change\s+{PART}", card)
    columns = risk_headings("")
    assert {f"Change, %, {PART}", f"Verdict, {PART}"} <= columns["violence-kinds"]
    assert f"Change, {PART}" in columns["risk-ranks"]
    assert f"Verdict, {PART}" in ask(dashboard, "ward").table("The 20 wards")[0]
    assert board(dashboard)[f"Anti-social behaviour, {PART}"] == "536 (+8%)"
    # Of the months that can be compared alone, every number is of the verdict's months.
    alone = "?from=2025-01&to=2025-04"
    assert not re.search(rf"● No clear change\s+{PART}", ask(dashboard, "hotspots", alone).text)
    assert "Verdict" in risk_headings(alone)["violence-kinds"]
    assert board(dashboard, alone)["Anti-social behaviour"] == "536 (+8%)"


def risk_headings(search: str) -> dict[str, set[str]]:
    """What heads the columns of each table on the page of risks."""
    offered = choices.filter_choices()
    panels = risk.report(url_state.read(search, offered).selection, offered).panels
    return {panel.id: {column.heading for column in panel.table.columns} for panel in panels if panel.table}


def board(dashboard: Dash, search: str = "") -> dict[str, str]:
    """The number and the change of what speaks to each priority."""
    rows = ask(dashboard, "board", search).table("The eight priorities")
    return {row["What speaks to it"]: row["Now (change)"] for row in rows}


def test_every_slide_with_the_counts_of_a_part_names_its_months() -> None:
    offered = choices.filter_choices()
    made = briefing(url_state.read("?ward=E05002231", offered).selection, offered)
    said = [told.verdict for told in made.told if "266" in told.verdict]
    assert said
    assert all(f"302 crimes in Chadwell St Mary, {PART}, from 266" in text for text in said)
    card = one_panel("hotspots-detail", Pages(url_state.read("", offered).selection, offered))
    assert card is not None
    assert f"No clear change, {PART}" in texts_of(card.told[0].panel)
