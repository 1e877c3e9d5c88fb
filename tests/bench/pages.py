"""The callback of each page, asked as the browser asks it."""

from typing import Any

from flask.testing import FlaskClient

from tests.bench.selections import Chosen

ACCEPTED = {"Accept-Encoding": "gzip, deflate, br, zstd"}
OUTPUTS = {
    "summary": ["summary-content.children"],
    "trends": ["trends-head.children", "trends-content.children"],
    "hotspots": [
        "hotspots-head.children",
        "hotspots-words.children",
        "hotspots-map.figure",
        "hotspots-drawn.data",
        "hotspots-frame.aria-label",
        "hotspots-legend.children",
        "hotspots-tools.children",
        "hotspots-detail.children",
    ],
}


def payload(page: str, search: str, drawn: str | None) -> dict[str, Any]:
    """What the browser posts after a change of the address; drawn: the layer that is on the map already."""
    ids = [dict(zip(("id", "property"), output.split("."), strict=True)) for output in OUTPUTS[page]]
    asked: dict[str, Any] = {
        "output": f"..{'...'.join(OUTPUTS[page])}.." if len(ids) > 1 else OUTPUTS[page][0],
        "outputs": ids if len(ids) > 1 else ids[0],
        "inputs": [{"id": "url", "property": "search", "value": search}],
        "changedPropIds": ["url.search"],
        "parsedChangedPropsIds": ["url.search"],
    }
    if page == "hotspots":
        asked["state"] = [{"id": "hotspots-drawn", "property": "data", "value": drawn}]
    return asked


def ask(client: FlaskClient, page: str, search: str, drawn: str | None, compressed: bool = True) -> bytes:
    """The response's body.

    Raises RuntimeError where the callback failed.
    """
    headers = ACCEPTED if compressed else {}
    response = client.post("/_dash-update-component", json=payload(page, search, drawn), headers=headers)
    body = response.get_data()
    if response.status_code != 200:
        raise RuntimeError(f"{page}: {response.status_code} for {search}")
    if not compressed and f'"{OUTPUTS[page][0].split(".")[0]}"'.encode() not in body:
        raise RuntimeError(f"{page}: no content for {search}")
    return body


def answer_bytes(client: FlaskClient, page: str, drawn: str, chosen: Chosen) -> int:
    """Answer one selection as a browser gets it, compressed; give the bytes."""
    return len(ask(client, page, chosen.search, drawn))


def drawn_layer(client: FlaskClient) -> str:
    """The layer that the map names once it is drawn."""
    response = client.post("/_dash-update-component", json=payload("hotspots", "", None))
    return str(response.get_json()["response"]["hotspots-drawn"]["data"])
