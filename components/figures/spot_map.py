"""One ward with its small spots: a picture that needs no request, its pins, and both as a list."""

import math
from collections.abc import Sequence
from urllib.parse import quote

from dash import html

from components.attributes import dashed
from components.figures import theme
from data.reports.maps import Pin, SpotMap

WIDTH, HEIGHT, EDGE = 620, 460, 22
Ring = Sequence[tuple[float, float]]


class Frame:
    """The picture's pixels of a place in degrees: the outline whole, in the middle, north on top."""

    def __init__(self, outline: Sequence[Ring]) -> None:
        """Around these rings."""
        east, north = ([point[axis] for ring in outline for point in ring] for axis in (0, 1))
        self.middle = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2
        # A degree of longitude is shorter than one of latitude.
        self.narrow = math.cos(math.radians(self.middle[1]))
        wide, high = (max(east) - min(east)) * self.narrow, max(north) - min(north)
        self.scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        x = WIDTH / 2 + (longitude - self.middle[0]) * self.narrow * self.scale
        return x, HEIGHT / 2 - (latitude - self.middle[1]) * self.scale

    def path(self, rings: Sequence[Ring]) -> str:
        """Rings as the path of an SVG."""
        return "".join(
            "M" + "L".join("{:.1f} {:.1f}".format(*self.at(*point)) for point in ring) + "Z" for ring in rings
        )


def spot_map(figure: SpotMap) -> html.Div:
    """Draw the ward on its neighbours, its spots and its pins."""
    frame = Frame(figure.outline)
    source = "data:image/svg+xml," + quote(_svg(frame, figure))
    picture = html.Img(src=source, alt=figure.name, width=WIDTH, height=HEIGHT)
    marks = [_mark(frame, pin) for pin in figure.pins]
    return html.Div(
        [
            html.Div([picture, *marks], className="spot-picture"),
            *([_listed(figure)] if figure.classes else []),
        ],
        className="spot-map",
    )


def _svg(frame: Frame, figure: SpotMap) -> str:
    squares = [
        f'<path d="{frame.path([spot.corners])}" fill="{theme.SPOTS[spot.spot_class]}" stroke="{theme.WHITE}" '
        f'stroke-width="1"/>'
        for spot in figure.spots
    ]
    border = f'<path d="{frame.path(figure.outline)}" fill="none" stroke="{theme.ACCENT}" stroke-width="2.5"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.GROUND}"/>'
        f'<path d="{frame.path(figure.neighbours)}" fill="{theme.AROUND}" stroke="{theme.WHITE}" stroke-width="1.5"/>'
        f'<path d="{frame.path(figure.outline)}" fill="{theme.WHITE}" fill-rule="evenodd"/>'
        f"{''.join(squares)}{border}</svg>"
    )


def _mark(frame: Frame, pin: Pin) -> html.Span:
    """A pin over the picture: of one size however small this is drawn. The list says the same."""
    x, y = frame.at(pin.longitude, pin.latitude)
    place = {"left": f"{100 * x / WIDTH:.2f}%", "top": f"{100 * y / HEIGHT:.2f}%"}
    return html.Span(className="pin", style=place, **dashed(aria_hidden="true", data_number=str(pin.number)))


def _listed(figure: SpotMap) -> html.Table:
    """The pins with what is counted there, under what the colours stand for."""
    caption = html.Caption("The numbered places and the colours of the map", className="visually-hidden")
    rows = [
        *(_row(html.Span(str(pin.number), className="pin"), pin.name, pin.counted) for pin in figure.pins),
        *(
            _row(html.Span(className="swatch", style={"backgroundColor": colour}), one.words, one.counted)
            for colour, one in zip(theme.SPOTS, figure.classes, strict=False)
        ),
    ]
    return html.Table([caption, html.Tbody(rows)], className="spot-list")


def _row(mark: html.Span, words: str, counted: str) -> html.Tr:
    return html.Tr([html.Td(mark), html.Th(words, scope="row"), html.Td(counted, className="number")])
