import pandas as pd

from data.statistics.series.hours import hours_of_the_week


def test_the_week_has_every_hour_and_what_is_unknown_stands_apart() -> None:
    found = pd.DataFrame(
        {"weekday": [1.0, 7.0, None], "hour": [0.0, 23.0, None], "offence_count": [3, 4, 5]},
    )
    week = hours_of_the_week(found)
    assert week.counts.shape == (24, 7)
    assert (week.counts.loc[0, 1], week.counts.loc[23, 7]) == (3, 4)
    assert int(week.counts.to_numpy().sum()) == 7
    assert week.unknown == 5


def test_an_empty_extract_is_a_week_of_zeros() -> None:
    week = hours_of_the_week(pd.DataFrame({"weekday": [], "hour": [], "offence_count": []}))
    assert (int(week.counts.to_numpy().sum()), week.unknown) == (0, 0)
