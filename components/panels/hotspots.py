"""The parts of the hotspot page."""

from typing import Any

import pandas as pd
from dash import dcc, html

from components import formatting as f
from components.attributes import dashed
from components.data_table import Column, data_table, folded_table
from components.download import csv_link, csv_text, png_button
from components.figures import theme
from components.panels.map_context import Context
from data.selection import Selection

MEASURE_OPTIONS = [
    {"value": "offence_count", "label": "Count"},
    {"value": "rate_per_1000", "label": "Rate per 1,000"},
    {"value": "change_pct", "label": "Change"},
]
MOST_POINTS, MOST_TYPES = 20, 5
POINT_COLUMNS = [
    Column("location", "Snap point"),
    Column("offence_count", "Records", "number"),
    Column("longitude", "Longitude", "number", 6),
    Column("latitude", "Latitude", "number", 6),
]


def map_values(context: Context) -> pd.DataFrame:
    """The wards as the map wants them: area_code, map_class, text; in the order of their codes."""
    frame = context.frame.sort_values("area_code")
    texts = [f"<b>{row.area_name}</b><br>{context.show(row.value)}" for row in frame.itertuples()]
    return frame.assign(text=texts)[["area_code", "map_class", "text"]]


def point_frame(points: pd.DataFrame | None) -> pd.DataFrame:
    """The snap points as the map wants them: longitude, latitude, text, offence_count."""
    if points is None:
        return pd.DataFrame({name: [] for name in ("longitude", "latitude", "location", "offence_count", "text")})
    texts = [f"{row.location}<br>{row.offence_count} records at this snap point" for row in points.itertuples()]
    return points.assign(text=texts)


def legend(context: Context) -> list[Any]:
    """The classes in words with the number of wards in each."""
    counts = context.frame["map_class"].value_counts()
    entries = [
        html.Li(
            [
                html.Span(className="swatch", style={"background": shown.colour}),
                f"{shown.words} ({counts.get(place, 0)})",
            ]
        )
        for place, shown in enumerate(context.classes)
    ]
    absent = int(context.frame["map_class"].isna().sum())
    if absent:
        entries.append(html.Li([html.Span(className="swatch"), f"not available ({absent})"]))
    if context.outlined:
        entries.append(
            html.Li(
                [
                    html.Span(className="swatch outlined", style={"borderColor": theme.OUTLINE}),
                    f"outlined: {context.selection.wards_label}",
                ]
            )
        )
    if context.selection.points:
        entries.append(
            html.Li(
                [
                    html.Span(className="swatch dot", style={"background": theme.POINT}),
                    "snap points, larger with more records",
                ]
            )
        )
    return [html.P(f"{context.heading_of_measure} (number of wards)"), html.Ul(entries)]


def zoom_buttons(graph_id: str) -> html.Div:
    """Zoom in, zoom out and back to the whole area, by mouse or keyboard."""
    buttons = [("in", "+", "Zoom in"), ("out", "−", "Zoom out"), ("reset", "⌂", "Show the whole area")]
    return html.Div(
        [
            html.Button(sign, type="button", **dashed(data_map_zoom=step, data_map=graph_id, aria_label=words))
            for step, sign, words in buttons
        ],
        className="map-buttons",
    )


def _columns(context: Context) -> list[Column]:
    columns = [
        Column("area_name", "Ward"),
        Column("rank", "Rank", "number"),
        Column("total_0", f.capital(context.selection.noun), "number"),
        Column("rate_per_1000", "Per 1,000", "number", 1),
    ]
    if context.measure.name == "change_pct":
        columns += [Column("total_1", "A year before", "number"), Column("change_pct", "Change, %", "change", 1)]
    return columns


# A file names areas by their codes too, and the residents that a rate was made with.
FILE_COLUMNS = [Column("population", "Residents", "number"), Column("area_code", "Code", "code")]


def tools(context: Context, points: pd.DataFrame) -> html.Div:
    """The map's numbers as files, the map as a picture, and the snap points with most records as a table."""
    words = context.words
    lines = [words.finding, words.caption, f"Source: {words.source}"]
    name = f"{context.measure.name}-{context.selection.period.last:%Y-%m}"
    saved: list[Any] = [
        csv_link(csv_text(context.frame, [*_columns(context), *FILE_COLUMNS], lines), f"wards-{name}", words.finding)
    ]
    if len(points):
        title = f"The {min(len(points), MOST_POINTS)} snap points with most records, of {len(points)}"
        saved.append(folded_table(points.head(MOST_POINTS), POINT_COLUMNS, title, words="Snap points"))
        text = csv_text(points, POINT_COLUMNS, ["Records added up at snap points; a point is no address", *lines[1:]])
        saved.append(csv_link(text, f"snap-points-{name}", "Snap points", "CSV of snap points"))
    return html.Div([*saved, png_button(words.finding)], className="tools")


def detail(context: Context, types: pd.DataFrame, search: str | None) -> html.Section:
    """What is chosen: its total, its place among the wards, its crime types against a year before.

    types: crime_type, total_0, total_1.
    """
    selection = context.selection
    total = context.frame[context.frame["area_code"].isin(selection.wards)]["total_0"].sum(skipna=False)
    lines = [f"{f.number(total)} {selection.noun}, {f.period(selection.period)}"]
    if len(context.chosen) == 1 and pd.notna(context.chosen["rank"].iloc[0]):
        row = context.chosen.iloc[0]
        lines.append(
            f"{context.heading_of_measure}: place {int(row['rank'])} of {len(context.frame)} wards, highest first. "
            "Neighbours in rank may differ by chance."
        )
    return html.Section(
        [
            html.H2(f.capital(selection.wards_label)),
            *(html.P(line, className="quiet") for line in lines),
            *_types(types, selection),
            dcc.Link(f"Crime trends: {selection.wards_label}", href=f"/trends{search or ''}")
            if selection.wards
            else None,
        ],
        className="panel",
    )


def _types(types: pd.DataFrame, selection: Selection) -> list[Any]:
    """The most frequent of the chosen types, with the same months a year before where they are there."""
    top = types[types["crime_type"].isin(selection.counted_types)].nlargest(MOST_TYPES, "total_0")
    top = top[top["total_0"] > 0]
    if top.empty:
        return []
    columns = [Column("crime_type", "Most frequent types"), Column("total_0", f.capital(selection.noun), "number")]
    if top["total_1"].notna().all():
        columns.append(Column("total_1", "A year before", "number"))
    return [data_table(top, columns, "Most frequent crime types")]


def ranking(context: Context) -> html.Section:
    """Every ward in the order of the measure, those chosen marked."""
    title = f"Wards, highest {context.heading_of_measure.lower()} first"
    table = data_table(context.frame, _columns(context), title, context.outlined, "area_code")
    return html.Section([html.H2(title), table], className="panel")


def clicked_wards(clicked: dict[str, Any] | None, wards: list[str], offered: list[str]) -> list[str]:
    """The wards after a click on the map: that one; all, where it was the only one; none where no ward was hit."""
    code = ((clicked or {}).get("points") or [{}])[0].get("location")
    if code is None:
        return []
    return offered if wards == [code] else [code]
