"""How well ways of ranking cells foresee: their PAI with intervals, and the line at 10."""

from components.figures import theme
from data.reports.figures import AccuracyDots
from data.words.formatting import number


def accuracy_dots(figure: AccuracyDots) -> theme.Drawing:
    """Draw the PAI of each method at each share of one area, with its interval."""
    results, methods, line = figure
    shares = sorted(results["area_share"].unique())
    traces = []
    for place, (method, name) in enumerate(methods.items()):
        rows = results[(results["method"] == method) & results["pai"].notna()]
        at = [shares.index(share) + 0.16 * (place - (len(methods) - 1) / 2) for share in rows["area_share"]]
        texts = [
            f"{name}, {number(100 * row.area_share)}% of the area<br>{number(row.pai, 1)} "
            f"times chance ({number(row.pai_lower_ci, 1)} to {number(row.pai_upper_ci, 1)})"
            for row in rows.itertuples()
        ]
        traces.append(
            {
                "type": "scatter", "mode": "markers", "x": at, "y": [float(v) for v in rows["pai"]], "name": name,
                "text": texts, "hoverinfo": "text",
                "marker": {"size": 9, "color": theme.CATEGORIES[place], "symbol": theme.SYMBOLS[place]},
                "error_y": {
                    "type": "data", "symmetric": False, "thickness": 1.5, "width": 4, "color": theme.CATEGORIES[place],
                    "array": [float(v) for v in rows["pai_upper_ci"] - rows["pai"]],
                    "arrayminus": [float(v) for v in rows["pai"] - rows["pai_lower_ci"]],
                },
            }
        )  # fmt: skip
    rule = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": line, "y1": line,
            "line": {"color": theme.MUTED, "width": 1, "dash": "dash"}}  # fmt: skip
    note = {"x": 1, "xref": "paper", "xanchor": "right", "y": line, "yshift": 9, "showarrow": False,
            "text": f"{number(line)} times chance", "font": {"color": theme.MUTED, "size": 12.5}}  # fmt: skip
    ticks = [f"{number(100 * share)}% of the area" for share in shares]
    return theme.figure(
        traces,
        height=300,
        shapes=[rule],
        annotations=[note],
        showlegend=True,
        legend={"orientation": "h", "y": 1.12, "x": 0},
        xaxis={"tickvals": list(range(len(shares))), "ticktext": ticks, "range": [-0.5, len(shares) - 0.5]},
        yaxis={"title": {"text": "Accuracy index"}},
        margin={"t": 36},
    )
