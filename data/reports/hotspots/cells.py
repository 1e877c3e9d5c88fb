"""The layer of cells: counts, the quarters in which a cell helped to hold half, and last year's cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from data.model.period import Period
from data.model.selection import Selection
from data.model.shown_cells import LAST_YEAR, QUARTERS, SHOWN_CELLS
from data.reports.hotspots.asked import NOTE, TOO_FEW, MapRequest
from data.reports.hotspots.layer import Layer, other_types_notice
from data.reports.maps import MapClass, MapClasses
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from data.words import findings
from data.words import formatting as f

MOST_CELLS = 50
EDGE = "A small spot on the edge of a ward counts for the ward in which most of it lies."


@dataclass(frozen=True)
class Cells:
    """The cells and what is shown of them.

    frame: those that hold a point, as ``cell_map.classified_cells`` gives them, with cell_id, location, ward_name,
    longitude, latitude, cumulative_pct; cell_count: how many there are in all; show: what is shown; before: the months
    of last_year; quarters: those that are counted; left_out: the months of those that lack one.
    """

    frame: pd.DataFrame
    cell_count: int
    breaks: Sequence[float]
    show: str
    before: Period
    quarters: Sequence[Period]
    left_out: Sequence[Period]

    @property
    def whole_quarters(self) -> str:
        """The quarters that are counted, in words."""
        count = len(self.quarters)
        return "the one whole quarter" if count == 1 else f"the last {count} whole quarters"

    def row(self, cell_id: str | None) -> pd.Series | None:
        """The cell of this id, None where it is not among those drawn."""
        if cell_id is None:
            return None
        picked = self.frame[self.frame["cell_id"].astype(str) == cell_id]
        return picked.iloc[0] if len(picked) else None


def cell_layer(asked: MapRequest, cells: Cells) -> Layer:
    """The layer of what is shown of the cells."""
    selection, named = asked.selection, _named(asked, cells)
    refused = findings.incomplete(selection.period, asked.choices.missing(selection.period))
    words = _quarter_words(cells) if cells.show == QUARTERS else f.classes(cells.breaks, are_whole=True)
    classes = [MapClass(text) for text in words or ["all small spots alike"]]
    return Layer(
        finding=_finding(selection, cells),
        words=_words(asked, cells),
        classes=MapClasses(classes, SHOWN_CELLS[cells.show].legend.format(**named), "small spots"),
        frame=cells.frame,
        ranked=_ranked(selection, cells),
        notices=[*([refused] if refused else _absent(cells)), *other_types_notice(selection)],
        note=NOTE,
    )


def cell_file(asked: MapRequest, cells: Cells) -> Panel:
    """Every cell that holds a point with all that is known of it."""
    selection = asked.selection
    return Panel("hotspots-cells", _words(asked, cells), Table(cells.frame, _file_columns(selection, cells)))


def pointing_text(asked: MapRequest, cells: Cells) -> str:
    """What pointing at a cell says, of around where it lies as %{text} and its value as %{customdata}."""
    return f"<b>Around %{{text}}</b><br>{SHOWN_CELLS[cells.show].pointing.format(**_named(asked, cells))}"


def _words(asked: MapRequest, cells: Cells) -> Words:
    selection, size, what = asked.selection, asked.selection.map.cell_size_m, SHOWN_CELLS[cells.show]
    meaning = what.meaning.format(**_named(asked, cells))
    caption = (
        f"{selection.types_label}, {f.period(selection.period)}, {selection.wards_label}: "
        f"{f.number(cells.cell_count)} small spots ({size} m squares), {f.number(len(cells.frame))} with a point. "
        f"{meaning} {NOTE} {EDGE}"
    )
    return Words(f"{what.label}, small spots ({size} m squares)", caption, asked.source, scope=asked.scope)


def _file_columns(selection: Selection, cells: Cells) -> list[Column]:
    noun = f.capital(selection.noun)
    return [
        Column("cell_id", "Small spot", "code"),
        Column("easting", "Easting of the centre, m", "number"),
        Column("northing", "Northing of the centre, m", "number"),
        Column("ward_name", "Ward"),
        Column("location", "About here"),
        Column("offence_count", noun, "number"),
        Column("share_pct", "Share of all, %", "number"),
        Column("half_quarter_count", f"Quarters among the top, of {len(cells.quarters)}", "number"),
        Column("quarters_offence_count", f"{noun} in those {len(cells.quarters)} quarters", "number"),
        Column("last_year_count", f"{noun}, {f.period(cells.before)}", "number"),
    ]


def _named(asked: MapRequest, cells: Cells) -> dict[str, str]:
    gaps = f.joined([f.period(months) for months in cells.left_out])
    return {
        "noun": asked.selection.noun,
        "Noun": f.capital(asked.selection.noun),
        "before": f.period(cells.before),
        "quarters": str(len(cells.quarters)),
        "whole": cells.whole_quarters,
        "end": f.month(cells.quarters[-1].last) if cells.quarters else "",
        "left_out": f" Left out, because a quarter with an absent month is not counted: {gaps}." if gaps else "",
    }


def _quarter_words(cells: Cells) -> list[str]:
    """The classes of quarters: 1 quarter, 2 quarters; or 1 or 2 quarters, 3 or 4 quarters."""
    edges = [1, *(int(edge) for edge in cells.breaks), len(cells.quarters) + 1]
    ranges = [list(range(low, high)) for low, high in pairwise(edges)]
    return [f"{' or '.join(map(str, held))} quarter{'' if held == [1] else 's'}" for held in ranges if held]


def _finding(selection: Selection, cells: Cells) -> str:
    frame, what = cells.frame, selection.types_label.lower()
    if cells.show == QUARTERS:
        return _quarters_finding(cells, what if selection.is_whole_area else f"{what} in {selection.wards_label}")
    total = frame["offence_count"].sum(skipna=False)
    if pd.isna(total):
        return f"No complete data for {f.period(selection.period)}, so nothing is mapped"
    where = "" if selection.is_whole_area else f" in {selection.wards_label}"
    if total == 0:
        return f"No {what.removeprefix('all ')} was recorded{where} in {f.period(selection.period)}"
    half = int((frame["cumulative_pct"] < 50).sum()) + 1
    if frame["offence_count"].nlargest(half).iloc[-1] <= 1:
        return f"{selection.types_label}{where}: {TOO_FEW}"
    return f"Half of {what}{where} lies in {f.number(half)} of {f.number(cells.cell_count)} small spots"


def _quarters_finding(cells: Cells, what: str) -> str:
    if not cells.quarters:
        return "There is no whole quarter to count, so nothing is mapped"
    count = int((cells.frame["half_quarter_count"] == len(cells.quarters)).sum())
    each = cells.whole_quarters if len(cells.quarters) == 1 else f"all of {cells.whole_quarters}"
    return f"{f.number(count)} of {f.number(cells.cell_count)} small spots are among the top for {what} in {each}"


def _absent(cells: Cells) -> list[str]:
    """Why nothing is drawn of complete months."""
    if cells.show == QUARTERS and not cells.quarters:
        return ["A calendar quarter is counted where each of its months is in the data: none of the last eight is."]
    if cells.show == LAST_YEAR and cells.frame["last_year_count"].isna().all():
        return [f"There are no small spots of last year: the data for {f.period(cells.before)} are not complete."]
    return []


def _ranked(selection: Selection, cells: Cells) -> Table:
    """The cells with most, each with all that is known of it."""
    is_quarters = cells.show == QUARTERS
    # Of the quarters alone: a cell may be among their top and have no record in the period.
    counted = "quarters_offence_count" if is_quarters else "offence_count"
    order = ["value", counted, "cell_id"]
    drawn = cells.frame[cells.frame["map_class"].notna()]
    top = drawn.sort_values(order, ascending=[False, False, True]).head(MOST_CELLS)
    columns = [
        Column("around", "Around", "wrapped"),
        *_own_columns(selection, cells),
    ]
    picked = selection.map.picked("cell")
    return Table(
        top.assign(pick=[f"cell:{cell}" for cell in top["cell_id"]]),
        columns,
        marked=[f"cell:{picked}"] if picked else [],
        picks="pick",
        picked=selection.map.pick,
        title=f"Small spots, {'most quarters' if is_quarters else 'highest'} first: {len(top)} of {len(drawn)}",
    )


def _own_columns(selection: Selection, cells: Cells) -> list[Column]:
    noun = f.capital(selection.noun)
    count = Column("offence_count", noun, "number")
    own = {
        "counts": [count, Column("share_pct", "Share, %", "number", 1)],
        "quarters": [
            Column("half_quarter_count", f"Quarters, of {len(cells.quarters)}", "number"),
            Column("quarters_offence_count", f"{noun} in them", "number"),
        ],
        "last_year": [count, Column("last_year_count", "Last year", "number")],
    }
    # What is added to SHOWN_CELLS is listed under its own words.
    return own.get(cells.show) or [count, Column("value", SHOWN_CELLS[cells.show].label, "number", 1)]
