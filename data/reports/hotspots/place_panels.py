"""The tables of named places: a panel for each kind, and one for its quarters."""

import pandas as pd

from data.model.records import records
from data.model.verdict import Verdict
from data.reports.hotspots.counts import count_columns
from data.reports.hotspots.place_words import published, since
from data.reports.hotspots.places import Places, sign
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from data.words import findings, verdicts
from data.words import formatting as f

TOGETHER = "Places of one kind are judged together, each measure by itself."
FILE_COLUMNS = [
    Column("lower_ci_pct", "Change, lower 95%", "number", 1),
    Column("upper_ci_pct", "Change, upper 95%", "number", 1),
    Column("longitude", "Longitude", "number", 6),
    Column("latitude", "Latitude", "number", 6),
    Column("location_note", "Position"),
    Column("what_was_done", "What was done"),
    Column("place_id", "Place id", "code"),
]


def place_panels(places: Places, picked: str | None) -> list[Panel]:
    """Each kind that is switched on: what it is, its places and their reports, and its quarters where it has some."""
    kinds = records(places.shown_kinds)
    made = [(_kind_panel(places, kind, picked), _quarter_panel(places, kind)) for kind in kinds]
    return [panel for panels in made for panel in panels if panel]


def _kind_panel(places: Places, kind: pd.Series, picked: str | None) -> Panel:
    own = places.listed(kind["kind"])
    if own.empty:
        words = Words(f"{sign(kind['symbol'])} {kind['title']}", f"None of them lies in {places.where}.")
        return Panel(f"hotspots-places-{kind['kind']}", words)
    rows = _rows(places, own)
    unplaced = int(own["longitude"].isna().sum())
    absent = f"{f.number(unplaced)} of {len(own)} have no published position and are not drawn."
    table = Table(
        rows,
        _columns(places, rows),
        marked=[f"place:{picked}"] if picked else [],
        picks="pick",
        picked=f"place:{picked}" if picked else "",
        title=str(kind["title"]),
        more=FILE_COLUMNS,
    )
    caption = " ".join([kind["description"], kind["caveat"], *_compared(places, own)])
    return Panel(
        f"hotspots-places-{kind['kind']}",
        _words(places, own, f"{sign(kind['symbol'])} {kind['title']}", caption),
        table,
        notes=[absent] if unplaced else [],
        marking=places.marking_of(own),
    )


def _words(places: Places, own: pd.DataFrame, finding: str, caption: str) -> Words:
    sources = f.joined(sorted({str(name) for name in own["cited_source"]}))
    scope = f"{f.capital(places.where)}; reports are of no crime type."
    return Words(finding, caption, sources, scope=scope)


def _rows(places: Places, own: pd.DataFrame) -> pd.DataFrame:
    """A row a place and measure, in words."""
    rows = own.merge(places.changes, on="place_id", how="left")
    verdict = [None if pd.isna(found) else verdicts.words(Verdict(found)) for found in rows["verdict"]]
    return rows.assign(
        label=[places.label(row) for row in records(rows)],
        dates=[since(row) for row in records(rows)],
        published=[published(row) for row in records(rows)],
        verdict_words=verdict,
        pick=[f"place:{place}" for place in rows["place_id"]],
    )


def _columns(places: Places, rows: pd.DataFrame) -> list[Column]:
    columns = [
        Column("place_name", "Place"),
        Column("label", "On the map", "short"),
        Column("ward_name", "Ward", "wrapped"),
        Column("dates", "Active", "wrapped"),
    ]
    counted = rows["title"].dropna().unique()
    if len(counted):
        # One measure is named at the head of its numbers, several in a column of their own.
        count = Column("report_count", str(counted[0]) if len(counted) == 1 else "This period", "number")
        columns += [
            *([] if len(counted) == 1 else [Column("title", "Counted", "short")]),
            *count_columns(places.comparison, count),
            Column("verdict_words", "Verdict", "wrapped"),
        ]
    if (rows["published"] != "").any():
        columns.append(Column("published", "As published"))
    return columns


def _compared(places: Places, own: pd.DataFrame) -> list[str]:
    """Which months are counted and compared, and what has to be known of it."""
    if not places.changes["place_id"].isin(own["place_id"]).any():
        return ["There are no monthly reports here."]
    if places.comparison is None:
        return [f"Counts: {f.period(places.period)}, of which no month can be compared."]
    now, before = f.period(places.comparison.now), findings.compared_with(places.comparison)
    return [f"Counts: {now}, compared with {before}.", TOGETHER, *places.notes]


def _quarter_panel(places: Places, kind: pd.Series) -> Panel | None:
    """Quarter by quarter, with what is flagged; nothing where a kind is not counted so."""
    shown = places.listed(kind["kind"])
    own = places.quarterly[places.quarterly["place_id"].isin(shown["place_id"])]
    if own.empty:
        return None
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
    return Panel(
        f"hotspots-quarters-{kind['kind']}",
        _words(places, shown, "Fires by quarter and area", _flagged(own)),
        Table(rows, columns, is_folded=True),
        marking=places.marking_of(shown),
    )


def _flagged(own: pd.DataFrame) -> str:
    """The areas of concern in the latest quarter."""
    latest = own["quarter"].max()
    names = own.loc[own["is_concern"].astype(bool) & (own["quarter"] == latest), "place_name"]
    if len(names):
        return f"Areas of concern in the quarter from {f.month(latest)}: {f.joined(sorted(names))}."
    return (
        f"No area is flagged in the quarter from {f.month(latest)}: none shows a clear rise on the same quarter a "
        "year before."
    )
