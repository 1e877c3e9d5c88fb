"""Pictures that the server draws whole: they need no script, and print as they are seen."""

from urllib.parse import quote

from dash import html

from components.figures import theme

Size = tuple[float, float]


def drawn(marks: str, size: Size, alt: str, name: str) -> html.Img:
    """SVG marks as a picture of so many px; alt: what it says; name: its class."""
    width, height = size
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="{theme.FONT}">{marks}</svg>'
    )
    return html.Img(src=picture_address(svg), alt=alt, className=name, width=width, height=height)


def picture_address(svg: str) -> str:
    """An SVG as the address of a picture, which asks the server for nothing."""
    # What every picture has is replaced first: of what is safe as it is, nothing is looked at sign by sign.
    common = svg.replace("%", "%25").replace('"', "%22").replace("#", "%23")
    return "data:image/svg+xml," + quote(common, safe="% /:;=,.()-'<>")


def text(words: str, x: float, y: float, *, anchor: str = "middle", size: float = 14, colour: str = theme.MUTED) -> str:
    """A line of text whose foot stands at y."""
    safe = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{safe}</text>'


def line(start: Size, end: Size, colour: str, width: float = 1) -> str:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="{width}"/>'


def dot(x: float, y: float, radius: float, colour: str) -> str:
    """A dot with an edge of white, so that dots which lie over each other are told apart."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}" stroke="{theme.WHITE}"/>'
