"""Hour by weekday: when in the week offences happened."""

from dataclasses import dataclass

import pandas as pd

HOURS, WEEKDAYS = range(24), range(1, 8)


@dataclass(frozen=True)
class Week:
    """counts: a row an hour (0 to 23), a column a weekday (1 for Monday), NaN where it is hidden; unknown: offences
    without the day or the hour, None where that is hidden."""

    counts: pd.DataFrame
    unknown: int | None

    @property
    def hidden(self) -> int:
        """How many hours are hidden."""
        return int(self.counts.isna().to_numpy().sum())


def hours_of_the_week(found: pd.DataFrame) -> Week:
    """Lay the counts out as a week.

    found: weekday and hour, both 0 for what is unknown, and offence_count, null where it is hidden.
    """
    counts = found.assign(offence_count=found["offence_count"].astype(float))
    laid = counts.pivot(index="hour", columns="weekday", values="offence_count")
    without = counts.loc[counts["weekday"] == 0, "offence_count"].dropna()
    return Week(laid.reindex(index=HOURS, columns=WEEKDAYS), int(without.iloc[0]) if len(without) else None)
