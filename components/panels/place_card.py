"""The card of one named place, and the words for what is known of it."""

from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html

from components import verdicts
from components.figures.sparkline import sparkline
from components.panels.map_detail import links, unpick
from components.panels.map_layer import compared_counts
from components.panels.map_places import Places
from components.panels.place_words import approximate, published, since
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.words import formatting as f


def place_card(places: Places, row: pd.Series, selection: Selection) -> html.Section:
    """One place: what it is, since when, its reports, what was published of it and what was done."""
    about = [row["description"], since(row), approximate(row), row["location_note"]]
    facts = [
        ("What", " · ".join(f"{text}" for text in (row["kind_title"], *about) if isinstance(text, str) and text)),
        ("Where", row["ward_name"]),
        ("What was done", row["what_was_done"]),
        ("As published", published(row)),
        (
            "Source",
            " · ".join(text for text in (row["cited_source"], row["document"]) if isinstance(text, str) and text),
        ),
    ]
    marked = [html.P(places.marking, className="marking")] if row["audience"] != "public" else []
    parts: list[Any] = [*marked, html.H2(f"{places.label(row)} {row['place_name']}")]
    own = places.changes[places.changes["place_id"] == row["place_id"]]
    for _, change in own.iterrows():
        parts += _reports(places, change)
    if own.empty:
        parts.append(html.P("No monthly reports are loaded for it.", className="quiet"))
    listed = [(term, text) for term, text in facts if isinstance(text, str) and text]
    ward = [ward.code for ward in selection.vintage.wards if ward.code == row["ward_code"]]
    around = replace(selection, wards=tuple(ward)) if ward else selection
    return html.Section(
        [
            *parts,
            html.Dl([part for term, text in listed for part in (html.Dt(term), html.Dd(text))], className="facts"),
            *links(around, around.wards_label),
            unpick(selection.map.pick),
        ],
        className="panel",
    )


def _reports(places: Places, change: pd.Series) -> list[Any]:
    """What was counted, month by month, with the verdict on its change."""
    is_own = (places.reports["place_id"] == change["place_id"]) & (places.reports["measure"] == change["measure"])
    counts = places.reports[is_own]["count"]
    values = [None if pd.isna(count) else float(count) for count in counts]
    known = [value for value in values if value is not None]
    alt = f"{change['title']} by month: {f.number(known[-1])} at last, {f.number(max(known))} at most" if known else ""
    picture = [sparkline(values, alt)] if known else []
    return [*picture, html.P(_counts(places, change)), verdicts.badge(Verdict(change["verdict"]))]


def _counts(places: Places, change: pd.Series) -> str:
    """Both counts and what remains possible of the change, or why it is not compared."""
    if places.comparison is None:
        return f"{f.number(change['report_count'])} {change['unit']}, {f.period(places.period)}."
    counts = compared_counts(change, places.comparison, change["unit"])
    if change["refusal"]:
        return f"{counts}. {f.capital(str(change['refusal']))}."
    return " ".join(
        [f"{counts} {verdicts.interval(change)}".strip() + ".", verdicts.judged_with(change), *places.notes]
    )
