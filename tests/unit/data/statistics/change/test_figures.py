from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.model.comparison import JUST_BEFORE
from data.model.schema import ALL_CRIME, AREA, DISTRICT, WARD
from data.model.verdict import CLEAR, Refusal, Verdict
from data.statistics.change.count_change import compare_counts
from data.statistics.change.cube import Scope, days
from data.statistics.change.figures import Figures
from data.statistics.change.noise import paired, pooled, squeezed, widening
from data.statistics.change.verdicts import FAMILIES
from tests.fixtures.cubes import MONTHS, OTHERS, OWN, WARD_CODES, compared, scope
from tests.fixtures.selections import ASB, months, period

CRIMES = ("Burglary", "Robbery", "Drugs")
YEAR = compared(period("2024-01", "2024-12"))


def changed(one: Scope, ratio: float, codes: tuple[str, ...] = WARD_CODES) -> Scope:
    """The same with so many times as many crimes in the wards from 2024 on, and in their district."""
    wards, districts = one.wards.counts.copy(), one.districts.counts.copy()
    wards[24:, one.wards.places(codes)] = np.round(ratio * wards[24:, one.wards.places(codes)])
    districts[:, 0] = wards.sum(axis=1)
    return replace(one, wards=replace(one.wards, counts=wards), districts=replace(one.districts, counts=districts))


def without(one: Scope, month: int, district: int | None = None, kind: int | None = None) -> Scope:
    """The same without a month: of one district or of all and the wards; of one type or of all."""
    wards, districts = one.wards.counts.copy(), one.districts.counts.copy()
    kinds = slice(None) if kind is None else kind
    districts[month, slice(None) if district is None else district, kinds] = np.nan
    if district in (None, 0):
        wards[month, :, kinds] = np.nan
    return replace(one, wards=replace(one.wards, counts=wards), districts=replace(one.districts, counts=districts))


def test_every_named_figure_has_a_family_and_one_row() -> None:
    named = Figures(scope(), YEAR).named
    assert named.groupby("level").size().to_dict() == {AREA: 5, DISTRICT: 15, WARD: 15}
    assert not named.duplicated(["level", "code", "measure"]).any()
    assert set(named["family"]) <= set(FAMILIES)
    sizes = named.groupby("family")["comparisons"].unique().map(list).to_dict()
    assert sizes == {
        "area_headline": [1],
        "area_type": [3],
        "district_headline": [3],
        "district_type": [3],
        "ward_headline": [3],
        "ward_type": [3],
    }


def test_crimes_and_what_is_no_crime_are_two_families_of_the_area() -> None:
    named = Figures(replace(scope(), not_crime=(ASB, "Drugs")), YEAR).named
    assert named.loc[named["family"] == "area_type", "comparisons"].tolist() == [2] * 4


def test_a_figure_is_that_of_the_parts_that_make_it() -> None:
    one = scope()
    found = Figures(one, YEAR).lookup([((OWN,), ("Drugs",))]).iloc[0]
    now, before = (one.districts.of(("Drugs",), part) for part in (YEAR.now.months, YEAR.before.months))
    lengths = days(YEAR.now.months), days(YEAR.before.months)
    pairs = paired(now, before, lengths)
    factor, freedom = squeezed(pairs, pooled(pairs))
    parts = compare_counts(
        now.sum(axis=0), before.sum(axis=0), factor * widening(12), freedom, (lengths[0].sum(), lengths[1].sum())
    )
    theirs = pd.DataFrame(parts).iloc[0]
    assert (lengths[0].sum(), lengths[1].sum()) == (366, 365)
    for name in ("total_0", "total_1", "change_pct", "daily_pct", "lower_ci_pct", "p_value", "dispersion"):
        assert found[name] == pytest.approx(theirs[name]), name


def test_a_sum_that_equals_a_named_figure_is_that_figure() -> None:
    figures = Figures(changed(scope(), 1.4), YEAR)
    asked = [(WARD_CODES, CRIMES), ((OWN,), CRIMES[::-1]), (("W2",), (ASB,))]
    found = figures.lookup(asked)
    pd.testing.assert_series_equal(found.iloc[0], found.iloc[1], check_names=False)
    assert found["family"].tolist() == ["area_headline", "area_headline", "ward_headline"]
    assert found["verdict"].iloc[0] == Verdict.CLEAR_RISE


def test_a_sum_chosen_by_hand_is_never_clear() -> None:
    figures = Figures(changed(scope(), 2.5), YEAR)
    found = figures.lookup([(("W1", "W2"), CRIMES), ((OWN,), CRIMES), (WARD_CODES, CRIMES[:2]), (OTHERS, CRIMES)])
    assert found["verdict"].tolist()[:3] == [Verdict.POSSIBLE_RISE, Verdict.CLEAR_RISE, Verdict.POSSIBLE_RISE]
    assert found["p_value"].iloc[:3].max() < 1e-4
    assert found["family"].tolist() == ["", "area_headline", "", ""]
    assert found["p_adjusted"].isna().tolist() == [True, False, True, True]
    assert not found.loc[found["family"] == "", "verdict"].isin(CLEAR).any()


def test_rows_come_in_the_order_asked_for_and_as_often() -> None:
    asked = [(("W1", "W2"), CRIMES), (("D2",), CRIMES), (("W1", "W2"), (ASB,)), (("D2",), CRIMES)]
    found = Figures(scope(), YEAR).lookup(asked)
    assert found.index.tolist() == [0, 1, 2, 3]
    assert found["code"].tolist() == ["", "D2", "", "D2"]


def test_a_sum_by_hand_has_the_same_noise_whatever_else_is_asked_for() -> None:
    by_hand, figures = (("W1", "W2"), CRIMES), Figures(scope(), YEAR)
    alone = figures.lookup([by_hand]).iloc[0]
    among = figures.lookup([(("W3",), CRIMES), (("W2", "W3"), (ASB,)), by_hand]).iloc[2]
    assert alone.drop("method").equals(among.drop("method"))


def test_a_missing_month_refuses_what_lacks_it_and_nothing_else() -> None:
    found = Figures(without(scope(), 14, district=2), YEAR).named
    refused = found[found["refusal"] != Refusal.NONE]
    assert set(refused["code"]) == {"D3"}
    assert set(refused["refusal"]) == {Refusal.MISSING}
    assert set(refused["verdict"]) == {Verdict.CANNOT_COMPARE}
    assert refused[["change_pct", "p_value", "lower_ci_pct", "detectable_rise_pct"]].isna().all(axis=None)


def test_a_type_that_was_not_published_is_refused_and_all_crime_is_not() -> None:
    found = Figures(without(scope(), 14, kind=1), YEAR).lookup([((OWN,), ("Robbery",)), ((OWN,), CRIMES)])
    assert found["refusal"].tolist() == [Refusal.MISSING, Refusal.NONE]


def test_one_month_against_another_is_refused_by_its_reason() -> None:
    found = Figures(scope(), compared(period("2024-06", "2024-06"))).lookup([((OWN,), CRIMES), (("W1",), (ASB,))])
    assert set(found["refusal"]) == {Refusal.ONE_MONTH}
    assert set(found["verdict"]) == {Verdict.CANNOT_COMPARE}
    assert found["total_0"].notna().all()
    assert found["change_pct"].isna().all()
    assert set(Figures(scope(), compared(period("2024-06", "2024-07"))).named["refusal"]) == {Refusal.NONE}


def test_nothing_to_compare_refuses_everything() -> None:
    found = Figures(scope(), None).lookup([((OWN,), CRIMES), (("W1", "W2"), (ASB,))])
    assert set(found["verdict"]) == {Verdict.CANNOT_COMPARE}
    assert found["total_0"].isna().all()


def test_a_day_more_is_no_change() -> None:
    one = scope()
    counts = np.broadcast_to(100 * days(MONTHS)[:, None, None], one.districts.counts.shape).copy()
    steady = replace(one, districts=replace(one.districts, counts=counts))
    found = Figures(steady, compared(period("2024-01", "2024-04"))).lookup([((OWN,), ("Drugs",))]).iloc[0]
    assert found["total_0"] - found["total_1"] == 100
    assert found["change_pct"] == pytest.approx(100 / 120)
    assert found["daily_pct"] == pytest.approx(0)
    assert found["p_value"] == pytest.approx(1)
    assert found["verdict"] == Verdict.SAME


@pytest.mark.parametrize(
    ("alike", "shares", "pool"),
    [
        ((OWN, "D2"), (0.5, 0.3, 0.2), DISTRICT),
        ((OWN,), (0.5, 0.3, 0.2), WARD),
    ],
)
def test_the_noise_is_pooled_over_districts_else_over_wards(
    alike: tuple[str, ...], shares: tuple[float, ...], pool: str
) -> None:
    assert Figures(scope(shares, alike), YEAR).pool == pool


def test_where_nothing_is_like_an_area_its_own_months_tell_the_noise() -> None:
    one = scope(alike=(OWN,))
    single = replace(one, wards=replace(one.wards, codes=("W1",), counts=one.wards.counts.sum(axis=1, keepdims=True)))
    figures = Figures(single, YEAR)
    assert figures.pool == AREA
    found = figures.lookup([((OWN,), CRIMES)]).iloc[0]
    now, before = (one.districts.of(CRIMES, part)[:, :1] for part in (YEAR.now.months, YEAR.before.months))
    own = paired(now, before, (days(YEAR.now.months), days(YEAR.before.months)))
    assert found["freedom"] == 11
    assert found["dispersion"] == pytest.approx(max(own.chi_squared[0] / 11, 1) * widening(12))


def test_districts_that_lack_a_month_do_not_make_a_pool() -> None:
    one = scope(alike=(OWN, "D2"))
    assert Figures(without(one, 14, district=1), YEAR).pool == WARD


def test_the_months_just_before_are_another_comparison_with_its_own_figures() -> None:
    quarter = period("2024-04", "2024-06")
    asked = [((OWN,), CRIMES)]
    before = Figures(scope(), compared(quarter, JUST_BEFORE)).lookup(asked).iloc[0]
    year = Figures(scope(), compared(quarter)).lookup(asked).iloc[0]
    counts = scope().districts.of(CRIMES, months("2024-01", "2024-03"))[:, 0]
    assert before["total_0"] == year["total_0"]
    assert before["total_1"] == counts.sum() != year["total_1"]


def test_all_crime_of_an_area_is_its_named_figure() -> None:
    found = Figures(scope(), YEAR).lookup([((OWN,), CRIMES)]).iloc[0]
    assert tuple(found[["level", "code", "measure", "family"]]) == (AREA, AREA, ALL_CRIME, "area_headline")


def test_the_months_just_before_are_compared_without_the_season_where_three_years_tell_it() -> None:
    one, winter = scope(), compared(period("2024-07", "2024-12"), JUST_BEFORE)
    asked = [((OWN,), CRIMES)]
    found, left_in = (
        Figures(one, winter),
        Figures(replace(one, starts=(), restricted=(period("2023-01", "2023-12"),)), winter),
    )
    alone = Figures(replace(one, alike=(OWN,)), winter)
    assert [figures.takes_season_out for figures in (found, left_in, alone)] == [True, False, False]
    free, raw = (figures.lookup(asked).iloc[0] for figures in (found, left_in))
    # The invented season puts the second half of a year far below the first.
    assert raw["change_pct"] == pytest.approx(100 * (raw["total_0"] / raw["total_1"] - 1))
    assert raw["change_pct"] < -25
    assert raw["verdict"] == Verdict.CLEAR_FALL
    assert abs(free["change_pct"]) < 8
    assert free["verdict"] not in CLEAR
    assert free["lower_ci_pct"] < free["change_pct"] < free["upper_ci_pct"]
    assert (free["total_0"], free["total_1"]) == (raw["total_0"], raw["total_1"])


def test_a_type_of_one_year_has_the_season_of_all_types() -> None:
    one, winter = scope(), compared(period("2024-07", "2024-12"), JUST_BEFORE)
    counts = one.districts.counts.copy()
    counts[:24, :, one.districts.types.index("Robbery")] = 0
    rare = replace(one, districts=replace(one.districts, counts=counts))
    found = Figures(rare, winter).one((OWN,), ("Robbery",))
    weights = rare.season({"all": rare.districts.types}).factors["all"]
    now, before = weights["2024-07":"2024-12"].sum(), weights["2024-01":"2024-06"].sum()
    assert found["change_pct"] == pytest.approx(100 * (found["total_0"] / found["total_1"] * before / now - 1))


def test_years_are_compared_by_their_days_whatever_the_season() -> None:
    assert not Figures(scope(), YEAR).takes_season_out
