"""Whom the area is compared with."""

import pandas as pd

from data.build import database


@database.per_build
def most_similar_group() -> pd.DataFrame:
    """The most similar group of the area: similar_area_code, similar_area_name, cited_source, source_date.

    As it was given, without the area itself; empty where no group was given.
    """
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
