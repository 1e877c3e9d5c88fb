from datetime import date

import numpy as np
import pytest

from data.model.period import Period, month_range
from data.statistics.effect.evaluation import side_of
from data.statistics.effect.months import before_trend, held_part, judged_months, so_far
from data.statistics.effect.placebo import Placebo

PRESENT = frozenset(month_range(date(2019, 1, 1), date(2022, 12, 1)))
YEAR_2022 = Period(date(2022, 1, 1), date(2022, 12, 1))
QUIET = Placebo(0.0, np.zeros(0))


def test_before_is_the_same_months_of_the_year_before() -> None:
    spring = Period(date(2022, 3, 1), date(2022, 8, 1))
    found = judged_months(spring, PRESENT, None)
    assert found is not None
    assert (found.before, found.after) == (Period(date(2021, 3, 1), date(2021, 8, 1)), spring)
    assert found.likened == found.before.months
    assert not found.is_contaminated


def test_areas_that_were_chosen_as_high_are_judged_on_months_after_those_of_choosing() -> None:
    found = judged_months(YEAR_2022, PRESENT, Period(date(2020, 1, 1), date(2020, 12, 1)))
    assert found is not None
    assert found.before == YEAR_2022.back(1)
    assert found.likened[0] == date(2020, 1, 1)
    assert not found.is_contaminated


def test_where_they_were_chosen_on_the_year_before_that_year_is_left_out() -> None:
    found = judged_months(YEAR_2022, PRESENT, YEAR_2022.back(1))
    assert found is not None
    assert found.before == YEAR_2022.back(2)
    assert found.likened == YEAR_2022.back(1).months


@pytest.mark.parametrize(("count", "is_used"), [(5, False), (6, True)])
def test_areas_are_likened_by_the_months_of_choosing_from_six_on(count: int, is_used: bool) -> None:
    found = judged_months(YEAR_2022, PRESENT, Period(date(2020, 1, 1), date(2020, count, 1)))
    assert found is not None
    assert (found.likened[0] == date(2020, 1, 1), len(found.likened)) == (is_used, count if is_used else 12)


def test_no_year_is_taken_that_lies_more_than_four_before() -> None:
    present = frozenset(month_range(date(2017, 1, 1), date(2022, 12, 1)))
    for first, back in ((2019, 4), (2018, 1)):
        found = judged_months(YEAR_2022, present, Period(date(first, 1, 1), date(2021, 12, 1)))
        assert found is not None
        assert (found.before, found.is_contaminated) == (YEAR_2022.back(back), back == 1)


def test_where_there_is_no_other_year_it_is_said() -> None:
    present = frozenset(month_range(date(2021, 1, 1), date(2022, 12, 1)))
    found = judged_months(YEAR_2022, present, YEAR_2022.back(1))
    assert found is not None
    assert found.is_contaminated
    asked = judged_months(YEAR_2022, PRESENT, YEAR_2022.back(1), years=1)
    assert asked is not None
    assert asked.is_contaminated


def test_without_a_whole_year_before_there_is_nothing_to_judge_by() -> None:
    assert judged_months(YEAR_2022, frozenset(YEAR_2022.months), None) is None


def test_a_long_operation_is_judged_on_whole_years_that_are_there() -> None:
    assert held_part(Period(date(2021, 1, 1), date(2023, 6, 1)), PRESENT) == Period(date(2021, 1, 1), date(2022, 12, 1))
    assert held_part(Period(date(2021, 3, 1), date(2023, 6, 1)), PRESENT) == Period(date(2021, 3, 1), date(2022, 2, 1))
    assert held_part(Period(date(2021, 3, 1), date(2021, 8, 1)), PRESENT) == Period(date(2021, 3, 1), date(2021, 8, 1))
    assert held_part(Period(date(2024, 1, 1), date(2024, 6, 1)), PRESENT) is None


def test_lines_that_part_before_are_seen() -> None:
    side = side_of((1200, 800), (1200, 1200), np.array([2000.0]), np.array([2400.0]), QUIET)
    same, falling = np.full(12, 100.0), np.repeat([150.0, 50.0], 6)
    steady, parted = before_trend(same, same, side), before_trend(falling, same, side)
    assert steady is not None
    assert parted is not None
    assert not steady.is_told_from_chance
    assert parted.is_told_from_chance
    assert before_trend(np.zeros(12), same, side) is None


def test_month_by_month_the_difference_adds_up_to_that_of_the_whole() -> None:
    own, theirs = np.array([[60.0, 50.0], [40.0, 30.0]]), np.array([[50.0, 40.0], [50.0, 50.0]])
    side = side_of((100, 80), (100, 90), np.array([180.0]), np.array([190.0]), QUIET)
    found = so_far(own, theirs, side)
    assert list(found.difference) == [0.0, -10.0]
    assert found.lower[-1] == pytest.approx(side.difference.lower_ci)
    assert found.upper[-1] == pytest.approx(side.difference.upper_ci)
