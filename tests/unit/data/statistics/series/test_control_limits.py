from datetime import date
from math import nan

import numpy as np
import pandas as pd
import pytest

from data.statistics.series.control_limits import (
    NEAR,
    ONE_SIDE,
    OUTSIDE,
    TREND,
    control_limits,
)


def monthly(*series: list[float], first: str = "2022-01-01") -> pd.DataFrame:
    frames = [
        pd.DataFrame(
            {
                "period_month": pd.date_range(first, periods=len(values), freq="MS"),
                "series": f"S{place}",
                "value": values,
            }
        )
        for place, values in enumerate(series)
    ]
    return pd.concat(frames)


WAVE, BROAD = [10.0, 12] * 6, [6.0, 16] * 6


def test_the_limits_are_the_mean_and_2_66_moving_ranges() -> None:
    frame = control_limits(monthly([10, 14, 9, 12, 15, 11, 13, 8, 12, 16, 11, 13]))
    # Ranges 4, 5, 3, 3, 4, 2, 5, 4, 4, 5, 2: their mean is 41/11; the mean of the points is 12.
    assert frame["centre"].tolist() == pytest.approx([12] * 12)
    assert frame["upper_limit"].tolist() == pytest.approx([12 + 2.66 * 41 / 11] * 12)
    assert frame["lower_limit"].tolist() == pytest.approx([12 - 2.66 * 41 / 11] * 12)
    assert set(frame["signals"]) == {""}


def test_a_moving_range_too_large_for_chance_is_screened_out() -> None:
    frame = control_limits(monthly([*BROAD, 60, *BROAD]))
    # Every range is 10, but for the jump up and down.
    assert frame["upper_limit"].iloc[0] - frame["centre"].iloc[0] == pytest.approx(2.66 * 10)
    assert frame.loc[12, "signals"] == OUTSIDE
    assert (frame["signals"] != "").sum() == 1


def test_limits_are_not_below_zero_and_a_count_of_zero_is_not_outside() -> None:
    frame = control_limits(monthly([0.0, 3] * 6))
    assert frame["lower_limit"].tolist() == [0] * 12
    assert set(frame["signals"]) == {""}


def test_a_series_that_never_moves_has_no_signal() -> None:
    frame = control_limits(monthly([7.0] * 24))
    assert frame["upper_limit"].tolist() == [7] * 24
    assert set(frame["signals"]) == {""}


def test_fewer_than_twelve_known_months_have_no_limits_and_no_signals() -> None:
    frame = control_limits(monthly([*WAVE[:10], 90, nan]))
    assert frame[["lower_limit", "upper_limit", "centre"]].isna().all(axis=None)
    assert set(frame["signals"]) == {""}


def test_seven_on_one_side_are_marked_and_six_are_not() -> None:
    six = control_limits(monthly([*BROAD, 6, *[18] * 6, 1, *BROAD]))
    assert not six["signals"].str.contains(ONE_SIDE).any()
    seven = control_limits(monthly([*BROAD, 6, *[18] * 7, 1, *BROAD]))
    assert [place for place, text in enumerate(seven["signals"]) if ONE_SIDE in text] == list(range(13, 20))
    assert set(seven.loc[13:19, "side"]) == {"high"}
    low = control_limits(monthly([*BROAD, 18, *[6] * 7, 23, *BROAD]))
    assert set(low.loc[low["signals"].str.contains(ONE_SIDE), "side"]) == {"low"}


def test_seven_rising_are_marked_across_the_mean() -> None:
    values = [10.0, 30, 12, 28, 11, 29, 14, 16, 18, 20, 22, 24, 26, 11, 29, 10, 30]
    frame = control_limits(monthly(values))
    assert [place for place, text in enumerate(frame["signals"]) if TREND in text] == list(range(6, 13))
    assert set(frame.loc[6:12, "side"]) == {"run"}
    assert set(frame.loc[:5, "side"]) == {""}
    falling = control_limits(monthly(values[::-1]))
    assert falling["signals"].str.contains(TREND).sum() == 7


def test_two_of_three_near_a_limit_on_the_same_side() -> None:
    spread = 2.66 * 2
    high = 11 + spread * 0.8
    near = control_limits(monthly([*WAVE, *WAVE, high, 12, high, *WAVE, *WAVE]))
    assert [place for place, text in enumerate(near["signals"]) if NEAR in text] == [24, 26]
    low = 11 - spread * 0.8
    crossed = control_limits(monthly([*WAVE, *WAVE, high, 12, low, *WAVE, *WAVE]))
    assert not crossed["signals"].str.contains(NEAR).any()


def test_limits_are_worked_out_anew_from_the_month_of_a_break() -> None:
    frame = control_limits(monthly([*WAVE, *[value + 40 for value in WAVE]]), [date(2023, 1, 23)])
    assert frame["phase"].tolist() == [0] * 12 + [1] * 12
    assert frame["centre"].tolist() == [11] * 12 + [51] * 12
    assert set(frame["signals"]) == {""}
    assert set(control_limits(monthly([*WAVE, *[value + 40 for value in WAVE]]))["signals"]) != {""}


def test_a_short_phase_has_no_limits_beside_a_long_one() -> None:
    frame = control_limits(monthly([*WAVE, *WAVE]), [date(2023, 6, 1)])
    assert frame["centre"].isna().tolist() == [False] * 17 + [True] * 7


@pytest.mark.parametrize("absent", ["as NaN", "left out"])
def test_neither_moving_range_nor_run_crosses_a_gap(absent: str) -> None:
    low, high = [10.0, 11] * 5, [14.0, 15] * 2
    frame = monthly([*low, *high, nan, *high, *low])
    if absent == "left out":
        frame = frame.dropna()
    found = control_limits(frame)
    assert len(found) == 29
    assert pd.isna(found.loc[14, "value"])
    assert not found["signals"].str.contains(ONE_SIDE).iloc[10:19].any()
    # Ranges of 1 but for the steps of 3 and, screened out, 5; none across the gap.
    assert found["upper_limit"].iloc[0] - found["centre"].iloc[0] == pytest.approx(2.66 * 27 / 25)
    joined = control_limits(frame.dropna().assign(period_month=pd.date_range("2022-01-01", periods=28, freq="MS")))
    assert joined["signals"].str.contains(ONE_SIDE).iloc[10:18].all()


def test_rising_months_on_two_sides_of_a_gap_are_no_run() -> None:
    rising = [10.0, 11, 12, 13, nan, 14, 15, 16, 17]
    frame = control_limits(monthly([*WAVE, *rising, *WAVE]))
    assert not frame["signals"].str.contains(TREND).any()


def test_series_do_not_touch_each_other() -> None:
    random = np.random.default_rng(6)
    both = [list(random.poisson(40, 30).astype(float)), list(random.poisson(5, 30).astype(float))]
    together = control_limits(monthly(*both))
    for place, values in enumerate(both):
        alone = control_limits(monthly(values)).drop(columns="series")
        part = together[together["series"] == f"S{place}"].drop(columns="series").reset_index(drop=True)
        pd.testing.assert_frame_equal(part, alone)


def factors(values: list[float]) -> pd.DataFrame:
    stamps = pd.date_range("2022-01-01", periods=len(values), freq="MS")
    return pd.DataFrame({"S0": values}, index=stamps)


def test_limits_follow_the_season_and_a_month_that_it_explains_is_not_marked() -> None:
    summer = [1.0] * 6 + [3.0] + [1.0] * 5
    values = [value * factor for value, factor in zip(WAVE, summer, strict=True)]
    frame = control_limits(monthly(values), (), factors(summer))
    assert frame["centre"].tolist() == pytest.approx([11 * factor for factor in summer])
    assert frame["upper_limit"].tolist() == pytest.approx([(11 + 2.66 * 2) * factor for factor in summer])
    assert set(frame["signals"]) == {""}
    assert frame["is_seasonal"].all()
    assert control_limits(monthly(values)).loc[6, "signals"] == OUTSIDE


def test_a_month_without_a_factor_leaves_the_season_in_for_its_phase_alone() -> None:
    frame = control_limits(monthly([*WAVE, *WAVE]), [date(2023, 1, 1)], factors([2.0] * 12 + [nan] + [2.0] * 11))
    assert frame["is_seasonal"].tolist() == [True] * 12 + [False] * 12
    assert frame["centre"].tolist() == pytest.approx([11] * 24)


def test_a_gap_needs_no_factor() -> None:
    frame = control_limits(monthly([*WAVE, nan, *WAVE]), (), factors([1.0] * 12 + [nan] + [1.0] * 12))
    assert frame["is_seasonal"].all()


def test_no_series_give_no_rows() -> None:
    assert control_limits(monthly([1.0]).iloc[:0]).empty
