"""A word-sized line of the last months, as a picture with its text."""

from collections.abc import Sequence
from urllib.parse import quote

from dash import html

from components.figures import theme

WIDTH, HEIGHT = 110, 28


def sparkline(values: Sequence[float | None], alt: str) -> html.Img:
    """Draw the values from zero, a gap left open, a dot at the last one; ``alt`` says the same in words."""
    # From zero: a sparkline that starts at its lowest value makes every ripple a wave.
    top = max((value for value in values if value is not None), default=0) or 1
    step = (WIDTH - 8) / max(len(values) - 1, 1)
    places = [
        None if value is None else (4 + step * index, HEIGHT - 3 - (HEIGHT - 6) * value / top)
        for index, value in enumerate(values)
    ]
    path = ""
    for before, place in zip([None, *places], places, strict=False):
        if place:
            path += f"{'L' if before else 'M'}{place[0]:.1f} {place[1]:.1f}"
    last = next((place for place in reversed(places) if place), None)
    dot = f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2.5" fill="{theme.ACCENT}"/>' if last else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<path d="{path}" fill="none" stroke="{theme.ACCENT}" stroke-width="1.5"/>{dot}</svg>'
    )
    return html.Img(src="data:image/svg+xml," + quote(svg), alt=alt, className="sparkline", width=WIDTH, height=HEIGHT)
