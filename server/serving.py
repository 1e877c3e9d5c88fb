"""The server: granian, in as many processes as there are cores."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from data.settings import Settings
from server.access import Door
from server.audit import audit_to
from server.below import put_below
from server.caching import cache
from server.gateway import Gateway, Wsgi
from server.log import log_requests, log_to_stderr
from server.way_in import WayIn

THREADS = 8
MOST_WORKERS = 4
CONNECTIONS = 2048
HEADER_MS = 10_000
HEADER_BYTES = 64 * 1024
# How long what is in flight at the end may take.
LAST_SECONDS = 30
LOG = {
    "handlers": {"console": {"class": "logging.NullHandler"}, "access": {"class": "logging.NullHandler"}},
    "loggers": {
        "_granian": {"handlers": [], "propagate": True},
        "granian.access": {"handlers": [], "propagate": False},
    },
}


def workers_for(wanted: int) -> int:
    """How many processes: those that are wanted, else as many as this process may use cores, up to MOST_WORKERS."""
    if sys.platform == "win32":
        # granian has one there.
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return wanted or min(MOST_WORKERS, usable)


def address(host: str, port: int) -> str:
    """As a browser is given it."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def check_free(host: str, port: int) -> None:
    """End the program with a line where nothing can listen there: the processes share a port, and would with others."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            if sys.platform != "win32":
                # Connections of a server that has just ended are no server.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        reason = error.strerror or error
        raise SystemExit(
            f"error: cannot serve on {address(host, port)}: {reason}. End what serves there, or set DASHBOARD_PORT"
        ) from error


def run(load: Callable[[WayIn | None], Wsgi], settings: Settings) -> None:
    """Say where the dashboard is, and serve until a signal ends it; what is in flight then is finished.

    load: called in each process before it listens, gives what answers; a process of its own must be able to import it.
    """
    check_free(settings.host, settings.port)
    begin_log(settings)
    here = f"{address(settings.host, settings.port)}{settings.path}"
    print(f"Crime and perception dashboard on {here}/", flush=True)
    with way_in_of(settings) as way_in:
        if way_in and way_in.key:
            print(f"For partners, once: {here}{way_in.path}", flush=True)
        _serve(partial(_loaded, load, settings, way_in), settings)


@contextmanager
def way_in_of(settings: Settings) -> Iterator[WayIn | None]:
    """How partners come in, while the server runs; None where none do."""
    if settings.sign_in == "none" and settings.audience == "public":
        yield None
    else:
        with TemporaryDirectory(prefix="crime-dashboard-", ignore_cleanup_errors=True) as folder:
            yield WayIn.made(Path(folder), settings)


def begin_log(settings: Settings) -> None:
    """Begin the log and the record of who looked; where the record cannot be written, end the program with a line."""
    log_to_stderr()
    try:
        audit_to(settings.audit_log)
    except OSError as error:
        reason = error.strerror or error
        raise SystemExit(f"error: DASHBOARD_AUDIT_LOG: {settings.audit_log} cannot be written: {reason}") from error


def _serve(load: Callable[[str], Gateway], settings: Settings) -> None:
    if sys.platform != "win32":
        _end_starting_processes()
    # Its types are of names that mypy cannot follow into the extension.
    made: Any = Granian(
        "dashboard",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.RSGI,
        workers=workers_for(settings.workers),
        http=HTTPModes.http1,
        websockets=False,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MS, max_buffer_size=HEADER_BYTES),
        log_level=LogLevels.warning,
        log_dictconfig=LOG,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_SECONDS,
    )
    made.serve(target_loader=load)


def begun(settings: Settings) -> Flask:
    """The server before Dash comes to it: below its sub-path, with a line of the log for each request."""
    server = Flask("dashboard")
    put_below(server, settings.path)
    log_requests(server)
    cache(server)
    return server


def ready(server: Flask, door: Door, settings: Settings, way_in: WayIn | None, prepare: Callable[[], None]) -> Flask:
    """The server, whole before its process listens: Dash sets up its pages at the first request, without a lock.

    prepare: makes what the first answers would wait for.
    """
    if way_in:
        door.open(settings, way_in)
    with server.test_request_context():
        server.preprocess_request()
    prepare()
    return server


def _end_starting_processes() -> None:
    """Let a signal end a process that is starting, until granian takes it: the handlers of its parent would wait."""
    ending = {signal.SIGINT, signal.SIGTERM}

    def die_of_them() -> None:
        """Take the handlers of the parent away, and let what was kept come."""
        for one in ending:
            signal.signal(one, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ending)

    # One that comes between the fork and that is kept until then.
    os.register_at_fork(
        before=partial(signal.pthread_sigmask, signal.SIG_BLOCK, ending),
        after_in_parent=partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, ending),
        after_in_child=die_of_them,
    )


def _loaded(load: Callable[[WayIn | None], Wsgi], settings: Settings, way_in: WayIn | None, _target: str) -> Gateway:
    begin_log(settings)
    return Gateway(load(way_in), THREADS)
