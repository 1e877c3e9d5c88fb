"""The change of each indicator with its verdict: counts, shares and rates, judged as one family."""

from collections.abc import Callable, Container, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.model.period import Period, add_months
from data.model.verdict import Refusal
from data.statistics.board.windows import COUNTED, PER, SHARE, Window, window
from data.statistics.change.cube import days
from data.statistics.change.judged_series import changed_counts, measured, noise_of
from data.statistics.change.noise import Floats, widening
from data.statistics.change.verdicts import decided, family_sizes
from data.statistics.survey.proportions import (
    DESIGN_EFFECT,
    WORTH_FINDING_POINTS,
    changed_shares,
    detectable_points,
)

FAMILY = "indicator"
COLUMNS = ["key", "unit", "months", "first", "last", "now", "before", "now_base", "refusal", "difference", "change_pct",
           "difference_points", "lower_ci_pct", "upper_ci_pct", "lower_ci_points", "upper_ci_points", "dispersion",
           "freedom", "family", "comparisons", "verdict"]  # fmt: skip
Part = tuple[dict[str, NDArray[Any]], NDArray[np.bool_]]


def windows(figures: pd.DataFrame, units: dict[str, str], until: date) -> list[Window]:
    """What is compared of each indicator that has a figure up to ``until``.

    figures: key, period_from, period_to, actual, base; units: of the indicators by key.
    """
    listed = figures[figures["key"].isin([key for key, unit in units.items() if unit in (SHARE, *PER)])]
    found = (window(str(key), units[str(key)], own, until) for key, own in listed.groupby("key", sort=False))
    return [one for one in found if one is not None]


def indicator_changes(compared: Sequence[Window], for_partners: Container[str] = ()) -> pd.DataFrame:
    """Each indicator in its latest months against the same months a year before: COLUMNS, a row an indicator.

    for_partners: the keys of those that partners alone see. They are a family and a pool of their own, so that a figure
    has one verdict for everybody who sees it. Counts, levels and rates go the way of every count, their noise measured
    over all that are reported as often; shares go that of the survey, on bases divided by their dispersion,
    DESIGN_EFFECT at least.
    """
    if not compared:
        return pd.DataFrame(columns=COLUMNS)
    parts, order, listed = [], [], list(compared)
    labels = {
        "family": np.full(len(listed), FAMILY, dtype=object),
        "group": np.array(["partner" if one.key in for_partners else "public" for one in listed], dtype=object),
    }
    sizes = family_sizes(labels)
    for members, judge in _alike(listed, labels["group"]):
        chosen = [listed[place] for place in members]
        parts.append(judge(chosen, sizes[members]))
        order += members
    columns = list(dict.fromkeys(name for found, _ in parts for name in found))
    joined = {name: np.concatenate([_column(found, name) for found, _ in parts]) for name in columns}
    could_tell = np.concatenate([tells for _, tells in parts])
    joined |= {name: one[order] for name, one in labels.items()}
    changes = pd.DataFrame(decided(joined, could_tell), index=order).sort_index()
    return pd.DataFrame([_described(one) for one in listed]).join(changes).reindex(columns=COLUMNS)


def _alike(
    compared: Sequence[Window], groups: NDArray[np.object_]
) -> list[tuple[list[int], Callable[[Sequence[Window], Floats], Part]]]:
    """The places of those that are judged in one way and reported as often, and that way."""
    found: dict[tuple[bool, int, int, str], list[int]] = {}
    for place, (one, group) in enumerate(zip(compared, groups, strict=True)):
        found.setdefault((one.unit == SHARE, one.months, len(one.before), group), []).append(place)
    return [(places, _shares if key[0] else _counts) for key, places in found.items()]


def _described(one: Window) -> dict[str, Any]:
    base = one.now[:, 1].sum() if one.unit not in COUNTED else np.nan
    return {
        "key": one.key,
        "unit": one.unit,
        "months": one.months * len(one.now),
        "first": one.period.first,
        "last": one.last,
        "now": one.value(one.now),
        "before": one.value(one.before),
        "now_base": base,
    }


def _column(found: dict[str, NDArray[Any]], name: str) -> NDArray[Any]:
    size = len(found["refusal"])
    return found.get(name, np.full(size, "", dtype=object) if name == "method" else np.full(size, np.nan))


def _counts(compared: Sequence[Window], sizes: Floats) -> Part:
    """Counts and rates, all of as many periods of one length: a rate is a count of its base."""
    steps, per = len(compared[0].before), np.array([PER[one.unit] for one in compared])
    is_rate = np.array([one.unit not in COUNTED for one in compared])
    figures, bases = (np.stack([_both(one)[..., part] for one in compared], axis=2) for part in (0, 1))
    exposure = np.where(is_rate, bases / per, np.stack([_days(one) for one in compared], axis=2))
    counts = np.where(is_rate, figures * exposure, figures)
    weights = exposure[0], exposure[1]
    known = np.isfinite(counts).all(axis=(0, 1)) & (steps > 0)
    like = noise_of(counts[0][:, known], counts[1][:, known], (weights[0][:, known], weights[1][:, known]))
    series = measured(counts[0], counts[1], weights, like)
    found, could_tell = changed_counts(series, sizes)
    found["change_pct"] = np.where(is_rate, found["daily_pct"], found["change_pct"])
    reasons = {
        Refusal.MISSING: Refusal.NO_WHOLE if steps else Refusal.NO_EARLIER,
        Refusal.ONE_MONTH: Refusal.ONE_FIGURE,
    }
    found["refusal"] = np.array([reasons.get(one, one) for one in found["refusal"]], dtype=object)
    return found, could_tell


def _both(one: Window) -> Floats:
    """Both sides as one block: side × period × (figure, base)."""
    return np.stack([one.now[: len(one.before)], one.before])


def _days(one: Window) -> Floats:
    """The days of each period, now and a year before: side × period."""
    now = one.period if len(one.before) else Period(one.last, add_months(one.last, -1))
    return np.stack([days(side.months).reshape(-1, one.months).sum(axis=1) for side in (now, now.back(1))])


def _shares(compared: Sequence[Window], sizes: Floats) -> Part:
    """Shares, all of as many periods of one length."""
    steps = len(compared[0].before)
    now, before = np.array([[one.value(one.now), one.value(one.before)] for one in compared]).T
    factor, freedom = np.array([_dispersion(one) for one in compared]).T
    asked = np.array([_both(one)[..., 1].sum(axis=1) for one in compared]).T
    asked = np.where(asked > 0, asked, np.nan)
    told = asked[0] / factor, asked[1] / factor
    found = changed_shares(now, before, told, freedom)
    cases = [np.full(len(compared), steps == 0), ~np.isfinite(told[0] + told[1])]
    found["refusal"] = np.select(cases, [Refusal.NO_EARLIER, Refusal.NO_WHOLE], Refusal.NONE).astype(object)
    could_tell = detectable_points(now, before, told, sizes, freedom) <= WORTH_FINDING_POINTS
    return found | {"dispersion": factor, "freedom": freedom}, could_tell


def _dispersion(one: Window) -> tuple[float, float]:
    """By how much the periods of a share vary beyond chance, DESIGN_EFFECT at least, and how well that is known.

    Pearson's chi-squared of the periods of each year about that year's own share, widened for months that are alike.
    """
    steps = len(one.before)
    if steps < 2:
        return DESIGN_EFFECT, np.inf
    chi_squared = 0.0
    for side in (one.now, one.before):
        share = one.value(side) / 100
        spread = max(share * (1 - share), 1e-9)
        chi_squared += float((side[:, 1] * (side[:, 0] / 100 - share) ** 2).sum() / spread)
    freedom = 2.0 * (steps - 1)
    return max(DESIGN_EFFECT, chi_squared / freedom * widening(steps)), freedom
