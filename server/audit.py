"""Who signed in and out, was refused, and looked at or took what is for partners: one line of JSON each."""

import logging
import os
from collections.abc import Collection
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import g, request

from server.log import JsonLines

SIGNS = 300
LOGGER = logging.getLogger("dashboard.audit")
CALLBACK, FILES = "/_dash-update-component", ("/files/", "/data/")
SHOWING = (CALLBACK, "/_dash-layout", "/boundaries/")


def audit_to(path: Path | None) -> None:
    """Write the lines into a file of their own, which may be moved away at any time; None: with all others.

    Raises OSError where it cannot be written.
    """
    for handler in LOGGER.handlers[:]:
        LOGGER.removeHandler(handler)
        handler.close()
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = path is None
    if path:
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640))
        handler = WatchedFileHandler(path, encoding="utf-8")
        handler.setFormatter(JsonLines())
        LOGGER.addHandler(handler)


def tell(event: str, **told: str) -> None:
    """One line of this request: what happened, from which address, and what is told beside."""
    beside = {name: value[:SIGNS] for name, value in told.items() if value}
    address = g.get("address") or request.remote_addr or ""
    asked = {"id": g.get("request_id", ""), "address": address[:SIGNS], "path": request.path[:SIGNS]}
    LOGGER.info(event, extra={"told": asked | beside})


def tell_shown(who: str, known: Collection[str]) -> None:
    """What a partner was shown by this request, or took as a file; known: the keys of an address that are told."""
    if request.path.startswith(FILES):
        tell("export", who=who, chosen=_chosen(request.query_string.decode(errors="replace"), known))
    elif request.path.startswith(SHOWING):
        asked = request.get_json(silent=True) if request.path == CALLBACK else None
        body = asked if isinstance(asked, dict) else {}
        # A callback is known by the first of what it fills.
        shown = str(body.get("output", "")).strip(".").partition("...")[0]
        tell("view", who=who, page=_given(body, "pathname"), shown=shown, chosen=_chosen(_given(body, "search"), known))


def _given(body: dict[str, Any], name: str) -> str:
    """What a callback was given of the address of the browser."""
    given = [one for part in ("inputs", "state") for one in body.get(part, []) if isinstance(one, dict)]
    return next((str(one.get("value") or "") for one in given if one.get("property") == name), "")


def _chosen(search: str, known: Collection[str]) -> str:
    # An address that was followed here may hold anything, a key of somewhere else too.
    return urlencode([pair for pair in parse_qsl(search.lstrip("?")) if pair[0] in known])
