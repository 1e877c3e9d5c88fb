"""Named places on the map: their layers, their tables and the card of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from components import verdicts
from components.data_table import Column, folded_table, pick_table
from components.download import csv_link, csv_text
from components.panels.map_layer import count_columns
from components.panels.place_words import approximate, published, since
from data.model.comparison import Comparison
from data.model.period import Period
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.words import findings
from data.words import formatting as f

# Signs that every system's fonts have: drawn as text, they need no icon from elsewhere.
SIGNS = {"square": "■", "triangle": "▲", "hexagon": "⬢", "diamond": "◆", "cross": "✚"}
CONCERN = "!"
TOGETHER = "Places of one kind are judged together, each measure by itself."


@dataclass(frozen=True)
class Places:
    """The named places that the viewer may see, of the layers that are switched on.

    kinds: as ``places.place_kinds``; frame: as ``places.places``, with number (its place in
    its kind); changes: as ``place_changes.place_changes``, with title and unit of the measure; reports:
    place_id, kind, measure, title, unit, period_month, count; quarterly: as ``place_changes.quarterly``;
    notes: what has to be known of the changes; marking: how what is for partners is marked, empty where nothing shown
    is.
    """

    kinds: pd.DataFrame
    frame: pd.DataFrame
    changes: pd.DataFrame
    reports: pd.DataFrame
    quarterly: pd.DataFrame
    period: Period
    comparison: Comparison | None
    notes: Sequence[str]
    area_name: str
    marking: str

    @property
    def outline_layers(self) -> list[str]:
        """The boundary layers of every kind, in one order."""
        return [layer for listed in self.kinds["outline_layers"] for layer in listed]

    def row(self, place_id: str | None) -> pd.Series | None:
        """The place of this id, None where it is not among those shown."""
        found = self.frame[self.frame["place_id"] == place_id]
        return found.iloc[0] if len(found) else None

    def digest(self, selection: Selection) -> str:
        """A name for the tables: they are made again only when it changes."""
        kinds, picked = sorted(set(self.frame["kind"])), selection.map.picked("place")
        return f"{kinds} {self.period} {self.comparison} {selection.vintage.vintage} {picked}"

    def labelled(self) -> pd.DataFrame:
        """The places with a position as the map wants them: place_id, label, text, longitude, latitude."""
        placed = self.frame.dropna(subset="longitude")
        texts = [f"<b>{row['place_name']}</b><br>{_kind(row)}" for _, row in placed.iterrows()]
        labels = [self.label(row) for _, row in placed.iterrows()]
        return placed.assign(text=texts, label=labels)

    def label(self, row: pd.Series) -> str:
        """What stands in the circle of a place: the sign of its kind, its number, and ! for an area of concern."""
        concern = CONCERN if row["place_id"] in self.of_concern() else ""
        return f"{SIGNS.get(row['symbol'], '●')}{row['number']}{concern}"

    def of_concern(self) -> set[str]:
        """The places with a clear rise in the latest quarter."""
        latest = self.quarterly[self.quarterly["quarter"] == self.quarterly["quarter"].max()]
        return set(latest.loc[latest["is_concern"].astype(bool), "place_id"])

    def outlines(self, layers: Sequence[str]) -> list[list[str]]:
        """The places that are drawn of each outline layer, ``place-<kind>-<audience>``."""
        rows = self.frame[self.frame["has_outline"].astype(bool)]
        named = "place-" + rows["kind"] + "-" + rows["audience"]
        return [rows.loc[named == layer, "place_id"].tolist() for layer in layers]

    def legend(self) -> list[tuple[str, str, str]]:
        """The kinds that are shown, by their signs."""
        shown = self.kinds[self.kinds["kind"].isin(self.frame["kind"])]
        words = [f"{SIGNS.get(s, '●')} {title}" for s, title in zip(shown["symbol"], shown["title"], strict=True)]
        concern = [f"{CONCERN} area of concern in the latest quarter"] if self.of_concern() else []
        return [("dot place", "", text) for text in [*words, *concern]]


def no_places(kinds: pd.DataFrame, period: Period) -> Places:
    """No layer of places is switched on."""
    frame = pd.DataFrame(columns=["place_id", "kind", "audience", "longitude", "latitude", "has_outline"])
    quarterly = pd.DataFrame(columns=["quarter", "place_id", "kind", "is_concern"])
    return Places(kinds, frame, frame, frame, quarterly, period, None, (), "", "")


def place_panels(places: Places, picked: str | None) -> list[Any]:
    """A panel for each kind that is switched on: what it is, its places, and their reports."""
    shown = places.kinds[places.kinds["kind"].isin(places.frame["kind"])]
    return [_kind_panel(places, kind, picked) for _, kind in shown.iterrows()]


def _kind_panel(places: Places, kind: pd.Series, picked: str | None) -> html.Section:
    own = places.frame[places.frame["kind"] == kind["kind"]]
    is_marked = bool((own["audience"] != "public").any())
    marked = [html.P(places.marking, className="marking")] if is_marked else []
    table = _table(places, own)
    columns = _columns(places, table)
    title = f"{SIGNS.get(kind['symbol'], '●')} {kind['title']}"
    sources = f.joined(sorted({str(name) for name in own["cited_source"]}))
    caption = f"{kind['description']} {kind['caveat']} {_compared(places, own)}Source: {sources}."
    scope = f"All wards of {places.area_name}; reports are of no crime type."
    lines = [places.marking if is_marked else "", kind["title"], caption, scope]
    unplaced = int(own["longitude"].isna().sum())
    absent = f"{f.number(unplaced)} of {len(own)} have no published position and are not drawn." if unplaced else ""
    saved = csv_link(csv_text(table, [*columns, *FILE_COLUMNS], lines), f"places-{kind['kind']}", kind["title"])
    return html.Section(
        [
            *marked,
            html.H2(title),
            html.P(f"{caption} {absent}", className="quiet"),
            pick_table(table, columns, str(kind["title"]), [f"place:{picked}"] if picked else []),
            *_quarters(places, kind["kind"]),
            html.Div(saved, className="tools"),
        ],
        className="panel",
    )


FILE_COLUMNS = [
    Column("lower_ci_pct", "Change, lower 95%", "number", 1),
    Column("upper_ci_pct", "Change, upper 95%", "number", 1),
    Column("longitude", "Longitude", "number", 6),
    Column("latitude", "Latitude", "number", 6),
    Column("location_note", "Position"),
    Column("what_was_done", "What was done"),
    Column("place_id", "Place id", "code"),
]


def _table(places: Places, own: pd.DataFrame) -> pd.DataFrame:
    """A row a place and measure, in words."""
    rows = own.merge(places.changes, on="place_id", how="left")
    verdict = [None if pd.isna(found) else verdicts.words(Verdict(found)) for found in rows["verdict"]]
    return rows.assign(
        label=[places.label(row) for _, row in rows.iterrows()],
        dates=[since(row) for _, row in rows.iterrows()],
        published=[published(row) for _, row in rows.iterrows()],
        verdict_words=verdict,
        pick=[f"place:{place}" for place in rows["place_id"]],
    )


def _columns(places: Places, table: pd.DataFrame) -> list[Column]:
    columns = [
        Column("place_name", "Place"),
        Column("label", "On the map", "short"),
        Column("ward_name", "Ward", "wrapped"),
        Column("dates", "Active", "wrapped"),
    ]
    counted = table["title"].dropna().unique()
    if len(counted):
        # One measure is named at the head of its numbers, several in a column of their own.
        count = Column("report_count", str(counted[0]) if len(counted) == 1 else "This period", "number")
        columns += [
            *([] if len(counted) == 1 else [Column("title", "Counted", "short")]),
            *count_columns(places.comparison, count),
            Column("verdict_words", "Verdict", "wrapped"),
        ]
    if (table["published"] != "").any():
        columns.append(Column("published", "As published"))
    return columns


def _compared(places: Places, own: pd.DataFrame) -> str:
    changes = places.changes[places.changes["place_id"].isin(own["place_id"])]
    if changes.empty:
        return "No monthly reports are loaded. "
    if places.comparison is None:
        return f"Counts: {f.period(places.period)}, of which no month can be compared. "
    now, before = f.period(places.comparison.now), findings.compared_with(places.comparison)
    return " ".join([f"Counts: {now}, compared with {before}. {TOGETHER}", *places.notes, ""])


def _quarters(places: Places, kind: str) -> list[Any]:
    """Quarter by quarter, with what is flagged."""
    own = places.quarterly[places.quarterly["kind"] == kind]
    if own.empty:
        return []
    flagged = own[own["is_concern"].astype(bool)]
    latest = own["quarter"].max()
    names = flagged.loc[flagged["quarter"] == latest, "place_name"]
    words = (
        f"Areas of concern in the quarter from {f.month(latest)}: {f.joined(sorted(names))}."
        if len(names)
        else f"No area is flagged in the quarter from {f.month(latest)}: none shows a clear rise on the same quarter a "
        "year before."
    )
    rows = own.assign(
        quarter_words=[f"{quarter:%Y-%m} to {quarter + pd.DateOffset(months=2):%Y-%m}" for quarter in own["quarter"]],
        verdict_words=[verdicts.words(verdict) for verdict in own["verdict"]],
        concern=["area of concern" if is_flagged else "" for is_flagged in own["is_concern"]],
    )
    columns = [
        Column("quarter_words", "Quarter", "short"),
        Column("place_name", "Area"),
        Column("total_0", "Fires", "number"),
        Column("total_1", "A year before", "number"),
        Column("verdict_words", "Verdict"),
        Column("concern", "Flag", "short"),
    ]
    return [html.P(words), folded_table(rows, columns, "Fires by quarter and area", words="Quarters")]


def _kind(row: pd.Series) -> str:
    return "<br>".join(part for part in (row["kind_title"], approximate(row)) if part)
