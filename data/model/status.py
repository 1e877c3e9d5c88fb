"""What a build says of itself."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class BuildStatus:
    """What every page says about its data; records are those of the area's forces in the latest 12 months.

    force_names: who polices the area, empty where it is not known; marking: how a source for partners is marked, on the
    page and, within ``source``, on all that is saved from it; called: what the line above the heading calls the source;
    partnership: the name of the area's own.
    """

    area_name: str
    is_demo: bool
    built_at: datetime
    source: str
    latest_month: date
    next_update: date
    record_count: int
    no_location_count: int
    force_names: str
    attributions: tuple[str, ...]
    marking: str = ""
    called: str = "Police data"
    partnership: str = ""


@dataclass(frozen=True)
class Whole:
    """What is not whole of a source in a period.

    unpoliced: districts of the area whose own force is not loaded; partial: months of which a force of the area
    supplied a part, with its share of the usual rows in per cent; left_out: second forces that are in no figure, with
    their share of the records in the months that they supplied, in per cent, and how many months they lack; gaps: the
    months that a second force lacks that is in the figures.
    """

    unpoliced: tuple[str, ...]
    partial: tuple[tuple[str, date, float], ...]
    left_out: tuple[tuple[str, float, int], ...]
    gaps: tuple[tuple[str, date], ...]
