"""The sub-path: where the dashboard is one of several things on a server, all of it lies below one path."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, request

from data.settings import current
from server.limits import REFUSED


class Below:
    """An application as it is seen below a path: what it is asked is without the path, its links are with it."""

    def __init__(self, application: WSGIApplication, path: str) -> None:
        """path: as /crime, without a slash at its end."""
        self._application = application
        self._path = path

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request; what is not below the path is not found."""
        asked = environ.get("PATH_INFO", "")
        if asked == self._path:
            query = environ.get("QUERY_STRING", "")
            start_response("308 Permanent Redirect", [("Location", f"{self._path}/{f'?{query}' if query else ''}")])
            return []
        if asked.startswith(f"{self._path}/"):
            told = {"SCRIPT_NAME": self._path, "PATH_INFO": asked.removeprefix(self._path)}
        else:
            told = {"SCRIPT_NAME": self._path, REFUSED: 404}
        return self._application(environ | told, start_response)


def put_below(server: Flask, path: str) -> None:
    """Answer below the path alone, where there is one."""
    if path:
        server.wsgi_app = Below(server.wsgi_app, path)  # type: ignore[method-assign]  # as Flask's documentation has it


def root() -> str:
    """Where the dashboard is, for files that are read elsewhere: as its setting says, else as it was asked for.

    Behind a web server with TLS the request itself knows neither.
    """
    return current().address or request.url_root.rstrip("/")
