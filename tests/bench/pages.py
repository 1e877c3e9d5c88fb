"""The callback of each page, asked as the browser asks it."""

from typing import Any

from dash import Dash
from flask.testing import FlaskClient

from tests.bench.selections import Chosen

ACCEPTED = {"Accept-Encoding": "gzip, deflate, br, zstd"}
PAGES = {
    "summary": "/",
    "ward": "/ward",
    "trends": "/trends",
    "compare": "/compare",
    "trends-multiples": "/trends",
    "trends-beside": "/trends",
    "trends-more": "/trends",
    "hotspots": "/hotspots",
    "analysis": "/analysis",
    "perception": "/perception",
    "perception-over-time": "/perception/over-time",
    "perception-wards": "/perception/wards",
    "perception-recorded": "/perception/recorded",
    "perception-you-said": "/perception/you-said",
    "board": "/board",
    "board-risk": "/board/risk",
    "board-harm": "/board/harm",
    "board-review": "/board/review",
    "operations": "/operations",
    "changes": "/changes",
    "data": "/data",
    "methods": "/methods",
    "about-the-data": "/about-the-data",
}
# What a part of a page needs in the address to have something to do: the most that it can be asked for.
ASKED = {"trends-multiples": "&parts=ward", "trends-beside": "&against=districts"}
DRAWN = "hotspots-drawn"
Drawn = dict[str, str] | None


def callback_of(app: Dash, page: str) -> str:
    """The output that names the callback which follows the address and fills a page."""
    for output, callback in app.callback_map.items():
        follows = any(asked["id"] == "url" for asked in callback["inputs"])
        if follows and output.lstrip(".").startswith((f"{page}-", f"{page}.")):
            return str(output)
    raise LookupError(f"no callback fills {page}")


def payload(app: Dash, page: str, search: str, drawn: Drawn) -> dict[str, Any]:
    """What the browser posts after a change of the address; drawn: what is on the map already."""
    output = callback_of(app, page)
    ids = [dict(zip(("id", "property"), one.rsplit(".", 1), strict=True)) for one in output.strip(".").split("...")]
    values = {"url.search": search + ASKED.get(page, ""), "url.pathname": PAGES[page], f"{DRAWN}.data": drawn}
    asked: dict[str, Any] = {
        "output": output,
        "outputs": ids if len(ids) > 1 else ids[0],
        "changedPropIds": ["url.search"],
        "parsedChangedPropsIds": ["url.search"],
    }
    for part in ("inputs", "state"):
        given = app.callback_map[output][part]
        asked[part] = [one | {"value": values.get(f"{one['id']}.{one['property']}")} for one in given]
    return asked


def ask(app: Dash, client: FlaskClient, page: str, search: str, drawn: Drawn, compressed: bool = True) -> bytes:
    """The response's body.

    Raises RuntimeError where the callback failed.
    """
    headers = ACCEPTED if compressed else {}
    response = client.post("/_dash-update-component", json=payload(app, page, search, drawn), headers=headers)
    body = response.get_data()
    if response.status_code != 200:
        raise RuntimeError(f"{page}: {response.status_code} for {search}")
    if not compressed and f'"{page}'.encode() not in body:
        raise RuntimeError(f"{page}: no content for {search}")
    return body


def answer_bytes(app: Dash, client: FlaskClient, page: str, drawn: Drawn, chosen: Chosen) -> int:
    """Answer one selection as a browser gets it, compressed; give the bytes."""
    return len(ask(app, client, page, chosen.search, drawn))


def drawn_map(app: Dash, client: FlaskClient) -> Drawn:
    """What the map says of itself once it is drawn."""
    response = client.post("/_dash-update-component", json=payload(app, "hotspots", "", None))
    drawn: dict[str, str] = response.get_json()["response"][DRAWN]["data"]
    return drawn
