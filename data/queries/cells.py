"""Counts of recorded offences in the cells of a grid. Cells are in one order everywhere: by their id."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from data.build import database
from data.model.choices import Choices
from data.model.period import Period
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.model.viewer import Viewer


def grid_cells(cell_size_m: int, vintage: str, only_points: bool = False) -> pd.DataFrame:
    """Every cell of a size, or those that hold a point, with its ward of ``vintage``, read once a build.

    Columns: cell_id, grid_column, grid_row (from the south-west), easting, northing (of its centre, metres in British
    National Grid), holds_point (whether any record was ever placed there: such cells are drawn), location (what most of
    its records give as theirs, null where it has none), ward_code.
    """
    return _grid_cells(database.build_key(), cell_size_m, vintage, only_points)


@lru_cache(maxsize=12)
def _grid_cells(_build: tuple[str, Viewer], cell_size_m: int, vintage: str, only_points: bool) -> pd.DataFrame:
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
    found = database.rows(
        """
        SELECT count(*) FROM dim_cell_ward
        WHERE cell_size_m = $cell_size_m AND vintage = $vintage AND list_contains($wards::VARCHAR[], ward_code)
        """,
        cell_size_m=cell_size_m,
        vintage=vintage,
        wards=list(wards),
    )
    return int(found[0][0])


def cell_layer(cell_size_m: int) -> str:
    """The name of the boundary layer that draws the cells of a size."""
    return f"cell-{cell_size_m}"


def offences_by_cell(selection: Selection, choices: Choices, cell_size_m: int, only_points: bool = False) -> pd.Series:
    """The counted types of the whole area in the period, in the cells of ``grid_cells``: cell_id → offence_count.

    0 where nothing was recorded; NaN everywhere where a month of the period is absent.
    """
    cells = grid_cells(cell_size_m, selection.vintage.vintage, only_points)["cell_id"]
    found = database.frame(
        """
        SELECT cell_id, sum(offence_count)::DOUBLE AS offence_count
        FROM fct_cell_monthly
        WHERE
            source = $source AND cell_size_m = $cell_size_m AND period_month BETWEEN $first AND $last
            AND list_contains($crime_types, crime_type)
        GROUP BY cell_id
        """,
        source=STREET_CRIME,
        cell_size_m=cell_size_m,
        first=selection.period.first,
        last=selection.period.last,
        crime_types=list(selection.counted_types),
    )
    counts = np.full(len(cells), np.nan if choices.missing(selection.period) else 0.0)
    counts[np.searchsorted(cells, found["cell_id"])] += found["offence_count"].to_numpy()
    return pd.Series(counts, pd.Index(cells, name="cell_id"), name="offence_count")


def monthly_by_cell(
    selection: Selection, choices: Choices, months: Sequence[date], cell_size_m: int, only_points: bool = False
) -> pd.DataFrame:
    """The counted types of the whole area in each of ``months`` (columns, dates), a row a cell of ``grid_cells``.

    0 where nothing was recorded, NaN in a month that is absent. The months need not follow one another.
    """
    cells = grid_cells(cell_size_m, selection.vintage.vintage, only_points)["cell_id"]
    found = database.frame(
        """
        SELECT
            cell_id, list_position($months::DATE[], period_month) - 1 AS place,
            sum(offence_count)::DOUBLE AS offence_count
        FROM fct_cell_monthly
        WHERE
            source = $source AND cell_size_m = $cell_size_m AND list_contains($months::DATE[], period_month)
            AND list_contains($crime_types, crime_type)
        GROUP BY ALL
        """,
        source=STREET_CRIME,
        cell_size_m=cell_size_m,
        months=list(months),
        crime_types=list(selection.counted_types),
    )
    counts = np.zeros((len(cells), len(months)))
    counts[:, [place for place, month in enumerate(months) if month not in choices.present]] = np.nan
    counts[np.searchsorted(cells, found["cell_id"]), found["place"].to_numpy(dtype=int)] += found[
        "offence_count"
    ].to_numpy()
    return pd.DataFrame(counts, pd.Index(cells, name="cell_id"), pd.Index(list(months), name="period_month"))


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
