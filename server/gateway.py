"""Between granian and Flask: a request is handed over when all of it has come, so that slow clients hold no thread."""

import asyncio
import io
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import StartResponse, WSGIEnvironment

from granian.rsgi import HTTPProtocol, ProtocolClosed, ProtocolError, Scope  # type: ignore[attr-defined]

from server.limits import BODY_BYTES, BODY_SECONDS, REFUSED

Wsgi = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
# What asks whether the client has left, in the environment of a request.
IS_GONE = "dashboard.is_gone"


class Gateway:
    """A WSGI application as granian calls it, in so many threads."""

    def __init__(self, application: Wsgi, threads: int) -> None:
        """threads: how many requests are answered at a time."""
        self._application = application
        self._threads = ThreadPoolExecutor(threads, "answer")

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        try:
            body, refused = await read(scope, protocol)
        except (ProtocolError, ProtocolClosed):
            # Whoever asked has left.
            protocol.response_empty(400, [])
            return
        environment = environ(scope, body) | ({REFUSED: refused} if refused else {})
        leaving = asyncio.ensure_future(_wait_for_leaving(protocol))
        environment[IS_GONE] = leaving.done
        loop = asyncio.get_running_loop()
        try:
            answer = await loop.run_in_executor(self._threads, answered, self._application, environment)
        finally:
            leaving.cancel()
        protocol.response_bytes(*answer)


async def _wait_for_leaving(protocol: HTTPProtocol) -> None:
    await protocol.client_disconnect()


async def read(scope: Scope, protocol: HTTPProtocol) -> tuple[bytes, int]:
    """The body, and the status with which it is refused: 413 too large, 408 too slow, else 0."""
    length = scope.headers.get("content-length", "")
    if length.isdecimal() and int(length) > BODY_BYTES:
        # Not a byte of it is waited for.
        return b"", 413
    if scope.method in {"GET", "HEAD"} and not length and "transfer-encoding" not in scope.headers:
        return b"", 0
    parts, size = list[bytes](), 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in protocol:
                parts.append(part)
                size += len(part)
                if size > BODY_BYTES:
                    return b"", 413
    except TimeoutError:
        return b"", 408
    return b"".join(parts), 0


def environ(scope: Scope, body: bytes) -> WSGIEnvironment:
    """The environment of PEP 3333."""
    client, _, client_port = scope.client.rpartition(":")
    host, _, port = scope.server.rpartition(":")
    made: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        # Text of bytes, as the standard has it.
        "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "RAW_URI": scope.path,
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": client.strip("[]"),
        "REMOTE_PORT": client_port,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        # With an underscore it would pass for another header, one that a proxy sets perhaps.
        if "_" not in name:
            plain = name.upper().replace("-", "_")
            key = plain if plain in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{plain}"
            made[key] = f"{made[key]}{'; ' if plain == 'COOKIE' else ','}{value}" if key in made else value
    made.setdefault("HTTP_HOST", scope.authority or scope.server)
    return made


def answered(application: Wsgi, environment: WSGIEnvironment) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body of the application's answer."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], object]:
        """Take note of how the answer begins."""
        begun[:] = [(status, headers)]
        return lambda _data: None

    parts = application(environment, start_response)
    try:
        body = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    status, headers = begun[0]
    return int(status.split(" ", 1)[0]), headers, body
