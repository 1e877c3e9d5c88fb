"""Your ward over the real files: its words, its map and its files are the figures of every other page."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from dash import Dash

from components import url_state
from data.model.schema import WARD
from data.outputs.slides.boxes import TextAt
from data.outputs.slides.layout import slides
from data.queries import choices
from data.reports.briefing.report import briefing
from data.reports.evidence import evidence
from data.reports.figures import CountBars
from data.reports.panel import Link
from data.reports.summary.report import report as summary
from tests.fixtures.served import ask
from tests.fixtures.ward_pages import lines, made, panel, rows, spot_map

CHADWELL, LAKESIDE, RIVERSIDE = "E05002231", "E05002248", "E05002235"
YEAR = "from=2025-01&to=2025-12"
HEADING = "Chadwell St Mary: 932 crimes in 2025; January to April 2025: no clear change"


@pytest.fixture(autouse=True)
def _real(real_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(real_store)


def test_the_heading_counts_the_crimes_of_the_ward() -> None:
    # January to April alone has a year before, and its verdict its months.
    assert made(f"?ward={CHADWELL}&{YEAR}").heading == HEADING
    part = made(f"?ward={CHADWELL}&from=2025-01&to=2025-04").heading
    assert part.startswith("Chadwell St Mary: 302 crimes in January")
    assert part.endswith("no clear change")


def test_five_lines_say_what_the_figures_say() -> None:
    shown = lines(made(f"?ward={CHADWELL}&{YEAR}"))
    told = [
        ("● No clear change. 302 crimes", "266 a year before. 1.3% of records", "2.6% before."),
        (
            "≡ Not among the lowest of 20 wards.",
            "chance, 4th to 11th per resident and 3rd to 8th by number.",
        ),
        ("◆ 5 small spots", "hold 33%.", "12 hold 51%."),
        ("⚑ Orsett Heath: motorbike nuisance site", "(Op Caesar)", "Thurrock Council, minutes, June 2022."),
        ("▲ Survey of Thurrock, year to March 2022: 33%", "22% a year before: clear rise."),
    ]
    assert [[part for part in parts if part not in line] for line, parts in zip(shown, told, strict=True)] == [[]] * 5


def test_the_crime_type_that_makes_up_most_of_a_change_is_told_on_both_pages() -> None:
    most = "Of the 144 more, 125 are shoplifting (116 to 241)."
    assert most in lines(made(f"?ward={RIVERSIDE}&{YEAR}"))[0]
    offered = choices.filter_choices()
    ward, area = (url_state.read(f"?{of}{YEAR}", offered).selection for of in (f"ward={RIVERSIDE}&", ""))
    assert summary(ward, offered).reading[0] == most
    # Of the whole area no clear change is shown: nothing explains it.
    assert evidence(area, offered).mostly == ""


def test_ranks_and_counts_are_those_of_every_other_page() -> None:
    offered = choices.filter_choices()
    selection = url_state.read(f"?ward={CHADWELL}&{YEAR}", offered).selection
    standing = evidence(selection, offered).standing.table(WARD, selection.counted_types).set_index("area_code")
    row = standing.loc[CHADWELL]
    table = panel(made(f"?ward={CHADWELL}&{YEAR}"), "figures").table
    assert table is not None
    told = table.frame.set_index("what")["told"]
    assert told["Crimes, January to December 2025"] == "932"
    assert told["Crimes per 1,000 residents"].startswith(f"{row['rate_per_1000']:.1f} (")
    shown = table.frame.set_index("what")[["value", "low", "high"]]
    assert row["offence_count"] == shown.loc["Crimes, January to December 2025", "value"] == 932
    for name, prefix in (("Place per resident, 1 for most", ""), ("Place by number, 1 for most", "count_")):
        expected = row[[f"{prefix}rank", f"{prefix}best_rank", f"{prefix}worst_rank"]].tolist()
        assert shown.loc[name].tolist() == expected
    rate = row[["rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000"]].tolist()
    assert shown.loc["Crimes per 1,000 residents"].tolist() == rate


def test_the_pins_are_the_spots_with_most_named_by_road() -> None:
    shown = spot_map(made(f"?ward={CHADWELL}&{YEAR}"))
    assert [(pin.number, pin.name, pin.counted) for pin in shown.pins] == [
        (1, "around Ravencroft", "129 crimes"),
        (2, "Petrol Station near St Stephens Crescent", "47 crimes"),
        (3, "around Delargy Close", "47 crimes"),
    ]
    assert [(one.words, one.counted) for one in shown.classes] == [
        ("5 spots", "33% of crimes"),
        ("With these, 12 spots", "51% of crimes"),
    ]
    assert [spot.spot_class for spot in shown.spots] == [0] * 5 + [1] * 7


@pytest.mark.parametrize("types", ["", "&type=Robbery", "&type=Shoplifting", "&type=Anti-social+behaviour"])
def test_no_ward_has_a_pin_without_an_offence_or_a_kind_of_place_alone(types: str) -> None:
    kinds = ("Supermarket", "Shopping Area", "Parking Area", "Petrol Station")
    offered = choices.filter_choices()
    for ward in offered.vintages[0].wards:
        for pin in spot_map(made(f"?ward={ward.code}&{YEAR}{types}")).pins:
            assert int(pin.counted.split()[0].replace(",", "")) > 1
            assert pin.name not in kinds
            assert pin.name.startswith("around ") or " near " in pin.name or ward.name in pin.name


def test_the_spots_of_all_wards_are_the_located_records() -> None:
    offered = choices.filter_choices()
    tables = [panel(made(f"?ward={ward.code}&{YEAR}"), "map").table for ward in offered.vintages[0].wards]
    assert sum(table.frame["offence_count"].sum() for table in tables if table) == 15524


def test_an_order_without_an_outline_is_named_where_the_ward_bears_its_name_and_nowhere_else() -> None:
    named = {}
    for ward in choices.filter_choices().vintages[0].wards:
        shown = made(f"?ward={ward.code}&{YEAR}")
        told = str(panel(shown, "places").notes)
        named[ward.name] = [order for order in ("Grays (", "West Thurrock (") if order in told]
    assert {ward: orders for ward, orders in named.items() if orders} == {
        "Grays Riverside": ["Grays ("],
        "Grays Thurrock": ["Grays ("],
        "West Thurrock and South Stifford": ["West Thurrock ("],
    }


def test_questions_are_those_of_the_rules() -> None:
    asked = rows(panel(made(f"?ward={LAKESIDE}&{YEAR}"), "why"))
    assert [row["rule"] for row in asked] == [
        "a rate that visitors raise", "a type above its share", "one spot with much of it",
    ]  # fmt: skip
    assert "Shoplifting is 27% of crime here, 13%" in str(asked[1]["text"])
    assert str(asked[2]["text"]).startswith("26% lies at place 1")


def test_the_six_most_recorded_types_are_bars_and_all_are_in_the_file() -> None:
    shown = panel(made(f"?ward={CHADWELL}&{YEAR}"), "recorded")
    assert isinstance(shown.figure, CountBars)
    assert [tuple(row) for row in shown.figure.frame.itertuples(index=False)] == [
        ("Violence and sexual offences", 416),
        ("Criminal damage and arson", 164),
        ("Anti-social behaviour (not a crime)", 153),
        ("Vehicle crime", 99),
        ("Public order", 60),
        ("Other theft", 39),
    ]
    assert shown.table is not None
    crimes = shown.table.frame[shown.table.frame["is_crime"]]
    assert crimes["offence_count"].sum() == 932
    assert crimes["share_pct"].sum() == pytest.approx(100)


def test_wards_that_are_no_longer_in_force_are_said_to_be_of_before() -> None:
    assert made(f"?ward={CHADWELL}", date(2026, 11, 26)).cautions[0].startswith("Wards as they were until May 2026")
    assert made(f"?ward={CHADWELL}", date(2026, 4, 30)).cautions == []


def test_a_period_with_a_gap_is_shown_in_part_and_says_so() -> None:
    shown = made(f"?ward={CHADWELL}&from=2024-01&to=2025-12", date(2026, 4, 30))
    assert shown.heading == HEADING
    assert [one.split(". ")[0] for one in shown.cautions] == ["No data for May to December 2024"]
    link = next(part for note in shown.said for part in note if isinstance(part, Link))
    assert link.selection is not None
    assert "from=2025-01&to=2025-12" in url_state.write(link.selection)


def test_months_that_are_all_missing_give_way_to_the_nearest_that_are_there() -> None:
    shown = made(f"?ward={CHADWELL}&from=2024-06&to=2024-08", date(2026, 4, 30))
    assert "198 crimes in February" in shown.heading
    assert "June to August 2024" in str([*shown.reading, *shown.cautions])


def test_one_crime_type_is_named_and_rules_read_it_alone() -> None:
    shown = made(f"?ward={CHADWELL}&{YEAR}&type=Burglary")
    assert "35 offences (burglary)" in shown.heading
    assert [row["rule"] for row in rows(panel(shown, "why"))] == ["a named place with few reports"]


def test_the_first_of_several_wards_is_shown() -> None:
    assert made(f"?ward={LAKESIDE}&ward={CHADWELL}&{YEAR}").heading.startswith("Chadwell St Mary: 932")


def test_without_a_ward_all_are_listed_with_their_counts(dashboard: Dash) -> None:
    page = ask(dashboard, "ward", f"?{YEAR}")
    assert page.heading == "Which ward is yours?"
    assert "Chadwell St Mary: 932 crimes" in page.text
    listed = page.table("The 20 wards of Thurrock")
    assert len(listed) == 20
    assert sum(int(row["Crimes"].replace(",", "")) for row in listed) == 15524


@pytest.mark.parametrize("ward", [CHADWELL, LAKESIDE])
def test_on_slides_the_verdict_comes_first_and_is_never_cut(ward: str) -> None:
    offered = choices.filter_choices()
    selection = url_state.read(f"?ward={ward}&type=Violence+and+sexual+offences&{YEAR}", offered).selection
    made = slides(briefing(selection, offered))
    under = [box.text for slide in made for box in slide.boxes if isinstance(box, TextAt) and box.place == "Subtitle"]
    judged = [text for text in under if text.texts[0].startswith("No clear change: ")]
    assert len(judged) == 3
    assert all("January to April 2025, from" in text.texts[0] and not text.is_cut for text in judged)
    # One type has no table of changes: its headline says it all.
    assert "summary-changes" not in [slide.panel for slide in made]


def test_every_file_names_ward_months_and_source(dashboard: Dash) -> None:
    files = ask(dashboard, "ward", f"?ward={CHADWELL}&{YEAR}").downloads
    panels = ["ward-figures", "ward-map", "ward-places", "ward-recorded", "ward-why"]
    assert sorted(file.panel for file in files) == panels
    assert all("_chadwell-st-mary_2025-01-to-2025-12_" in file.name for file in files)
    for file in files:
        notes = " ".join(file.notes)
        assert "Wards: Chadwell St Mary" in notes
        assert "January to December 2025" in notes
        assert "Source: data.police.uk" in notes
    spots = next(file for file in files if file.panel == "ward-map")
    assert next(csv.DictReader(StringIO(spots.body)))["Where"] == "around Ravencroft"
