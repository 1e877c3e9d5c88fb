"""The months of the year against the average month, with the spread of the years."""

import calendar

from components.figures import theme
from data.reports.figures import MonthProfile


def month_profile(figure: MonthProfile) -> theme.Drawing:
    """Draw the index of each month in the band of its lowest and highest year."""
    profile = figure.profile
    names = [calendar.month_abbr[month] for month in profile["month"]]
    high, low = profile["highest_index"].tolist(), profile["lowest_index"].tolist()
    spread = {
        "type": "scatter", "mode": "lines", "name": "lowest to highest year", "hoverinfo": "skip", "fill": "toself",
        "x": [*names, *reversed(names)], "y": [*high, *reversed(low)],
        "fillcolor": theme.BAND, "line": {"color": theme.CONTEXT, "width": 1},
    }  # fmt: skip
    mean = {
        "type": "scatter", "mode": "lines+markers", "name": "average of the years",
        "x": names, "y": profile["index"].tolist(),
        "line": {"color": theme.ACCENT, "width": 2},
        "marker": {"size": 6, "color": theme.WHITE, "line": {"color": theme.ACCENT, "width": 1.5}},
        "text": [
            f"{calendar.month_name[row.month]}: {row.index_:.0f}, years from {row.lowest_index:.0f} "
            f"to {row.highest_index:.0f}"
            for row in profile.rename(columns={"index": "index_"}).itertuples()
        ],
        "hoverinfo": "text",
    }  # fmt: skip
    level = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 100, "y1": 100}
    return theme.figure(
        [spread, mean],
        height=320,
        shapes=[{**level, "line": {"color": theme.MUTED, "width": 1, "dash": "dash"}}],
        xaxis={"type": "category"},
        yaxis={"title": theme.axis_title("average month = 100")},
        margin={"l": 64},
    )
