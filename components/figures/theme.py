"""The look that all charts share; colours that files have too are theirs (data/outputs/palette.py)."""

from typing import Any

from data.outputs.palette import (
    ACCENT,
    AROUND,
    CATEGORIES,
    CONTEXT,
    EDGE,
    FALL,
    GAP,
    GROUND,
    INK,
    LINE,
    MUTED,
    RISE,
    SECOND,
    SEQUENTIAL,
    SIGNAL,
    VERDICTS,
    WHITE,
    WORDS,
    class_colours,
)

# What figures ask of the theme though it is written there.
__all__ = ["ACCENT", "AROUND", "CATEGORIES", "CONTEXT", "EDGE", "FALL", "GAP", "GROUND", "INK", "LINE", "MUTED", "RISE"]
__all__ += ["SECOND", "SEQUENTIAL", "SIGNAL", "VERDICTS", "WHITE", "WORDS", "class_colours"]

# Traces and layout, as Plotly draws them in the browser.
Drawing = dict[str, Any]

# Behind a series: the band of its limits.
BAND = "#e8eef3"
# A triangle is a rise or a fall, and a diamond what stands out.
SYMBOLS = ("circle", "square", "cross", "x")
# Small spots, those with most first, and the wards around.
SPOTS = (SEQUENTIAL[4], SEQUENTIAL[2])
# On maps: the edge of what is chosen, and the dots of snap points.
OUTLINE, POINT = "#F46A25", SIGNAL
CLEAR = "rgba(0,0,0,0)"
VEIL = "rgba(255,255,255,0.85)"
PLACE_FILL = "rgba(22,32,42,0.18)"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"


AXIS = {"gridcolor": LINE, "linecolor": LINE, "zeroline": False, "fixedrange": True, "automargin": True}


def axis_title(text: str) -> dict[str, Any]:
    """The title of an axis, smaller than what is drawn along it."""
    return {"text": text, "font": {"size": 12.5}}


def unit_label(text: str, above: int = 6) -> dict[str, Any]:
    """The unit of an upright axis, in a line above its numbers; above: px from the top of the plot."""
    return {
        "text": text, "x": 0, "xref": "paper", "xanchor": "left", "xshift": -44, "y": 1, "yref": "paper",
        "yanchor": "bottom", "yshift": above, "showarrow": False, "font": {"size": 12.5, "color": MUTED},
    }  # fmt: skip


def one_colour(colour: str) -> list[list[float | str]]:
    """A scale of one colour, whatever the value."""
    return [[0, colour], [1, colour]]


def is_dark(colour: str) -> bool:
    """Whether white text stands out on a colour (#rrggbb) more than ink does: its relative luminance, by WCAG."""
    shades = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [shade / 12.92 if shade <= 0.04045 else ((shade + 0.055) / 1.055) ** 2.4 for shade in shades]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.22


def text_on(colour: str) -> str:
    """Ink or white, whichever is read on the colour."""
    return WHITE if is_dark(colour) else INK


def figure(traces: list[dict[str, Any]], *, height: int | None = None, **layout: Any) -> Drawing:
    """A figure in the house style: thin lines, horizontal text, no tools of its own.

    height: px, or None where the page gives it; layout: what differs, axes and margins merged key by key.
    """
    house = {
        "template": "none",
        "font": {"family": FONT, "size": 13.5, "color": INK},
        "margin": {"l": 48, "r": 16, "t": 12, "b": 32, **layout.pop("margin", {})},
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": WHITE, "bordercolor": LINE, "font": {"color": INK, "family": FONT}},
        "xaxis": {**AXIS, "showgrid": False, **layout.pop("xaxis", {})},
        "yaxis": {**AXIS, "rangemode": "tozero", **layout.pop("yaxis", {})},
        **({} if height is None else {"height": height}),
    }
    # Plotly's own objects take many times as long as the rest, to check every property: the tests do that instead.
    return {"data": traces, "layout": {**house, **layout}}
