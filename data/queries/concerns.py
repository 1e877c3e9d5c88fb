"""What people are concerned about, by the documents that say so, and what measures it."""

import pandas as pd

from data.build import database


@database.per_build
def concerns() -> pd.DataFrame:
    """Every concern, the latest first: the columns of ``dim_concern``."""
    return database.frame("SELECT * FROM dim_concern ORDER BY raised_on DESC, concern_id")


@database.per_build
def measures() -> pd.DataFrame:
    """What measures a priority or a concern: the columns of ``dim_board_measure``."""
    return database.frame("SELECT * FROM dim_board_measure ORDER BY display_order")
