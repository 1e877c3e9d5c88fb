from itertools import combinations
from typing import Any

import pandas as pd

from components.figures import theme
from components.figures.risk_dots import DOT, PLOT_HEIGHT, PLOT_WIDTH, risk_dots
from data.model.verdict import Verdict
from data.reports.figures import RiskDots
from tests.fixtures.drawings import checked

NAMES = ["Violence and sexual offences", "Vehicle crime", "Robbery", "Burglary", "Drugs", "Public order"]


def drawn(places: list[tuple[float, float]], verdict: Verdict = Verdict.UNCLEAR) -> Any:
    rows = [
        {"label": name, "rank": rank, "x": x, "y": y, "verdict": verdict, "text": name}
        for rank, (name, (x, y)) in enumerate(zip(NAMES, places, strict=False), start=1)
    ]
    ticks = [(0.0, "0"), (1.0, "100")]
    return checked(risk_dots, RiskDots)(pd.DataFrame(rows), "often", "harmful", ticks, ticks, "both")


def boxes(figure: Any) -> list[tuple[float, float]]:
    """Where each name is written, px of the plot of a phone."""
    named = [note for note in figure.layout.annotations if note.text.replace("<br>", " ") in NAMES]
    return [(PLOT_WIDTH * note.x + note.xshift, PLOT_HEIGHT * (1 - note.y) - note.yshift) for note in named]


def test_every_dot_bears_its_rank() -> None:
    figure = drawn([(1, 0.5), (0.2, 0.9), (0.4, 0.1)])
    by_rank = dict(zip(figure.data[0].text, zip(figure.data[0].x, figure.data[0].y, strict=True), strict=True))
    assert by_rank == {"1": (1, 0.5), "2": (0.2, 0.9), "3": (0.4, 0.1)}


def test_dots_apart_are_all_named_and_the_last_one_at_its_left() -> None:
    figure = drawn([(1, 0.9), (0.1, 0.7), (0.5, 0.5), (0.1, 0.3)])
    notes = {note.text.replace("<br>", " "): note for note in figure.layout.annotations}
    assert set(notes) == {"both", *NAMES[:4]}
    assert notes[NAMES[0]].xanchor == "right"
    assert notes["Robbery"].xanchor == "left"


def test_names_that_would_lie_on_others_are_left_out_those_of_the_first_ranks_stay() -> None:
    figure = drawn([(0.4 + 0.02 * place, 0.5) for place in range(6)])
    named = [note.text.replace("<br>", " ") for note in figure.layout.annotations]
    assert NAMES[0] in named
    assert len(named) < 1 + len(NAMES)
    for (x, y), (other_x, other_y) in combinations(boxes(figure), 2):
        assert abs(x - other_x) > DOT or abs(y - other_y) > DOT / 2


def test_a_clear_change_has_its_colour() -> None:
    assert set(drawn([(1, 1)], Verdict.CLEAR_RISE).data[0].marker.color) == {theme.RISE}
    assert set(drawn([(1, 1)], Verdict.POSSIBLE_RISE).data[0].marker.color) == {theme.MUTED}


def test_a_dot_of_too_few_to_tell_is_hollow_and_its_rank_is_read() -> None:
    (dots,) = drawn([(1, 1)], Verdict.TOO_FEW).data
    assert set(dots.marker.color) == {theme.WHITE}
    assert set(dots.marker.line.color) == set(dots.textfont.color) == {theme.MUTED}
