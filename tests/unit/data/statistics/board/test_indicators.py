from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from data.model.verdict import CLEAR, Refusal, Verdict
from data.statistics.board.indicators import indicator_changes, windows
from data.statistics.board.windows import Window
from data.statistics.change.noise import widening
from data.statistics.survey.proportions import changed_shares
from tests.unit.data.statistics.board.test_windows import quarters

MARCH = date(2022, 3, 1)


def of(
    figures: tuple[list[float], list[float]], unit: str = "count", base: float = np.nan, key: str = "x", months: int = 3
) -> Window:
    """Figures of now and before."""
    now, before = (np.column_stack([side, np.full(len(side), base)]) for side in figures)
    return Window(key, unit, months, MARCH, now, before.reshape(-1, 2))


STEADY = [
    of(([90.0, 110, 95, 105], [105.0, 95, 110, 90]), key="a"),
    of(([210.0, 190, 205, 195], [195.0, 205, 190, 210]), key="b"),
    of(([52.0, 48, 50, 49], [49.0, 50, 48, 52]), key="c"),
]


def test_a_doubled_count_is_a_clear_rise_and_steady_ones_are_not() -> None:
    found = indicator_changes([*STEADY, of(([200.0, 190, 210, 205], [100.0, 96, 104, 101]))]).set_index("key")
    assert found.loc["x", "verdict"] == Verdict.CLEAR_RISE
    assert found.loc["x", "change_pct"] == pytest.approx(100 * (805 / 401 - 1))
    assert not found.loc[["a", "b", "c"], "verdict"].isin(CLEAR).any()
    assert (found["comparisons"] == 4).all()


def test_a_share_is_judged_by_its_bases() -> None:
    shares = ([40.0, 41, 39, 40], [30.0, 31, 29, 30])
    large, small = of(shares, "percent", 600, "large"), of(shares, "percent", 30, "small")
    found = indicator_changes([large, small]).set_index("key")
    assert found.loc["large", ["now", "before", "difference_points"]].tolist() == pytest.approx([40, 30, 10])
    assert found.loc["large", "verdict"] == Verdict.CLEAR_RISE
    assert found.loc["small", "verdict"] == Verdict.TOO_FEW
    assert np.isnan(found.loc["small", "difference_points"])


def test_a_rate_is_its_count_whatever_the_scale() -> None:
    sides = ([3.0, 3.1, 2.9, 3.0], [2.0, 2.1, 1.9, 2.0])
    hundred = tuple([100 * one for one in side] for side in sides)
    one = indicator_changes([of(sides, "per 1,000", 100_000), *STEADY]).iloc[0]
    other = indicator_changes([of((hundred[0], hundred[1]), "per 100,000", 100_000), *STEADY]).iloc[0]
    assert one["verdict"] == other["verdict"]
    names = ["change_pct", "lower_ci_pct", "upper_ci_pct"]
    assert one[names].tolist() == pytest.approx(other[names].tolist())
    assert (one["now"], other["now"]) == pytest.approx((12.0, 1200.0))


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (of(([12.0], [])), Refusal.NO_EARLIER),
        (of(([12.0], [9.0]), months=12), Refusal.ONE_FIGURE),
        (of(([40.0], []), "percent", 500), Refusal.NO_EARLIER),
        (of(([40.0], [30.0]), "percent"), Refusal.NO_WHOLE),
        (of(([4.0, 4], [3.0, 3]), "per 1,000"), Refusal.NO_WHOLE),
    ],
)
def test_what_cannot_be_compared_says_why_and_has_no_change(one: Window, reason: Refusal) -> None:
    found = indicator_changes([one]).iloc[0]
    assert found["verdict"] == Verdict.CANNOT_COMPARE
    assert found["refusal"] == reason
    assert np.isnan(found["change_pct"])


def test_each_row_says_what_it_compares_in_the_order_given() -> None:
    listed = [
        of(([40.0, 41, 39, 40], [30.0, 31, 29, 30]), "percent", 600, "share"), STEADY[0],
        of(([3.0, 3.1, 2.9, 3.0], [2.0, 2.1, 1.9, 2.0]), "per 1,000", 100_000, "rate"),
        of(([55.0], [71.0]), "percent", 550, "yearly", months=12), STEADY[1],
        of(([7.0, 9], [8.0, 8]), "level", key="level"),
    ]  # fmt: skip
    found = indicator_changes(listed)
    assert found["key"].tolist() == ["share", "a", "rate", "yearly", "b", "level"]
    assert found["unit"].tolist() == ["percent", "count", "per 1,000", "percent", "count", "level"]
    assert found["months"].tolist() == [12, 12, 12, 12, 12, 6]
    assert found["first"].tolist() == [date(2021, 4, 1)] * 5 + [date(2021, 10, 1)]
    assert set(found["last"]) == {MARCH}
    assert found["now"].tolist() == pytest.approx([40, 400, 12, 55, 800, 8])
    assert found["before"].tolist() == pytest.approx([30, 400, 8, 71, 800, 8])
    assert found["now_base"].tolist() == pytest.approx([2400, np.nan, 400_000, 550, np.nan, np.nan], nan_ok=True)
    assert found["difference_points"].tolist() == pytest.approx([10, np.nan, np.nan, -16, np.nan, np.nan], nan_ok=True)
    assert set(found["family"]) == {"indicator"}
    assert found["comparisons"].tolist() == [6] * 6
    # Counts of hundreds are enough to tell that nothing changed, or that it cannot be told which way.
    assert found.set_index("key").loc[["a", "b"], "verdict"].isin([Verdict.SAME, Verdict.UNCLEAR]).all()


def test_a_share_is_tested_on_bases_divided_by_how_much_its_periods_vary() -> None:
    now, before = [56.0, 40, 62, 50], [20.0, 31, 19, 14]
    bases = np.array([[400.0, 300, 500, 200], [600.0, 700, 500, 800]])
    one = Window("x", "percent", 3, MARCH, np.column_stack([now, bases[0]]), np.column_stack([before, bases[1]]))
    found = indicator_changes([one]).iloc[0]
    chi_squared, means = 0.0, []
    for side, base in zip((now, before), bases, strict=True):
        yes = np.array(side) * base / 100
        chi_squared += stats.chi2_contingency([yes, base - yes], correction=False).statistic
        means.append(100 * yes.sum() / base.sum())
    factor = chi_squared / 6 * widening(4)
    assert (found["dispersion"], found["freedom"]) == (pytest.approx(factor), 6)
    assert factor > 2
    assert (found["now"], found["before"]) == pytest.approx(tuple(means))
    told = np.array([1400 / factor]), np.array([2600 / factor])
    expected = changed_shares([means[0]], [means[1]], told, 6.0)
    assert found["difference"] == pytest.approx(expected["difference"][0])
    assert found["verdict"] == Verdict.CLEAR_RISE
    assert (found["lower_ci_points"], found["upper_ci_points"]) == pytest.approx(
        (expected["lower_ci_points"][0], expected["upper_ci_points"][0])
    )


def test_two_halves_of_a_year_tell_how_a_share_varies() -> None:
    halves = of(([50.0, 30], [41.0, 39]), "percent", 600, months=6)
    # By hand: chi-squared of 2 × 600 × 0.1² / 0.24 and 2 × 600 × 0.01² / 0.24, over 2, and widened by half.
    found = indicator_changes([halves]).iloc[0]
    assert (found["dispersion"], found["freedom"]) == (pytest.approx(50.5 / 2 * 1.5), 2)


def test_a_yearly_share_with_its_base_is_judged() -> None:
    found = indicator_changes([of(([55.0], [71.0]), "percent", 550, months=12)]).iloc[0]
    assert found["verdict"] == Verdict.CLEAR_FALL


def test_partners_figures_change_no_verdict_of_the_public() -> None:
    ours = [*STEADY, of(([150.0, 130, 140, 145], [100.0, 110, 90, 101]))]
    theirs = [of(([9.0, 40, 2, 30], [22.0, 3, 31, 8]), key=f"p{place}") for place in range(20)]
    alone = indicator_changes(ours)
    beside = indicator_changes([*ours, *theirs], {one.key for one in theirs})
    assert beside.iloc[: len(ours)]["verdict"].tolist() == alone["verdict"].tolist()
    assert beside["comparisons"].tolist() == [4] * 4 + [20] * 20


def test_only_what_is_a_number_has_a_window() -> None:
    frame = quarters([1, 2, 3, 4, 5, 6, 7, 8])
    figures = [frame.assign(key=key) for key in ("count", "text")]
    assert [one.key for one in windows(figures[0], {"count": "count", "text": "text"}, MARCH)] == ["count"]
    assert windows(figures[1], {"count": "count", "text": "text"}, MARCH) == []


def _family(rng: np.random.Generator) -> list[Window]:
    """Forty indicators of which none changed: counts with seasons and bursts, rates, and shares that stray."""
    found = []
    for place in range(40):
        kind, months = place % 4, 12 if place % 4 == 0 else 4
        if kind == 3:
            share, bases = rng.uniform(0.05, 0.8), rng.integers(40, 600, size=(2, 4))
            strength = rng.choice([100.0, 300.0, 1e6])
            drawn = rng.beta(share * strength, (1 - share) * strength, size=(2, 4))
            sides = np.stack([100 * rng.binomial(bases, drawn) / bases, bases.astype(float)], axis=2)
            found.append(Window(str(place), "percent", 3, MARCH, sides[1], sides[0]))
            continue
        counts = _months(rng).reshape(2, months, -1).sum(axis=2).astype(float)
        base = np.full(counts.shape, 170_000.0) if kind == 2 else np.full(counts.shape, np.nan)
        figures = 1000 * counts / base if kind == 2 else counts
        sides = np.stack([figures, base], axis=2)
        found.append(Window(str(place), "per 1,000" if kind == 2 else "count", 12 // months, MARCH, sides[1], sides[0]))
    return found


def _months(rng: np.random.Generator) -> NDArray[np.int64]:
    """Two years of months with a season, and bursts of which neighbouring months share a part."""
    strayed = rng.normal(size=24)
    for month in range(1, 24):
        strayed[month] = 0.2 * strayed[month - 1] + np.sqrt(1 - 0.04) * strayed[month]
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(24) / 12 + rng.uniform(0, 6))
    mean, slope = np.exp(rng.uniform(np.log(3), np.log(150))), rng.choice([0.0, 0.01, 0.03])
    return np.asarray(rng.poisson(mean * season * np.exp(np.sqrt(slope) * strayed)))


def test_of_families_without_a_change_one_in_twenty_at_most_has_a_clear_one() -> None:
    rng = np.random.default_rng(2008)
    false = [indicator_changes(_family(rng))["verdict"].isin(CLEAR).any() for _ in range(60)]
    assert np.mean(false) <= 0.05
