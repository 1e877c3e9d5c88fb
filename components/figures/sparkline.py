"""A word-sized line of the last months, as a picture with its text."""

from collections.abc import Sequence

from dash import html

from components.figures import theme
from components.figures.drawn import Size, dot, drawn
from data.reports.figures import Sparkline

WIDTH, HEIGHT = 110, 28

Place = tuple[float, float] | None


def sparkline(figure: Sparkline, size: Size = (WIDTH, HEIGHT)) -> html.Img:
    """Draw the values from zero, a gap left open, a dot at the last one.

    Of two periods the one now is shaded and drawn in full, the one before dashed, what lies around them faint.
    """
    values, alt, now, before = figure
    places = _places(values, size)
    last = next((place for place in reversed(places) if place), None)
    end = dot(*last, 3, theme.ACCENT) if last else ""
    if now is None:
        return drawn(f"{_path(places, theme.ACCENT)}{end}", size, alt, "sparkline")
    shade = ""
    if places:
        left, right = (4 + (size[0] - 8) / max(len(values) - 1, 1) * place for place in (now[0], now[1] - 1))
        shade = f'<rect x="{left - 2:.1f}" width="{right - left + 6:.1f}" height="{size[1]}" fill="{theme.GROUND}"/>'
    faint = _path(places, theme.LINE)
    dashed = _path(places[slice(*before)], theme.MUTED, "2 2") if before else ""
    return drawn(f"{shade}{faint}{dashed}{_path(places[slice(*now)], theme.ACCENT)}{end}", size, alt, "sparkline")


def _places(values: Sequence[float | None], size: Size) -> list[Place]:
    # From zero: a sparkline that starts at its lowest value makes every ripple a wave.
    top = max((value for value in values if value is not None), default=0) or 1
    step, height = (size[0] - 8) / max(len(values) - 1, 1), size[1]
    return [
        None if value is None else (4 + step * index, height - 4 - (height - 8) * value / top)
        for index, value in enumerate(values)
    ]


def _path(places: Sequence[Place], colour: str, dashes: str = "") -> str:
    path = ""
    for before, place in zip([None, *places], places, strict=False):
        if place:
            path += f"{'L' if before else 'M'}{place[0]:.1f} {place[1]:.1f}"
    is_dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"{is_dashed}/>'
