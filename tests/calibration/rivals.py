"""Tests to compare with: a p-value for each series, that now and before have the same mean."""

import numpy as np
from scipy import special

from tests.calibration.null_pairs import Comparison
from tests.calibration.series_file import Floats

SMALL, LARGE = 20, 100


def within_periods(one: Comparison) -> Floats:
    """Quasi-Poisson test, the noise of each series measured about the two means of its months (version 0.1 here).

    A count below 20: binomial test on counts divided by the factor, widened for its degrees of freedom.
    """
    a, b, months = one.now.sum(axis=0), one.before.sum(axis=0), len(one.now)
    squares = [((part - part.mean(axis=0)) ** 2).sum(axis=0) for part in (one.now, one.before)]
    means = [np.maximum(part.mean(axis=0), 1e-9) for part in (one.now, one.before)]
    freedom = 2 * (months - 1)
    factor = (squares[0] / means[0] + squares[1] / means[1]) / freedom
    widened = np.maximum(factor * (special.stdtrit(freedom, 0.975) / special.ndtri(0.975)) ** 2, 1)
    error = np.sqrt(np.maximum(factor, 1) * (1 / np.maximum(a, 1) + 1 / np.maximum(b, 1)))
    quasi = 2 * special.stdtr(freedom, -np.abs(np.log(np.maximum(a, 1) / np.maximum(b, 1))) / error)
    return np.asarray(np.where(np.minimum(a, b) < SMALL, _binomial(a / widened, b / widened), quasi))


def _binomial(a: Floats, b: Floats) -> Floats:
    """Two-sided p-value of a in a + b at one half, by the incomplete beta function: counts need not be whole."""
    at_least = np.where(a > 0, special.betainc(np.where(a > 0, a, 1), b + 1, 0.5), 1)
    at_most = np.where(b > 0, special.betaincc(a + 1, np.where(b > 0, b, 1), 0.5), 1)
    return np.asarray(np.minimum(2 * np.minimum(at_least, at_most), 1))


def e_test(one: Comparison) -> Floats:
    """The E-test of two Poisson means (Krishnamoorthy and Thomson 2004) on the totals of the months.

    Summed exactly where both together are under 100; above, the normal limit of its statistic, which is then within
    0.005 of it: the exact sum takes seconds at counts of ten thousand.
    """
    a, b = one.now.sum(axis=0), one.before.sum(axis=0)
    both = np.maximum(a + b, 1)
    p: Floats = 2 * special.ndtr(-np.abs(a - b) / np.sqrt(both))
    few = np.flatnonzero(a + b < LARGE)
    if len(few):
        pairs, place = np.unique(np.stack([both[few], np.abs(a - b)[few]]), axis=1, return_inverse=True)
        p[few] = _e_test_of_few(pairs[0], pairs[1])[place.ravel()]
    return p


def _e_test_of_few(both: Floats, apart: Floats) -> Floats:
    """Chance of a statistic as large, both counts from the Poisson distribution with the pooled mean."""
    # Given their sum n, one of two such counts is binomial: |2x − n| / √n is as large as the one seen in two tails.
    n = np.arange(1, 4 * LARGE)[:, None]
    below = np.floor((n - apart / np.sqrt(both) * np.sqrt(n)) / 2 + 1e-9)
    tail = np.where(below >= 0, special.bdtr(np.maximum(below, 0), n, 0.5), 0)
    weight = np.exp(n * np.log(both) - both - special.gammaln(n + 1))
    alike = np.where(apart == 0, np.exp(-both), 0)
    return np.asarray(np.minimum((weight * np.minimum(2 * tail, 1)).sum(axis=0) + alike, 1))


def negative_binomial(one: Comparison) -> Floats:
    """Score test of a negative binomial regression (NB2) of the months on calendar month and period.

    Variance mean + α × mean² (Cameron and Trivedi 2013), α one for all series of a crime type: the value at which
    Pearson's chi-squared of calendar month × period equals its degrees of freedom.
    """
    middle = (one.now + one.before) / 2
    weight = 1 + _alpha(one)[one.groups] * middle
    score = ((one.now - one.before) / 2 / weight).sum(axis=0)
    information = (middle / weight / 2).sum(axis=0)
    return np.asarray(2 * special.ndtr(-np.abs(score) / np.sqrt(np.maximum(information, 1e-9))))


def _alpha(one: Comparison) -> Floats:
    """α of each crime type, found by halving the interval from 0 to 4."""
    share = one.now.sum(axis=0) / np.maximum((one.now + one.before).sum(axis=0), 1)
    fitted = np.stack([share * (one.now + one.before), (1 - share) * (one.now + one.before)])
    squares = (np.stack([one.now, one.before]) - fitted) ** 2
    fitted = np.maximum(fitted, 1e-9)
    freedom = np.bincount(one.groups, np.full(len(one.groups), len(one.now) - 1.0))
    low, high = np.zeros(len(freedom)), np.full(len(freedom), 4.0)
    for _ in range(20):
        alpha = (low + high) / 2
        pearson = (squares / (fitted + alpha[one.groups] * fitted**2)).sum(axis=(0, 1))
        more = np.bincount(one.groups, pearson) > freedom
        low, high = np.where(more, alpha, low), np.where(more, high, alpha)
    return np.where(high < 1e-5, 0, low)
