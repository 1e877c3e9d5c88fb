"""Named places in the ward, and what is being done there: those that the viewer may see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.model.records import records
from data.queries import places as listed
from data.queries import status
from data.reports.hotspots.place_words import published, since
from data.reports.panel import Panel
from data.reports.table import Column, Table
from data.reports.ward.asked import WardRequest, say
from data.words import formatting as f
from data.words.places import in_sentence

# Op Caesar; Operation Irish Lions.
OPERATION = re.compile(r"\bOp(?:eration)?\.? [A-Z]\w+(?: [A-Z]\w+)*")
OPERATION_WORD = re.compile(r"^Op(?:eration)?\.? ")
COLUMNS = [
    Column("place_name", "Place"),
    Column("kind_title", "What", "wrapped"),
    Column("operations", "Operation", "short"),
    Column("what_was_done", "What is being done"),
    Column("as_published", "As published", "wrapped"),
    Column("reports", "Reports counted", "number"),
    Column("document", "Document", "wrapped"),
]
FILE_COLUMNS = [Column("cited_source", "Publisher"), Column("dates", "Active"), Column("location_note", "Position")]


@dataclass(frozen=True)
class NamedPlaces:
    """The places with a position in the ward, and those without one.

    own: the columns of ``places.places`` with short_name, operations, reports (counted in the period, NaN where none
    are given), as_published, dates, source (whose word it is and of when); unplaced: place_name, kind_title of those
    that may lie here, as the ward bears their name; count: of all places.
    """

    own: pd.DataFrame
    unplaced: pd.DataFrame
    count: int

    @property
    def marking(self) -> str:
        """How it is marked, where a place is for partners."""
        return status.MARKING if self.own["is_marked"].astype(bool).any() else ""


def named_places(asked: WardRequest) -> NamedPlaces:
    """The places of every kind that the viewer may see, active in the period as far as is known."""
    period = asked.selection.period
    kinds = listed.place_kinds().set_index("kind")["description"].to_dict()
    every = listed.places(list(kinds), period, asked.vintage.vintage)
    is_active = every["is_active"].astype(bool)
    code, name = (asked.ward.code, asked.ward.name) if asked.ward else ("", "")
    own = every[is_active & every["ward_code"].eq(code).fillna(False)]
    totals = listed.report_totals(own["place_id"].tolist(), period)
    rows = records(own)
    own = own.assign(
        operations=[operations(kinds[row["kind"]], row["description"], row["what_was_done"]) for row in rows],
        reports=np.array([totals.get(row["place_id"], np.nan) for row in rows], dtype=float),
        as_published=[published(row) for row in rows],
        dates=[since(row) for row in rows],
        source=[_source(row) for row in rows],
        # Its ward is known on its own page.
        short_name=[str(row["place_name"]).removesuffix(f", {row['ward_name']}") for row in rows],
    )
    unplaced = every.loc[is_active & every["longitude"].isna(), ["place_name", "kind_title"]]
    unplaced = unplaced[np.array([str(place) in name for place in unplaced["place_name"]], dtype=bool)]
    return NamedPlaces(own, unplaced, int(is_active.sum()))


def operations(*texts: object) -> str:
    """The operations that texts name, each once."""
    found = [
        OPERATION_WORD.sub("Op ", name) for text in texts if isinstance(text, str) for name in OPERATION.findall(text)
    ]
    return f.joined(list(dict.fromkeys(found)))


def _source(row: dict[str, Any]) -> str:
    """Whose word it is, and of when."""
    dated = f", {f.month(row['published_to'])}" if pd.notna(row["published_to"]) else ""
    return f"{row['cited_source']}{dated}"


def place_panel(asked: WardRequest, places: NamedPlaces) -> Panel:
    """Each named place with what is being done there and the document that says so."""
    names = [f"{row['place_name']} ({row['kind_title']})" for row in records(places.unplaced)]
    notes = [*([say("places_none")] if places.own.empty else [])]
    notes += [say("places_unplaced", places=f.joined(names))] if names else []
    table = None
    if len(places.own):
        table = Table(places.own, COLUMNS, more=FILE_COLUMNS, title=say("places"), is_folded=True)
    facts = [(str(row["place_name"]), _told(row)) for row in records(places.own)]
    return Panel("ward-places", asked.words(say("places")), table, facts=facts, notes=notes, marking=places.marking)


def _told(row: dict[Any, Any]) -> str:
    """What a place is, what was published of it and what is being done, with the document."""
    done, document = (row[name] if isinstance(row[name], str) else "" for name in ("what_was_done", "document"))
    parts = [
        ", ".join(part for part in (row["kind_title"], row["operations"], row["dates"]) if part),
        row["as_published"],
        say("place_done", done=done[:1].lower() + done[1:]) if done else "",
        say("place_source", source="; ".join(part for part in (row["source"], document) if part)),
    ]
    return " ".join(f"{part.removesuffix('.')}." for part in parts if part)


def by_kind(rows: pd.DataFrame) -> Sequence[tuple[str, pd.DataFrame]]:
    """The places of each kind, by its title within a sentence."""
    groups = rows.groupby("kind_title", sort=False)
    return [(in_sentence(str(title)), group) for title, group in groups]
