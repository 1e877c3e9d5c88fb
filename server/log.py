"""The log: one line of JSON an event, on standard error, so that nothing that a client sends can begin a line."""

import json
import logging
import re
import sys
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request

REQUEST_ID = "X-Request-ID"
# One that a proxy in front has given is kept, so that both logs can be read side by side.
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
PATH_SIGNS = 300


class JsonLines(logging.Formatter):
    """A record as one line of JSON; signs that are no text are escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, level, what happened, and what was told beside it."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        # Of what is no text JSON leaves one sign as it is.
        return json.dumps(said).replace("\x7f", "\\u007f")


def log_to_stderr() -> None:
    """Write what is logged from now on, by any library, as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("dashboard").setLevel(logging.INFO)
    logging.captureWarnings(True)


def log_requests(server: Flask) -> None:
    """One line a request; to be called before all else that looks at requests. The door says who asked (g.role)."""
    logger = logging.getLogger("dashboard.request")

    def begin() -> None:
        """Take the time, and give the request its number."""
        given = request.headers.get(REQUEST_ID, "")
        g.request_id = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        g.began = time.perf_counter()

    def end(response: Response) -> Response:
        """Tell what was asked, by whom, and how it ended; the query, which may hold a key, is left out."""
        told = {
            "id": g.request_id,
            "method": request.method[:20],
            "path": request.path[:PATH_SIGNS],
            "status": response.status_code,
            "ms": round(1000 * (time.perf_counter() - g.began), 1),
            "role": g.get("role", "not known"),
        }
        response.headers[REQUEST_ID] = g.request_id
        logger.info("request", extra={"told": told})
        return response

    server.before_request(begin)
    server.after_request(end)
