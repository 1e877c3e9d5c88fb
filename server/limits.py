"""What a request may be: how large, and of a callback, of what shape; the rest is refused before it costs anything."""

import json
import re
from collections.abc import Mapping, Sequence
from math import ceil
from time import time
from typing import Any

from dash import Dash, page_registry
from dash.exceptions import DependencyException
from flask import Response, abort, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

BODY_BYTES = 64 * 1024
BODY_SECONDS = 10
QUERY_BYTES = 16 * 1024
# An address names no more than the wards of a large area, and what is looked for is a name.
TEXT_SIGNS = 16 * 1024
FIELDS = 1000
DEPTH = 20
# In the environment of a request: the status with which the gateway refuses it.
REFUSED = "dashboard.refused"
CALLBACK = "/_dash-update-component"
KNOWN = {"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"}
SURROGATE = re.compile(r"[\ud800-\udfff]")
# Dash gives an address that it does not know yet as nothing.
SEARCH, PATH = "search", "pathname"


def limit(app: Dash) -> None:
    """Refuse what is too large or no request of ours, on every route; the first after Dash to look at a request."""
    server = app.server
    server.config["MAX_CONTENT_LENGTH"] = BODY_BYTES

    def refuse() -> None:
        """Before anything is read."""
        if status := request.environ.get(REFUSED):
            abort(status)
        if (request.content_length or 0) > BODY_BYTES:
            abort(413)
        if len(request.query_string) > QUERY_BYTES or request.query_string.count(b"&") > FIELDS:
            abort(414)
        if request.path == CALLBACK and request.method == "POST":
            fault = fault_of(request.get_json(silent=True), app.callback_map)
            if fault:
                abort(400, fault)

    def say_unknown(response: Response) -> Response:
        """The page of an unknown address says so in its status too."""
        if request.endpoint == "/<path:path>" and response.status_code == 200:
            pages = {page["path"] for page in page_registry.values()}
            response.status_code = 200 if (request.path.rstrip("/") or "/") in pages else 404
        return response

    server.before_request(refuse)
    server.after_request(say_unknown)
    server.register_error_handler(DependencyException, lambda _error: ("There is no such file.", 404))


def fault_of(body: Any, callbacks: Mapping[str, Any]) -> str:
    """What is wrong with the body of a callback, empty where nothing is; callbacks: Dash's, by their outputs."""
    if not isinstance(body, dict) or not set(body) <= KNOWN or not _is_small(body, DEPTH):
        return "This is no request of a page."
    output = body.get("output")
    called = callbacks.get(output) if isinstance(output, str) else None
    # What runs in the browser has no function here.
    if called is None or "callback" not in called:
        return "There is no such callback."
    if not _fit(body.get("outputs"), str(output)):
        return "The outputs are not those of the callback."
    if not all(_are(body.get(part, []), called[part]) for part in ("inputs", "state")):
        return "The inputs are not those of the callback."
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(one, str) and "." in one for one in changed):
        return "What has changed is not named."
    return ""


def _fit(outputs: Any, output: str) -> bool:
    """Whether the outputs are those that the name of a callback stands for."""
    names = [name.rsplit(".", 1) for name in output.strip(".").split("...")]
    # Behind an @ is what tells callbacks apart that share an output.
    declared = [{"id": name, "property": prop.partition("@")[0]} for name, prop in names]
    return _are(outputs if output.startswith("..") else [outputs], declared)


def _are(given: Any, declared: Sequence[Mapping[str, str]]) -> bool:
    """Whether the properties are those that the callback declares, with values that they can have."""
    return isinstance(given, list) and len(given) == len(declared) and all(map(_is, given, declared))


def _is(given: Any, wanted: Mapping[str, str]) -> bool:
    if '["ALL"]' in wanted["id"]:
        return isinstance(given, list) and all(_is_one(one, wanted) for one in given)
    return _is_one(given, wanted)


def _is_one(given: Any, wanted: Mapping[str, str]) -> bool:
    if not isinstance(given, dict) or not isinstance(given.get("property"), str):
        return False
    if given["property"].partition("@")[0] != wanted["property"]:
        return False
    return _is_named(given.get("id"), wanted["id"]) and _is_value(wanted["property"], given.get("value"))


def _is_named(given: Any, wanted: str) -> bool:
    """Whether an id is the one that is wanted, or of its pattern."""
    if not wanted.startswith("{"):
        return bool(given == wanted)
    pattern = json.loads(wanted)
    return (
        isinstance(given, dict)
        and given.keys() == pattern.keys()
        and all(isinstance(part, str) and pattern[key] in (part, ["ALL"]) for key, part in given.items())
    )


def _is_value(kind: str, value: Any) -> bool:
    if kind == PATH:
        return isinstance(value, str)
    if kind == SEARCH:
        return value is None or (isinstance(value, str) and value.count("&") <= FIELDS)
    return kind != "value" or not isinstance(value, dict)


def _is_small(value: Any, depth: int) -> bool:
    """Whether it is no longer and no deeper than what a control or a map can send, and its text can be written."""
    if isinstance(value, str):
        return len(value) <= TEXT_SIGNS and not SURROGATE.search(value)
    if isinstance(value, list | dict):
        inside = [*value, *value.values()] if isinstance(value, dict) else value
        return depth > 0 and len(value) <= FIELDS and all(_is_small(one, depth - 1) for one in inside)
    return True


class Pace:
    """How many requests one address is answered in a minute, by each process of the server."""

    def __init__(self, most: int) -> None:
        """most: in any minute."""
        self._most, self._seen = RateLimitItemPerMinute(most), MovingWindowRateLimiter(MemoryStorage())

    def wait(self, client: str) -> int:
        """How many seconds the client has to wait for its next answer, 0 where it is answered now."""
        if self._seen.hit(self._most, client):
            return 0
        return max(1, ceil(self._seen.get_window_stats(self._most, client).reset_time - time()))

    def words(self, seconds: int) -> str:
        """What to tell whoever has to wait."""
        return f"One address is answered {self._most.amount} times a minute here. Ask again in {seconds} seconds."
