"""Every colour, and the look that all charts share (Government Analysis Function palette)."""

import plotly.graph_objects as go

INK = "#16202a"
MUTED = "#51606e"
LINE = "#d8dee4"
GROUND = "#eef2f5"
WHITE = "#ffffff"
ACCENT = "#12436D"
SECOND = "#F46A25"
CONTEXT = "#8296a8"
GAP = "#f2efe8"
CATEGORIES = ("#12436D", "#28A197", "#801650", "#F46A25")
SEQUENTIAL = ("#dbe8f4", "#a9cbe6", "#6BACE6", "#2073BC", "#12436D")
DIVERGING = ("#0a5a54", "#7cc3bb", "#e4e8ec", "#f0a878", "#b8460e")
CLEAR = "rgba(0,0,0,0)"
VEIL = "rgba(255,255,255,0.85)"

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"


def base_figure(height: int | None) -> go.Figure:
    """An empty figure in the house style; ``height`` in px, or None where the page gives it."""
    axis = {"gridcolor": LINE, "linecolor": LINE, "zeroline": False, "fixedrange": True, "automargin": True}
    return go.Figure(
        layout={
            "template": "none",
            "height": height,
            "font": {"family": FONT, "size": 13.5, "color": INK},
            "margin": {"l": 48, "r": 16, "t": 12, "b": 32},
            "paper_bgcolor": WHITE,
            "plot_bgcolor": WHITE,
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": WHITE, "bordercolor": LINE, "font": {"color": INK, "family": FONT}},
            "xaxis": {**axis, "showgrid": False},
            "yaxis": {**axis, "rangemode": "tozero"},
        }
    )
