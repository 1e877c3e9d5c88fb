"""The routes of open numbers: stable addresses for other tools, each answered whole from one build."""

import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Protocol

from flask import Flask, Response, abort, g, request

from data.model.file_errors import AskedError, GoneError, UnknownError
from data.model.schema import NoBuildError
from server.below import root
from server.files import File
from server.limits import Pace

# What a build is called: of any other name there never was one.
BUILD = re.compile(r"\d{8}T\d{12}Z")
LATEST = "latest"
# A build never changes; the newest is asked for again, and answered with 304 where it is the same.
KEPT, FRESH = "private, max-age=86400", "private, no-cache"


class OpenFile(File, Protocol):
    """A file, and the build that it is of."""

    @property
    def build(self) -> str:
        """Its id."""


# Of a build (its id, or LATEST), the name of the file, and what is asked of its rows.
Feed = Callable[[str], bytes]
Make = Callable[[str, str, Mapping[str, Sequence[str]]], OpenFile]


def serve_open_data(server: Flask, make: Make, index: Callable[[], bytes], feed: Feed, most_a_minute: int) -> None:
    """Answer /data/index.json, /data/<build>/<file> and /changes.atom, within so many a minute from one address.

    make raises AskedError, UnknownError or GoneError, in words.
    """
    pace = Pace(most_a_minute)

    def offer() -> Response | None:
        """What there is: /data/ itself answers a machine that asks for JSON, and people with a page."""
        wanted = request.accept_mimetypes.best_match(["text/html", "application/json"])
        is_asked = request.path.rstrip("/") == "/data" and request.method in {"GET", "HEAD"}
        return listed() if is_asked and wanted == "application/json" else None

    def listed() -> Response:
        """The index of builds and tables."""
        return told(lambda: _answer(index(), "application/json", FRESH))

    def table(build: str, name: str) -> Response:
        """One file, for this request's viewer."""
        if build != LATEST and not BUILD.fullmatch(build):
            abort(404)
        return told(lambda: file(build, name))

    def file(build: str, name: str) -> Response:
        """One file of a build, as it is kept and saved."""
        made = make(build, name, request.args.to_dict(flat=False))
        answer = _answer(made.body, made.kind, FRESH if build == LATEST else KEPT)
        answer.headers["Content-Disposition"] = f'inline; filename="{made.name}"'
        answer.headers["Content-Location"] = f"{request.script_root}/data/{made.build}/{name}"
        answer.headers["X-Build"] = made.build
        return answer

    def told(answer: Callable[[], Response]) -> Response:
        """The answer, or in words why there is none."""
        if wait := pace.wait(g.get("address") or request.remote_addr or ""):
            return _words(429, pace.words(wait), **{"Retry-After": str(wait)})
        try:
            return answer()
        except AskedError as error:
            return _words(400, str(error))
        except UnknownError as error:
            return _words(404, str(error))
        except GoneError as error:
            return _words(410, str(error))
        except NoBuildError as error:
            return _words(503, str(error))

    def changes() -> Response:
        """What is new, for whatever follows feeds."""
        return told(lambda: _answer(feed(root()), "application/atom+xml; charset=utf-8", FRESH))

    server.before_request(offer)
    server.add_url_rule("/changes.atom", view_func=changes, endpoint="open-feed")
    server.add_url_rule("/data/index.json", view_func=listed, endpoint="open-index")
    server.add_url_rule("/data/<build>/<name>", view_func=table, endpoint="open-table")


def _answer(body: bytes, kind: str, kept: str) -> Response:
    answer = Response(body, content_type=kind, headers={"Cache-Control": kept, "Vary": "Cookie"})
    answer.set_etag(sha256(body).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def _words(status: int, text: str, **headers: str) -> Response:
    return Response(text, status, {"Cache-Control": "no-store", **headers}, mimetype="text/plain")
