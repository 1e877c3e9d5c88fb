"""What browsers may keep, and what is sent compressed: scripts are compressed once, not for each visitor."""

from cachetools import LRUCache
from flask import Flask, Request, Response, request

# What is sent compressed: pages, scripts, answers, tables, and the geometry of areas and roads, a third of it then.
COMPRESSED = (
    "text/html", "text/css", "text/csv", "text/javascript", "application/javascript", "application/json",
    "application/geo+json", "image/svg+xml",
)  # fmt: skip
MOST_BYTES = 16 * 1024 * 1024
YEAR = "public, max-age=31536000, immutable"
SUITES = "/_dash-component-suites/"


class Scripts:
    """The compressed scripts of Dash's components, as Flask-Compress keeps them."""

    def __init__(self) -> None:
        """None yet, and never more than MOST_BYTES."""
        self._kept: LRUCache[str, bytes] = LRUCache(MOST_BYTES, getsizeof=len)

    def get(self, key: str) -> bytes | None:
        """What is kept, if anything."""
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep a script; all else is another for each question."""
        if f"GET {SUITES}" in key and len(value) < MOST_BYTES:
            self._kept[key] = value


def _key(asked: Request) -> str:
    return f"{asked.method} {asked.path}"


def cache(server: Flask) -> None:
    """Say of each answer whether a browser may keep it, and set what Dash's compression takes; called before Dash.

    Files whose address changes with them are kept for long.
    """
    server.config.update(COMPRESS_MIMETYPES=COMPRESSED, COMPRESS_CACHE_KEY=_key, COMPRESS_CACHE_BACKEND=Scripts)

    def say(response: Response) -> Response:
        """One answer."""
        # Dash writes the time of the last change into the address of an asset.
        if request.path.startswith("/assets/") and "m" in request.args and response.status_code in {200, 304}:
            response.headers["Cache-Control"] = YEAR
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-cache"
        return response

    server.after_request(say)
