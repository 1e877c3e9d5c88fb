"""The frames behind the summary: offences by type, and districts in order."""

import pandas as pd

from data.analysis.change import percent_change, period_totals, ranks, rate_per_1000
from data.schema import ALL_CRIME
from data.selection import Period, Selection


def performance(monthly: pd.DataFrame, selection: Selection, periods: list[Period]) -> pd.DataFrame:
    """The performance table: all crime first, each chosen type, anti-social behaviour last and never added in.

    monthly: period_month, crime_type, offence_count. Columns: offence, is_crime, one total a period (total_0, …),
    rate_per_1000 of the first, and the change of each on the next (change_0, …); NaN where a period is incomplete.
    """
    chosen = monthly[monthly["crime_type"].isin(selection.crime_types)]
    is_crime = ~chosen["crime_type"].isin(selection.not_crime)
    crimes = chosen[is_crime]
    parts = [crimes, chosen[~is_crime]]
    if crimes["crime_type"].nunique() > 1:
        # A type counts from the month in which it began to be published: only a month without any is a gap.
        together = crimes.groupby("period_month", as_index=False)["offence_count"].sum(min_count=1)
        title = ALL_CRIME if selection.types_label == ALL_CRIME else "Chosen types together"
        parts.insert(0, together.assign(crime_type=title))
    frame = period_totals(pd.concat(parts), "crime_type", periods).add_prefix("total_")
    frame.insert(0, "offence", frame.index)
    frame["rate_per_1000"] = [rate_per_1000(count, selection.population) for count in frame["total_0"]]
    for place in range(len(periods) - 1):
        frame[f"change_{place}"] = [
            percent_change(now, before)
            for now, before in zip(frame[f"total_{place}"], frame[f"total_{place + 1}"], strict=True)
        ]
    return frame.reset_index(drop=True)


def districts_in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Districts by rate, highest first, those without figures last.

    frame: area_name, is_own, population, offence_count. Adds rate_per_1000 and rank (1 is highest).
    """
    ordered = frame.assign(
        rate_per_1000=[
            rate_per_1000(c, p) for c, p in zip(frame["offence_count"].astype(float), frame["population"], strict=True)
        ]
    )
    ordered["rank"] = ranks(ordered["rate_per_1000"])
    return ordered.sort_values(["rate_per_1000", "area_name"], ascending=[False, True], ignore_index=True)
