"""The map of the real files: what is drawn adds up, stays small and is as it was counted elsewhere."""

import csv
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from dash import Dash

from components.figures import map_ground
from data.reports.hotspots.report import NOT_SHOWN
from etl.publish.publishing import current
from tests.browser.stored import offences, ward_code
from tests.fixtures.served import OUTPUTS, Page, ask, ask_beyond, asked, built, of_type, post, texts
from tests.fixtures.small_raw import query

YEAR = "?from=2025-01&to=2025-12"
CELLS = f"{YEAR}&layer=cells"
ASB = "Anti-social behaviour"
FOUND = "..find-found.children...find-found.hidden...find-said.children.."
LARGEST_CHANGE_BYTES = 50_000
LONGEST_MS = 150
SHOWS = ("counts", "quarters", "last_year")


@pytest.fixture(autouse=True)
def _real(real_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(real_store)


def traces(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.figure("hotspots-map")["data"]
    return found


@pytest.mark.parametrize("size", [100, 150, 250])
@pytest.mark.parametrize(("types", "count"), [("", 15524), (f"&type={ASB}", 1692)])
def test_cells_add_up_to_the_located_records(dashboard: Dash, size: int, types: str, count: int) -> None:
    page = ask(dashboard, "hotspots", f"{CELLS}&show=counts&cell={size}{types}")
    drawn = traces(page)[map_ground.CELLS]
    assert sum(drawn["customdata"]) == count
    assert [value > 0 for value in drawn["customdata"]] == [z != "" for z in drawn["z"]]
    assert drawn["geojson"].endswith(f"/cell-{size}")


def test_wards_are_those_of_the_cube(dashboard: Dash, real_store: Path) -> None:
    rows = {
        row["Ward"]: int(row["Offences"].replace(",", "")) for row in ask(dashboard, "hotspots", YEAR).table("20 wards")
    }
    path = current(real_store)
    assert path is not None
    counted = query(
        path,
        "SELECT a.area_name, sum(m.offence_count)::INT FROM fct_crime_monthly AS m "
        "JOIN dim_area AS a USING (area_code, vintage) WHERE m.area_type = 'ward' AND m.source = 'street_crime' "
        f"AND year(m.period_month) = 2025 AND m.crime_type <> '{ASB}' GROUP BY ALL",
    )
    assert sorted(rows.items()) == sorted(counted)


def test_two_chosen_wards_are_what_heading_map_list_card_and_cells_are_about(dashboard: Dash) -> None:
    names, chosen = ["Corringham and Fobbing", "East Tilbury"], "&ward=E05002233&ward=E05002234"
    page = ask(dashboard, "hotspots", f"{YEAR}{chosen}")
    assert page.heading.startswith("Corringham and Fobbing, and East Tilbury hold 5%")
    rows = {row["Ward"]: row for row in page.table("20 wards")}
    # Among all, so that it is seen who is above and below.
    assert (len(rows), sum(int(rows[name]["Offences"]) for name in names)) == (20, 791)
    assert "791   offences, January to December" in page.text
    drawn = traces(page)
    assert len(drawn[map_ground.WARDS]["locations"]) == 20
    assert drawn[map_ground.OUTLINE]["locations"] == ["E05002233", "E05002234"]
    west, _south, east, _north = json.loads(page.figure("hotspots-map")["layout"]["meta"])
    whole = json.loads(ask(dashboard, "hotspots", YEAR).figure("hotspots-map")["layout"]["meta"])
    assert (west > whole[0], east == pytest.approx(whole[2]), east - west < 0.8 * (whole[2] - whole[0])) == (True,) * 3
    assert all("Wards: all 20 of Thurrock" in " ".join(file.notes) for file in page.downloads)
    spots = ask(dashboard, "hotspots", f"{CELLS}{chosen}")
    assert {row["Around"].split(", ", 1)[1] for row in spots.table("Small spots")} == set(names)
    # A cell on the edge counts where most of it lies, so the sum is not that of the wards.
    assert sum(traces(spots)[map_ground.CELLS]["customdata"]) == pytest.approx(791, rel=0.1)
    assert len(traces(spots)[map_ground.CELLS]["locations"]) < 1700


def test_half_of_every_record_lies_in_128_of_7256_cells_and_it_is_said(dashboard: Dash) -> None:
    page = ask_beyond(dashboard, "concentration", YEAR)
    assert "half lie in 128 of 7,256" in page.text
    assert "lies in 126 of 7,256 small spots" in page.text
    assert ask(dashboard, "analysis", YEAR).heading.endswith("lies in 126 of 7,256 small spots")
    curve = page.table("Half of all crime")
    assert (curve[0]["Small spots"], curve[-1]["Small spots"]) == ("0", "7,256")
    assert next(row for row in curve if row["Small spots"] == "126")["Share of offences, %"] == "50.1"


def test_two_trials_name_no_ranking_and_cells_show_counts(dashboard: Dash) -> None:
    page = ask_beyond(dashboard, "accuracy", YEAR)
    assert page.text.startswith("No ranking is named best")
    assert "2 of the four trials" in page.text
    rows = {(row["Ranking"], row["Area"], row["Share of area, %"]): row for row in page.table("No ranking")}
    assert rows["Plain counts", "all spots", "5"]["Accuracy index"] == pytest.approx("14.7")
    assert rows["Last year's spots", "all spots", "5"]["Trials"] == "0"
    shown = ask(dashboard, "hotspots", CELLS)
    assert shown.heading.endswith("lies in 126 of 7,256 small spots")
    assert (
        traces(shown)[map_ground.CELLS] == traces(ask(dashboard, "hotspots", f"{CELLS}&show=counts"))[map_ground.CELLS]
    )


@pytest.mark.parametrize("gone", ["best", "gi_star", "density", "classes"])
def test_an_old_address_shows_counts(dashboard: Dash, gone: str) -> None:
    page = ask(dashboard, "hotspots", f"{CELLS}&show={gone}")
    assert page.heading.endswith("lies in 126 of 7,256 small spots")
    assert sum(traces(page)[map_ground.CELLS]["customdata"]) == 15524


@pytest.mark.parametrize(
    ("show", "column"), [("counts", "Offences"), ("quarters", "Quarters, of 5"), ("last_year", "Last year")]
)
@pytest.mark.parametrize("types", ["", "&type=Burglary", "&type=Bicycle theft"])
def test_no_cell_without_a_record_is_listed_or_drawn(dashboard: Dash, show: str, column: str, types: str) -> None:
    page = ask(dashboard, "hotspots", f"{CELLS}&show={show}{types}")
    drawn = traces(page)[map_ground.CELLS]
    assert [value > 0 for value in drawn["customdata"]] == [z != "" for z in drawn["z"]]
    listed = [int(row[column].replace(",", "")) for row in page.table("Small spots")]
    assert len(listed) > 5
    assert min(listed) > 0
    assert listed == sorted(listed, reverse=True)


def test_quarters_among_the_top_are_counted_and_those_left_out_named(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", f"{CELLS}&show=quarters")
    assert page.heading.startswith("34 of 7,256 small spots")
    assert page.heading.endswith("in all of the last 5 whole quarters")
    assert "is not counted: April to December 2024." in page.text
    drawn = traces(page)[map_ground.CELLS]["customdata"]
    assert (max(drawn), drawn.count(5), sum(value > 0 for value in drawn)) == (5, 34, 211)
    # The period itself lacks months: its quarters are counted all the same.
    longer = ask(dashboard, "hotspots", "?from=2024-01&to=2025-12&layer=cells&show=quarters")
    assert longer.heading == page.heading
    assert traces(longer)[map_ground.CELLS]["customdata"] == drawn
    short = ask(dashboard, "hotspots", "?from=2018-01&to=2018-01&layer=cells&show=quarters")
    assert short.heading.startswith("There is no whole quarter")


def test_a_cell_that_is_picked_has_no_verdict_on_its_change(dashboard: Dash) -> None:
    search = "?from=2025-01&to=2025-03&layer=cells&show=quarters"
    best = best_of(ask(dashboard, "hotspots", search))
    card = Page({"detail": ask(dashboard, "hotspots", f"{search}&pick={best}").response["hotspots-detail"]}).text
    assert "in the same months a year before." in card
    assert "2 of the last 2 whole quarters" in card
    for words in ("95%", "clear", "possible", "judged", "too few", "cannot compare"):
        assert words not in card.lower(), words


def test_candidates_are_proposed_by_number_with_their_shapes_and_nothing_registered(dashboard: Dash) -> None:
    for count in (3, 11):
        page = ask_beyond(dashboard, "micro-areas", f"{YEAR}&areas={count}")
        rows = page.table(f"{count} candidate")
        assert len(rows) == count
        table, shapes = page.downloads
        features = json.loads(shapes.body)["features"]
        counts = [feature["properties"]["offence_count"] for feature in features]
        assert counts == [int(row["Offences"].replace(",", "")) for row in rows] == sorted(counts, reverse=True)
        assert table.body.count("\n") == count
        assert "egistered" not in page.text
        assert "OFFICIAL" not in str(page.response)


@pytest.mark.parametrize("show", SHOWS)
def test_every_view_of_the_cells_is_answered_or_says_why_not(dashboard: Dash, show: str) -> None:
    page = ask(dashboard, "hotspots", f"{CELLS}&show={show}")
    drawn = [z for z in traces(page)[map_ground.CELLS]["z"] if z != ""]
    if show == "last_year":
        assert drawn
    counted = sum(int(text.rsplit("(", 1)[1].rstrip(")").replace(",", "")) for text in legend(page))
    assert counted == len(drawn) > 50


def best_of(page: Page) -> str:
    """What the first row of the ranking picks."""
    return str(next(data["picks"][0] for data in built(page.response) if "picks" in data))


def legend(page: Page) -> list[str]:
    """The classes with their counts."""
    names = [text for text in page.text.split("(number of small spots)", 1)[1].split(") ") if "(" in text]
    return [f"{text})" for text in names if text.rsplit("(", 1)[1].rstrip(")").replace(",", "").isdigit()][:5]


def test_a_cell_that_is_picked_has_its_card_and_its_outline(dashboard: Dash) -> None:
    first = ask(dashboard, "hotspots", f"{CELLS}&show=counts")
    best = best_of(first)
    page = ask(dashboard, "hotspots", f"{CELLS}&pick={best}")
    row = first.table("Small spots")[0]
    assert row["Around"] in page.text
    assert "1st of 7,256 small spots" in page.text
    assert traces(page)[map_ground.PICKED]["locations"] == [int(best.removeprefix("cell:"))]


@pytest.mark.parametrize("pick", ["cell:999999", "cell:x", "place:nowhere", "nonsense"])
def test_what_is_picked_in_vain_is_said(dashboard: Dash, pick: str) -> None:
    page = ask(dashboard, "hotspots", f"{CELLS}&pick={pick}")
    assert page.notices[0] == NOT_SHOWN
    assert page.heading


def test_a_cell_that_was_picked_waits_while_wards_are_shown(dashboard: Dash) -> None:
    page = ask(dashboard, "hotspots", f"{YEAR}&pick=cell:2941")
    assert page.notices == []
    assert "Thurrock" in page.text


def send(dashboard: Dash, search: str, drawn: dict[str, str] | None) -> tuple[int, float, dict[str, str]]:
    """Bytes, milliseconds of the processor's time, and what is drawn then."""
    start = time.process_time()
    answer = post(dashboard, OUTPUTS["hotspots"], *asked("hotspots", search, drawn))
    spent = 1000 * (time.process_time() - start)
    return len(answer.get_data()), spent, answer.get_json()["response"]["hotspots-drawn"]["data"]


@pytest.mark.parametrize(
    "searches",
    [
        [f"{YEAR}&points=1&measure={measure}" for measure in ("offence_count", "rate_per_1000", "change_pct")],
        [f"{CELLS}&points=1&cell=150&show={show}" for show in SHOWS],
        [f"{CELLS}&points=1&cell=100&places=motorbike_site&places=order_area&show={show}" for show in SHOWS],
    ],
    ids=["wards", "cells of 150 m", "cells of 100 m"],
)
def test_a_change_of_what_is_coloured_sends_little(dashboard: Dash, searches: list[str]) -> None:
    _, _, drawn = send(dashboard, searches[0], None)
    for search in [*searches[1:], searches[0]]:
        size, _, drawn = send(dashboard, search, drawn)
        assert size < LARGEST_CHANGE_BYTES, search


@pytest.mark.parametrize("search", [YEAR, f"{YEAR}&measure=change_pct", CELLS, f"{CELLS}&show=quarters"])
def test_the_map_answers_quickly_once_it_is_drawn(dashboard: Dash, search: str) -> None:
    _, _, drawn = send(dashboard, search, None)
    spent = [send(dashboard, search, drawn)[1] for _ in range(11)]
    assert statistics.median(spent) < LONGEST_MS


def test_a_map_without_webgl_is_not_sent_and_its_tables_are(dashboard: Dash) -> None:
    inputs, state = asked("hotspots", YEAR)
    inputs[1]["value"] = False
    response = post(dashboard, OUTPUTS["hotspots"], inputs, state).get_json()["response"]
    assert "hotspots-map" not in response
    assert len(Page(response).table("20 wards")) == 20


def test_every_cell_that_holds_a_point_is_saved_with_its_source(dashboard: Dash) -> None:
    file = ask(dashboard, "hotspots", f"{CELLS}&cell=250").download("hotspots-cells")
    assert file.notes[2].startswith("# Wards: all 20 of Thurrock")
    assert file.notes[3] == "# Source: data.police.uk"
    rows = list(csv.DictReader(file.body.splitlines()))
    assert "2,617 small spots (250 m squares), 671" in file.notes[1]
    assert len(rows) == 671
    assert sum(float(row["Offences"]) for row in rows) == 15524
    assert max(int(row["Quarters among the top, of 5"]) for row in rows) == 5
    assert sum(float(row["Offences in those 5 quarters"]) for row in rows) > 15524
    assert sum(float(row["Offences, January to March 2025"]) for row in rows) == 3725


def test_points_add_up_to_the_records_with_a_place(dashboard: Dash, real_store: Path) -> None:
    drawn = traces(ask(dashboard, "hotspots", f"{YEAR}&type=Burglary&points=1"))[map_ground.POINTS]
    assert sum(drawn["marker"]["size"]) == offences(real_store, "2025-01", "2025-12", crime_type="Burglary")


def test_orsett_heath_leads_to_its_ward_and_into_the_picture(dashboard: Dash, real_store: Path) -> None:
    typed = [{"id": "find-text", "property": "value", "value": "Orsett Heath"}]
    found = post(dashboard, FOUND, typed, [{"id": "url", "property": "search", "value": ""}]).get_json()["response"]
    (address,) = (
        link["props"]["href"]
        for link in of_type(found, "Link")
        if " ".join(texts(link)).startswith("Orsett Heath, Chadwell St Mary")
    )
    search = address.partition("?")[2]
    chosen = parse_qs(search)
    assert chosen["ward"] == [ward_code(real_store, "Chadwell St Mary")]
    figure = ask(dashboard, "hotspots", f"?{search}").figure("hotspots-map")
    places = figure["data"][map_ground.PLACES]
    place = places["customdata"].index(chosen["pick"][0].removeprefix("place:"))
    west, south, east, north = json.loads(figure["layout"]["meta"])
    assert west < places["lon"][place] < east
    assert south < places["lat"][place] < north
