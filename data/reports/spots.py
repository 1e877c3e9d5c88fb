"""The small spots of an area by their names."""

import pandas as pd

from data.build import database
from data.model.schema import DEFAULT_CELL_SIZE_M
from data.queries import cells
from data.queries.choices import filter_choices
from data.words.places import spot_names


@database.per_build
def named_spots(vintage: str) -> pd.DataFrame:
    """The squares that hold a point, as ``cells.grid_cells``, with ward_name (empty outside wards) and name."""
    grid = cells.grid_cells(DEFAULT_CELL_SIZE_M, vintage, only_points=True)
    wards = {ward.code: ward.name for one in filter_choices().vintages if one.vintage == vintage for ward in one.wards}
    named = grid.assign(ward_name=grid["ward_code"].map(wards).fillna(""))
    return named.assign(name=spot_names(named))
