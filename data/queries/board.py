"""What the board of the partnership adopted, and what it is asked to look at."""

import pandas as pd

from data.build import database


@database.per_build
def priorities() -> pd.DataFrame:
    """Every priority, the latest year first and in its order: the columns of ``dim_priority``."""
    return database.frame("SELECT * FROM dim_priority ORDER BY year_from DESC, display_order")
