"""Simulated districts and wards of which it is known what has changed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.calibration.null_pairs import YEAR, Comparison
from tests.calibration.series_file import ALL_CRIME, ASB, Floats

DISTRICTS, WARDS = 14, 20
OWN = "district 00"
# Records a month of a middling district: thirteen crime types as Thurrock had them in 2025, and anti-social behaviour.
MONTHLY_MEANS = np.array([482, 166, 149, 131, 92, 90, 64, 43, 32, 14, 13, 9, 9, 141], dtype=float)
TYPES = np.array([*(f"type {place:02d}" for place in range(13)), ASB])
CORRELATION = 0.2
RATIOS = np.array([0.6, 0.75, 1.3, 1.6])
DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=float)[:, None]


@dataclass(frozen=True)
class Level:
    """The figures of one level (districts or wards), and the true ratio of now to before of each: 1 where unchanged."""

    figures: Comparison
    ratio: Floats


@dataclass(frozen=True)
class World:
    """Districts, of which the first (OWN) is the sum of the wards, and these wards; types and their total."""

    districts: Level
    wards: Level


def world(seed: int, share_changed: float = 0.0) -> World:
    """A year against the year before: 14 districts × 14 types and 20 wards × 14 types, with the total of 13 of them.

    Counts are negative binomial: the Poisson mean of a month is multiplied by gamma noise of mean 1, its variance 0.4
    to 4 % by type, with a serial correlation of 0.2; wards have noise of their own beside that of their district. The
    season is the type's, in every district alike. ``share_changed``: in half the types, the chance of a ward or
    another district to have changed, by a ratio out of RATIOS; in the other half nothing has.
    """
    rng = np.random.default_rng(seed)
    variance, kinds = rng.uniform(0.004, 0.04, len(TYPES)), len(TYPES)
    size = rng.lognormal(0, 0.5, (DISTRICTS, 1)) * np.exp(rng.normal(0, 0.2, (DISTRICTS, kinds)))
    mean = size * MONTHLY_MEANS
    share = rng.dirichlet(np.full(WARDS, 3.0), kinds).T
    active = np.arange(kinds) % 2 == rng.integers(2)
    other, inside = (_ratios(rng, rows, share_changed * active) for rows in (DISTRICTS - 1, WARDS))
    # Other districts vary as much as ours does with the noise of its wards added up.
    spread = np.concatenate([[variance], np.tile(variance * (1 + (share**2).sum(axis=0)), (DISTRICTS - 1, 1))])
    common = _season(rng, kinds)[:, None, :] * gamma_noise(rng, spread)
    others = rng.poisson(_both_years(mean[1:], other) * common[:, 1:])
    noise = gamma_noise(rng, np.broadcast_to(variance, (WARDS, kinds)))
    wards = rng.poisson(_both_years(share * mean[0], inside) * common[:, :1] * noise)
    districts = np.concatenate([wards.sum(axis=1, keepdims=True), others], axis=1)
    own = share * mean[0], share * mean[0] * inside
    before = np.concatenate([own[0].sum(axis=0, keepdims=True), mean[1:]])
    now = np.concatenate([own[1].sum(axis=0, keepdims=True), mean[1:] * other])
    return World(_level(districts, before, now, "district"), _level(wards, *own, "ward"))


def gamma_noise(rng: np.random.Generator, variance: Floats, months: int = 2 * YEAR) -> Floats:
    """Gamma noise of mean 1, months × the shape of ``variance``: the beta-gamma autoregression.

    Its correlation k months apart is CORRELATION to the power k (Lewis, McKenzie and Hugus 1989).
    """
    shape = 1 / variance
    noise = np.empty((months, *variance.shape))
    noise[0] = rng.gamma(shape)
    for month in range(1, months):
        kept = rng.beta(shape * CORRELATION, shape * (1 - CORRELATION))
        noise[month] = kept * noise[month - 1] + rng.gamma(shape * (1 - CORRELATION))
    return np.asarray(noise * variance)


def _season(rng: np.random.Generator, kinds: int) -> Floats:
    peak, height = rng.uniform(0, YEAR, kinds), rng.uniform(0, 0.3, kinds)
    return np.asarray(1 + height * np.cos(2 * np.pi * (np.arange(2 * YEAR)[:, None] - peak) / YEAR))


def _ratios(rng: np.random.Generator, rows: int, chance: Floats) -> Floats:
    changed = rng.random((rows, len(chance))) < chance
    return np.where(changed, rng.choice(RATIOS, changed.shape), 1.0)


def _both_years(mean: Floats, ratio: Floats) -> Floats:
    """Expected counts a month: the year before, then that year times the ratio, by the days of the month."""
    daily = np.stack([mean, mean * ratio]).repeat(YEAR, axis=0)
    return np.asarray(daily * np.tile(DAYS, (2, 1))[:, :, None] / DAYS.mean())


def _level(counts: NDArray[np.int64], before: Floats, now: Floats, name: str) -> Level:
    """Counts months × places × types, their expected counts of both years: flat, with the total of the crimes last."""
    months, before, now = (
        np.concatenate([part, part[..., TYPES != ASB].sum(axis=-1, keepdims=True)], axis=-1).astype(np.float64)
        for part in (counts, before, now)
    )
    _, places, kinds = months.shape
    flat = months.reshape(2 * YEAR, -1)
    areas = np.array([f"{name} {place:02d}" for place in range(places)]).repeat(kinds)
    figures = Comparison(
        now=flat[YEAR:],
        before=flat[:YEAR],
        groups=np.tile(np.arange(kinds), places),
        areas=areas,
        types=np.tile(np.append(TYPES, ALL_CRIME), places),
        days_now=DAYS,
        days_before=DAYS,
    )
    return Level(figures, np.where(np.isclose(now, before), 1.0, now / before).ravel())
