from dataclasses import replace

import numpy as np
import pytest

from data.model.schema import ALL_BEHAVIOUR, ALL_CRIME, AREA, DISTRICT, WARD
from data.statistics.change.cube import Cube, Scope, days
from tests.fixtures.cubes import MONTHS, OTHERS, OWN, WARD_CODES, scope
from tests.fixtures.selections import ASB, TYPES, months

YEAR = months("2024-01", "2024-12")
CRIMES = ("Burglary", "Robbery", "Drugs")


def with_gap(one: Cube, month: int, code: int | None = None, kind: int | None = None) -> Cube:
    counts = one.counts.copy()
    counts[month, slice(None) if code is None else code, slice(None) if kind is None else kind] = np.nan
    return replace(one, counts=counts)


def test_types_are_added_up_by_month_and_area() -> None:
    cube = scope().districts
    found = cube.of(("Robbery", "Drugs"), YEAR)
    assert found.shape == (12, 4)
    assert np.array_equal(found, cube.counts[24:, :, 1] + cube.counts[24:, :, 2])


def test_a_month_of_which_nothing_is_known_is_a_gap() -> None:
    cube = with_gap(scope().districts, 30, code=1)
    found = cube.of(CRIMES, [*YEAR, *months("2025-01", "2025-01")])
    assert np.argwhere(np.isnan(found)).tolist() == [[6, 1], *([12, place] for place in range(4))]


def test_a_type_that_was_not_yet_published_is_no_gap_in_a_sum() -> None:
    cube = with_gap(scope().districts, 24, kind=1)
    assert np.isnan(cube.of(("Robbery",), YEAR)[0]).all()
    assert np.array_equal(cube.of(("Robbery", "Drugs"), YEAR)[0], cube.counts[24, :, 2])


def test_named_figures_are_the_totals_and_each_type() -> None:
    assert scope().measures == {ALL_CRIME: CRIMES, **{name: (name,) for name in TYPES}}
    two = replace(scope(), not_crime=(ASB, "Drugs")).measures
    assert two[ALL_CRIME] == ("Burglary", "Robbery")
    assert two[ALL_BEHAVIOUR] == (ASB, "Drugs")


def test_the_area_stands_for_its_district() -> None:
    assert scope().members == {AREA: (AREA,), DISTRICT: OTHERS, WARD: WARD_CODES}
    two = replace(scope(), own=(OWN, "D2"))
    assert two.members[DISTRICT] == (OWN, *OTHERS)


@pytest.mark.parametrize(
    ("codes", "types", "key"),
    [
        ((OWN,), CRIMES, (AREA, AREA, ALL_CRIME)),
        (WARD_CODES, CRIMES[::-1], (AREA, AREA, ALL_CRIME)),
        (WARD_CODES[::-1], (ASB,), (AREA, AREA, ASB)),
        (("W2",), ("Drugs",), (WARD, "W2", "Drugs")),
        (("D3",), CRIMES, (DISTRICT, "D3", ALL_CRIME)),
        (("W1", "W2"), CRIMES, None),
        (("W1",), ("Drugs", "Robbery"), None),
        (WARD_CODES, TYPES, None),
        (OTHERS, CRIMES, None),
    ],
)
def test_a_sum_that_equals_a_named_figure_is_that_figure(
    codes: tuple[str, ...], types: tuple[str, ...], key: tuple[str, str, str] | None
) -> None:
    assert scope().key(codes, types) == key


def test_all_wards_are_the_area_also_where_records_lie_in_no_ward() -> None:
    one = scope()
    lost = replace(one.wards, counts=np.maximum(one.wards.counts - 1, 0))
    of_area = replace(one, wards=lost).counts(WARD_CODES, CRIMES, YEAR)
    assert np.array_equal(of_area, one.districts.of(CRIMES, YEAR)[:, 0])
    assert np.array_equal(one.counts(("W1", "W3"), CRIMES, YEAR), one.wards.of(CRIMES, YEAR)[:, [0, 2]].sum(axis=1))


def test_a_sum_lacks_the_month_that_one_of_its_areas_lacks() -> None:
    one = scope()
    gap = replace(one, districts=with_gap(one.districts, 26, code=2))
    assert np.flatnonzero(np.isnan(gap.counts(("D2", "D3"), CRIMES, YEAR))).tolist() == [2]


def test_levels_and_what_is_alike() -> None:
    one = scope(alike=(OWN, "D4"))
    assert one.level(AREA, CRIMES, YEAR).shape == (12, 1)
    assert one.level(DISTRICT, CRIMES, YEAR).shape == (12, 3)
    assert np.array_equal(one.pooled(DISTRICT, CRIMES, YEAR), one.districts.of(CRIMES, YEAR)[:, [0, 3]])
    assert one.pooled(WARD, CRIMES, YEAR).shape == (12, 3)


def test_headlines_are_the_totals() -> None:
    one: Scope = scope()
    assert [name for name in one.measures if one.is_headline(name)] == [ALL_CRIME, ASB]


def test_five_whole_years_of_twenty_series_tell_their_correlation() -> None:
    codes = tuple("ABCDE")
    # Half of the months of each year above its mean, then half below: neighbours are much alike.
    half = np.repeat([60.0, 40.0], 6)
    counts = np.concatenate([half, half[::-1], half, half[::-1], half])[:, None, None] * np.ones((5, 4))
    every = Cube(months("2020-01", "2024-12"), codes, TYPES, counts)
    five = replace(scope(), districts=every, own=codes[:1], alike=codes)
    assert five.correlation == 0.6
    assert replace(five, districts=replace(every, months=every.months[1:], counts=counts[1:])).correlation == 0.2


def test_the_season_is_learnt_from_districts_that_lack_no_month_of_the_area() -> None:
    one = scope()
    for code, count in ((None, 4), (2, 3)):
        gap = replace(one, districts=with_gap(one.districts, 26, code=code))
        assert gap.season({"all": CRIMES}).districts == count


def test_months_have_their_days() -> None:
    assert days(months("2024-01", "2024-04")).tolist() == [31, 29, 31, 30]
    assert days(MONTHS).sum() == 365 + 365 + 366
