"""A headline card: one figure, what it is, and how it compares."""

from collections.abc import Sequence

from dash import html


def headline_card(
    title: str,
    figure: str,
    unit: str,
    lines: Sequence[str],
    picture: html.Img | None = None,
    verdict: html.P | None = None,
) -> html.Div:
    """A card with a figure in large type and its ``verdict``; ``lines`` say the comparison, or why there is none."""
    return html.Div(
        [
            html.H2(title),
            html.P([html.Span(figure, className="figure"), " ", unit]),
            *(part for part in (verdict, picture) if part is not None),
            *(html.P(line, className="quiet") for line in lines),
        ],
        className="card-headline",
    )
