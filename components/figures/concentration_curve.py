"""How few cells hold how much: a curve from the cell with most to the last."""

from components.figures import theme
from data.reports.figures import ConcentrationCurve
from data.words.formatting import number


def concentration_curve(figure: ConcentrationCurve) -> theme.Drawing:
    """Draw the curve, with the squares that hold half."""
    curve, half_cells = figure
    texts = [
        f"{number(row.cell_count)} spots ({number(row.cell_share_pct, 1)}%) hold {number(row.offence_share_pct)}%"
        for row in curve.itertuples()
    ]
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [round(float(share), 3) for share in curve["cell_share_pct"]],
        "y": [round(float(share), 2) for share in curve["offence_share_pct"]],
        "text": texts,
        "hoverinfo": "text",
        "line": {"color": theme.ACCENT, "width": 2},
    }
    equal = {
        "type": "scatter", "mode": "lines", "x": [0, 100], "y": [0, 100], "hoverinfo": "skip",
        "line": {"color": theme.MUTED, "width": 1, "dash": "dot"},
    }  # fmt: skip
    half = curve[curve["cell_count"] == half_cells].iloc[0]
    at = [float(half["cell_share_pct"]), float(half["offence_share_pct"])]
    dot = {
        "type": "scatter", "mode": "markers", "x": at[:1], "y": at[1:], "hoverinfo": "skip",
        "marker": {"size": 9, "color": theme.SECOND},
    }  # fmt: skip
    note = {"showarrow": False, "xanchor": "left", "align": "left", "font": {"color": theme.INK, "size": 13}}
    notes = [
        {
            **note,
            "x": at[0],
            "y": at[1],
            "xshift": 10,
            "yshift": -8,
            "text": f"<b>half in {number(half_cells)} small spots</b>",
        },
        {**note, "x": 62, "y": 54, "text": "if every spot held as much", "font": {"color": theme.MUTED, "size": 12.5}},
    ]
    return theme.figure(
        [equal, line, dot],
        height=300,
        annotations=notes,
        xaxis={"title": {"text": "Share of small spots, %"}, "range": [0, 100], "showgrid": True},
        yaxis={"title": {"text": "Share of offences, %"}, "range": [0, 103]},
        margin={"b": 48, "l": 56},
    )
