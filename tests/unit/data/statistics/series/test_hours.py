import pandas as pd

from data.statistics.series.hours import hours_of_the_week


def year() -> pd.DataFrame:
    rows = [(day, hour, day + hour) for day in range(1, 8) for hour in range(24)]
    return pd.DataFrame([*rows, (0, 0, 9)], columns=["weekday", "hour", "offence_count"]).astype("Int64")


def test_the_week_has_every_hour_and_what_is_unknown_stands_apart() -> None:
    week = hours_of_the_week(year())
    assert week.counts.shape == (24, 7)
    assert (week.counts.loc[0, 1], week.counts.loc[23, 7]) == (1, 30)
    assert (week.unknown, week.hidden) == (9, 0)


def test_what_is_hidden_is_no_zero() -> None:
    found = year()
    found.loc[(found["hour"] == 4) | (found["weekday"] == 0), "offence_count"] = pd.NA
    week = hours_of_the_week(found)
    assert week.counts.loc[4].isna().all()
    assert (week.unknown, week.hidden) == (None, 7)
    assert int(week.counts.sum().sum()) == sum(day + hour for day in range(1, 8) for hour in range(24) if hour != 4)


def test_an_hour_and_a_day_without_an_offence_are_empty_and_in_their_place() -> None:
    week = hours_of_the_week(year().query("hour != 5 and weekday != 3"))
    assert (week.counts.index.tolist(), week.counts.columns.tolist()) == (list(range(24)), list(range(1, 8)))
    assert week.hidden == 24 + 7 - 1
