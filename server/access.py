"""Who looks: a partner holds the key that was printed at the start; everybody else is the public."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import Value
from multiprocessing.sharedctypes import Synchronized
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request

from data.model.viewer import PARTNER, PUBLIC, Viewer

COOKIE = "partner"


def _unused() -> "Synchronized[int]":
    return Value("b", 1)


@dataclass(frozen=True)
class WayIn:
    """The key, what it is exchanged for, and whether it is unused: the same in all processes of the server."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    unused: "Synchronized[int]" = field(default_factory=_unused)

    @property
    def path(self) -> str:
        """The path to visit."""
        return f"/partner?key={self.key}"

    def use(self, given: str) -> bool:
        """Whether the key fits and was never used, in whatever process; it is used from now on."""
        if not hmac.compare_digest(given.encode(), self.key.encode()):
            return False
        with self.unused.get_lock():
            was_unused, self.unused.value = self.unused.value, 0
        return bool(was_unused)


class Door:
    """The way in for partners of one server: closed, until it is opened with a key.

    The key opens once, and is exchanged for a cookie that ends with the browser's session or the server's.
    """

    def __init__(self, server: Flask, let_see: Callable[[Viewer], None]) -> None:
        """let_see: told at the start of every request whom it answers."""
        self._way_in: WayIn | None = None
        self._hosts: tuple[str, ...] = ()
        server.before_request(self._refuse_others)

        def look() -> None:
            """Say whom the request is of, to the log too."""
            viewer = self.viewer()
            g.role = "partner" if viewer.is_partner else "public"
            let_see(viewer)

        server.before_request(look)
        server.add_url_rule("/partner", view_func=self._enter)
        server.after_request(self._keep_private)

    def open(self, hosts: tuple[str, ...], way_in: WayIn | None = None) -> str:
        """Let whoever gives the key in as a partner; return the path to visit.

        hosts: the names by which the server may be asked; a page of another site that points here is refused. way_in:
        that which the other processes of the server have too, if there are any.
        """
        self._way_in = way_in or WayIn()
        self._hosts = hosts
        return self._way_in.path

    def close(self) -> None:
        """Let nobody in, and whoever came in out."""
        self._way_in, self._hosts = None, ()

    def viewer(self) -> Viewer:
        """The viewer of this request."""
        given, way_in = request.cookies.get(COOKIE, ""), self._way_in
        is_known = way_in is not None and hmac.compare_digest(given.encode(), way_in.session.encode())
        return PARTNER if is_known else PUBLIC

    def _refuse_others(self) -> None:
        # Werkzeug's own list of hosts knows no address of IPv6.
        if self._hosts and urlsplit(f"//{request.host}").hostname not in self._hosts:
            abort(400, "This is not the name of this server.")

    def _enter(self) -> Response:
        way_in = self._way_in
        if way_in is None or not way_in.use(request.args.get("key", "")):
            abort(403, "This key is not valid, or was used before. Start the dashboard again for a new one.")
        answer = Response(status=303, headers={"Location": "/"})
        answer.set_cookie(COOKIE, way_in.session, httponly=True, samesite="Strict")
        return answer

    def _keep_private(self, response: Response) -> Response:
        # What a partner was shown stays in no cache: the next to use the browser may be somebody else.
        if self.viewer().is_partner:
            response.headers["Cache-Control"] = "no-store"
        return response
