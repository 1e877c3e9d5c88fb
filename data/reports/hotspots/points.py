"""The snap points of the map, as a table and a file."""

from dataclasses import replace

import pandas as pd

from data.model.selection import Selection
from data.queries import offences
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table

MOST_POINTS = 20
COLUMNS = [
    Column("location", "Snap point"),
    Column("offence_count", "Records", "number"),
    Column("longitude", "Longitude", "number", 6),
    Column("latitude", "Latitude", "number", 6),
]
NONE = pd.DataFrame({name: [] for name in ("longitude", "latitude", "location", "offence_count")})


def snap_points(selection: Selection) -> pd.DataFrame:
    """The snap points with their records added up, none where they are not shown."""
    return offences.snap_points(selection) if selection.points else NONE


def point_panels(words: Words, points: pd.DataFrame, selection: Selection) -> list[Panel]:
    """The snap points with most records as a table, and all as a file; nothing where there is none.

    words: of the map; points: as ``offences.snap_points``.
    """
    if points.empty:
        return []
    table = Table(
        points,
        COLUMNS,
        f"snap-points-{selection.period.last:%Y-%m}",
        title=f"The {min(len(points), MOST_POINTS)} snap points with most records, of {len(points)}",
        most=MOST_POINTS,
    )
    return [
        Panel(
            "hotspots-points", replace(words, finding="Records added up at snap points; a point is no address"), table
        )
    ]
