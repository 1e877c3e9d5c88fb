"""Files by their routes: for whom, of what, how they are called, and what becomes of one that nobody waits for."""

import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from pptx import Presentation
from werkzeug.test import TestResponse

from briefing.files import KINDS
from data.model.packs import SECTION_NAMES
from data.queries.status import build_status
from data.reports.briefing.sections import SECTIONS
from data.words.prose import phrases
from etl.publish.publishing import current
from server.gateway import IS_GONE
from tests.fixtures.served import Page, nodes, post, texts
from tests.fixtures.small_raw import query

PERIOD = "from=2021-04&to=2022-03"
EVERYTHING = f"?{PERIOD}&pack=board&sections={'.'.join(SECTION_NAMES)}"
SENSITIVE = "OFFICIAL-SENSITIVE"
SECRET_WORDS = ("Op Grip", "Demonstration micro-area", "Street Safe", "secondary fire", "only partners see", SENSITIVE)
OUTPUT = (
    "..briefing-head.children...briefing-sections.children...briefing-forced.children...briefing-files.children..."
    "briefing-slides.children...briefing-paper.children.."
)


@pytest.fixture(autouse=True)
def _demo(demo_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(demo_store)


def get(dashboard: Dash, path: str, headers: dict[str, str] | None = None) -> TestResponse:
    answer: TestResponse = dashboard.server.test_client(use_cookies=False).get(path, headers=headers)
    return answer


def shown(dashboard: Dash, search: str, headers: dict[str, str] | None = None) -> Page:
    """What the page answers."""
    answer = post(dashboard, OUTPUT, [{"id": "url", "property": "search", "value": search}], [], headers)
    assert answer.status_code == 200
    assert "sideUpdate" not in answer.get_json()
    return Page(answer.get_json()["response"])


def parts(body: bytes) -> str:
    """Every part of a file, and of the workbooks in it, as text."""
    found = []
    with zipfile.ZipFile(BytesIO(body)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            found.append(parts(part) if name.endswith(".xlsx") else part.decode("utf-8", "ignore"))
    return "\n".join(found)


def test_every_section_of_the_address_is_made_and_has_its_title() -> None:
    assert tuple(SECTIONS) == SECTION_NAMES
    assert set(phrases("briefing")["sections"]) == set(SECTION_NAMES)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "geojson"])
def test_a_panel_is_given_as_every_kind_of_file(dashboard: Dash, kind: str) -> None:
    answer = get(dashboard, f"/files/{kind}/summary-where?{PERIOD}")
    assert answer.status_code == 200
    name = answer.headers["Content-Disposition"]
    assert "thurrock-community-safety-partnership_summary-where_2021-04-to-2022-03_20" in name
    assert name.endswith(f'.{kind}"')
    assert answer.content_type == KINDS[kind][0]
    if kind == "pptx":
        assert len(Presentation(BytesIO(answer.data)).slides) == 1


@pytest.mark.parametrize(
    ("panel", "months"), [("board-priorities", "2021-04-to-2022-03"), ("review-work", "2022-01-to-2022-03")]
)
def test_a_file_of_the_board_is_called_by_the_months_that_it_is_of(dashboard: Dash, panel: str, months: str) -> None:
    name = get(dashboard, f"/files/csv/{panel}?{PERIOD}").headers["Content-Disposition"]
    assert f"_{panel}_{months}_20" in name


def test_panels_of_every_page_are_found_by_their_ids(dashboard: Dash) -> None:
    for panel in ("trends-total", "trends-funnel", "trends-multiples-chart", "hotspots-map", "compare-ranks",
                  "perception-time", "about-sources"):  # fmt: skip
        answer = get(dashboard, f"/files/svg/{panel}?{PERIOD}")
        assert answer.status_code == 200, panel
        assert answer.data.startswith(b"<svg")


@pytest.mark.parametrize("path", ["pptx/nothing", "doc/summary-where", "csv/briefing", "pptx/summary-nothing"])
def test_what_is_not_there_is_not_found(dashboard: Dash, path: str) -> None:
    assert get(dashboard, f"/files/{path}?{PERIOD}").status_code == 404


def test_the_public_is_given_nothing_of_partners(dashboard: Dash, demo_store: Path, partner: dict[str, str]) -> None:
    path = current(demo_store)
    assert path is not None
    secrets = [str(name) for (name,) in query(path, "SELECT place_id FROM dim_place WHERE audience = 'partner'")]
    assert len(secrets) > 10
    names = [str(name) for (name,) in query(path, "SELECT place_name FROM dim_place WHERE audience = 'partner'")]
    for kind in ("pptx", "xlsx"):
        public = parts(get(dashboard, f"/files/{kind}/briefing{EVERYTHING}").data).lower()
        told = [word for word in (*SECRET_WORDS, *secrets, *names) if word.lower() in public]
        assert told == []
        seen = parts(get(dashboard, f"/files/{kind}/briefing?{PERIOD}&sections=places", partner).data).lower()
        assert any(name.lower() in seen for name in names)
        assert SENSITIVE.lower() in seen


def test_a_partners_briefing_is_marked_whatever_was_chosen(dashboard: Dash, partner: dict[str, str]) -> None:
    search = f"?{PERIOD}&sections=places&marking=official"
    slides = Presentation(BytesIO(get(dashboard, f"/files/pptx/briefing{search}", partner).data)).slides
    for slide in slides:
        marks = [shape.text_frame.text for shape in slide.shapes if shape.name.startswith("Marking")]
        assert marks == [SENSITIVE, SENSITIVE]
    assert "data for partners" in shown(dashboard, search, partner).text
    assert "data for partners" not in shown(dashboard, search).text


def test_the_page_shows_as_many_slides_as_the_file_has(dashboard: Dash) -> None:
    search = f"?{PERIOD}&pack=board&title=For+the+board"
    page = shown(dashboard, search)
    pictures = [node for node in nodes(page.response["briefing-slides"]) if node["type"] == "Img"]
    slides = Presentation(BytesIO(get(dashboard, f"/files/pptx/briefing{search}").data)).slides
    assert len(pictures) == len(slides)
    for picture, slide in zip(pictures, slides, strict=True):
        title = next(shape for shape in slide.shapes if shape.name == "Title").text_frame.text
        assert picture["props"]["alt"].endswith(title)
    assert page.heading == f"Briefing: {len(slides)} slides, ready"
    paper = [" ".join(texts(node)) for node in nodes(page.response["briefing-paper"]) if node["type"] == "H2"]
    assert len(paper) == len(slides) + 1


def faces(dashboard: Dash, search: str) -> list[dict[str, str]]:
    """What the slides of an address show, by the names of their boxes; the notes under Notes."""
    deck = Presentation(BytesIO(get(dashboard, f"/files/pptx/briefing{search}").data))
    return [
        {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        | {"Notes": slide.notes_slide.notes_text_frame.text}
        for slide in deck.slides
    ]


def test_what_else_a_change_may_come_from_stands_beside_it_on_the_slide(dashboard: Dash) -> None:
    (cover, slide) = faces(dashboard, f"?{PERIOD}&sections=headlines")
    assert slide["Subtitle"].startswith("Clear rise: 16,846 crimes in Thurrock, April 2021 to March 2022, from 14,974")
    assert slide["Subtitle"].endswith(
        " The year before was under national restrictions: part of a change may be a return to normal."
    )
    assert "Demonstration data: records and areas are made up." in cover["Source"]
    assert set(build_status().attributions) <= set(cover["Notes"].split("\n"))
    assert "{path}" not in cover["Notes"]
    assert f"/briefing?{PERIOD}&sections=headlines" in cover["Notes"]


@pytest.mark.parametrize("panel", ["board-priorities", "board-uncovered", "board-eye", "board-indicators"])
def test_what_a_change_may_come_from_is_in_every_file_of_its_verdict(dashboard: Dash, panel: str) -> None:
    text = get(dashboard, f"/files/csv/{panel}?{PERIOD}").text
    assert "# The year before was under national restrictions: part of a change may be a return to normal." in text


def test_three_wards_and_types_of_long_names_leave_room_for_the_whole_verdict(dashboard: Dash) -> None:
    wards = "&ward=E05002242&ward=E05002246&ward=E05002248"
    types = "&type=Criminal+damage+and+arson&type=Theft+from+the+person&type=Violence+and+sexual+offences"
    (_, slide) = faces(dashboard, f"?{PERIOD}{wards}{types}&sections=changes")
    assert slide["Subtitle"] == (
        "No clear change: 2,470 offences (3 crime types) in 3 wards, April 2021 to March 2022, from 2,271 in the year "
        "before: +8.8% (−1.1% to +19.6% possible). The year before was under national restrictions: part of a change "
        "may be a return to normal."
    )
    assert "Stanford East and Corringham Town" in slide["Scope"]


def test_sections_stand_in_the_order_of_the_address(dashboard: Dash) -> None:
    page = shown(dashboard, f"?{PERIOD}&sections=methods.where")
    rows = [node["props"]["data-section"] for node in nodes(page.response["briefing-sections"])
            if "data-section" in node["props"]]  # fmt: skip
    assert rows[:2] == ["methods", "where"]
    assert set(rows) == set(SECTION_NAMES)


def test_a_section_that_fails_says_so_and_the_rest_is_given(dashboard: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_pages: object) -> Any:
        raise RuntimeError("broken")

    monkeypatch.setitem(SECTIONS, "where", type(SECTIONS["where"])("where", broken))
    answer = get(dashboard, f"/files/pptx/briefing?{PERIOD}&sections=where.changes&title=Broken")
    titles = [slide.shapes.title.text for slide in Presentation(BytesIO(answer.data)).slides]
    assert titles[1] == "Wards by number: could not be made"
    assert len(titles) == 3


def test_whoever_leaves_costs_nothing_more(dashboard: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[str] = []

    def counted(_pages: object) -> Any:
        asked_for.append("where")
        return []

    monkeypatch.setitem(SECTIONS, "where", type(SECTIONS["where"])("where", counted))
    client = dashboard.server.test_client(use_cookies=False)
    gone = {IS_GONE: lambda: True}
    answer = client.get(f"/files/pptx/briefing?{PERIOD}&sections=where&title=Gone", environ_overrides=gone)
    assert (answer.status_code, asked_for) == (499, [])


def test_twenty_at_once_are_all_answered_each_with_their_own(dashboard: Dash) -> None:
    def one(place: int) -> str:
        path = f"/files/pptx/briefing?{PERIOD}&sections=changes&title=Number+{place % 5}"
        return str(Presentation(BytesIO(get(dashboard, path).data)).slides[0].shapes.title.text)

    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(one, range(20))) == [f"Number {place % 5}" for place in range(20)]
