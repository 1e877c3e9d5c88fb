"""What is chosen on the map: a ward, several, all, or a cell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.model.selection import Selection
from data.model.verdict import Verdict
from data.reports.figures import Sparkline
from data.reports.hotspots.asked import NOTE, MapRequest, unpicked
from data.reports.hotspots.cells import Cells
from data.reports.hotspots.counts import compared_counts, count_columns
from data.reports.hotspots.layer import picked_ward
from data.reports.hotspots.links import links
from data.reports.panel import Fold, Note, Panel, Value, Words
from data.reports.table import Column, Table
from data.words import findings, verdicts
from data.words import formatting as f

ID = "hotspots-detail"
MOST_TYPES = 5
SURE, ABOUT, TYPES = "How sure is this?", "About these figures", "Most frequent crime types"
CARE = "Something else may have moved the numbers: see “How sure is this?”"


@dataclass(frozen=True)
class Chosen:
    """The chosen wards together, one or several.

    standing: as ``Standing.lookup``; change: as ``Figures.lookup``; types: crime_type, offence_count (of the period),
    total_0 and total_1 (compared); trend: period_month, offence_count; half: in how few of how many cells half of it
    lies, None where there are no cells; notes: what has to be known of the change.
    """

    standing: dict[str, Any]
    change: dict[str, Any]
    types: pd.DataFrame
    trend: pd.DataFrame
    half: tuple[int, int] | None = None
    notes: Sequence[str] = ()


def ward_detail(asked: MapRequest, chosen: Chosen) -> Panel:
    """The chosen wards: total, trend, verdict, rank, rate, concentration and crime types."""
    selection, half = asked.selection, chosen.half
    trend = _trend(selection, chosen.trend)
    sure = [
        *([f"{trend.alt}."] if trend else []),
        _change_words(asked, chosen.change),
        *chosen.notes,
        *_standing(selection, chosen.standing),
    ]
    held = f"Half of it lies in {f.number(half[0])} of {f.number(half[1])} {asked.spots}." if half else ""
    return Panel(
        ID,
        Words(f.capital(selection.wards_label)),
        figure=trend,
        value=_total(selection, chosen.standing["offence_count"]),
        verdict=chosen.change["verdict"],
        months=findings.other_months(asked.comparison),
        notes=[
            *_places(selection, chosen.standing),
            *verdicts.uneven([chosen.change]),
            *([held] if half else []),
            *([CARE] if chosen.notes and asked.comparison else []),
            links(selection),
            *([unpicked(selection)] if picked_ward(selection) else []),
        ],
        folds=[Fold(SURE, sure), *_types(asked, chosen.types)],
    )


def cell_detail(asked: MapRequest, cells: Cells, cell: pd.Series, types: pd.DataFrame, trend: pd.DataFrame) -> Panel:
    """The cell that is picked: where about it lies, its total and what it is compared with, rank, trend, crime types.

    cell: its row in ``cells.frame``; types: crime_type, offence_count (of the period), total_0, total_1 (compared). A
    cell is in no family of comparisons, so nothing is said of its change.
    """
    selection = asked.selection
    ward = next((ward for ward in selection.vintage.wards if ward.code == cell["ward_code"]), None)
    side = f"{selection.map.cell_size_m} m"
    where = f"A square of {side}, approximate{f', mostly in {ward.name}' if ward else ''}."
    around = replace(selection, wards=(ward.code,)) if ward else selection
    drawn = _trend(selection, trend)
    place, *others = _cell_standing(cells, cell) or [""]
    notes: list[Note] = [where, *([place] if place else []), links(around), unpicked(selection)]
    return Panel(
        ID,
        Words(f.capital(cell["around"])),
        figure=drawn,
        value=_total(selection, cell["offence_count"]),
        notes=notes,
        folds=[
            Fold(ABOUT, [*_before(asked, types), *([f"{drawn.alt}."] if drawn else []), *others, NOTE]),
            *_types(asked, types),
        ],
    )


def _cell_standing(cells: Cells, cell: pd.Series) -> list[str]:
    """The place of a cell among all, and in how many quarters it was among the top."""
    lines = []
    if pd.notna(cell["offence_count"]):
        place = int((cells.frame["offence_count"] > cell["offence_count"]).sum()) + 1
        lines.append(
            f"{f.ordinal(place)} of {f.number(cells.cell_count)} small spots, {f.number(cell['share_pct'], 1)}% of all."
        )
        lines.append(f"Those with most, to this one, hold {f.number(cell['cumulative_pct'])}%.")
    if pd.notna(cell["half_quarter_count"]):
        held = f.number(cell["half_quarter_count"])
        lines.append(f"Among the fewest small spots that hold half in {held} of {cells.whole_quarters}.")
    return lines


def _total(selection: Selection, total: float) -> Value:
    noun = f.so_many(total, selection.noun).rpartition(" ")[2]
    return Value(f.number(total), f"{noun}, {f.period(selection.period)}")


def _trend(selection: Selection, trend: pd.DataFrame) -> Sparkline | None:
    """The months as a word-sized line, where there are two."""
    pairs = zip(trend["period_month"], trend["offence_count"].tolist(), strict=True)
    known = [(month, count) for month, count in pairs if count == count]
    if len(known) < 2:
        return None
    (first, start), (last, end) = known[0], known[-1]
    alt = (
        f"{f.capital(selection.noun)} a month: {f.number(start)} in {f.month(first)}, {f.number(end)} in "
        f"{f.month(last)}, {f.number(max(count for _, count in known))} at most"
    )
    return Sparkline([None if pd.isna(value) else float(value) for value in trend["offence_count"]], alt)


def _standing(selection: Selection, row: dict[str, Any]) -> list[str]:
    """The place of one ward by number, and the rate, of one ward with its place per resident."""
    lines, place = [], ""
    # The place of the whole area is one among districts.
    if row["count_rank_words"] and not selection.is_whole_area:
        share = f"{f.number(row['share_pct'], 1)}% of {selection.area_name}'s"
        lines.append(f"{f.capital(str(row['count_rank_words']))}. {share}.")
        place = f": {row['rank_words']}" if row["rank_words"] else ""
    if pd.notna(row["rate_per_1000"]):
        low, high = (f.number(row[f"{side}_ci_per_1000"], 1) for side in ("lower", "upper"))
        rate = f"{f.number(row['rate_per_1000'], 1)} per 1,000 residents"
        lines.append(f"{rate} (95% interval {low} to {high}){place}.")
    return lines


def _change_words(asked: MapRequest, row: dict[str, Any]) -> str:
    """Both counts of a change, the interval and what it is judged with; or why there is none."""
    selection, comparison = asked.selection, asked.comparison
    if comparison is None:
        before = f.before_words(selection.period, selection.comparison_key)
        return f"No month of {f.period(selection.period)} can be compared with {before}."
    counts = compared_counts(row, comparison, selection.noun)
    if row["verdict"] == Verdict.CANNOT_COMPARE:
        return f"{counts}. {f.capital(str(row['refusal']))}."
    change = verdicts.change(row)
    return f"{counts}{': ' if change else ''}{change}. {verdicts.judged_with(row)}"


def _before(asked: MapRequest, types: pd.DataFrame) -> list[str]:
    """Both counts of a cell, where its months can be compared."""
    if asked.comparison is None:
        return []
    own = types[types["crime_type"].isin(asked.selection.counted_types)]
    counts = own[["total_0", "total_1"]].sum(min_count=1)
    return [f"{compared_counts(counts, asked.comparison, asked.selection.noun)}."]


def _places(selection: Selection, row: dict[str, Any]) -> list[str]:
    """Both places of one ward in a line: 5th to 8th by number, highest per resident, of 20 wards."""
    ranks = (("count_", "by number"), ("", "per resident"))
    places = [(f.place(row, prefix), by) for prefix, by in ranks if pd.notna(row.get(f"{prefix}rank"))]
    if not places or selection.is_whole_area:
        return []
    said = ", ".join(f"{'highest' if place == '1st' else place} {by}" for place, by in places)
    chance = ", allowing for chance" if any(" to " in place for place, _ in places) else ""
    return [f"{f.capital(said)}, of {len(selection.vintage.wards)} wards{chance}."]


def _types(asked: MapRequest, types: pd.DataFrame) -> list[Fold]:
    """The most frequent of the chosen types, beside them what they are compared with."""
    noun = f.capital(asked.selection.noun)
    counts = count_columns(asked.comparison, Column("offence_count", noun, "number"))
    own = types[types["crime_type"].isin(asked.selection.counted_types)]
    top = own.nlargest(MOST_TYPES, counts[0].name)
    top = top[top[counts[0].name] > 0]
    if top.empty:
        return []
    return [Fold(TYPES, table=Table(top, [Column("crime_type", "Most frequent types"), *counts]))]
