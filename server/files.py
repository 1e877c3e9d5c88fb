"""The routes of files, whatever an address shows, and of boundaries, the outlines that maps draw."""

from collections.abc import Callable
from typing import Protocol

from flask import Flask, Response, abort, request

from data.model.file_errors import LeftError, TemplateError
from data.model.schema import NoBuildError
from server.below import root
from server.gateway import IS_GONE

NO_PANEL = "There is no such file: the panel may have moved. Open its page and save it again."


class File(Protocol):
    """A file: its name, its kind, what is in it."""

    @property
    def name(self) -> str:
        """As it is saved."""

    @property
    def kind(self) -> str:
        """Its media type."""

    @property
    def body(self) -> bytes:
        """What is in it."""


# Kind of file, id of the panel, search of the address, address of the server, whether whoever asked is gone.
Make = Callable[[str, str, str, str, Callable[[], bool]], File | None]


def serve_files(server: Flask, make: Make) -> None:
    """Answer /files/<kind>/<panel>?<what is chosen> from what ``make`` gives."""

    def file(kind: str, panel: str) -> Response:
        """One file, made for this request's viewer."""
        is_gone = request.environ.get(IS_GONE, lambda: False)
        try:
            made = make(kind, panel, f"?{request.query_string.decode()}", root(), is_gone)
        except LeftError:
            return Response(status=499)
        except NoBuildError as error:
            return Response(str(error), status=503, mimetype="text/plain")
        except TemplateError as error:
            return Response(str(error), status=500, mimetype="text/plain")
        if made is None:
            abort(404, NO_PANEL)
        headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "private, no-cache"}
        return Response(made.body, content_type=made.kind, headers=headers)

    server.add_url_rule("/files/<kind>/<panel>", view_func=file)


def serve_boundaries(server: Flask, outlines: Callable[[str], bytes | str | None]) -> None:
    """Answer /boundaries/<build>/<layer>; outlines: of a layer, None where the viewer has none."""

    def boundary(build: str, layer: str) -> Response:
        """A layer as GeoJSON; ``build`` makes the address new when the geometry may be."""
        geojson = outlines(layer) or abort(404)
        return Response(geojson, mimetype="application/geo+json", headers={"Cache-Control": "private, max-age=86400"})

    server.add_url_rule("/boundaries/<build>/<layer>", view_func=boundary)
