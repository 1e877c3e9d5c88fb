"""The risk matrix as a chart of a slide: numbered dots in a square."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.model.records import records
from data.model.verdict import CLEAR
from data.outputs import palette
from data.outputs.slides.boxes import Axis, Chart, Series
from data.outputs.slides.lines import say
from data.reports import figures

# Of numbered dots so many have their names.
MOST_NAMED = 6
# What a name needs at the right of its dot, shares of the axes.
ROOM_RIGHT, ROOM_BESIDE = 0.3, 0.06


def risk_dots(figure: figures.RiskDots) -> Chart:
    """Numbered dots in a square: both axes as shares of what lies furthest out."""
    series, every = [], records(figure.frame)
    for is_clear in (False, True):
        of = [row for row in every if (row["verdict"] in CLEAR) is is_clear]
        marker, colour = ("diamond", palette.SIGNAL) if is_clear else ("circle", palette.ACCENT)
        labels = [_ranked(row, every) for row in of]
        xs, ys = ([100 * row[name] for row in of] for name in ("x", "y"))
        if of:
            name = say("clear_change" if is_clear else "no_clear_change")
            series.append(Series(name, ys, colour, xs, marker=marker, size=9, labels=labels))
    share = Axis(low=0, high=100, step=25, suffix="%")
    x, y = (share._replace(title=say("of_furthest", axis=title)) for title in (figure.x_title, figure.y_title))
    return Chart("dots", series, x=x, y=y, room=(0.09, 0.03, 0.16, 0.15), has_key=True)


def _ranked(row: Mapping[Any, Any], every: Sequence[Mapping[Any, Any]]) -> str:
    """The rank, and the name of the first ones that no other dot lies in the way of."""
    is_free = not any(
        other is not row and 0 <= other["x"] - row["x"] < ROOM_RIGHT and abs(other["y"] - row["y"]) < ROOM_BESIDE
        for other in every
    )
    return f"{row['rank']:.0f} {row['label']}" if row["rank"] <= MOST_NAMED and is_free else f"{row['rank']:.0f}"
