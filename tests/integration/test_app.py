"""The app as a browser meets it: headers, boundaries, addresses, and stores that change or are empty."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dash
import pandas as pd
import pytest
from dash import Dash, html

from briefing.asked import prepare
from data.build import database
from data.reports.briefing.pages import Pages
from data.settings import Settings
from etl.pipeline import build
from etl.publish.publishing import current, publish
from tests.bench.pages import PAGES, callback_of
from tests.conftest import quiet
from tests.fixtures.served import OUTPUTS, Page, ask, asked, post
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST_LSOA,
    NEIGHBOUR,
    NEIGHBOUR_LSOA,
    build_small,
    record,
    street_name,
    street_text,
    write,
    write_small_raw,
)

UseStore = Callable[[Path], None]
INPUT = [{"id": "url", "property": "search", "value": ""}]
ADDRESS_OUTPUT = (
    '..url.search...{"key":["ALL"],"type":"control"}.value...'
    '{"key":"ward","type":"control"}.options...{"key":"type","type":"control"}.options...'
    '{"key":"period","type":"control"}.options...'
    '{"key":"from","type":"control"}.options...{"key":"to","type":"control"}.options...'
    '{"key":"compared","type":"control"}.options...shell-notices.children...filter-given.data..'
)


@pytest.fixture(scope="module")
def two_months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a build of two wards and two months, to be copied."""
    folder = tmp_path_factory.mktemp("small")
    lines = {
        "2024-01": [record(1), record(2, place=(0.15, 52.05), lsoa=EAST_LSOA)],
        "2024-02": [record(3, "2024-02"), record(4, "2024-02"), record(5, "2024-02", "Drugs")],
    }
    build_small(write_small_raw(folder / "raw", lines), folder / "store")
    return folder / "store"


@pytest.fixture
def small(two_months: Path, tmp_path: Path, use_store: UseStore) -> Path:
    """A store of its own with that build."""
    store = Path(shutil.copytree(two_months, tmp_path / "store"))
    use_store(store)
    return store


@pytest.fixture
def empty(tmp_path: Path, use_store: UseStore) -> Path:
    use_store(tmp_path / "none")
    return tmp_path / "none"


def layout_text(dashboard: Dash) -> str:
    return str(dashboard.server.test_client().get("/_dash-layout").get_data(as_text=True))


def test_without_a_build_the_layout_says_what_to_do(dashboard: Dash, empty: Path) -> None:
    client = dashboard.server.test_client()
    assert client.get("/").status_code == 200
    text = layout_text(dashboard)
    assert "There are no data to show yet" in text
    assert "python -m etl demo" in text
    assert not empty.exists()


@pytest.mark.parametrize("page", OUTPUTS)
def test_without_a_build_a_callback_says_what_to_do(
    dashboard: Dash, empty: Path, page: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = post(dashboard, OUTPUTS[page], *asked(page))
    assert answer.status_code in {200, 204}
    assert "python -m etl demo" in answer.get_data(as_text=True)
    assert [entry for entry in caplog.records if entry.levelname == "ERROR"] == []


def test_without_a_build_there_are_no_boundaries(dashboard: Dash, empty: Path) -> None:
    assert dashboard.server.test_client().get("/boundaries/x/ward-2004").status_code in {404, 503}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/ward",
        "/trends",
        "/compare",
        "/hotspots",
        "/analysis",
        "/perception",
        "/perception/over-time",
        "/perception/wards",
        "/perception/recorded",
        "/perception/you-said",
        "/board",
        "/operations",
        "/methods",
        "/about-the-data",
        "/board/harm",
        "/data",
        "/changes",
    ],
)
def test_every_address_is_served(dashboard: Dash, small: Path, path: str) -> None:
    assert dashboard.server.test_client().get(path).status_code == 200


@pytest.mark.parametrize("path", ["/nowhere", "/trends/more", "/_dash-component-suites/dash/none.js"])
def test_an_unknown_address_is_not_found(dashboard: Dash, small: Path, path: str) -> None:
    answer = dashboard.server.test_client().get(path)
    assert answer.status_code == 404
    # What is no file is the page that says so.
    assert (b"react-entry-point" in answer.get_data()) is (not path.endswith(".js"))


def test_boundaries_are_served_from_the_build(dashboard: Dash, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = current(small)
    assert path is not None
    answer = dashboard.server.test_client().get(f"/boundaries/{path.stem}/ward-2024")
    assert (answer.status_code, answer.mimetype) == (200, "application/geo+json")
    assert [f["id"] for f in json.loads(answer.get_data())["features"]] == ["E05900001", "E05900002"]
    monkeypatch.setitem(dashboard.server.config, "COMPRESS_MIN_SIZE", 1)
    packed = dashboard.server.test_client().get(answer.request.path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.get_data()) < len(answer.get_data())


@pytest.mark.parametrize("layer", ["ward-1900", "dim_boundary", "ward-2024'--"])
def test_a_layer_that_is_not_there_is_not_found(dashboard: Dash, small: Path, layer: str) -> None:
    assert dashboard.server.test_client().get(f"/boundaries/b/{layer}").status_code == 404


def responses(dashboard: Dash) -> dict[str, Any]:
    client = dashboard.server.test_client()
    made = {
        "page": client.get("/"),
        "layout": client.get("/_dash-layout"),
        "asset": client.get("/assets/styles.css"),
        "stylesheet": client.get("/bootstrap/static/css/bootstrap.min.css"),
        "boundaries": client.get("/boundaries/b/ward-2024"),
        "not found": client.get("/boundaries/b/none"),
        "wrong method": client.put("/boundaries/b/none"),
        "callback": post(dashboard, OUTPUTS["summary"], INPUT, []),
        "unknown callback": client.post("/_dash-update-component", json={"output": "none.children"}),
    }
    etag = made["asset"].headers.get("ETag")
    made["not modified"] = client.get("/assets/styles.css", headers={"If-None-Match": etag})
    for answer in made.values():
        answer.close()
    return made


def test_every_kind_of_response_carries_the_security_headers(dashboard: Dash, small: Path) -> None:
    dashboard.server.config["PROPAGATE_EXCEPTIONS"] = False
    made = responses(dashboard)
    assert {kind: answer.status_code for kind, answer in made.items() if kind != "unknown callback"} == {
        "page": 200, "layout": 200, "asset": 200, "stylesheet": 200, "boundaries": 200, "not found": 404,
        "wrong method": 405, "callback": 200, "not modified": 304,
    }  # fmt: skip
    for kind, answer in made.items():
        policy = answer.headers["Content-Security-Policy"]
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert policy.startswith("default-src 'self'; "), kind
        assert "unsafe" not in scripts, kind
        assert "'sha256-" in scripts, kind
        assert "frame-ancestors 'none'" in policy, kind
        assert answer.headers["X-Content-Type-Options"] == "nosniff", kind
        assert answer.headers["Referrer-Policy"] == "no-referrer", kind
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", kind
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", kind
        assert "max-age=63072000" in answer.headers["Strict-Transport-Security"], kind


CHOSEN_OUTPUT = (
    '..{"key":["ALL"],"type":"filter-label"}.children...{"key":["ALL"],"type":"filter-summary"}.aria-disabled...'
    '{"key":["ALL"],"type":"filter-whole"}.disabled...filter-why.children...filter-chips.children...'
    "filter-count.children...filter-said.children.."
)
OPTIONS = ("ward", "type", "period", "from", "to", "compared")


def change_address(dashboard: Dash, search: str, controls: dict[str, Any], touched: str = "url.search") -> Any:
    ids = [{"key": key, "type": "control"} for key in controls]
    values = [{"id": i, "property": "value", "value": v} for i, v in zip(ids, controls.values(), strict=True)]
    inputs = [{"id": "url", "property": "search", "value": search}, values]
    body = {
        "output": ADDRESS_OUTPUT,
        "outputs": [
            {"id": "url", "property": "search"},
            [{"id": i, "property": "value"} for i in ids],
            *({"id": {"key": key, "type": "control"}, "property": "options"} for key in OPTIONS),
            {"id": "shell-notices", "property": "children"},
            {"id": "filter-given", "property": "data"},
        ],
        "inputs": inputs,
        "state": [
            [{"id": i, "property": "id", "value": i} for i in ids],
            {"id": "url", "property": "pathname", "value": "/"},
            {"id": "filter-given", "property": "data", "value": None},
        ],
        "changedPropIds": [touched],
    }
    answer = dashboard.server.test_client().post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()["response"]


CONTROLS = {"ward": ["E05900001", "E05900002"], "from": "2024-01", "to": "2024-02"}


def test_an_unknown_ward_in_the_address_is_named(dashboard: Dash, small: Path) -> None:
    response = change_address(dashboard, "?ward=E05999999", CONTROLS)
    assert "Ward “E05999999” is not known here" in Page(response).notices[0]
    assert response["url"]["search"] == "?ward=E05999999"


def test_the_controls_follow_the_address(dashboard: Dash, small: Path) -> None:
    response = change_address(dashboard, "?ward=E05900002&from=2024-02", CONTROLS)
    assert response['{"key":"ward","type":"control"}']["value"] == ["E05900002"]
    assert response['{"key":"from","type":"control"}']["value"] == "2024-02"


def chosen_on(dashboard: Dash, pathname: str, search: str) -> Any:
    """What the bar says of an address on a page."""
    kinds = {"label": "children", "summary": "aria-disabled", "whole": "disabled"}
    parts = [[{"id": {"key": key, "type": f"filter-{kind}"}, "property": prop} for key in ("ward", "type", "period")]
             for kind, prop in kinds.items()]  # fmt: skip
    said = [{"id": f"filter-{name}", "property": "children"} for name in ("why", "chips", "count", "said")]
    inputs = [{"id": "url", "property": name, "value": v} for name, v in (("search", search), ("pathname", pathname))]
    body = {"output": CHOSEN_OUTPUT, "outputs": [*parts, *said], "inputs": inputs, "changedPropIds": ["url.search"]}
    answer = dashboard.server.test_client().post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()["response"]


@pytest.mark.parametrize(
    ("pathname", "off", "why"),
    [
        ("/", [], ""),
        ("/trends/", [], ""),
        ("/compare", ["ward"], "Whole districts"),
        ("/perception", ["ward", "type", "period"], "The survey"),
        ("/perception/you-said", ["ward", "type", "period"], "The survey"),
        ("/board", ["ward", "type"], "The board"),
        ("/operations", ["compared"], "An operation is judged"),
        ("/methods", ["ward", "type", "period"], "This page is the same"),
        ("/changes", ["ward", "type", "period"], "This page is the same"),
        ("/nowhere", ["ward", "type", "period"], "This page is the same"),
    ],
)
def test_a_filter_that_a_page_does_not_use_is_off_and_the_bar_says_why(
    dashboard: Dash, small: Path, pathname: str, off: list[str], why: str
) -> None:
    told = chosen_on(dashboard, pathname, "?ward=E05900002&type=Drugs")
    for key in ("ward", "type", "period"):
        assert told[f'{{"key":"{key}","type":"filter-whole"}}']["disabled"] is (key in off), key
        assert told[f'{{"key":"{key}","type":"filter-summary"}}']["aria-disabled"] == str(key in off).lower(), key
    assert told["filter-why"]["children"].startswith(why)
    assert bool(told["filter-why"]["children"]) is bool(why)
    assert ("Remove East" in str(told["filter-chips"])) is ("ward" not in off)
    assert told['{"key":"ward","type":"filter-label"}'] == {"children": "East"}


def test_the_address_follows_the_control_that_was_touched(dashboard: Dash, small: Path) -> None:
    touched = '{"key":"ward","type":"control"}.value'
    response = change_address(dashboard, "?type=Drugs", {**CONTROLS, "ward": ["E05900001"]}, touched)
    assert response["url"]["search"] == "?ward=E05900001&type=Drugs&from=2024-01&to=2024-02"


def test_a_build_that_is_replaced_is_shown_at_the_next_request(dashboard: Dash, small: Path, small_store: Path) -> None:
    assert ask(dashboard, "summary").heading.startswith("5 crimes in Westmere, ")
    other = current(small_store)
    assert other
    publish(small, Path(shutil.copy(other, small)))
    assert ask(dashboard, "summary").heading == "2 crimes in Westmere, January 2024"


def test_what_pages_share_is_made_before_the_first_of_them_is_asked_for(
    dashboard: Dash, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, queries = database.frame, list[str]()

    def counted(sql: str, **parameters: Any) -> pd.DataFrame:
        queries.append(sql)
        return read(sql, **parameters)

    monkeypatch.setattr(database, "frame", counted)
    prepare()
    assert queries
    queries.clear()
    ask(dashboard, "perception")
    assert queries == []


def test_a_page_that_fails_keeps_no_server_from_starting(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pages, "panels", lambda *_given: 1 / 0)
    prepare()


def test_what_callbacks_name_is_on_the_shell_or_on_a_page(dashboard: Dash, small: Path) -> None:
    layouts = [dashboard.layout, *(page["layout"] for page in dash.page_registry.values())]
    drawn = [html.Div(layout() if callable(layout) else layout) for layout in layouts]
    there = {one.id for tree in drawn for one in tree._traverse() if isinstance(getattr(one, "id", None), str)}
    named = set[str]()
    for callback in dashboard.server.test_client().get("/_dash-dependencies").get_json():
        named |= {part["id"] for part in (*callback["inputs"], *callback["state"])}
        named |= {one.rsplit(".", 1)[0] for one in callback["output"].strip(".").split("...")}
    assert named >= {"summary-content", "hotspots-map"}
    assert {one for one in named if not one.startswith("{")} <= there


def test_every_page_that_is_measured_is_filled_by_a_callback(dashboard: Dash) -> None:
    assert all(callback_of(dashboard, page) for page in PAGES)


def test_a_build_without_the_areas_own_force_is_served_and_gives_no_total(
    dashboard: Dash, tmp_path: Path, use_store: UseStore
) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    lines = [record(1, force="British Transport Police"), record(2, force="British Transport Police")]
    write(raw / street_name("2024-01", "btp"), street_text(lines))
    build_small(raw, tmp_path / "store")
    use_store(tmp_path / "store")
    assert layout_text(dashboard)
    for page in sorted({*OUTPUTS} - {"trends-beside", "trends-more", "trends-multiples"}):
        assert ask(dashboard, page).heading, page
    assert "nothing is mapped" in ask(dashboard, "hotspots").heading


def test_two_wards_of_one_name_and_wards_without_residents_are_served(
    dashboard: Dash, tmp_path: Path, use_store: UseStore
) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1), record(2, lsoa=NEIGHBOUR_LSOA, place=("", ""))]})
    path = raw / "lookups" / "lsoa_ward_lad.csv"
    path.write_text(path.read_text().replace("E05900003,Far", "E05900003,West"))
    (raw / "population" / "lsoa21.csv").write_text("LAD24CD,population_2024\nE07900001,4000\n")
    build(raw, Settings(store=tmp_path / "store", area=(DISTRICT, NEIGHBOUR)), quiet)
    use_store(tmp_path / "store")
    for measure in ("offence_count", "rate_per_1000"):
        for page in ("summary", "trends", "compare", "hotspots"):
            assert ask(dashboard, page, f"?measure={measure}").heading, (page, measure)
    rows = ask(dashboard, "trends-multiples", "?parts=ward").table("3 wards, by month")
    assert len({row["Ward"] for row in rows}) == 3
    # The reason of every row stands once, in the heading.
    rows = ask(dashboard, "hotspots").table("3 wards")
    assert {row["Per 1,000: residents not known"] for row in rows} == {""}


def test_a_single_ward_is_a_whole_area(dashboard: Dash, tmp_path: Path, use_store: UseStore) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1)]})
    lookup = raw / "lookups" / "lsoa_ward_lad.csv"
    lookup.write_text(lookup.read_text().replace("E05900002,East", "E05900001,West"))
    wards = raw / "boundaries" / "wards.geojson"
    document = json.loads(wards.read_text())
    wards.write_text(json.dumps({**document, "features": document["features"][:1]}))
    build_small(raw, tmp_path / "store")
    use_store(tmp_path / "store")
    for page in ("summary", "trends", "hotspots"):
        assert ask(dashboard, page).heading, page
