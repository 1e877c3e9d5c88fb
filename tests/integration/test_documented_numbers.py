"""The examples in docs/methods.md are what the product says of the demonstration and of the real data."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.model.choices import Choices
from data.model.comparison import comparison
from data.model.period import Period
from data.model.schema import ALL_CRIME, DISTRICT
from data.model.verdict import Verdict
from data.queries import choices, cubes
from data.settings import ROOT
from data.statistics.change.cube import Types
from data.statistics.change.noise import FEWEST_A_MONTH as BY_THE_MONTH
from data.statistics.change.noise import serial_correlation, widening
from data.statistics.change.verdicts import SAME_PCT
from data.statistics.ranking.rank_intervals import rank_words, rate_ranks
from data.statistics.ranking.standing import PER_RESIDENT
from data.statistics.series.control_limits import FEWEST_A_MONTH as LIMITS_BY_THE_MONTH
from data.statistics.space.backtest import BANDWIDTH_M, FEWEST_FOLDS
from data.statistics.space.micro_areas import MICRO_AREA_M
from data.words.formatting import IN_WORDS
from tests.calibration.series_file import read_series

UseStore = Callable[[Path], None]
YEAR_2025 = Period(date(2025, 1, 1), date(2025, 12, 1))


def said(words: str) -> bool:
    """Whether the documentation says this, wherever its lines break."""
    return words in " ".join((ROOT / "docs" / "methods.md").read_text(encoding="utf-8").split())


def all_crime(offered: Choices) -> Types:
    return cubes.scope(offered.source, offered.vintages[0].vintage).measures[ALL_CRIME]


def test_the_constants_are_those_that_the_methods_state() -> None:
    assert (MICRO_AREA_M, BANDWIDTH_M, FEWEST_FOLDS, BY_THE_MONTH, LIMITS_BY_THE_MONTH) == (450, 450, 4, 5, 5)
    assert said(f"Square blocks of cells of about {MICRO_AREA_M} m")
    assert said(f"with a bandwidth of {BANDWIDTH_M} m, the width of a micro-area")
    assert said(f"fewer than {LIMITS_BY_THE_MONTH} offences a month on average")
    assert said(f"With {IN_WORDS[FEWEST_FOLDS]} trials or more")


def test_all_crime_of_the_demonstration(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)
    offered = choices.filter_choices()
    year = comparison(Period(date(2021, 4, 1), date(2022, 3, 1)), "1", offered.present)
    for vintage in offered.vintages:
        asked = [(offered.area_codes, all_crime(offered)), (tuple(w.code for w in vintage.wards), all_crime(offered))]
        found = cubes.figures(offered.source, vintage.vintage, year).lookup(asked)
        assert set(found["verdict"]) == {Verdict.CLEAR_RISE}
        row = found.iloc[0]
        assert said(
            f"all crime rose from {row['total_1']:,.0f} to {row['total_0']:,.0f}: {row['change_pct']:+.1f} %, 95 % "
            f"interval {row['lower_ci_pct']:+.1f} to {row['upper_ci_pct']:+.1f} %, p = {row['p_value']:.3f}, a clear "
            "rise"
        )
        assert (row["total_1"], row["total_0"]) == (14974, 16846)


def test_all_crime_of_thurrock_among_districts_with_and_without_the_season(
    real_store: Path, use_store: UseStore
) -> None:
    use_store(real_store)
    offered = choices.filter_choices()
    standing = cubes.standing(offered.source, offered.vintages[0].vintage, YEAR_2025)
    table = standing.table(DISTRICT, all_crime(offered)).set_index("area_code")
    row = table.loc["E06000034"]
    counts = standing.scope.districts.of(all_crime(offered), YEAR_2025.months)
    # The noise of today's predecessor: each district about its own mean, its season within.
    factor = ((counts - counts.mean(axis=0)) ** 2).sum(axis=0) / counts.mean(axis=0) / (len(counts) - 1)
    own = list(table.index).index("E06000034")
    before = rate_ranks(counts.sum(axis=0), table["population"], factor, "")
    assert row["rank_words"] == rank_words(4, 14, 3, 6, PER_RESIDENT)
    assert (before["best_rank"][own], before["worst_rank"][own]) == (1, 6)
    assert said(
        f"has a factor of {row['dispersion']:.1f}, and {factor[own]:.1f} with the season left in: "
        f"{row['rank_words'].removesuffix(' allowing for chance')}, and not 1st to 6th"
    )


def test_months_that_are_alike_and_a_day_more() -> None:
    assert said(f"the variance is × {widening(12):.2f} over twelve months and × {widening(4):.2f} over four")
    assert said(f"a 29 February alone makes {100 - 100 * 120 / 121:.1f} % of four months")


def test_the_bounds_of_about_the_same() -> None:
    assert pytest.approx((100 / 1.1 - 100, 100 * 1.1 - 100)) == SAME_PCT
    assert said("within ÷ 1.1 to × 1.1")


def test_the_correlation_of_london(london_series: Path) -> None:
    counts = read_series(london_series).counts
    years = [counts[start : start + 12] for start in range(0, len(counts) - 11, 12)]
    assert said(f"in London it is {serial_correlation(years):.2f}")
