"""The dashboard: one Dash application over the current build, served by waitress."""

import logging
from contextlib import suppress
from typing import Any

import waitress
from dash import Dash, page_registry, set_props
from flask import Flask, Response, abort
from flask_bootstrap import Bootstrap5

from components import filter_bar, notices, shell, url_state
from components.security import secure
from data import database
from data.queries import boundaries, choices, status
from data.settings import ROOT, Settings

settings = Settings()
log = logging.getLogger("dashboard")


def tell(error: Exception) -> None:
    """Say in words that a callback failed; what is on the page stays."""
    known = isinstance(error, database.NoBuildError)
    if not known:
        log.error("a callback failed", exc_info=error)
    set_props(notices.ERROR_SLOT, {"children": notices.notice(str(error) if known else notices.FAILED)})


def layout() -> Any:
    """The shell around the pages, or what to do where there is no build."""
    try:
        offered = choices.filter_choices()
        selection = url_state.read("", offered).selection
        pages = [(page["path"], page["name"]) for page in page_registry.values() if page["order"] is not None]
        return shell.shell(settings.partnership, pages, offered, selection, status.build_status())
    except database.NoBuildError as error:
        return shell.empty_shell(settings.partnership, str(error))


app = Dash(
    "dashboard",
    use_pages=True,
    pages_folder=str(ROOT / "pages"),
    assets_folder=str(ROOT / "assets"),
    external_stylesheets=["/bootstrap/static/css/bootstrap.min.css"],
    index_string=(ROOT / "components" / "index.html").read_text(encoding="utf-8"),
    compress=True,
    on_error=tell,
)
server: Flask = app.server
Bootstrap5(server)
app.layout = layout
filter_bar.register_callbacks(app, choices.filter_choices)
shell.register_callbacks(app)
secure(app)


@server.before_request
def pin_build() -> None:
    """Answer the whole request from one build."""
    with suppress(database.NoBuildError):
        database.pin()


@server.get("/boundaries/<build>/<layer>")
def boundary(build: str, layer: str) -> Response:
    """A public layer as GeoJSON; ``build`` makes the address new when the geometry may be."""
    geojson = boundaries.boundary_geojson(layer) or abort(404)
    return Response(geojson, mimetype="application/geo+json", headers={"Cache-Control": "private, max-age=86400"})


if __name__ == "__main__":
    print(f"Crime and perception dashboard on http://{settings.host}:{settings.port}/", flush=True)
    waitress.serve(server, host=settings.host, port=settings.port, threads=8)
