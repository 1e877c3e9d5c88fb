"""How few small spots hold how much."""

from dataclasses import replace

from data.queries import cells
from data.reports.figures import ConcentrationCurve
from data.reports.hotspots.asked import TOO_FEW, MapRequest
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from data.statistics.space.concentration import Concentration, concentration
from data.words import formatting as f


def panels(asked: MapRequest) -> list[Panel]:
    """The concentration of what is chosen."""
    return [concentration_panel(asked, of_chosen(asked), _of_every_type(asked))]


def of_chosen(asked: MapRequest) -> Concentration:
    """The concentration of what is chosen, alone."""
    return concentration(
        cells.offences_by_cell(asked.selection, asked.choices, asked.selection.map.cell_size_m).to_numpy()
    )


def finding(asked: MapRequest, held: Concentration) -> str:
    """In how few small spots half lies, where it is not one record to a spot."""
    if held.half_least <= 1:
        return f"{asked.selection.types_label}: {TOO_FEW}"
    return f"Half of {asked.selection.types_label.lower()} lies in {_half(held)}"


def concentration_panel(asked: MapRequest, held: Concentration, every: Concentration | None) -> Panel:
    """The curve, and how few cells hold half.

    every: the same of all records, anti-social behaviour among them; None where only some types are chosen.
    """
    selection = asked.selection
    caption = (
        f"{selection.types_label}, {f.period(selection.period)}, {selection.area_name}, {asked.spots}, those with most "
        "first. The police move each record to a nearby point, so crime looks more concentrated than it is."
    )
    columns = [
        Column("cell_count", "Small spots", "number"),
        Column("cell_share_pct", "Share of small spots, %", "number", 1),
        Column("offence_share_pct", f"Share of {selection.noun}, %", "number", 1),
    ]
    note = "Of records of every type, anti-social behaviour among them, half lie in"
    return Panel(
        "hotspots-curve",
        Words(finding(asked, held), caption, asked.source, scope=asked.scope),
        Table(held.curve, columns),
        ConcentrationCurve(held.curve, held.half_cell_count),
        notes=[f"{note} {_half(every)}."] if every and every.half_least > 1 else [],
    )


def _half(held: Concentration) -> str:
    return f"{f.number(held.half_cell_count)} of {f.number(held.cell_count)} small spots"


def _of_every_type(asked: MapRequest) -> Concentration | None:
    """Of every record of the area, anti-social behaviour among them; None where only some types are chosen."""
    selection = asked.selection
    if not selection.has_all_types or not selection.not_crime:
        return None
    kinds = [selection, replace(selection, crime_types=selection.not_crime)]
    counts = [cells.offences_by_cell(kind, asked.choices, selection.map.cell_size_m).to_numpy() for kind in kinds]
    return concentration(sum(counts[1:], counts[0]))
