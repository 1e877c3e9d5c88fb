"""The snap points of the map, as a table and a file."""

import pandas as pd

from data.model.selection import Selection
from data.queries import offences
from data.reports.hotspots.asked import MapRequest
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from data.words import formatting as f

MOST_POINTS = 20
COLUMNS = [
    Column("location", "Point"),
    Column("offence_count", "Records", "number"),
    Column("longitude", "Longitude", "number", 6),
    Column("latitude", "Latitude", "number", 6),
]
NONE = pd.DataFrame({name: [] for name in ("longitude", "latitude", "location", "offence_count", "is_chosen")})


def snap_points(selection: Selection) -> pd.DataFrame:
    """The snap points with their records added up, none where they are not shown."""
    return offences.snap_points(selection) if selection.points else NONE


def point_panels(asked: MapRequest, points: pd.DataFrame) -> list[Panel]:
    """The points of the chosen wards with most records as a table, all as a file; nothing where there is none.

    points: as ``offences.snap_points``. Its words name nothing that the map colours, so that they stay as it changes.
    """
    selection, own = asked.selection, points[points["is_chosen"].astype(bool)]
    if own.empty:
        return []
    caption = f"{selection.types_label}, {f.period(selection.period)}, {selection.wards_label}."
    words = Words(
        "Records added up at the points of the police; a point is no address", caption, asked.source, scope=asked.scope
    )
    table = Table(
        own,
        COLUMNS,
        title=f"The {min(len(own), MOST_POINTS)} points with most records, of {len(own)}",
        most=MOST_POINTS,
    )
    return [Panel("hotspots-points", words, table)]
