"""The dashboard: one Dash application over the current build, served by waitress."""

import waitress
from dash import Dash
from flask import Flask, Response, abort
from flask_bootstrap import Bootstrap5

from briefing.files import made
from components import notices, shell
from data.build import database
from data.queries import boundaries, choices, gazetteer, status
from data.settings import LOOPBACK, ROOT, load_settings
from server.access import Door
from server.answers import Answers, told_apart
from server.compressed import COMPRESSED
from server.files import serve_files
from server.security import secure

settings = load_settings()
server = Flask("dashboard")
server.config["COMPRESS_MIMETYPES"] = COMPRESSED
answers = Answers(server)
app = Dash(
    "dashboard",
    server=server,  # type: ignore[arg-type]  # typed as a factory, documented as a server
    use_pages=True,
    pages_folder=str(ROOT / "pages"),
    assets_folder=str(ROOT / "assets"),
    external_stylesheets=["/bootstrap/static/css/bootstrap.min.css"],
    index_string=(ROOT / "components" / "index.html").read_text(encoding="utf-8"),
    compress=True,
    on_error=notices.tell,
)
door = Door(server, database.pin)
answers.give(server, lambda: told_apart(database.build_key))
Bootstrap5(server)

app.layout = lambda: shell.document(settings.partnership, settings.contact, choices.filter_choices, status.build_status)
shell.register_callbacks(app, choices.filter_choices, gazetteer.find)
secure(app, settings.basemap)
serve_files(server, made)


@server.get("/boundaries/<build>/<layer>")
def boundary(build: str, layer: str) -> Response:
    """A layer as GeoJSON, if the viewer may see it; ``build`` makes the address new when the geometry may be."""
    geojson = boundaries.boundary_geojson(layer) or abort(404)
    return Response(geojson, mimetype="application/geo+json", headers={"Cache-Control": "private, max-age=86400"})


if __name__ == "__main__":
    address = f"http://{settings.host}:{settings.port}"
    print(f"Crime and perception dashboard on {address}/", flush=True)
    if settings.audience == "partner":
        print(f"For partners, once: {address}{door.open(server, LOOPBACK)}", flush=True)
    # Dash sets up its pages at the first request, without a lock: two at once would find half of them.
    server.test_client().get("/_dash-dependencies")
    waitress.serve(server, host=settings.host, port=settings.port, threads=8, channel_request_lookahead=1)
