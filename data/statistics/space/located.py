"""Which cell of a grid a point lies in."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import KDTree

from data.statistics.space.grid import Floats
from data.statistics.space.projection import BRITISH_NATIONAL_GRID, WGS84, transformer


def cells_at(longitude: Floats, latitude: Floats, cells: pd.DataFrame) -> NDArray[np.int32]:
    """The cell_id of the cell whose centre is nearest to each point (degrees, WGS84), as the build counts its records.

    cells: cell_id, easting and northing of its centre (metres, British National Grid).
    """
    transform = transformer(WGS84, BRITISH_NATIONAL_GRID).transform
    centres = KDTree(cells[["easting", "northing"]].to_numpy())
    _, nearest = centres.query(np.column_stack(transform(longitude, latitude)))
    found: NDArray[np.int32] = cells["cell_id"].to_numpy()[nearest]
    return found
