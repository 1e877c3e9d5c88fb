"""What every part of the hotspot page is asked for, and the way back from what is picked."""

from dataclasses import dataclass, replace
from functools import cached_property

from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.period import Period
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.reports.panel import Link, Note, source_line
from data.words import findings

PATH = "/hotspots"
TOO_FEW = "too few records to say where half of them lie"
# The points in small spots are where the police moved each record to.
NOTE = "About here, never an address: the police move each record to a nearby point."
ELSEWHERE = (
    "Small spots are counted from street-level crime alone, whose points the police have moved: a partner's records "
    "are not drawn so finely. Wards are shown."
)


@dataclass(frozen=True)
class MapRequest:
    """The selection, what there is to choose, and the build."""

    selection: Selection
    choices: Choices
    status: BuildStatus

    @cached_property
    def comparison(self) -> Comparison | None:
        """What is compared with what, None where no month of the period has a comparison."""
        return self.choices.comparison(self.selection.period, self.selection.comparison_key)

    @property
    def span(self) -> Period:
        """The months that are shown and compared, from the first to the end of the period."""
        period, compared = self.selection.period, self.comparison
        return Period(min(period.first, compared.before.first) if compared else period.first, period.last)

    @property
    def scope(self) -> str:
        """The wards and crime types that the map and its files are about."""
        return findings.scope(replace(self.selection, crime_types=self.selection.counted_types))

    @property
    def source(self) -> str:
        """Where the counts come from, with the marks that belong to it."""
        return source_line(self.status.source, self.status.is_demo)

    @property
    def spots(self) -> str:
        """What small spots are here."""
        return f"small spots ({self.selection.map.cell_size_m} m squares)"

    @property
    def has_cells(self) -> bool:
        """Whether cells are shown: a partner's records are not drawn so finely."""
        return self.selection.map.layer == "cells" and self.selection.source == STREET_CRIME


def unpicked(selection: Selection) -> Note:
    """A link to the map without what is picked on it, as one note."""
    without = replace(selection, map=replace(selection.map, pick=""))
    # A second pick of the same is none.
    return (Link("Show the wards again", PATH, without, pick=selection.map.pick),)
