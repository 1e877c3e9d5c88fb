"""Who asks the dashboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash

import app as application
from tests.fixtures.door import let_in


@pytest.fixture
def partner(dashboard: Dash, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The header that a browser sends once it was let in as a partner."""
    folder: Path = tmp_path_factory.mktemp("sessions")
    yield let_in(application.door, dashboard.server, folder)
    application.door.close()
