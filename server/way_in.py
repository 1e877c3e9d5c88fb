"""How partners come in: the key, the provider or the proxy of one server, and the cookie that it gives."""

import hashlib
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from flask import Response, request

from data.settings import Settings
from server.oidc import Oidc
from server.sessions import Sessions

BY_KEY = "/partner"


@dataclass(frozen=True)
class WayIn:
    """What is the same in all processes of a server.

    sessions: of those who came in; secret: signs what browsers hold while they sign in; key: opens once, empty where
    there is none.
    """

    sessions: Sessions
    secret: str
    key: str = ""

    @classmethod
    def made(cls, folder: Path, settings: Settings) -> "WayIn":
        """A new way in, with its sessions in a file of the folder."""
        hours, idle = settings.session_hours, settings.idle_minutes
        sessions = Sessions(folder / "sessions.sqlite", settings.origin, hours, idle)
        sessions.set_up()
        key = secrets.token_urlsafe(32) if settings.audience == "partner" else ""
        if key:
            sessions.set(key, "key", float("inf"))
        return cls(sessions, secrets.token_urlsafe(32), key)

    @property
    def path(self) -> str:
        """The path to visit with the key."""
        return f"{BY_KEY}?key={self.key}"


class Opened(NamedTuple):
    """A door that is open: by which settings, to whom, and the provider that is asked, if one is."""

    settings: Settings
    way_in: WayIn
    provider: Oidc | None

    @property
    def cookie(self) -> str:
        """The name of the cookie: that of another port or sub-path has another."""
        mark = hashlib.sha256(self.settings.origin.encode()).hexdigest()[:8]
        return f"{'__Host-' if self.settings.has_tls else ''}partner-{mark}"

    @property
    def given(self) -> str:
        """What this request holds of it."""
        return request.cookies.get(self.cookie, "")

    def give(self, answer: Response, token: str) -> None:
        """Let the browser hold a session until it is closed."""
        answer.set_cookie(
            self.cookie, token, path=self._path, secure=self.settings.has_tls, httponly=True, samesite="Strict"
        )

    def take_back(self, answer: Response) -> None:
        """Let the browser hold none any more."""
        answer.delete_cookie(
            self.cookie, path=self._path, secure=self.settings.has_tls, httponly=True, samesite="Strict"
        )

    @property
    def _path(self) -> str:
        # A browser takes a cookie whose name begins with __Host- for the whole host alone.
        return "/" if self.settings.has_tls else self.settings.path or "/"


def is_by_proxy(settings: Settings) -> bool:
    """Whether the other end of the connection of this request is a proxy that the settings name."""
    try:
        found = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in network for network in settings.proxy_addresses)
