"""Who looks: a partner holds the key that was printed at the start; everybody else is the public."""

import hmac
import secrets
from collections.abc import Callable

from flask import Flask, Response, abort, request

from data.model.viewer import PARTNER, PUBLIC, Viewer

COOKIE = "partner"


class Door:
    """The way in for partners of one server: closed, until it is opened with a key.

    The key opens once, and is exchanged for a cookie that ends with the browser's session or the server's.
    """

    def __init__(self, server: Flask, let_see: Callable[[Viewer], None]) -> None:
        """let_see: told at the start of every request whom it answers."""
        self._key = ""
        self._session = ""
        server.before_request(lambda: let_see(self.viewer()))
        server.add_url_rule("/partner", view_func=self._enter)
        server.after_request(self._keep_private)

    def open(self, server: Flask, hosts: tuple[str, ...]) -> str:
        """Let whoever gives the key in as a partner; return the path to visit.

        hosts: the names by which the server may be asked; a page of another site that points here is refused.
        """
        self._key, self._session = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        server.config["TRUSTED_HOSTS"] = list(hosts)
        return f"/partner?key={self._key}"

    def close(self, server: Flask) -> None:
        """Let nobody in, and whoever came in out."""
        self._key = self._session = ""
        server.config["TRUSTED_HOSTS"] = None

    def viewer(self) -> Viewer:
        """The viewer of this request."""
        given = request.cookies.get(COOKIE, "")
        is_known = self._session and hmac.compare_digest(given.encode(), self._session.encode())
        return PARTNER if is_known else PUBLIC

    def _enter(self) -> Response:
        given = request.args.get("key", "")
        if not (self._key and hmac.compare_digest(given.encode(), self._key.encode())):
            abort(403, "This key is not valid, or was used before. Start the dashboard again for a new one.")
        self._key = ""
        answer = Response(status=303, headers={"Location": "/"})
        answer.set_cookie(COOKIE, self._session, httponly=True, samesite="Strict")
        return answer

    def _keep_private(self, response: Response) -> Response:
        # What a partner was shown stays in no cache: the next to use the browser may be somebody else.
        if self.viewer().is_partner:
            response.headers["Cache-Control"] = "no-store"
        return response
