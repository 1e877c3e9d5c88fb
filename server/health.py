"""Whether the process answers, and whether it has data to answer with: for whatever watches it."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, Response, jsonify

from data.model.schema import NoBuildError


def tell_health(server: Flask, built_at: Callable[[], datetime]) -> None:
    """Answer /healthz and /readyz; built_at: when the build was made that is shown now.

    It raises NoBuildError where there is none that can be read.
    """

    def health() -> Response:
        """The process answers."""
        return _said(200, status="ok")

    def readiness() -> Response:
        """There is a build that can be read, of such an age."""
        try:
            made = built_at()
        except NoBuildError as error:
            return _said(503, status="no build", reason=str(error))
        now = datetime.now(UTC) if made.tzinfo else datetime.now(UTC).replace(tzinfo=None)
        age = max(0, int((now - made).total_seconds()))
        return _said(200, status="ready", built_at=made.isoformat(timespec="seconds"), age_s=age)

    server.add_url_rule("/healthz", view_func=health)
    server.add_url_rule("/readyz", view_func=readiness)


def _said(code: int, **told: str | int) -> Response:
    answer = jsonify(told)
    answer.status_code = code
    answer.headers["Cache-Control"] = "no-store"
    return answer
