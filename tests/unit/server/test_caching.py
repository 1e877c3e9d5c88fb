from flask import Flask, Response
from flask_compress import Compress

from server.caching import YEAR, Scripts, cache


def serving() -> tuple[Flask, list[str]]:
    """A server, and the scripts that it was asked to make."""
    server, made = Flask("cached"), list[str]()
    cache(server)
    Compress(server)

    def script(name: str) -> Response:
        made.append(name)
        return Response("x" * 5000, mimetype="application/javascript")

    server.add_url_rule("/_dash-component-suites/<name>", view_func=script)
    server.add_url_rule("/assets/<name>", view_func=script, endpoint="asset")
    server.add_url_rule("/private", view_func=lambda: Response("x", headers={"Cache-Control": "no-store"}))
    return server, made


def test_what_changes_its_address_with_its_content_is_kept_for_long() -> None:
    client = serving()[0].test_client()
    found = {path: client.get(path).headers["Cache-Control"] for path in ("/assets/a?m=1", "/assets/a", "/private")}
    assert found == {"/assets/a?m=1": YEAR, "/assets/a": "no-cache", "/private": "no-store"}
    assert client.get("/none?m=1").headers["Cache-Control"] == "no-cache"


def test_a_script_is_compressed_as_it_was_before() -> None:
    client = serving()[0].test_client()
    first, second = (client.get("/_dash-component-suites/a.js", headers={"Accept-Encoding": "gzip"}) for _ in "12")
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.data == second.data


def test_only_scripts_are_kept() -> None:
    kept = Scripts()
    for key in ("gzip;GET /_dash-component-suites/a.js", "gzip;POST /_dash-update-component", "gzip;GET /assets/a"):
        kept.set(key, b"x")
    assert kept.get("gzip;GET /_dash-component-suites/a.js") == b"x"
    assert kept.get("gzip;POST /_dash-update-component") is None
    assert kept.get("gzip;GET /assets/a") is None
