"""What the layer of cells can show: its column, and the words that only it needs."""

from dataclasses import dataclass

QUARTERS, LAST_YEAR = "quarters", "last_year"


@dataclass(frozen=True)
class ShownCells:
    """One thing that cells can show.

    label: on the control; column: of ``cell_map.cell_measures``; legend: what the classes are of; pointing: what is
    said on pointing at a cell, of its value %{{customdata}}; meaning: in the caption. The words may name {noun},
    {Noun}, {before} (the months that stand for last year), {quarters} (how many), {whole} (the quarters in words),
    {end}, {left_out}.
    """

    name: str
    label: str
    column: str
    legend: str
    pointing: str
    meaning: str


_ALL = (
    ShownCells("counts", "Counts", "offence_count", "{Noun}", "%{{customdata}} {noun}", "Recorded {noun} in each."),
    ShownCells(
        QUARTERS,
        "Quarters among the top",
        "half_quarter_count",
        "Quarters among the top, of {quarters}",
        "among the top in %{{customdata}} of {whole}",
        "In how many of {whole}, to {end}, each was among the fewest that together hold half of that quarter's "
        "{noun}. Where more tie for the last places than there are, none of them counts.{left_out}",
    ),
    ShownCells(
        LAST_YEAR,
        "Last year's small spots",
        "last_year_count",
        "{Noun}, {before}",
        "%{{customdata}} {noun} in {before}",
        "What was recorded in {before}: the same months a year before the three that follow the period.",
    ),
)
# By their names, the usual first.
SHOWN_CELLS = {shown.name: shown for shown in _ALL}
