from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from flask import Flask

from data.model.schema import NoBuildError
from server.health import tell_health


@pytest.mark.parametrize("zone", [UTC, None])
def test_a_build_that_can_be_read_is_ready_with_its_age(zone: tzinfo | None) -> None:
    server = Flask("ready")
    tell_health(server, lambda: (datetime.now(UTC) - timedelta(hours=1)).replace(tzinfo=zone))
    answer = server.test_client().get("/readyz")
    assert answer.status_code == 200
    assert 3600 <= answer.get_json()["age_s"] < 7200
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_build_the_process_is_well_and_not_ready() -> None:
    server = Flask("empty")

    def absent() -> datetime:
        raise NoBuildError("none was loaded")

    tell_health(server, absent)
    client = server.test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["reason"]) == (503, "none was loaded")
