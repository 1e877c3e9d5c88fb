"""The usual way, to compare with: every record in a DataFrame, charts by Plotly Express."""

import pandas as pd
import plotly.express as px

from data.build import database
from tests.bench.selections import Chosen


def all_records(vintage: str) -> pd.DataFrame:
    """One row a record of the area: period_month, crime_type, ward_code."""
    return database.frame(
        """
        SELECT c.period_month, c.crime_type, w.ward_code
        FROM fct_crime AS c JOIN fct_crime_ward AS w ON c.record_id = w.record_id
        WHERE w.vintage = $vintage
        """,
        vintage=vintage,
    )


def answer(records: pd.DataFrame, chosen: Chosen) -> int:
    """One line chart of months by type and the counts of the wards; gives the bytes of both."""
    shown = records[
        records["ward_code"].isin(chosen.wards)
        & records["crime_type"].isin(chosen.crime_types)
        & records["period_month"].between(pd.Timestamp(chosen.first), pd.Timestamp(chosen.last))
    ]
    monthly = shown.groupby(["period_month", "crime_type"]).size().reset_index(name="offence_count")
    figure = px.line(monthly, x="period_month", y="offence_count", color="crime_type")
    wards = shown.groupby("ward_code").size().reset_index(name="offence_count")
    return len(figure.to_json()) + len(wards.to_json(orient="records"))
