"""The risk matrix as a chart of a slide: numbered dots in a square."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.model.records import records
from data.model.verdict import Verdict
from data.outputs import palette
from data.outputs.slides.boxes import Axis, Chart, Series
from data.outputs.slides.lines import say
from data.reports import figures

# By verdict the name, the mark and the colour, which is the page's; None for all that did not clearly change.
LOOKS = {
    None: ("neither", "circle", palette.CONTEXT),
    Verdict.TOO_FEW: ("too_few", "circle", palette.CONTEXT),
    Verdict.CLEAR_RISE: ("clear_rise", "diamond", palette.RISE),
    Verdict.CLEAR_FALL: ("clear_fall", "square", palette.FALL),
}
# Of numbered dots so many have their names.
MOST_NAMED = 6
# What a name needs at the right of its dot, shares of the axes.
ROOM_RIGHT, ROOM_BESIDE = 0.3, 0.06


def risk_dots(figure: figures.RiskDots) -> Chart:
    """Numbered dots in a square: both axes as shares of what lies furthest out."""
    series, every = [], records(figure.frame)
    for verdict, (name, marker, colour) in LOOKS.items():
        of = [row for row in every if (row["verdict"] if row["verdict"] in LOOKS else None) == verdict]
        labels = [_ranked(row, every) for row in of]
        xs, ys = ([100 * row[name] for row in of] for name in ("x", "y"))
        if of:
            series.append(
                Series(
                    say(name),
                    ys,
                    colour,
                    xs,
                    marker=marker,
                    size=9,
                    is_hollow=verdict == Verdict.TOO_FEW,
                    labels=labels,
                )
            )
    x, y = _axis(figure.x_title, figure.x_ticks), _axis(figure.y_title, figure.y_ticks)
    return Chart("dots", series, x=x, y=y, room=(0.09, 0.03, 0.16, 0.15), has_key=True)


def _axis(title: str, ticks: Sequence[tuple[float, str]]) -> Axis:
    """An axis without numbers, which would be none of the figure's: its ends in words, where its ticks reach them."""
    reaches = ticks[-1][0] >= 1
    ends = say("from_to", low=ticks[0][1], high=ticks[-1][1]) if reaches else say("square_roots")
    return Axis(f"{title} ({ends})", low=0, high=100, step=25, is_seen=False)


def _ranked(row: Mapping[Any, Any], every: Sequence[Mapping[Any, Any]]) -> str:
    """The rank, and the name of the first ones that no other dot lies in the way of."""
    is_free = not any(
        other is not row and 0 <= other["x"] - row["x"] < ROOM_RIGHT and abs(other["y"] - row["y"]) < ROOM_BESIDE
        for other in every
    )
    return f"{row['rank']:.0f} {row['label']}" if row["rank"] <= MOST_NAMED and is_free else f"{row['rank']:.0f}"
