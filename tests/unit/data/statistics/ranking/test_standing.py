from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from data.model.count_status import CountStatus
from data.model.period import Period
from data.model.schema import DISTRICT, WARD
from data.statistics.change.cube import Scope
from data.statistics.ranking.rank_intervals import rate_ranks
from data.statistics.ranking.rates import rates_with_intervals
from data.statistics.ranking.standing import Standing, shared_season
from tests.fixtures.cubes import OTHERS, OWN, WARD_CODES, scope
from tests.fixtures.selections import ASB, months, period

CRIMES = ("Burglary", "Robbery", "Drugs")
YEAR = period("2024-01", "2024-12")
RESIDENTS: dict[str, float | None] = {
    OWN: 6000, "D2": 3000, "D3": 9000, "D4": None, "W1": 1000, "W2": 3000, "W3": 2000
}  # fmt: skip


def standing(period: Period = YEAR, of: Scope | None = None) -> Standing:
    return Standing(of or scope(), period, RESIDENTS)


def pearson(counts: np.ndarray) -> tuple[np.ndarray, float]:
    """Pearson's chi-squared of each area in a Poisson regression on month and area, and its degrees of freedom."""
    months, areas = counts.shape
    month = np.kron(np.eye(months), np.ones((areas, 1)))
    area = np.tile(np.eye(areas), (months, 1))[:, 1:]
    fitted = sm.GLM(counts.ravel(), np.column_stack([month, area]), family=sm.families.Poisson()).fit()
    return (fitted.resid_pearson**2).reshape(months, areas).sum(axis=0), float(fitted.df_resid)


def test_the_noise_is_that_of_a_regression_on_month_and_area() -> None:
    counts = scope().districts.of(CRIMES, YEAR.months)
    chi_squared, freedom = shared_season(counts)
    theirs, total = pearson(counts)
    assert chi_squared == pytest.approx(theirs, rel=1e-6)
    assert freedom.sum() == pytest.approx(total) == pytest.approx(11 * 3)


def test_a_season_that_all_share_is_no_noise() -> None:
    shared = np.outer([10.0, 40, 20, 70], [1, 3, 2])
    assert shared_season(shared)[0] == pytest.approx([0, 0, 0])


def held(level: float, correlation: float) -> float:
    """How often a year's rate interval holds the truth, of 20 areas whose months vary by 2 % beyond chance."""
    random, hits = np.random.default_rng(2), []
    for _ in range(400):
        mean, steps = level * np.exp(random.normal(0, 0.5, 20)), random.normal(size=(12, 20))
        drift = steps.copy()
        for month in range(1, 12):
            drift[month] = correlation * drift[month - 1] + np.sqrt(1 - correlation**2) * steps[month]
        counts = random.poisson(mean * np.exp(np.sqrt(0.02) * drift - 0.01)).astype(float)
        chi_squared, freedom = shared_season(counts)
        rate = rates_with_intervals(counts.sum(axis=0), np.full(20, 1000.0), chi_squared / freedom)
        hits.append((rate["lower_ci_per_1000"] <= 12 * mean) & (12 * mean <= rate["upper_ci_per_1000"]))
    return float(np.mean(hits))


def test_how_often_an_interval_holds_the_truth_where_months_are_alike_is_what_methods_say() -> None:
    independent, alike = ([round(100 * held(level, one)) for level in (10, 50, 500)] for one in (0.0, 0.2))
    assert (independent, alike) == ([95, 93, 93], [94, 91, 86])


def test_an_area_alone_is_set_against_its_own_mean() -> None:
    chi_squared, freedom = shared_season(np.array([[8.0], [10], [12]]))
    assert (chi_squared[0], freedom[0]) == (0.8, 2)


def test_a_single_offence_is_all_that_is_shared_out() -> None:
    chi_squared, freedom = shared_season(np.array([[1.0, 0], [0, 0]]))
    assert (chi_squared.tolist(), freedom.tolist()) == ([0, 0], [0, 0])


def test_an_area_without_an_offence_tells_nothing() -> None:
    chi_squared, freedom = shared_season(np.array([[3.0, 0], [5, 0], [4, 0]]))
    assert (chi_squared[1], freedom[1]) == (0, 0)
    assert [part.tolist() for part in shared_season(np.empty((0, 2)))] == [[0, 0], [0, 0]]


def test_a_table_has_counts_rates_and_ranks_of_one_noise() -> None:
    one = scope()
    found = standing().table(DISTRICT, CRIMES)
    counts = one.districts.of(CRIMES, YEAR.months)
    chi_squared, freedom = shared_season(counts)
    factor = np.maximum(chi_squared / freedom, 1)
    residents = np.array([6000, 3000, 9000, np.nan])
    assert found["area_code"].tolist() == [OWN, *OTHERS]
    assert found["offence_count"].tolist() == counts.sum(axis=0).tolist()
    assert found["dispersion"].to_numpy() == pytest.approx(factor)
    assert found["share_pct"].to_numpy() == pytest.approx(100 * counts.sum(axis=0) / counts.sum())
    rates = pd.DataFrame(rates_with_intervals(counts.sum(axis=0), residents, factor))
    pd.testing.assert_frame_equal(found[rates.columns], rates)
    ranks = pd.DataFrame(rate_ranks(counts.sum(axis=0), residents, factor, "per 1,000 residents"))
    pd.testing.assert_frame_equal(found[ranks.columns], ranks)


def test_ranks_say_of_what_they_are() -> None:
    found = standing().table(WARD, CRIMES)
    by_number, by_rate = found["count_rank"].tolist(), found["rank"].tolist()
    rates = found["offence_count"] / [1000, 3000, 2000]
    assert by_number == [1, 2, 3]
    assert by_rate == rates.rank(ascending=False).tolist()
    assert found["count_rank_words"][0].startswith("1st of 3 by number")
    assert found["rank_words"][0].startswith("1st of 3 per 1,000 residents")


def test_an_area_without_residents_is_ranked_by_number_alone() -> None:
    found = standing().table(DISTRICT, CRIMES).set_index("area_code").loc["D4"]
    assert np.isnan(found["rank"])
    assert found["rank_words"] == ""
    assert found["count_rank_words"].startswith("1st of 4 by number")


@pytest.mark.parametrize(("first", "window"), [("2024-10", "2024-01"), ("2024-01", "2024-01"), ("2023-01", "2023-01")])
def test_the_noise_is_that_of_the_year_that_ends_with_the_period_or_of_the_period_if_longer(
    first: str, window: str
) -> None:
    found = standing(period(first, "2024-12")).table(WARD, CRIMES)
    chi_squared, freedom = shared_season(scope().wards.of(CRIMES, months(window, "2024-12")))
    assert found["dispersion"].to_numpy() == pytest.approx(np.maximum(chi_squared / freedom, 1))
    assert found["offence_count"].sum() == scope().wards.of(CRIMES, months(first, "2024-12")).sum()


def with_gaps(one: Scope, first: int, last: int, district: int) -> Scope:
    counts = one.districts.counts.copy()
    counts[first:last, district] = np.nan
    return replace(one, districts=replace(one.districts, counts=counts))


def test_under_six_complete_months_all_areas_have_one_noise_over_every_month() -> None:
    # Seven months of the year are missing in one district: five are left; the quarter itself is complete.
    gap = with_gaps(scope(), 24, 31, 1)
    found = standing(period("2024-10", "2024-12"), gap).table(DISTRICT, CRIMES)
    chi_squared, freedom = shared_season(np.delete(gap.districts.of(CRIMES, gap.districts.months), range(24, 31), 0))
    assert found["dispersion"].to_numpy() == pytest.approx([chi_squared.sum() / freedom.sum()] * 4)
    assert found["offence_count"].notna().all()
    six = with_gaps(scope(), 24, 30, 1)
    chi_squared, freedom = shared_season(six.districts.counts[30:, :, :3].sum(axis=2))
    own = standing(period("2024-10", "2024-12"), six).table(DISTRICT, CRIMES)["dispersion"].to_numpy()
    assert own == pytest.approx(np.maximum(chi_squared / freedom, 1))


def test_an_area_that_lacks_a_month_of_the_period_has_no_count_and_no_rank() -> None:
    found = standing(of=with_gaps(scope(), 28, 29, 1)).table(DISTRICT, CRIMES).set_index("area_code")
    assert found.loc["D2", ["offence_count", "dispersion", "rate_per_1000", "rank", "count_rank"]].isna().all()
    assert found["count_rank"].notna().sum() == 3


def test_one_area_is_looked_up_with_its_ranks_whichever_way_it_is_named() -> None:
    one, wards = standing().lookup([((OWN,), CRIMES), (WARD_CODES, CRIMES)]).to_dict("records")
    row = standing().table(DISTRICT, CRIMES).iloc[0]
    for found in (one, wards):
        assert {name: found[name] for name in ("offence_count", "rate_per_1000", "rank_words", "count_rank_words")} == {
            name: row[name] for name in ("offence_count", "rate_per_1000", "rank_words", "count_rank_words")
        }


def test_a_sum_of_wards_has_the_variances_of_its_wards_added_up_and_no_rank() -> None:
    table = standing().table(WARD, CRIMES).iloc[:2]
    found = standing().lookup([(("W1", "W2"), CRIMES)]).iloc[0]
    count = table["offence_count"].sum()
    factor = (table["dispersion"] * table["offence_count"]).sum() / count
    rate = pd.DataFrame(rates_with_intervals([count], [4000], [factor])).iloc[0]
    assert found[["offence_count", "population"]].tolist() == [count, 4000]
    assert found["dispersion"] == pytest.approx(factor)
    assert found[rate.index].tolist() == pytest.approx(rate.tolist())
    assert (found["rank_words"], found["count_rank_words"]) == ("", "")


def test_districts_together_are_added_up_as_districts() -> None:
    table = standing().table(DISTRICT, CRIMES).set_index("area_code")
    counts, status = standing().totals([(("D2", "D3"), CRIMES), (("W1", "W2"), CRIMES), ((OWN,), CRIMES)])
    assert counts[0] == table.loc[["D2", "D3"], "offence_count"].sum()
    assert counts[2] == table.loc[OWN, "offence_count"] > counts[1] > 0
    assert status == [CountStatus.COUNTED] * 3
    found = standing().lookup([(("D2", "D3"), CRIMES)]).iloc[0]
    assert (found["offence_count"], found["population"]) == (counts[0], 12_000)


def test_a_ward_alone_is_a_row_of_the_table() -> None:
    found = standing().lookup([(("W3",), (ASB,))]).iloc[0]
    assert found.equals(standing().table(WARD, (ASB,)).iloc[2])


@pytest.mark.parametrize("prefix", ["", "count_"])
def test_noise_beyond_chance_widens_intervals_and_ranks(prefix: str) -> None:
    # Two wards that take offences from each other in turn: as many in the year, and no season that all share.
    even = np.full((36, 3, 4), 100.0)
    even[:, 1] = 110
    wild = even.copy()
    wild[::2, :2] += [[60.0], [-60.0]]
    wild[1::2, :2] -= [[60.0], [-60.0]]
    calm, noisy = (
        Standing(replace(scope(), wards=replace(scope().wards, counts=part)), YEAR, dict.fromkeys(WARD_CODES, 1000.0))
        .table(WARD, CRIMES)
        .iloc[1]
        for part in (even, wild)
    )
    assert (calm["offence_count"], calm["dispersion"]) == (noisy["offence_count"], 1) == (3960, 1)
    assert noisy["dispersion"] > 20
    ranks = [f"{prefix}{name}" for name in ("rank", "best_rank", "worst_rank")]
    assert (calm[ranks].tolist(), noisy[ranks].tolist()) == ([1, 1, 1], [1, 1, 3])
    assert noisy["lower_ci_per_1000"] < calm["lower_ci_per_1000"]
    assert noisy["upper_ci_per_1000"] > calm["upper_ci_per_1000"]


def test_an_area_without_an_offence_has_the_noise_of_all_areas_and_takes_no_interval_from_the_others() -> None:
    one = scope()
    counts = one.wards.counts.copy()
    counts[:, 1, one.wards.types.index("Robbery")] = 0
    rare = standing(of=replace(one, wards=replace(one.wards, counts=counts)))
    found = rare.table(WARD, ("Robbery",))
    chi_squared, freedom = shared_season(counts[-12:, :, one.wards.types.index("Robbery")])
    assert found["offence_count"].tolist()[1] == 0
    assert found["dispersion"][1] == pytest.approx(max(chi_squared.sum() / freedom.sum(), 1))
    assert found["dispersion"][0] == pytest.approx(max(chi_squared[0] / freedom[0], 1))
    assert found[["best_rank", "worst_rank", "count_best_rank", "count_worst_rank"]].notna().all(axis=None)
    factor = rare.lookup([(("W1", "W2"), ("Robbery",))]).iloc[0]["dispersion"]
    assert factor == pytest.approx(found["dispersion"][0])


def test_what_has_no_figure_says_why() -> None:
    counts = scope().districts.counts.copy()
    # The second district lacks a month, in the third one type was not published for two months.
    counts[28, 1], counts[24:26, 2, 0] = np.nan, np.nan
    gap = replace(scope(), districts=replace(scope().districts, counts=counts))
    burglary = standing(of=gap).table(DISTRICT, ("Burglary",))
    counted, no_data = CountStatus.COUNTED, CountStatus.NO_DATA
    assert list(burglary["count_status"]) == [counted, no_data, CountStatus.NOT_PUBLISHED, counted]
    assert list(burglary["rate_status"]) == [counted, no_data, CountStatus.NOT_PUBLISHED, CountStatus.NO_RESIDENTS]
    assert list(burglary["count_status"] == counted) == burglary["offence_count"].notna().tolist()
    assert list(burglary["rate_status"] == counted) == burglary["rate_per_1000"].notna().tolist()
    # Of several types together one that was not yet published leaves no gap.
    assert list(standing(of=gap).table(DISTRICT, CRIMES)["count_status"]) == [counted, no_data, counted, counted]


def test_a_sum_has_the_first_reason_of_its_areas() -> None:
    residents = {**RESIDENTS, "W2": None}
    row = Standing(scope(), YEAR, residents).lookup([(("W1", "W2"), CRIMES)]).iloc[0]
    assert (row["count_status"], row["rate_status"]) == (CountStatus.COUNTED, CountStatus.NO_RESIDENTS)
    assert np.isnan(row["rate_per_1000"])
