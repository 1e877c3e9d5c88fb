import numpy as np
import pandas as pd

from data.statistics.space.located import cells_at
from data.statistics.space.micro_area_shapes import degrees

CELLS = pd.DataFrame(
    {"cell_id": [3, 4, 9], "easting": [560075.0, 560225.0, 560075.0], "northing": [180075.0, 180075.0, 180225.0]}
)


def test_a_point_lies_in_the_cell_around_it_and_beyond_the_edge_in_the_nearest() -> None:
    points = degrees(
        np.array([560140.0, 560160.0, 560010.0, 559000.0]), np.array([180010.0, 180010.0, 180290.0, 1.8e5])
    )
    found = cells_at(points["longitude"].to_numpy(), points["latitude"].to_numpy(), CELLS)
    assert found.tolist() == [3, 4, 9, 3]
