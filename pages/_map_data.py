"""What the hotspot page asks of the build; no page of its own."""

from dataclasses import replace
from typing import Any

from components import url_state
from components.figures import hotspot_map, map_ground
from components.panels import cell_layer, map_detail, ward_layer
from components.panels.map_layer import Shown
from data.model.period import Period, add_months
from data.model.schema import STREET_CRIME
from data.queries import boundaries, cells, choices, offences, status
from data.reports.hotspots.places import Places
from data.settings import current
from data.statistics.space import cell_map, half_quarters, ward_map
from data.statistics.space.concentration import concentration
from pages._evidence import comparison_notes, evidence, total


def read(search: str) -> Shown:
    """The selection in the address, what there is to choose, and the build."""
    offered = choices.filter_choices(url_state.source(search))
    return Shown(url_state.read(search, offered).selection, offered, status.build_status(offered.source))


def span(shown: Shown) -> Period:
    """The months that are shown and compared, from the first to the end of the period."""
    period, compared = shown.selection.period, shown.comparison
    return Period(min(period.first, compared.before.first) if compared else period.first, period.last)


def wards(shown: Shown) -> ward_layer.Wards:
    """Every ward by the measure, with where its label stands."""
    selection, known = shown.selection, evidence(shown.selection, shown.choices)
    frame, breaks = ward_map.mapped_wards(
        selection.vintage.wards, selection.counted_types, selection.measure, known.figures, known.standing
    )
    return ward_layer.Wards(
        choices.measures()[selection.measure],
        frame.join(boundaries.layer_middles(selection.vintage.layer), on="area_code"),
        breaks,
        ward_map.VERDICT_CLASSES,
        comparison_notes(known, selection, shown.choices),
    )


def chosen_wards(shown: Shown, coloured: ward_layer.Wards) -> map_detail.Chosen:
    """The chosen wards together, by the same figures as the map's."""
    selection, known = shown.selection, evidence(shown.selection, shown.choices)
    monthly = offences.monthly_by_type(selection, shown.choices, span(shown))
    return map_detail.Chosen(
        known.standing.lookup([(selection.wards, selection.counted_types)]).iloc[0],
        total(known, selection),
        ward_map.type_counts(selection.wards, selection.counted_types, known.figures, known.standing),
        cell_map.total_by_month(monthly, selection.counted_types),
        half_of_wards(shown),
        # On a map of changes they stand above it.
        [] if coloured.is_change and not shown.has_cells else coloured.notes,
    )


def mapped_cells(shown: Shown, is_file: bool = False) -> cell_layer.Cells:
    """Every cell by what is shown; is_file: with all that is known."""
    selection, offered = shown.selection, shown.choices
    size, last, show = selection.map.cell_size_m, selection.period.last, selection.map.show
    known = cells.grid_cells(size, selection.vintage.vintage)
    counts = cells.offences_by_cell(selection, offered, size).to_numpy()
    quarters, left_out = half_quarters.last_quarters(last, offered.present)
    quarterly = last_year = None
    if is_file or show == "quarters":
        months = [month for quarter in quarters for month in quarter.months]
        monthly = cells.monthly_by_cell(selection, offered, months, size).to_numpy()
        quarterly = monthly.reshape(len(known), len(quarters), 3).sum(axis=2)
    # The three months after the period, a year earlier.
    before = Period(add_months(last, -11), add_months(last, -9))
    if is_file or show == "last_year":
        last_year = cells.offences_by_cell(replace(selection, period=before), offered, size).to_numpy()
    measured = cell_map.cell_measures(counts, quarterly, last_year)
    frame, breaks = cell_map.classified_cells(measured, show, len(quarters))
    names = {ward.code: ward.name for ward in selection.vintage.wards}
    named = cell_map.named_cells(frame, known, names)
    return cell_layer.Cells(named, breaks, show, before, quarters, left_out)


def half_of_wards(shown: Shown) -> tuple[int, int] | None:
    """In how few of how many cells half of the chosen wards' offences lie; None where there are no cells or months."""
    selection = shown.selection
    if selection.source != STREET_CRIME or shown.choices.missing(selection.period):
        return None
    size = selection.map.cell_size_m
    known = cells.grid_cells(size, selection.vintage.vintage)
    counts = cells.offences_by_cell(selection, shown.choices, size).to_numpy()
    found = concentration(counts[known["ward_code"].isin(selection.wards).to_numpy()])
    return found.half_cell_count, found.cell_count


def drawing(
    shown: Shown,
    coloured: ward_layer.Wards,
    mapped: cell_layer.Cells | None,
    placed: Places,
    points: Any,
) -> tuple[dict[str, Any], dict[str, hotspot_map.Part]]:
    """The ground of the map and everything on it; points: as ``offences.snap_points``."""
    selection, root, settings = shown.selection, f"/boundaries/{shown.choices.build_id}", current()
    layers = placed.outline_layers
    ground = map_ground.ground(
        f"{root}/{selection.vintage.layer}",
        boundaries.layer_bounds(selection.vintage.layer),
        [f"{root}/{layer}" for layer in layers],
        settings.basemap,
        settings.basemap_credit,
    )
    codes = sorted(coloured.frame["area_code"])
    drawn = {
        **hotspot_map.outline_parts(ward_layer.outlined(selection), codes if mapped else []),
        **hotspot_map.point_parts(points),
        **hotspot_map.place_parts(placed.labelled(), selection.map.picked("place"), placed.outlines(layers)),
    }
    if mapped is None:
        return ground, drawn | ward_layer.map_parts(shown, coloured) | hotspot_map.hidden_cells()
    geometry = f"{root}/{cells.cell_layer(selection.map.cell_size_m)}"
    return ground, drawn | hotspot_map.quiet_parts(codes) | cell_layer.map_parts(shown, mapped, geometry)
