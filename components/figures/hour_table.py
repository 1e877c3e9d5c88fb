"""Hour by weekday as a table of shaded cells, each with its number."""

import calendar

from components.figures import theme
from data.reports.figures import HourTable

# Five shades of equal width; on the two darkest the number is white.
SCALE = [[place / 5, colour] for shade, colour in enumerate(theme.SEQUENTIAL) for place in (shade, shade + 1)]
DARK = 0.6
# What stands where the number is hidden.
HIDDEN = "…"


def hour_table(figure: HourTable) -> theme.Drawing:
    """Draw a square an hour and weekday, the first hour on top."""
    counts, noun = figure
    hours = [f"{hour:02}" for hour in counts.index]
    days = [calendar.day_abbr[day - 1] for day in counts.columns]
    top = max(int(counts.max(axis=None)), 1)
    numbers = [[None if count != count else int(count) for count in row] for row in counts.to_numpy().tolist()]
    cells = {
        "type": "heatmap", "x": days, "y": hours, "z": numbers, "zmin": 0, "zmax": top, "hoverongaps": False,
        "colorscale": SCALE, "showscale": False, "xgap": 1, "ygap": 1,
        "hovertemplate": f"%{{x}} %{{y}} o'clock: %{{z:,}} {noun}<extra></extra>",
    }  # fmt: skip
    notes = [
        {"x": day, "y": hour, "text": HIDDEN if count is None else f"{count:,}", "showarrow": False,
         "font": {"size": 11, "color": theme.WHITE if (count or 0) >= DARK * top else theme.INK}}
        for hour, row in zip(hours, numbers, strict=True)
        for day, count in zip(days, row, strict=True)
    ]  # fmt: skip
    return theme.figure(
        [cells],
        height=620,
        annotations=notes,
        xaxis={"type": "category", "side": "top"},
        yaxis={"type": "category", "autorange": "reversed", "rangemode": "normal", "title": theme.axis_title("hour")},
        margin={"t": 32, "b": 8},
    )
