"""What the map colours, in words: the same for wards and for cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.model.selection import Selection
from data.reports.maps import MapClasses
from data.reports.panel import Words
from data.reports.table import Table


@dataclass(frozen=True)
class Layer:
    """A layer of the map: what the page says of it, its words, its classes, its table, and what the map draws.

    frame: as ``AreaMap`` or ``CellMap`` has it; ranked: its areas in their order; note: what stands on the map itself.
    """

    finding: str
    words: Words
    classes: MapClasses
    frame: pd.DataFrame
    ranked: Table
    notices: Sequence[str] = ()
    note: str = ""


def picked_ward(selection: Selection) -> list[str]:
    """The ward that is picked, chosen or not; none where none is."""
    return [ward.code for ward in selection.vintage.wards if ward.code == selection.map.picked("ward")]


def outlined(selection: Selection) -> list[str]:
    """The wards that are outlined: those chosen, where not all are, and the one that is picked."""
    chosen = () if selection.is_whole_area else selection.wards
    shown = (*chosen, *picked_ward(selection))
    return [ward.code for ward in selection.vintage.wards if ward.code in shown]


def other_types_notice(selection: Selection) -> list[str]:
    """That anti-social behaviour is left out, where it was ticked beside crimes."""
    is_mixed = len(selection.counted_types) < len(selection.crime_types)
    asb = "Anti-social behaviour is not added to crimes: choose it alone to map it."
    return [asb] if is_mixed and not selection.has_all_types else []
