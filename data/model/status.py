"""What a build says of itself."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class BuildStatus:
    """What every page says about its data; records are those of the area's forces in the latest 12 months.

    marking: how a source for partners is marked, on the page and, within ``source``, on all that is saved from it;
    called: what the line above the heading calls the source.
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
