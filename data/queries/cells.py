"""Counts of recorded offences in the cells of a grid. Cells are in one order everywhere: by their id."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.build import database
from data.model.choices import Choices
from data.model.period import Period
from data.model.schema import STREET_CRIME
from data.model.selection import Selection


class Recorded(NamedTuple):
    """Counts of cells, one a cell, month and crime type; months and types as places in lists of them."""

    cell_ids: NDArray[np.int_]
    months: NDArray[np.int_]
    types: NDArray[np.int_]
    counts: NDArray[np.float64]


@database.per_build
def grid_cells(cell_size_m: int, vintage: str, only_points: bool = False) -> pd.DataFrame:
    """Every cell of a size, or those that hold a point, with its ward of ``vintage``, read once a build.

    Columns: cell_id, grid_column, grid_row (from the south-west), easting, northing (of its centre, metres in British
    National Grid), holds_point (whether any record was ever placed there: such cells are drawn), location (what most of
    its records give as theirs, null where it has none), ward_code.
    """
    return database.frame(
        """
        SELECT c.* EXCLUDE (cell_size_m), w.ward_code
        FROM dim_cell AS c
        LEFT JOIN dim_cell_ward AS w
            ON c.cell_size_m = w.cell_size_m AND c.cell_id = w.cell_id AND w.vintage = $vintage
        WHERE c.cell_size_m = $cell_size_m AND (c.holds_point OR NOT $only_points)
        ORDER BY c.cell_id
        """,
        cell_size_m=cell_size_m,
        vintage=vintage,
        only_points=only_points,
    )


def cell_count(cell_size_m: int, vintage: str, wards: Sequence[str]) -> int:
    """How many cells of a size there are in wards of ``vintage``, those without a point too."""
    counts = _ward_cells(cell_size_m, vintage)
    return sum(counts.get(code, 0) for code in wards)


@database.per_build
def _ward_cells(cell_size_m: int, vintage: str) -> dict[str, int]:
    """How many cells of a size there are in each ward, by its code."""
    found = database.rows(
        "SELECT ward_code, count(*) FROM dim_cell_ward WHERE cell_size_m = $cell_size_m AND vintage = $vintage "
        "GROUP BY ward_code",
        cell_size_m=cell_size_m,
        vintage=vintage,
    )
    return dict(found)


def cell_layer(cell_size_m: int) -> str:
    """The name of the boundary layer that draws the cells of a size."""
    return f"cell-{cell_size_m}"


def offences_by_cell(selection: Selection, choices: Choices, cell_size_m: int, only_points: bool = False) -> pd.Series:
    """The counted types of the whole area in the period, in the cells of ``grid_cells``: cell_id → offence_count.

    0 where nothing was recorded; NaN everywhere where a month of the period is absent.
    """
    cells = grid_cells(cell_size_m, selection.vintage.vintage, only_points)["cell_id"]
    found = _counted(selection, selection.period.months, cell_size_m)
    counts = np.full(len(cells), np.nan if choices.missing(selection.period) else 0.0)
    np.add.at(counts, np.searchsorted(cells, found.cell_ids), found.counts)
    return pd.Series(counts, pd.Index(cells, name="cell_id"), name="offence_count")


def monthly_by_cell(
    selection: Selection, choices: Choices, months: Sequence[date], cell_size_m: int, only_points: bool = False
) -> pd.DataFrame:
    """The counted types of the whole area in each of ``months`` (columns, dates), a row a cell of ``grid_cells``.

    0 where nothing was recorded, NaN in a month that is absent. The months need not follow one another.
    """
    cells = grid_cells(cell_size_m, selection.vintage.vintage, only_points)["cell_id"]
    found = _counted(selection, months, cell_size_m)
    counts = np.zeros((len(cells), len(months)))
    counts[:, [place for place, month in enumerate(months) if month not in choices.present]] = np.nan
    np.add.at(counts, (np.searchsorted(cells, found.cell_ids), found.months), found.counts)
    return pd.DataFrame(counts, pd.Index(cells, name="cell_id"), pd.Index(list(months), name="period_month"))


def _counted(selection: Selection, months: Sequence[date], cell_size_m: int) -> Recorded:
    """What was recorded of the counted types in these months, each by its place among them."""
    recorded, every_month, every_type = _recorded(cell_size_m)
    places = {month: place for place, month in enumerate(months)}
    place = np.array([places.get(month, -1) for month in every_month], dtype=int)[recorded.months]
    is_counted = np.array([name in selection.counted_types for name in every_type], dtype=bool)[recorded.types]
    kept = is_counted & (place >= 0)
    return Recorded(recorded.cell_ids[kept], place[kept], recorded.types[kept], recorded.counts[kept])


@database.per_build
def _recorded(cell_size_m: int) -> tuple[Recorded, list[date], list[str]]:
    """All that was recorded in cells of a size, and the months and crime types to which it points."""
    found = database.rows(
        """
        SELECT cell_id, period_month, crime_type, offence_count FROM fct_cell_monthly
        WHERE source = $source AND cell_size_m = $cell_size_m
        """,
        source=STREET_CRIME,
        cell_size_m=cell_size_m,
    )
    cell_ids, months, types, counts = zip(*found, strict=True) if found else ((),) * 4
    every_month, every_type = sorted(set(months)), sorted(set(types))
    at_month, at_type = ({key: place for place, key in enumerate(keys)} for keys in (every_month, every_type))
    recorded = Recorded(
        np.array(cell_ids, dtype=int),
        np.array([at_month[month] for month in months], dtype=int),
        np.array([at_type[name] for name in types], dtype=int),
        np.array(counts, dtype=float),
    )
    return recorded, every_month, every_type


def types_of_cell(choices: Choices, cell_size_m: int, cell_id: int, period: Period) -> pd.DataFrame:
    """One cell by month and crime type: period_month, crime_type (every type), offence_count (null in a gap)."""
    return database.frame(
        """
        WITH month AS (
            SELECT unnest(generate_series($first::TIMESTAMP, $last::TIMESTAMP, INTERVAL 1 MONTH))::DATE AS period_month
        )

        SELECT
            m.period_month,
            t.crime_type,
            CASE WHEN list_contains($present::DATE[], m.period_month) THEN coalesce(f.offence_count, 0) END::DOUBLE
                AS offence_count
        FROM month AS m
        CROSS JOIN (SELECT unnest($crime_types) AS crime_type) AS t
        LEFT JOIN fct_cell_monthly AS f
            ON f.source = $source AND f.cell_size_m = $cell_size_m AND f.cell_id = $cell_id
            AND f.period_month = m.period_month AND f.crime_type = t.crime_type
        ORDER BY m.period_month, list_position($crime_types, t.crime_type)
        """,
        source=STREET_CRIME,
        cell_size_m=cell_size_m,
        cell_id=cell_id,
        crime_types=list(choices.crime_types),
        present=sorted(choices.present),
        first=period.first,
        last=period.last,
    )
