"""The published tables, in the order in which they are made; one SQL file each."""

from pathlib import Path

NAMES = (
    "dim_population",
    "dim_area",
    "dim_lsoa_change",
    "dim_boundary",
    "dim_crime_type",
    "fct_crime",
    "fct_crime_ward",
    "fct_crime_monthly",
    "dim_cell",
    "fct_cell_monthly",
    "fct_coverage",
    "fct_survey_estimate",
    "fct_published_performance",
    "fct_recorded_crime_quarterly",
    "dim_most_similar_group",
    "dim_place",
    "fct_place_monthly",
    "dim_operation",
    "dim_name",
    "dim_road_label",
    "meta_annotation",
)


def mart_sql(name: str) -> str:
    """The SQL of one mart."""
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
