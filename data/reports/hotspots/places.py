"""The named places of the layers that are switched on, as the map, the tables and the cards want them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.model.comparison import Comparison
from data.model.period import Period
from data.model.records import records
from data.queries import places as listed
from data.queries import published, status
from data.reports.hotspots.asked import MapRequest
from data.reports.hotspots.place_words import approximate
from data.statistics.change import place_changes
from data.statistics.series.phases import events_within
from data.words import findings

# Signs that every system's fonts have: drawn as text, they need no icon from elsewhere.
SIGNS = {"square": "■", "triangle": "▲", "hexagon": "⬢", "diamond": "◆", "cross": "✚"}
CONCERN = "!"


def sign(symbol: str) -> str:
    """What stands for a kind of places."""
    return SIGNS.get(symbol, "●")


@dataclass(frozen=True)
class Places:
    """The named places that the viewer may see, of the layers that are switched on.

    kinds: as ``places.place_kinds``; frame: as ``places.places``, with number (its place in its kind) and is_chosen
    (whether it lies in a chosen ward; one without a position is of the whole area alone); changes: as
    ``place_changes.place_changes``, with title and unit of the measure; reports: place_id, kind, measure, title, unit,
    period_month, count; quarterly: as ``place_changes.quarterly``; notes: what has to be known of the changes; where:
    the wards whose places are listed; marking: how what is for partners is marked, empty where nothing shown is.
    """

    kinds: pd.DataFrame
    frame: pd.DataFrame
    changes: pd.DataFrame
    reports: pd.DataFrame
    quarterly: pd.DataFrame
    period: Period
    comparison: Comparison | None
    notes: Sequence[str]
    where: str
    marking: str

    @property
    def outline_layers(self) -> list[str]:
        """The boundary layers of every kind, in one order."""
        return [layer for layers in self.kinds["outline_layers"] for layer in layers]

    @property
    def shown_kinds(self) -> pd.DataFrame:
        """The kinds that are switched on and have a place."""
        return self.kinds[self.kinds["kind"].isin(self.frame["kind"])]

    @cached_property
    def of_concern(self) -> set[str]:
        """The places with a clear rise in the latest quarter."""
        latest = self.quarterly[self.quarterly["quarter"] == self.quarterly["quarter"].max()]
        return set(latest.loc[latest["is_concern"].astype(bool), "place_id"])

    def listed(self, kind: str) -> pd.DataFrame:
        """The places of a kind in the chosen wards."""
        return self.frame[(self.frame["kind"] == kind) & self.frame["is_chosen"].astype(bool)]

    def marking_of(self, rows: pd.DataFrame) -> str:
        """How these places are marked, where one of them is for partners."""
        return self.marking if rows["is_marked"].astype(bool).any() else ""

    def row(self, place_id: str | None) -> pd.Series | None:
        """The place of this id, None where it is not among those shown."""
        found = self.frame[self.frame["place_id"] == place_id]
        return found.iloc[0] if len(found) else None

    def labelled(self) -> pd.DataFrame:
        """The places with a position as the map wants them: place_id, label, text, longitude, latitude."""
        placed = self.frame.dropna(subset="longitude")
        said = [(f"<b>{row['place_name']}</b>", row["kind_title"], approximate(row)) for row in records(placed)]
        texts = ["<br>".join(part for part in parts if part) for parts in said]
        labels = [self.label(row) for row in records(placed)]
        return placed.assign(text=texts, label=labels)

    def label(self, row: pd.Series) -> str:
        """What stands in the circle of a place: the sign of its kind, its number, and ! for an area of concern."""
        return f"{sign(row['symbol'])}{row['number']}{CONCERN if row['place_id'] in self.of_concern else ''}"

    def outlines(self, layers: Sequence[str]) -> list[list[str]]:
        """The places in the chosen wards that are drawn of each outline layer, ``place-<kind>-<audience>``."""
        rows = self.frame[self.frame["has_outline"].astype(bool) & self.frame["is_chosen"].astype(bool)]
        named = "place-" + rows["kind"] + "-" + rows["audience"]
        return [rows.loc[named == layer, "place_id"].tolist() for layer in layers]

    def legend(self) -> list[str]:
        """The kinds that are shown, by their signs."""
        shown = self.shown_kinds
        words = [f"{sign(symbol)} {title}" for symbol, title in zip(shown["symbol"], shown["title"], strict=True)]
        return [*words, *([f"{CONCERN} area of concern in the latest quarter"] if self.of_concern else [])]


def named_places(asked: MapRequest) -> Places:
    """The named places of the layers that are switched on, with their reports."""
    selection, comparison = asked.selection, asked.comparison
    if not selection.map.places:
        return no_places(listed.place_kinds(), selection.period)
    period = selection.period
    frame = place_changes.numbered(listed.places(selection.map.places, period, selection.vintage.vintage))
    frame = frame.assign(is_chosen=frame["ward_code"].isin(selection.wards) | selection.is_whole_area)
    # Quarters are set against those of the year before, whatever else is compared.
    loaded = Period(min(asked.span.first, period.back(1).first), period.last)
    reports = place_changes.with_kinds(listed.place_reports(frame["place_id"].tolist(), loaded), frame)
    return Places(
        kinds=listed.place_kinds(),
        frame=frame,
        changes=place_changes.place_changes(reports, period, comparison),
        reports=reports,
        quarterly=place_changes.quarterly(reports, period),
        period=period,
        comparison=comparison,
        notes=_notes(loaded, comparison),
        where=f"all wards of {selection.area_name}" if selection.is_whole_area else selection.wards_label,
        marking=status.MARKING if frame["is_marked"].astype(bool).any() else "",
    )


def no_places(kinds: pd.DataFrame, period: Period) -> Places:
    """No layer of places is switched on."""
    frame = pd.DataFrame(
        columns=["place_id", "kind", "audience", "longitude", "latitude", "has_outline", "is_chosen", "is_marked"]
    )
    quarterly = pd.DataFrame(columns=["quarter", "place_id", "kind", "is_concern"])
    return Places(kinds, frame, frame, frame, quarterly, period, None, (), "", "")


def _notes(loaded: Period, comparison: Comparison | None) -> list[str]:
    """What has to be known of changes at places: a season between the periods, and events within them."""
    if comparison is None:
        return []
    events = events_within(published.annotations(loaded), [comparison.now, comparison.before])
    season = findings.season_note(comparison, is_out=False)
    return [*([season] if season else []), *findings.event_notes(events, comparison)]
