"""A few counts as a list of bars, each with its number."""

from dash import html

from components.attributes import dashed
from data.reports.figures import CountBars
from data.words.formatting import number


def count_bars(figure: CountBars) -> html.Table:
    """Draw the bars from zero, the longest across.

    The numbers are a table: the bars add nothing for those who do not see them.
    """
    frame, of = figure
    most = frame["value"].max() or 1
    rows = [
        html.Tr(
            [
                html.Th(row["label"], scope="row"),
                html.Td(number(row["value"]), className="number"),
                html.Td(
                    html.Span(className="bar", style={"width": f"{100 * row['value'] / most:.1f}%"}),
                    className="bar-cell",
                    **dashed(aria_hidden="true"),
                ),
            ]
        )
        for row in frame.to_dict("records")
    ]
    return html.Table([html.Caption(of, className="visually-hidden"), html.Tbody(rows)], className="count-bars")
