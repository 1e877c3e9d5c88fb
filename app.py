"""The dashboard: one Dash application over the current build, served by granian."""

from dash import Dash
from flask import Flask
from flask_bootstrap import Bootstrap5

from briefing import asked, files, news, open_data
from components import notices, shell, url_state
from data.build import database
from data.queries import boundaries, choices, gazetteer, status
from data.settings import ROOT, load_settings
from server import serving
from server.access import Door
from server.answers import Answers, told_apart
from server.files import serve_boundaries, serve_files
from server.health import tell_health
from server.limits import limit
from server.open_data import serve_open_data
from server.security import secure
from server.way_in import WayIn

settings = load_settings()
server = serving.begun(settings)
answers = Answers(server)
app = Dash(
    "dashboard",
    server=server,  # type: ignore[arg-type]  # typed as a factory, documented as a server
    use_pages=True,
    pages_folder=str(ROOT / "pages"),
    assets_folder=str(ROOT / "assets"),
    requests_pathname_prefix=f"{settings.path}/",
    external_stylesheets=[f"{settings.path}/bootstrap/static/css/bootstrap.min.css"],
    index_string=(ROOT / "components" / "index.html").read_text(encoding="utf-8"),
    compress=True,
    suppress_callback_exceptions=True,  # else every page carries the layouts of all; tests hold the ids of callbacks
    on_error=notices.tell,
)
limit(app)
door = Door(server, database.pin, url_state.KEYS)
answers.give(server, lambda: told_apart(database.build_key))
Bootstrap5(server)
app.layout = lambda: shell.document(
    settings.partnership, settings.contact, door.visitor, choices.filter_choices, status.build_status
)
shell.register_callbacks(app, choices.filter_choices, gazetteer.find)
secure(app, settings.basemap, settings.hsts_subdomains)
tell_health(server, lambda: status.build_status().built_at)
serve_files(server, files.made)
serve_open_data(server, open_data.made, open_data.index, news.feed, settings.data_per_minute)
serve_boundaries(server, boundaries.boundary_geojson)


def load(way_in: WayIn | None) -> Flask:
    """What a process of the server answers with, whole before it listens; way_in: for partners, if any come in."""
    return serving.ready(server, door, settings, way_in, asked.prepare)


if __name__ == "__main__":
    serving.run(load, settings)
