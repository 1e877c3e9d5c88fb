"""What the map asks of the build: every ward and every cell by what is shown of them, and what is chosen or picked."""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.model.period import Period, add_months
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.model.shown_cells import LAST_YEAR, QUARTERS
from data.queries import boundaries, cells, choices, offences
from data.reports.evidence import Evidence, comparison_notes
from data.reports.hotspots.asked import MapRequest
from data.reports.hotspots.cells import Cells
from data.reports.hotspots.detail import Chosen
from data.reports.hotspots.wards import Wards
from data.statistics.space import cell_map, half_quarters, ward_map
from data.statistics.space.concentration import concentration


def measured_wards(asked: MapRequest, evidence: Evidence) -> Wards:
    """Every ward by the measure, chosen or not, with where its label stands."""
    selection = asked.selection
    frame, breaks = ward_map.mapped_wards(
        selection.vintage.wards, selection.counted_types, selection.measure, evidence.figures, evidence.standing
    )
    middles = boundaries.layer_middles(selection.vintage.layer)
    return Wards(
        choices.measures()[selection.measure],
        pd.concat([frame, middles.reindex(frame["area_code"]).reset_index(drop=True)], axis=1),
        breaks,
        comparison_notes(evidence, asked.choices),
    )


def chosen_wards(asked: MapRequest, evidence: Evidence, wards: Wards) -> Chosen:
    """The chosen wards together, by the same figures as the map's."""
    selection = asked.selection
    trend = offences.monthly_together(selection, {"offence_count": selection.counted_types}, asked.span)
    return Chosen(
        evidence.place,
        evidence.total,
        ward_map.type_counts(selection.wards, selection.counted_types, evidence.figures, evidence.standing),
        trend.reset_index(),
        _half_of_wards(asked),
        # On a map of changes they stand above it.
        [] if wards.is_change and not asked.has_cells else wards.notes,
    )


def _half_of_wards(asked: MapRequest) -> tuple[int, int] | None:
    """In how few of how many cells half of the chosen wards' offences lie.

    None where there are no cells or months, or where it takes cells with one offence alone.
    """
    selection = asked.selection
    if selection.source != STREET_CRIME or asked.choices.missing(selection.period):
        return None
    size = selection.map.cell_size_m
    known = cells.grid_cells(size, selection.vintage.vintage, only_points=True)
    counts = cells.offences_by_cell(selection, asked.choices, size, only_points=True).to_numpy()
    held = concentration(counts[_in_chosen_wards(selection, known)], _cells_in_all(selection))
    return (held.half_cell_count, held.cell_count) if held.half_least > 1 else None


def _in_chosen_wards(selection: Selection, known: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether each cell lies mostly in a chosen ward; a cell in no ward belongs to the whole area alone."""
    return np.asarray(selection.is_whole_area | known["ward_code"].isin(selection.wards))


def _cells_in_all(selection: Selection) -> int:
    """How many cells the chosen wards have, those without a point too."""
    return cells.cell_count(selection.map.cell_size_m, selection.vintage.vintage, selection.wards)


def measured_cells(asked: MapRequest, is_file: bool = False) -> Cells:
    """Every cell of the chosen wards that holds a point, by what is shown; is_file: with all that is known."""
    selection, offered = asked.selection, asked.choices
    size, last, show = selection.map.cell_size_m, selection.period.last, selection.map.show
    every = cells.grid_cells(size, selection.vintage.vintage, only_points=True)
    is_chosen = _in_chosen_wards(selection, every)
    known = every[is_chosen]
    counts = cells.offences_by_cell(selection, offered, size, only_points=True).to_numpy()[is_chosen]
    quarters, left_out = half_quarters.last_quarters(last, offered.present)
    quarterly = last_year = None
    if is_file or show == QUARTERS:
        months = [month for quarter in quarters for month in quarter.months]
        monthly = cells.monthly_by_cell(selection, offered, months, size, only_points=True).to_numpy()[is_chosen]
        quarterly = monthly.reshape(len(known), len(quarters), 3).sum(axis=2)
    # The three months after the period, a year earlier.
    before = Period(add_months(last, -11), add_months(last, -9))
    if is_file or show == LAST_YEAR:
        year_ago = replace(selection, period=before)
        last_year = cells.offences_by_cell(year_ago, offered, size, only_points=True).to_numpy()[is_chosen]
    measured = cell_map.cell_measures(counts, quarterly, last_year)
    frame, breaks = cell_map.classified_cells(measured, show, len(quarters))
    names = {ward.code: ward.name for ward in selection.vintage.wards}
    return Cells(
        cell_map.named_cells(frame, known, names), _cells_in_all(selection), breaks, show, before, quarters, left_out
    )


def counts_of_cell(asked: MapRequest, cell_id: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The crime types of a cell as ``cell_map.compared_types``, and its months as ``cell_map.total_by_month``."""
    selection = asked.selection
    monthly = cells.types_of_cell(asked.choices, selection.map.cell_size_m, cell_id, asked.span)
    types = cell_map.compared_types(monthly, selection.period, asked.comparison)
    return types, cell_map.total_by_month(monthly, selection.counted_types)
