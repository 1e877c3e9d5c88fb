"""What the map is drawn on beside the areas: main roads with their numbers, and names of settlements."""

import pandas as pd

from data.build import database


@database.per_build
def road_layers() -> list[str]:
    """The boundary layers of main roads, the widest roads first; none where no roads are loaded."""
    rows = database.rows(
        "SELECT layer FROM dim_boundary WHERE area_type = 'road' ORDER BY layer = 'road-b', layer DESC"
    )
    return [layer for (layer,) in rows]


@database.per_build
def labels() -> pd.DataFrame:
    """Numbers of roads and names of settlements: kind (town, village or road), label, longitude, latitude.

    What gives way to another where they are close comes after it.
    """
    return database.frame(
        """
        SELECT if(map_rank <= 2, 'town', 'village') AS kind, name AS label, longitude, latitude, map_rank AS place
        FROM dim_name
        WHERE map_rank IS NOT NULL
        UNION ALL
        SELECT 'road', road_number, longitude, latitude, row_number() OVER () FROM dim_road_label
        ORDER BY kind, place, label, longitude
        """
    )


@database.per_build
def credit() -> str:
    """Whose names and roads they are, as their licence asks; empty where none is loaded."""
    rows = database.rows(
        "SELECT DISTINCT attribution FROM meta_source WHERE source IN ('place_names', 'roads') "
        "AND source IN (SELECT source FROM meta_load WHERE rows_loaded > 0) ORDER BY attribution"
    )
    return ". ".join(text for (text,) in rows)
