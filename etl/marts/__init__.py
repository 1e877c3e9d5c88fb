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
    "fct_public_concern",
    "dim_harm_weight",
    "fct_published_performance",
    "fct_recorded_crime_quarterly",
    "dim_most_similar_group",
    "dim_priority",
    "dim_indicator",
    "dim_concern",
    "dim_board_measure",
    "fct_published_figure",
    "fct_indicator_actual",
    "fct_indicator_target",
    "fct_board_action",
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
