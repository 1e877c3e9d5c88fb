"""A headline card: one figure, what it is, and how it compares."""

from collections.abc import Sequence

from dash import html


def headline_card(
    title: str, figure: str, unit: str, lines: Sequence[str], picture: html.Img | None = None
) -> html.Div:
    """A card with a figure in large type; ``lines`` say the comparison, or why there is none."""
    return html.Div(
        [
            html.H2(title),
            html.P([html.Span(figure, className="figure"), " ", unit]),
            *([] if picture is None else [picture]),
            *(html.P(line, className="quiet") for line in lines),
        ],
        className="card-headline",
    )
