"""The operations of the register on the map: a mark on each area, and the card that leads to what came of it."""

import numpy as np
import pandas as pd

from data.model.records import records
from data.model.schema import DEFAULT_CELL_SIZE_M
from data.model.selection import Selection
from data.queries import operations as register
from data.queries import status
from data.queries.cells import grid_cells
from data.reports.hotspots.asked import unpicked
from data.reports.hotspots.links import operation_link
from data.reports.panel import Panel, Words
from data.statistics.space.projection import BRITISH_NATIONAL_GRID, WGS84, transformer

SIGN, PREFIX = "◎", "operation."
COLUMNS = ["place_id", "label", "text", "longitude", "latitude", "is_chosen", "audience"]


def operation_marks(selection: Selection) -> pd.DataFrame:
    """A mark in the middle of each area of an operation that the viewer may see, none where the layer is off.

    Columns as ``MapMarks.places`` has them, and audience.
    """
    if not selection.map.operations:
        return pd.DataFrame(columns=COLUMNS)
    vintage = selection.vintage.vintage
    cells = grid_cells(DEFAULT_CELL_SIZE_M, vintage)
    west = (cells["easting"] - cells["grid_column"] * DEFAULT_CELL_SIZE_M).iloc[0]
    south = (cells["northing"] - cells["grid_row"] * DEFAULT_CELL_SIZE_M).iloc[0]
    back = transformer(BRITISH_NATIONAL_GRID, WGS84).transform
    rows = []
    for number, one in enumerate(records(register.operations()), start=1):
        refs = one["areas"] if isinstance(one["areas"], str) else ""
        for area in register.located(refs, vintage).areas:
            middle = [float(np.mean(places)) * DEFAULT_CELL_SIZE_M for places in (area.column, area.row)]
            longitude, latitude = back(west + middle[0], south + middle[1])
            text = f"<b>{one['operation_name']}</b><br>{area.name}"
            rows.append(
                (f"{PREFIX}{one['operation_id']}", f"{SIGN}{number}", text, longitude, latitude, True, one["audience"])
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def operation_keys(marks: pd.DataFrame) -> list[str]:
    """The operations that are drawn, by their marks."""
    shown = marks.drop_duplicates("place_id")
    names = [text.split("</b>")[0].removeprefix("<b>") for text in shown["text"]]
    return [f"{label} {name}" for label, name in zip(shown["label"], names, strict=True)]


def marking_of(marks: pd.DataFrame) -> str:
    """How the map is marked, where an operation on it is for partners."""
    return status.MARKING if (marks["audience"] != "public").any() else ""


def operation_card(selection: Selection, place_id: str) -> Panel | None:
    """What an operation is, and the way to what came of it; None where it is none that the viewer may see."""
    listed = register.operations()
    found = listed[(PREFIX + listed["operation_id"]) == place_id]
    if not selection.map.operations or found.empty:
        return None
    row = found.iloc[0]
    what = row["what_was_done"] if isinstance(row["what_was_done"], str) else ""
    marking = status.MARKING if row["audience"] != "public" else ""
    words = Words(str(row["operation_name"]), what)
    return Panel(
        "hotspots-operation", words, notes=[(operation_link(row, selection),), unpicked(selection)], marking=marking
    )
