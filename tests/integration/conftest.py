"""Who asks the dashboard."""

from collections.abc import Iterator

import pytest
from dash import Dash

import app as application
from data.settings import LOOPBACK
from server.access import COOKIE


@pytest.fixture
def partner(dashboard: Dash) -> Iterator[dict[str, str]]:
    """The header that a browser sends once it was let in as a partner."""
    server = dashboard.server
    client = server.test_client()
    client.get(application.door.open(LOOPBACK))
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    yield {"Cookie": f"{COOKIE}={cookie.value}"}
    application.door.close()
