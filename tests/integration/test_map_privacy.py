"""Places for partners, on the demonstration build, which has some: the public gets neither them nor their names."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from etl.publish.publishing import current
from tests.fixtures.served import OUTPUTS, Page, ask, ask_beyond, asked, post
from tests.fixtures.small_raw import query

PARTNER_KINDS = ("micro_area", "street_safe", "secondary_fire")
PUBLIC_KINDS = ("motorbike_site", "order_area")
ALL = "?from=2021-04&to=2022-03" + "".join(f"&places={kind}" for kind in (*PARTNER_KINDS, *PUBLIC_KINDS))
MARKING = "OFFICIAL-SENSITIVE"
SECRET_WORDS = (
    "Op Grip", "Demonstration micro-area", "Street Safe", "secondary fire", "Demonstration motorbike site 4",
    "only partners see", MARKING,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _demo(demo_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(demo_store)


@pytest.fixture
def secrets(demo_store: Path) -> list[str]:
    """The ids and layers that only partners may know."""
    path = current(demo_store)
    assert path is not None
    found = query(
        path,
        "SELECT place_id FROM dim_place WHERE audience = 'partner' "
        "UNION ALL SELECT layer FROM dim_boundary WHERE audience = 'partner'",
    )
    assert len(found) > 15
    return [str(name) for (name,) in found]


def told(text: str, names: list[str]) -> list[str]:
    """The secrets that a text tells."""
    return [name for name in (*names, *SECRET_WORDS) if name.lower() in text.lower()]


def beyond(dashboard: Dash) -> str:
    return str([ask_beyond(dashboard, name, ALL).response for name in ("concentration", "micro-areas", "accuracy")])


def test_no_callback_tells_the_public_of_places_for_partners(dashboard: Dash, secrets: list[str]) -> None:
    for search in (ALL, f"{ALL}&layer=cells&show=quarters", f"{ALL}&pick=place:demo-moto-1"):
        answer = post(dashboard, OUTPUTS["hotspots"], *asked("hotspots", search))
        text = json.dumps(answer.get_json(), ensure_ascii=False)
        assert "Demonstration motorbike site 1" in text
        assert told(text, secrets) == []
    assert told(beyond(dashboard), secrets) == []
    assert "egistered" not in beyond(dashboard)


def test_the_public_cannot_pick_what_it_may_not_know(dashboard: Dash, secrets: list[str]) -> None:
    unknown = ask(dashboard, "hotspots", f"{ALL}&pick=place:no-such-place").response
    for place in (name for name in secrets if name.startswith("demo-")):
        search = f"{ALL}&pick=place:{place}"
        answer = ask(dashboard, "hotspots", search).response
        text = json.dumps(answer, ensure_ascii=False).replace(f"place%3A{place}", "place%3Ano-such-place")
        assert json.loads(text)["hotspots-detail"] == unknown["hotspots-detail"]
        assert told(text.replace(place, ""), []) == []


def page_layout(dashboard: Dash, headers: dict[str, str]) -> str:
    """The layout of the page, as Dash answers a change of the path."""
    output = "_pages_content.children,_pages_store.data"
    name = next(key for key in dashboard.callback_map if "_pages_content" in key)
    callback = dashboard.callback_map[name]
    values = {"pathname": "/hotspots", "search": ALL}
    body = {
        "output": name,
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [one | {"value": values[one["property"]]} for one in callback["inputs"]],
        "state": [],
        "changedPropIds": [f"{callback['inputs'][0]['id']}.pathname"],
    }
    client = dashboard.server.test_client(use_cookies=False)
    answer = client.post("/_dash-update-component", json=body, headers=headers)
    assert answer.status_code == 200, output
    return str(answer.get_data(as_text=True))


def test_the_switches_name_the_layers_of_the_viewer_alone(
    dashboard: Dash, secrets: list[str], partner: dict[str, str]
) -> None:
    public = page_layout(dashboard, {})
    assert "Motorbike nuisance sites" in public
    assert told(public, secrets) == []
    assert "Op Grip micro-areas" in page_layout(dashboard, partner)


def layer(client: FlaskClient, name: str, headers: dict[str, str] | None = None) -> int:
    return client.get(f"/boundaries/any/{name}", headers=headers).status_code


def test_outlines_for_partners_are_not_found_by_the_public(
    dashboard: Dash, secrets: list[str], partner: dict[str, str]
) -> None:
    client = dashboard.server.test_client(use_cookies=False)
    layers = [name for name in secrets if name.startswith("place-")]
    assert [layer(client, name) for name in layers] == [404] * len(layers)
    assert layer(client, "place-order_area-public") == 200
    assert [layer(client, name, partner) for name in layers] == [200] * len(layers)
    answer = client.get(f"/boundaries/any/{layers[0]}", headers=partner)
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_file_tells_the_public_of_places_for_partners(dashboard: Dash, secrets: list[str]) -> None:
    files = [*ask(dashboard, "hotspots", ALL).downloads, *ask_beyond(dashboard, "micro-areas", ALL).downloads]
    assert {file.panel for file in files} >= {"hotspots-places-motorbike_site", "hotspots-candidates"}
    assert [told(str(file), secrets) for file in files] == [[]] * len(files)
    cells = ask(dashboard, "hotspots", f"{ALL}&layer=cells").download("hotspots-cells")
    assert told(str(cells), secrets) == []


def test_a_partner_sees_every_layer_and_it_is_marked_on_page_and_files(
    dashboard: Dash, partner: dict[str, str]
) -> None:
    page = ask(dashboard, "hotspots", ALL, headers=partner)
    assert page.text.startswith(MARKING)
    assert len(page.table("Op Grip micro-areas")) == 11
    assert [row["Place"] for row in page.table("Motorbike")].count("Demonstration motorbike site 4") == 1
    assert len(page.table("Fires by quarter")) == 8
    files = {file.panel: file for file in page.downloads}
    for kind in (*PARTNER_KINDS, "motorbike_site"):
        assert MARKING in files[f"hotspots-places-{kind}"].notes[0], kind
    assert MARKING not in str(files["hotspots-places-order_area"])
    # The words of the map stand on the picture that is saved of it.
    assert MARKING in str(page.response["hotspots-about"])


def test_a_partner_compares_the_candidates_with_what_is_registered(dashboard: Dash, partner: dict[str, str]) -> None:
    page = ask_beyond(dashboard, "micro-areas", ALL, headers=partner)
    assert page.text.startswith(MARKING)
    assert len(page.table("Registered micro-areas")) == 11
    tables = [file for file in page.downloads if file.name.endswith(".csv")]
    assert len(tables) == 2
    assert all(MARKING in file.notes[0] for file in tables)


def test_what_was_kept_for_a_partner_is_not_given_to_the_public(
    dashboard: Dash, secrets: list[str], partner: dict[str, str]
) -> None:
    for headers in (partner, None, partner, None):
        found: Page = ask(dashboard, "hotspots", ALL, headers=headers)
        assert bool(told(json.dumps(found.response, ensure_ascii=False), secrets)) == bool(headers)
