"""How often charts of series in which nothing changes mark a month: the table of docs/methods.md, simulated anew."""

import re
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from data.settings import ROOT
from data.statistics.series.control_limits import control_limits
from data.statistics.series.season import season_index

# A summer above and a winter below the mean by a tenth; districts of Thurrock's size, whose months hang together.
SEASON = 1 - 0.1 * np.cos(2 * np.pi * np.arange(12) / 12)
MEAN, SPREAD, CORRELATION, DISTRICTS, TABLES = 1300, 0.02, 0.2, 14, 60
STAMPS = pd.date_range("2019-01-01", periods=60, freq="MS", name="period_month")
ROW = re.compile(r"^\| (\d+) \| (\d+) % \| (\d+) % \| (\d+) % \|$", re.M)
TEXT = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
METHODS = " ".join(TEXT.split())
PRINTED = {int(row[0]): tuple(map(int, row[1:])) for row in ROW.findall(TEXT)}


def unchanged(season: np.ndarray) -> np.ndarray:
    """Months × districts × tables of counts without any change."""
    random = np.random.default_rng(9)
    noise = random.normal(size=(60, DISTRICTS, TABLES))
    for month in range(1, 60):
        noise[month] = CORRELATION * noise[month - 1] + (1 - CORRELATION**2) ** 0.5 * noise[month]
    return random.poisson(MEAN * np.tile(season, 5)[:, None, None] * np.exp(SPREAD * noise)).astype(float)


def alarms(counts: np.ndarray, months: int, is_taken_out: bool) -> float:
    """Of a hundred charts of the last months, how many mark one."""
    flat = counts.reshape(len(STAMPS), -1)
    wide = pd.DataFrame(flat, index=STAMPS, columns=pd.Index(map(str, range(flat.shape[1])), name="series"))
    season = None
    if is_taken_out:
        # Each table has its own season, which its districts share.
        totals = pd.DataFrame(counts.sum(axis=1), index=STAMPS, columns=map(str, range(TABLES)))
        factors = season_index(totals, [], [], DISTRICTS).factors
        season = pd.DataFrame(np.tile(factors.to_numpy(), DISTRICTS), index=factors.index, columns=wide.columns)
    found = control_limits(wide.iloc[-months:].T.stack().rename("value").reset_index(), (), season)
    return 100 * float((found["signals"] != "").groupby(found["series"]).any().mean())


@lru_cache
def simulated(months: int) -> tuple[float, ...]:
    with_season, without = unchanged(SEASON), unchanged(np.ones(12))
    return alarms(without, months, False), alarms(with_season, months, False), alarms(with_season, months, True)


def test_the_table_of_methods_has_five_lengths() -> None:
    assert list(PRINTED) == [12, 24, 36, 48, 60]


@pytest.mark.parametrize("months", PRINTED)
def test_the_alarms_are_as_methods_says(months: int) -> None:
    assert simulated(months) == pytest.approx(PRINTED[months], abs=0.6)


@pytest.mark.parametrize("months", PRINTED)
def test_taking_the_season_out_gives_the_alarms_of_a_series_without_season(months: int) -> None:
    flat, left_in, taken_out = simulated(months)
    assert taken_out == pytest.approx(flat, abs=5)
    assert left_in > taken_out + 10


def share(mean: float, months: int) -> float:
    """Of a hundred unchanged independent series of that mean, how many mark a month."""
    counts = np.random.default_rng(months).poisson(mean, (months, 4000)).astype(float)
    wide = pd.DataFrame(counts, index=STAMPS[:months]).rename_axis("series", axis=1)
    found = control_limits(wide.stack().rename("value").reset_index())
    return 100 * float((found["signals"] != "").groupby(found["series"]).any().mean())


def test_small_counts_mark_as_many_as_methods_says() -> None:
    rare, usual = ([round(share(mean, months)) for months in (12, 24)] for mean in (1, 30))
    said = f"mean of 1 a month {rare[0]} in a hundred mark a month within 12 months and {rare[1]} within 24 (simulated)"
    assert f"{said}, not {usual[0]} and {usual[1]} as with a mean of 30." in METHODS
