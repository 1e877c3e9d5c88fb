"""The route of boundaries: the outlines that maps draw."""

from collections.abc import Callable

from flask import Flask, Response, abort


def serve_boundaries(server: Flask, outlines: Callable[[str], bytes | str | None]) -> None:
    """Answer /boundaries/<build>/<layer>; outlines: of a layer, None where the viewer has none."""

    def boundary(build: str, layer: str) -> Response:
        """A layer as GeoJSON; ``build`` makes the address new when the geometry may be."""
        geojson = outlines(layer) or abort(404)
        return Response(geojson, mimetype="application/geo+json", headers={"Cache-Control": "private, max-age=86400"})

    server.add_url_rule("/boundaries/<build>/<layer>", view_func=boundary)
