"""The door: who looks, and how partners come in and go. Everybody else is the public."""

import hashlib
import hmac
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from markupsafe import escape

from data.model.viewer import PARTNER, PUBLIC, Viewer, Visitor
from data.settings import LOOPBACK, Settings, current
from server.audit import tell, tell_shown
from server.oidc import Oidc, RefusedError
from server.way_in import BY_KEY, Opened, WayIn, is_by_proxy

SIGN_IN, SIGNED_IN, SIGN_OUT = "/sign-in", "/signed-in", "/sign-out"
# Tells a page that is open that its session is over (assets/door.js).
OVER = "X-Session-Over"
# Asked by whatever watches the server, by any name.
HEALTH = ("/healthz", "/readyz")
PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    '<body style="font: 18px sans-serif; margin: 2em"><main><h1>{title}</h1><p>{words}</p>'
    '<p><a href="{back}">Back to the dashboard</a></p></main></body></html>'
)
STATIC = ("/_dash-component-suites/", "/assets/", "/bootstrap/", "/_favicon")
# On the machine itself there is nobody to name.
KEY_HOLDER = "holder of the key"


class Door:
    """The way in for partners of one server: closed, until it is opened."""

    def __init__(self, server: Flask, let_see: Callable[[Viewer], None], known: Collection[str] = ()) -> None:
        """let_see: told at the start of every request whom it answers; known: keys of addresses that are told."""
        self._server = server
        self._known = known
        self._open: Opened | None = None
        server.before_request(self._refuse_others)

        def look() -> None:
            """Say whom the request is of, to the log too."""
            g.address = self._address()
            g.visitor = self._visitor()
            g.role = "partner" if g.visitor.viewer.is_partner else "public"
            let_see(g.visitor.viewer)

        server.before_request(look)
        server.add_url_rule(BY_KEY, view_func=self._enter_by_key)
        server.add_url_rule(SIGN_IN, view_func=self._sign_in)
        server.add_url_rule(SIGNED_IN, view_func=self._signed_in)
        server.add_url_rule(SIGN_OUT, view_func=self._sign_out, methods=["POST"])
        server.after_request(self._keep_private)

    def open(self, settings: Settings, way_in: WayIn) -> None:
        """Let partners in from now on, in the way that the settings say."""
        provider = Oidc(self._server, settings, way_in.sessions, way_in.secret) if settings.sign_in == "oidc" else None
        self._open = Opened(settings, way_in, provider)

    def close(self) -> None:
        """Let nobody in, and whoever came in out."""
        self._open = None

    @property
    def cookie(self) -> str:
        """The name of the cookie that a partner's browser holds; empty while the door is closed."""
        return self._open.cookie if self._open else ""

    def visitor(self) -> Visitor:
        """Who this request is of."""
        found: Visitor = g.get("visitor", Visitor())
        return found

    def _visitor(self) -> Visitor:
        if self._open is None:
            return Visitor()
        if self._open.settings.sign_in == "proxy":
            return _named(self._open)
        may_sign_in, token = self._open.provider is not None, self._open.given
        who = self._open.way_in.sessions.find(token) if token else None
        if who is None:
            g.is_over = bool(token)
            return Visitor(PUBLIC, may_sign_in=may_sign_in)
        return Visitor(PARTNER, who, may_sign_in, _sign_out_by(token))

    def _address(self) -> str:
        """Where the request comes from: as a proxy that is named adds to what it was told, else the other end."""
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        settings = self._open.settings if self._open else current()
        return told if told and is_by_proxy(settings) else request.remote_addr or ""

    def _refuse_others(self) -> None:
        # A page of another site whose name is made to point here asks by that name. Werkzeug's own list of hosts
        # knows no address of IPv6.
        hosts = (*LOOPBACK, urlsplit(self._open.settings.origin).hostname) if self._open else ()
        if hosts and request.path not in HEALTH and urlsplit(f"//{request.host}").hostname not in hosts:
            abort(400, "This is not the name of this server.")

    def _enter_by_key(self) -> Response:
        key = request.args.get("key", "")
        if self._open is None or not self._open.way_in.key or not self._open.way_in.sessions.delete(key):
            tell("refused", why="the key is not valid, or was used before")
            abort(403, "This key is not valid, or was used before. Start the dashboard again for a new one.")
        return self._let_in(self._open, KEY_HOLDER, "key", "/")

    def _sign_in(self) -> Response:
        if self._open is None or self._open.provider is None:
            abort(404)
        try:
            return self._open.provider.begin(_own(request.args.get("back", "")))
        except RefusedError as error:
            tell("refused", why=error.reason)
            return _said(503, error.words)

    def _signed_in(self) -> Response:
        if self._open is None or self._open.provider is None:
            abort(404)
        try:
            found = self._open.provider.finish()
        except RefusedError as error:
            tell("refused", why=error.reason, who=error.who)
            return _said(403, error.words)
        return self._let_in(self._open, found.name, "oidc", found.back, found.subject)

    def _let_in(self, opened: Opened, who: str, how: str, back: str, subject: str = "") -> Response:
        # What the browser held before, of whomever, ends here: a token that was planted opens nothing.
        opened.way_in.sessions.end(opened.given)
        g.is_over = False
        answer = Response(status=303, headers={"Location": f"{request.script_root}{back}"})
        opened.give(answer, opened.way_in.sessions.begin(who))
        tell("sign-in", who=who, how=how, subject=subject)
        return answer

    def _sign_out(self) -> Response:
        answer = Response(status=303, headers={"Location": f"{request.script_root}/"})
        if self._open is None or not self.visitor().sign_out:
            return answer
        given = request.form.get("sign-out", "")
        if not hmac.compare_digest(given.encode(), self.visitor().sign_out.encode()):
            tell("refused", why="signing out was asked for by another page", who=self.visitor().name)
            abort(403, "Sign out by the button of the page.")
        self._open.way_in.sessions.end(self._open.given)
        tell("sign-out", who=self.visitor().name)
        self._open.take_back(answer)
        return answer

    def _keep_private(self, response: Response) -> Response:
        # What a partner was shown stays in no cache: the next to use the browser may be somebody else.
        if self.visitor().viewer.is_partner:
            response.headers["Cache-Control"] = "no-store"
            tell_shown(self.visitor().name, self._known)
        # A script of the page that is open would take the news, and tell nobody.
        elif self._open and g.get("is_over") and not request.path.startswith(STATIC):
            tell("refused", why="the session is over")
            response.headers[OVER] = "1"
            self._open.take_back(response)
        return response


def _named(opened: Opened) -> Visitor:
    """Whom the proxy in front names; one who is no such proxy and names somebody is refused."""
    name = request.headers.get(opened.settings.proxy_header, "").strip()
    if not name:
        return Visitor()
    if not is_by_proxy(opened.settings):
        tell("refused", why="the header is not from a proxy that is named", who=name)
        abort(403, "This header is for the proxy in front of the dashboard alone.")
    # A browser that sends the header too, through a proxy that adds its own, would be taken for somebody else.
    if "," in name:
        tell("refused", why="the header names more than one", who=name)
        abort(403, "The proxy names more than one visitor.")
    return Visitor(PARTNER, name)


def _said(status: int, words: str) -> Response:
    """A page that tells why nobody was signed in, with the way back."""
    text = PAGE.format(title="Not signed in", words=escape(words), back=escape(f"{request.script_root}/"))
    return Response(text, status, {"Cache-Control": "no-store"}, mimetype="text/html")


def _sign_out_by(token: str) -> str:
    """What a page of this session gives to sign out: no other page knows it, whichever cookies are sent with it."""
    return hashlib.sha256(f"sign-out\n{token}".encode()).hexdigest()


def _own(path: str) -> str:
    """A path of ours to go back to, with what is chosen; the first page for anything else."""
    parts = urlsplit(path) if path.isprintable() and "\\" not in path else urlsplit("")
    is_ours = path.startswith("/") and not path.startswith("//") and not (parts.scheme or parts.netloc)
    return f"{parts.path}{f'?{parts.query}' if parts.query else ''}" if is_ours and parts.path else "/"
