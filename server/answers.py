"""What was answered once is kept: a page is the same for the same question, of the same build, to the same viewer."""

from collections.abc import Callable, Hashable
from datetime import date
from threading import Condition
from typing import NamedTuple

from cachetools import LRUCache
from flask import Flask, Response, g, request

from data.model.schema import NoBuildError
from data.settings import current

ENDPOINT = "/_dash-update-component"
MOST_BYTES = 48 * 1024 * 1024
# Of what went wrong, and of what is told beside an answer, nothing is kept.
BESIDE = b'"sideUpdate"'
HEADERS = ("Content-Type", "Content-Encoding", "Vary")
WAIT_S = 30


def told_apart(build_key: Callable[[], Hashable]) -> Hashable:
    """What sets answers apart beside the question: build and viewer, settings, day; None where there is no build."""
    try:
        return build_key(), current(), date.today()
    except NoBuildError:
        return None


class Answer(NamedTuple):
    """The bytes of an answer as they were sent, and the headers that tell how to read them."""

    body: bytes
    headers: dict[str, str]


class Answers:
    """The answers of one server to what pages ask, the latest used of them, within MOST_BYTES.

    Of several requests that ask the same at once, one makes the answer and the others wait for it.
    """

    def __init__(self, server: Flask) -> None:
        """Keep what ``server`` answers; before Dash adds its compression, so that it is kept compressed."""
        self._kept: LRUCache[Hashable, Answer] = LRUCache(MOST_BYTES, getsizeof=lambda answer: len(answer.body))
        self._making: set[Hashable] = set()
        self._ready = Condition()
        server.after_request(self._keep)
        server.teardown_request(self._release)

    def give(self, server: Flask, told_apart: Callable[[], Hashable]) -> None:
        """Answer from what is kept, from now on.

        told_apart: what sets one request's answers apart from another's beside what it asks (build, viewer, settings,
        day), None where nothing is to be kept. It is asked in each request, after what was registered before.
        """

        def given() -> Response | None:
            """The kept answer, or nothing where this request has to make it."""
            apart = told_apart() if request.endpoint == ENDPOINT else None
            if apart is None:
                return None
            asked = (apart, request.headers.get("Accept-Encoding", ""), request.get_data())
            with self._ready:
                self._ready.wait_for(lambda: asked not in self._making, WAIT_S)
                found = self._kept.get(asked)
                if found is None:
                    self._making.add(asked)
                    g.making = asked
            return Response(found.body, headers=found.headers) if found else None

        def look(response: Response) -> Response:
            """Before it is compressed: whether something is told beside the answer."""
            g.is_beside = g.get("making") is not None and BESIDE in response.get_data()
            return response

        server.before_request(given)
        server.after_request(look)

    def _keep(self, response: Response) -> Response:
        """Keep a whole answer."""
        asked = g.get("making")
        if asked is not None and response.status_code == 200 and not response.is_streamed:
            body = response.get_data()
            if len(body) < MOST_BYTES // 8 and not g.get("is_beside", False):
                headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
                with self._ready:
                    self._kept[asked] = Answer(body, headers)
        return response

    def _release(self, _error: BaseException | None) -> None:
        """Let the others who ask the same go on."""
        asked = g.pop("making", None)
        if asked is not None:
            with self._ready:
                self._making.discard(asked)
                self._ready.notify_all()
