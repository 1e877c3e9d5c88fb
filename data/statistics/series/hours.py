"""Hour by weekday: when in the week offences happened."""

from dataclasses import dataclass

import pandas as pd

HOURS, WEEKDAYS = range(24), range(1, 8)


@dataclass(frozen=True)
class Week:
    """counts: a row an hour (0 to 23), a column a weekday (1 for Monday), 0 where there was none; unknown: offences
    without the day or the hour."""

    counts: pd.DataFrame
    unknown: int


def hours_of_the_week(found: pd.DataFrame) -> Week:
    """Lay the counts out as a week; found: weekday, hour, offence_count, both keys null for those unknown."""
    known = found.dropna(subset=["weekday", "hour"])
    counts = pd.DataFrame(0, index=pd.Index(HOURS, name="hour"), columns=pd.Index(WEEKDAYS, name="weekday"))
    for weekday, hour, count in zip(known["weekday"], known["hour"], known["offence_count"], strict=True):
        counts.loc[int(hour), int(weekday)] = int(count)
    return Week(counts, int(found["offence_count"].sum() - known["offence_count"].sum()))
