"""A map of areas by class, as a picture."""

from collections.abc import Sequence

from dash import html

from components.figures import theme
from components.figures.drawn import drawn, text
from data.reports.figures import OutlineMap
from data.words.formatting import number

WIDTH, EDGE, KEY = 360, 4, 44
HIGHEST = 300


def outline_map(figure: OutlineMap, alt: str) -> html.Img:
    """The areas, those that stand out edged, over the key of their classes; alt: what the map says."""
    shapes, classes, breaks, noun, outlined = figure
    corners = [point for rings in shapes.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    scale = min((WIDTH - 2 * EDGE) / (east - west), HIGHEST / (north - south))
    left, height = (WIDTH - scale * (east - west)) / 2, scale * (north - south) + 2 * EDGE
    colours = theme.class_colours("sequential", len(breaks) + 1)

    def path(code: str) -> str:
        """The rings of an area, in px."""
        return "".join(
            "M" + "L".join(f"{left + scale * (x - west):.1f} {EDGE + scale * (north - y):.1f}" for x, y in ring) + "Z"
            for ring in shapes[code]
        )

    paths = {code: path(code) for code in shapes}
    areas = [
        f'<path d="{shape}" fill="{colours[classes[code]] if code in classes else theme.GAP}" '
        f'stroke="{theme.WHITE}" fill-rule="evenodd"/>'
        for code, shape in paths.items()
    ]
    edges = [
        f'<path d="{shape}" fill="none" stroke="{colour}" stroke-width="{wide}" stroke-linejoin="round"/>'
        for colour, wide in ((theme.WHITE, 5), (theme.INK, 2.5))
        for code, shape in paths.items()
        if code in outlined
    ]
    size = (WIDTH, round(height + KEY))
    return drawn("".join([*areas, *edges, _key(breaks, noun, colours, height)]), size, alt, "picture")


def _key(breaks: Sequence[float], noun: str, colours: Sequence[str], top: float) -> str:
    """The colours from the lowest class to the highest, with the numbers between them."""
    wide, y = 52, top + 8
    boxes = [
        f'<rect x="{wide * place + 1}" y="{y:.1f}" width="{wide}" height="12" fill="{colour}" stroke="{theme.EDGE}"/>'
        for place, colour in enumerate(colours)
    ]
    edges = [text(number(edge), wide * (place + 1) + 1, y + 28) for place, edge in enumerate(breaks)]
    return "".join([*boxes, *edges, text(noun, wide * len(colours) + 8, y + 11, anchor="start")])
