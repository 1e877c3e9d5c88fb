import pytest
from flask import Flask, request, url_for

from data.settings import Settings
from server.below import put_below, root
from server.limits import REFUSED


@pytest.fixture
def server() -> Flask:
    made = Flask("below")
    put_below(made, Settings(address="https://example.org/data/crime").path)

    def refuse() -> tuple[str, int] | None:
        return ("refused", request.environ[REFUSED]) if REFUSED in request.environ else None

    made.before_request(refuse)
    made.add_url_rule("/page", view_func=lambda: f"{request.path} {url_for('page')}", endpoint="page")
    return made


def test_what_is_asked_is_without_the_path_and_links_are_with_it(server: Flask) -> None:
    assert server.test_client().get("/data/crime/page").get_data(as_text=True) == "/page /data/crime/page"


@pytest.mark.parametrize("path", ["/page", "/data/page", "/data/crimes/page", "/", "/data/Crime/page"])
def test_what_is_not_below_the_path_is_not_found(server: Flask, path: str) -> None:
    assert server.test_client().get(path).status_code == 404


def test_the_path_alone_leads_to_the_first_page(server: Flask) -> None:
    answer = server.test_client().get("/data/crime?ward=E1")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/data/crime/?ward=E1")


def test_files_name_the_address_of_the_setting_else_the_one_that_was_asked(
    server: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.test_request_context("/page", base_url="http://127.0.0.1:8050/data/crime/"):
        monkeypatch.delenv("DASHBOARD_ADDRESS", raising=False)
        assert root() == "http://127.0.0.1:8050/data/crime"
        monkeypatch.setenv("DASHBOARD_ADDRESS", "https://example.org/crime/")
        assert root() == "https://example.org/crime"
