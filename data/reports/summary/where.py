"""Where it was recorded: a small map of the wards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from data.model.records import records
from data.model.schema import ALL_CRIME
from data.model.verdict import Verdict
from data.reports.figures import OutlineMap
from data.reports.panel import Link, Panel, Words
from data.reports.summary.view import SummaryView
from data.reports.summary.wards import ward_finding
from data.reports.table import Column, Table
from data.statistics.change.monthly import round_breaks
from data.words import findings
from data.words import formatting as f

HOTSPOTS = Link("Hotspots", "/hotspots")

Shapes = Mapping[str, Sequence[Sequence[tuple[float, float]]]]


def where_panel(view: SummaryView, wards: pd.DataFrame, shapes: Shapes) -> Panel:
    """Every ward by number, those chosen outlined.

    wards: as ``performance.ward_changes`` gives it; shapes: their outlines, as ``OutlineMap`` has them, or none.
    """
    total = wards["offence_count"].sum(skipna=False)
    if pd.isna(total) or not total:
        why = "no total is known" if pd.isna(total) else "nothing was recorded"
        note = f"{f.capital(f.period(view.period))}: {why}."
        return Panel("summary-where", Words("Where: nothing to map"), notes=[note], links=[HOTSPOTS])
    selection, frame = view.selection, wards.sort_values("offence_count", ascending=False)
    columns = [
        Column("area_name", "Ward"),
        Column("offence_count", f.capital(selection.noun), "number"),
        Column("share_pct", "Share of all, %", "number", 1),
        Column("count_rank_words", "Rank by number"),
        Column("area_code", "Code", "code"),
    ]
    caption = f"{selection.types_label} by ward, {f.period(view.period)}, {selection.vintage.label}."
    scope = findings.every_ward(selection)
    words = replace(view.words(_finding(view, frame), caption), scope=scope, short=_short(view, frame))
    chosen = [] if selection.is_whole_area else list(selection.wards)
    table = Table(frame, columns, marked=chosen, key="area_code", title="Wards by number")
    return Panel("summary-where", words, table, _map(view, frame, chosen, shapes), links=[HOTSPOTS])


def _map(view: SummaryView, frame: pd.DataFrame, chosen: list[str], shapes: Shapes) -> OutlineMap | None:
    """The map, None where the outlines of these wards are not there."""
    breaks = round_breaks(frame["offence_count"])
    counts = zip(frame["area_code"].tolist(), frame["offence_count"].tolist(), strict=True)
    classes = {code: sum(count >= edge for edge in breaks) for code, count in counts}
    return OutlineMap(shapes, classes, breaks, view.selection.noun, chosen) if shapes else None


def _finding(view: SummaryView, frame: pd.DataFrame) -> str:
    """How much of all is in the chosen wards, or in the two that hold most."""
    selection = view.selection
    what = "crime" if selection.types_label == ALL_CRIME else selection.types_label.lower()
    rows = records(frame, ["area_code", "area_name", "offence_count"])
    held = rows[:2] if selection.is_whole_area else [row for row in rows if row["area_code"] in selection.wards]
    share = f.number(100 * sum(row["offence_count"] for row in held) / sum(row["offence_count"] for row in rows))
    count = len(held)
    if count == 1 and not selection.is_whole_area:
        return f"Where: {held[0]['area_name']} holds {share}% of {what}"
    named = f"{f.IN_WORDS.get(count, count)} wards hold" if count > 1 else "one ward holds"
    return f"Where: {named} {share}% of {what}"


def _short(view: SummaryView, frame: pd.DataFrame) -> str:
    months = f", {f.year_to(view.period)}" if view.is_part else ""
    if not view.selection.is_whole_area:
        return f"Outlined: the chosen, of all {len(frame)} wards{months}."
    top = f"{f.named(list(frame['area_name'].head(2)))}{months}."
    # Of a part the changes are of other months than the map.
    is_said = not view.is_part and (frame["verdict"] != Verdict.CANNOT_COMPARE).any()
    return f"{top} {ward_finding(view, frame)}." if is_said else top
