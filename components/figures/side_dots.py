"""Categories one below the other, each with the figures of two or three sides."""

from components.figures import theme
from data.reports.figures import SideDots
from data.words.formatting import number

ROW_PX, LINE_PX = 44, 20
STYLES = (("circle", theme.ACCENT, "●"), ("square", theme.SECOND, "■"), ("cross", theme.CATEGORIES[2], "✚"))


def side_dots(figure: SideDots) -> theme.Drawing:
    """Draw a row for each category with a mark for each side, the sides named above."""
    frame, sides, measure = figure
    places = list(range(len(frame) - 1, -1, -1))
    values = frame[list(sides)].astype(float)
    joins = [
        {"type": "scatter", "x": [low, high], "y": [place, place], "mode": "lines", "hoverinfo": "skip",
         "line": {"color": theme.LINE, "width": 4}}
        for low, high, place in zip(values.min(axis=1), values.max(axis=1), places, strict=True)
    ]  # fmt: skip
    dots = [
        {"type": "scatter", "x": list(values[column]), "y": places, "mode": "markers", "name": words,
         "hoverinfo": "text", "marker": {"size": 11, "symbol": symbol, "color": colour},
         "text": [f"{words}<br>{name}: {number(value, measure.decimals)} {measure.unit}"
                  for name, value in zip(frame["offence_group"], values[column], strict=True)]}
        for (column, words), (symbol, colour, _) in zip(sides.items(), STYLES, strict=False)
    ]  # fmt: skip
    # The groups stand above their rows, not beside them: a phone has no room at the side.
    name = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 6, "showarrow": False}
    names = [{**name, "y": place, "text": text} for place, text in zip(places, frame["offence_group"], strict=True)]
    return theme.figure(
        joins + dots,
        height=80 + LINE_PX * len(sides) + ROW_PX * len(frame),
        annotations=[*names, _key(list(sides.values()))],
        xaxis={
            "rangemode": "tozero",
            "showgrid": True,
            "nticks": 6,
            "tickangle": 0,
            "title": theme.axis_title(measure.unit),
        },
        yaxis={"range": [-0.5, len(frame) - 0.2], "showgrid": False, "visible": False},
        margin={"l": 16, "b": 48, "t": 16 + LINE_PX * len(sides)},
    )


def _key(names: list[str]) -> dict[str, object]:
    lines = [
        f"<span style='color:{colour}'>{sign}</span> {words}"
        for words, (_, colour, sign) in zip(names, STYLES, strict=False)
    ]
    return {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom", "text": "<br>".join(lines),
            "showarrow": False, "xanchor": "left", "align": "left"}  # fmt: skip
