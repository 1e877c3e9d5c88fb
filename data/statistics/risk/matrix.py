"""Crime types by how often, how much more, how harmful and of how much concern; and how firmly their ranks stand."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.statistics.change.noise import Floats
from data.statistics.survey.proportions import DESIGN_EFFECT

CRITERIA = ("frequency", "trend", "harm", "concern")
# A ratio of the later daily count to the earlier one scores 0 at the first and 1 at the last, and so beyond them.
HALVED, DOUBLED = 0.5, 2.0
# A count of nothing has a ratio too.
SMALL = 0.5
DRAWS, SEED = 1000, 20220401
# Of the weights: the higher, the nearer they are drawn to those shown. At 20 four equal weights of 25 % lie between
# 9 and 46 % nineteen times in twenty.
CONCENTRATION = 20.0
# How many ranks are named together: the board looks at the first.
FIRST = 3


@dataclass(frozen=True)
class Offences:
    """What is known of each crime type, arrays of one length.

    count: of the period; now, before: of the two that are compared, NaN where none are; lengths: days now ÷ days
    before; dispersion: the factor of their months, 1 where not known; harm: a weight for each offence, in any unit, NaN
    where none is known; concern: residents who name it, 0 to 100, with the number asked, both NaN where not known.
    """

    count: Floats
    now: Floats
    before: Floats
    lengths: float
    dispersion: Floats
    harm: Floats
    concern: Floats
    asked: Floats

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The criteria by which types can be told apart: those known of two types at least."""
        given = (self.count, self.before, self.harm, self.concern)
        return tuple(name for name, values in zip(CRITERIA, given, strict=True) if np.isfinite(values).sum() > 1)


@dataclass(frozen=True)
class Ranked:
    """Ranks, and how often they hold.

    frame: a row a type in the order given: frequency, trend, harm, concern (scores 0 to 1, NaN where not known), score,
    rank, and holds_weights_pct, holds_counts_pct, holds_pct (of draws of the weights, of the counts, of both in which
    the rank is the same), best_rank, worst_rank (between which it lies in nine draws of ten of both); weights: by the
    criteria that are known; first_pct: of draws of both in which the first ``FIRST`` are the same types.
    """

    frame: pd.DataFrame
    weights: dict[str, float]
    first_pct: float


def ranked(offences: Offences, weights: dict[str, float], draws: int = DRAWS, seed: int = SEED) -> Ranked:
    """Rank the types by the weighted mean of their scores.

    weights: above zero for each of ``CRITERIA``; those of criteria that are not known are shared out among the others.
    Weights are drawn from a Dirichlet distribution about those given (``CONCENTRATION``), counts as square roots, whose
    error does not depend on the count (Anscombe 1948), answers as arc sines. Where a type lacks a criterion that others
    have, the middle of theirs stands in, and in each draw that of another type.
    """
    known, random = offences.known, np.random.default_rng(seed)
    places = [CRITERIA.index(name) for name in known]
    shares = np.array([weights[name] for name in known]) / sum(weights[name] for name in known)
    plain = scores(offences)[:, places]
    given = _middled(plain) @ shares
    rank = ranks(given)
    drawn_weights = random.dirichlet(CONCENTRATION * shares, draws)
    drawn = _filled(_drawn(offences, draws, random)[:, :, places], random)
    still = np.broadcast_to(_middled(plain), drawn.shape)
    both = ranks(np.einsum("dtk,dk->dt", drawn, drawn_weights))
    hold = {
        "holds_weights_pct": ranks(np.einsum("dtk,dk->dt", still, drawn_weights)),
        "holds_counts_pct": ranks(drawn @ shares),
        "holds_pct": both,
    }
    first = np.sort(np.argsort(rank)[:FIRST])
    same = (np.sort(np.argsort(both, axis=1)[:, :FIRST], axis=1) == first).all(axis=1)
    best, worst = np.quantile(both, (0.05, 0.95), axis=0, method="inverted_cdf")
    frame = pd.DataFrame(
        {
            **dict.fromkeys(CRITERIA, np.nan),
            **dict(zip(known, plain.T, strict=True)),
            "score": given,
            "rank": rank,
            **{name: 100 * (found == rank).mean(axis=0) for name, found in hold.items()},
            "best_rank": best,
            "worst_rank": worst,
        }
    )
    return Ranked(frame, dict(zip(known, shares.tolist(), strict=True)), 100 * float(same.mean()))


def scores(offences: Offences) -> Floats:
    """What each type scores by each of ``CRITERIA``, 0 to 1, on scales of square roots; NaN where not known.

    offences: of types, or some of its arrays of draws × types. How often, how harmful and how much of a concern are
    shares of the highest; the trend is the ratio of the daily counts, from halved to doubled: no change scores 0.41.
    """
    ratio = (offences.now + SMALL) / (offences.before + SMALL) / offences.lengths
    low, high = np.sqrt(HALVED), np.sqrt(DOUBLED)
    trend = np.clip((np.sqrt(ratio) - low) / (high - low), 0, 1)
    given = np.broadcast_arrays(offences.count, offences.harm, offences.concern)
    often, harm, concern = (_of_highest(np.asarray(values, float)) for values in given)
    return np.stack([often, trend, harm, concern], -1)


def _of_highest(values: Floats) -> Floats:
    """The square roots as shares of the highest."""
    known = np.where(np.isfinite(values), values, 0)
    highest = np.maximum(known.max(axis=-1, keepdims=True), np.finfo(float).tiny)
    return np.asarray(np.sqrt(np.maximum(values, 0) / highest))


def _middled(found: Floats) -> Floats:
    """The scores of types × criteria, the middle of what others have where one is not known."""
    return np.asarray(np.where(np.isnan(found), np.nanmedian(found, axis=0), found))


def _filled(drawn: Floats, random: np.random.Generator) -> Floats:
    """The scores of draws × types × criteria, that of any other type where one is not known."""
    filled = drawn.copy()
    for place in range(drawn.shape[2]):
        lacks = np.isnan(drawn[0, :, place])
        others = np.flatnonzero(~lacks)
        chosen = random.choice(others, (len(drawn), int(lacks.sum())))
        filled[:, lacks, place] = np.take_along_axis(drawn[:, :, place], chosen, axis=1)
    return filled


def _drawn(offences: Offences, draws: int, random: np.random.Generator) -> Floats:
    """Scores of other counts and answers that these might have been: draws × types × criteria."""
    shape = draws, len(offences.count)
    error = np.sqrt(np.fmax(offences.dispersion, 1)) / 2
    # The period and what is compared of it are the same records, or share them.
    later, earlier = error * random.standard_normal(shape), error * random.standard_normal(shape)
    angle = np.arcsin(np.sqrt(offences.concern / 100))
    spread = np.nan_to_num(np.sqrt(DESIGN_EFFECT / offences.asked) / 2)
    turned = np.clip(angle + spread * random.standard_normal(shape), 0, np.pi / 2)
    return scores(
        replace(
            offences,
            count=_moved(offences.count, later),
            now=_moved(offences.now, later),
            before=_moved(offences.before, earlier),
            concern=100 * np.sin(turned) ** 2,
        )
    )


def _moved(counts: Floats, by: Floats) -> Floats:
    """Counts whose square roots lie so far off."""
    return np.asarray(np.maximum(np.sqrt(counts + 3 / 8) + by, 0) ** 2)


def ranks(values: Floats) -> NDArray[np.intp]:
    """1 for the highest along the last axis; of equal ones the first is the higher."""
    order = np.argsort(-values, axis=-1, kind="stable")
    return np.asarray(np.argsort(order, axis=-1) + 1)
