"""The dashboard: one Dash application over the current build, served by waitress."""

from typing import Any

import waitress
from dash import Dash, page_registry
from flask import Flask, Response, abort, has_request_context
from flask_bootstrap import Bootstrap5

from components import notices, shell, url_state
from components.security import secure
from data import database
from data.queries import boundaries, choices, status
from data.schema import NoBuildError
from data.settings import ROOT, Settings

settings = Settings()
app = Dash(
    "dashboard",
    use_pages=True,
    pages_folder=str(ROOT / "pages"),
    assets_folder=str(ROOT / "assets"),
    external_stylesheets=["/bootstrap/static/css/bootstrap.min.css"],
    index_string=(ROOT / "components" / "index.html").read_text(encoding="utf-8"),
    compress=True,
    on_error=notices.tell,
)
server: Flask = app.server
server.before_request(database.pin)
Bootstrap5(server)


def layout() -> Any:
    """The shell around the pages, or what to do where there is no build."""
    if not has_request_context():
        return shell.empty_shell(settings.partnership, "")
    try:
        offered, now = choices.filter_choices(), status.build_status()
    except NoBuildError as error:
        return shell.empty_shell(settings.partnership, str(error))
    pages = [(page["path"], page["name"]) for page in page_registry.values() if page["order"] is not None]
    return shell.shell(settings.partnership, pages, offered, url_state.read("", offered).selection, now)


app.layout = layout
shell.register_callbacks(app, choices.filter_choices)
secure(app)


@server.get("/boundaries/<build>/<layer>")
def boundary(build: str, layer: str) -> Response:
    """A public layer as GeoJSON; ``build`` makes the address new when the geometry may be."""
    geojson = boundaries.boundary_geojson(layer) or abort(404)
    return Response(geojson, mimetype="application/geo+json", headers={"Cache-Control": "private, max-age=86400"})


if __name__ == "__main__":
    print(f"Crime and perception dashboard on http://{settings.host}:{settings.port}/", flush=True)
    waitress.serve(server, host=settings.host, port=settings.port, threads=8)
