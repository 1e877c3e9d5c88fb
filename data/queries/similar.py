"""Whom the area is compared with."""

from functools import lru_cache

import pandas as pd

from data.build import database
from data.model.viewer import Viewer


def most_similar_group() -> pd.DataFrame:
    """The most similar group of the area: similar_area_code, similar_area_name, cited_source, source_date.

    As it was given, without the area itself; empty where no group was given.
    """
    return _most_similar_group(database.build_key())


# Read once a build; nobody changes a frame that was handed out.
@lru_cache(maxsize=8)
def _most_similar_group(_build: tuple[str, Viewer]) -> pd.DataFrame:
    return database.frame(
        """
        SELECT DISTINCT similar_area_code, similar_area_name, cited_source, source_date
        FROM dim_most_similar_group
        WHERE
            list_contains((SELECT area_codes FROM meta_build), area_code)
            AND NOT coalesce(list_contains((SELECT area_codes FROM meta_build), similar_area_code), false)
        ORDER BY similar_area_name
        """
    )
