"""The least that could be served in place of the dashboard: python -m tests.bench.bare; port by DASHBOARD_PORT."""

from flask import Flask

from data.settings import Settings
from server import serving
from server.way_in import WayIn

PAGE, ANSWER = b"<html></html>" * 200, b"{}" * 10_000


def load(_way_in: WayIn | None) -> Flask:
    """A page at every address and an answer to every post, of the sizes that the dashboard sends, made of nothing."""
    server = Flask("bare", static_folder=None)
    server.add_url_rule("/", "page", view_func=lambda: PAGE)
    server.add_url_rule("/<path:_path>", "other", view_func=lambda _path: PAGE)
    server.add_url_rule("/_dash-update-component", "answer", view_func=lambda: ANSWER, methods=["POST"])
    return server


if __name__ == "__main__":
    serving.run(load, Settings())
