"""The one place that decides what may be said of a change: which figures are judged together, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from data.model.verdict import WITHOUT_PERCENTAGE, Refusal, Verdict
from data.statistics.change.noise import Floats

# Figures by column, all of one length: a page judges too few at a time for frames to pay.
Columns = Mapping[str, NDArray[Any]]
# The rows of each group, by the name of the family.
Families = dict[str, list[NDArray[np.intp]]]

FALSE_SHARE = 0.05
# A change within these bounds, per cent, is about the same: ÷ 1.1 to × 1.1.
SAME_PCT = (100 / 1.1 - 100, 10.0)


class Correction(Enum):
    """How the figures of a family are judged together."""

    ALONE = "each alone at 5 %"
    TOGETHER = "Benjamini and Hochberg, 5 %"
    SELECTED = "Benjamini and Hochberg within the crime type, 5 % × the share of types selected"


@dataclass(frozen=True)
class Family:
    """Which figures are judged together, and how; a family is one ``group`` of the rows that bear its name."""

    members: str
    correction: Correction


# By the name in the column ``family``; docs/methods.md holds the same table. A figure without one is never clear.
FAMILIES = {
    "area_headline": Family("all crime of the area; its anti-social behaviour", Correction.ALONE),
    "area_type": Family("the crime types of the area", Correction.TOGETHER),
    "district_headline": Family("the other districts: all crime; anti-social behaviour", Correction.TOGETHER),
    "district_type": Family("the other districts, one crime type", Correction.TOGETHER),
    "ward_headline": Family("the wards of one order: all crime; anti-social behaviour", Correction.TOGETHER),
    "ward_type": Family("the wards of one order, one crime type", Correction.SELECTED),
    "survey_question": Family("the questions of one survey", Correction.TOGETHER),
    "survey_area": Family("the wards of one survey, one question", Correction.TOGETHER),
    "survey_group": Family("the groups of residents of one survey, one question", Correction.TOGETHER),
    "outcome_all": Family("the share of all crime with a positive outcome", Correction.ALONE),
    "outcome_type": Family("the crime types, the share with a positive outcome", Correction.TOGETHER),
    "outcome_ward": Family("the wards, the share with a positive outcome", Correction.TOGETHER),
    "operation": Family("the operations of the register, each as it is proposed", Correction.TOGETHER),
    "spot": Family("the small spots in which anything was recorded in the quarters compared", Correction.TOGETHER),
    "place": Family("the named places of one kind, one measure", Correction.TOGETHER),
    "indicator": Family("the figures that the board is given: its indicators, and flags", Correction.TOGETHER),
}
BY_HAND = ""
# The columns that say how large a change is.
CHANGES = ("change_pct", "daily_pct", "lower_ci_pct", "upper_ci_pct", "lower_90_pct", "upper_90_pct",
           "difference_points", "lower_ci_points", "upper_ci_points", "detectable_rise_pct")  # fmt: skip


def family_sizes(columns: Columns) -> Floats:
    """How many figures are judged with each one, itself included; 1 where it is judged alone or belongs to no family.

    columns: family (a name of FAMILIES, or BY_HAND), group (what sets families of one name apart).
    """
    return _sizes(len(columns["family"]), _families(columns))


def _sizes(count: int, families: Families) -> Floats:
    """The same of so many figures in these families."""
    sizes = np.ones(count)
    for name, groups in families.items():
        for group in groups if FAMILIES[name].correction is not Correction.ALONE else ():
            sizes[group] = len(group)
    return sizes


def _families(columns: Columns) -> Families:
    """The rows of each group of each family; those chosen by hand belong to none."""
    rows: dict[tuple[str, str], list[int]] = {}
    for row, key in enumerate(zip(columns["family"], columns["group"], strict=True)):
        rows.setdefault(key, []).append(row)
    found: Families = {}
    for (name, _), group in rows.items():
        if name != BY_HAND:
            found.setdefault(name, []).append(np.array(group))
    return found


def decided(columns: Columns, could_tell: ArrayLike) -> dict[str, NDArray[Any]]:
    """The columns with comparisons (the size of the family), p_adjusted and verdict.

    columns: family, group, difference (its sign counts), p_value (NaN where nothing was tested), lower_90_pct and
    upper_90_pct, refusal (a Refusal, empty where the figure can be compared), and any of CHANGES, which are made NaN
    where the verdict allows no percentage; could_tell: whether a change worth knowing of would be found four times in
    five at 5 % ÷ the size of the family. p_adjusted is NaN without a family. The first rule that applies decides.
    """
    rise, p_value, families = columns["difference"] > 0, columns["p_value"], _families(columns)
    corrected = _corrected(p_value, families)
    is_clear, is_own = corrected < FALSE_SHARE, p_value < FALSE_SHARE
    cases = {
        Verdict.CANNOT_COMPARE: columns["refusal"] != Refusal.NONE,
        Verdict.CLEAR_RISE: is_clear & rise,
        Verdict.CLEAR_FALL: is_clear & ~rise,
        Verdict.TOO_FEW: ~np.asarray(could_tell, dtype=bool),
        Verdict.POSSIBLE_RISE: is_own & rise,
        Verdict.POSSIBLE_FALL: is_own & ~rise,
        Verdict.SAME: (columns["lower_90_pct"] >= SAME_PCT[0]) & (columns["upper_90_pct"] <= SAME_PCT[1]),
    }
    names = np.array([*cases, Verdict.UNCLEAR], dtype=object)
    chosen = np.select(list(cases.values()), range(len(cases)), len(cases))
    blank = np.array([name in WITHOUT_PERCENTAGE for name in names])[chosen]
    return {
        **columns,
        **{name: np.where(blank, np.nan, columns[name]) for name in CHANGES if name in columns},
        "comparisons": _sizes(len(p_value), families).astype(int),
        "p_adjusted": corrected,
        "verdict": names[chosen],
    }


def may_be_clear(p_value: Floats) -> NDArray[np.bool_]:
    """Whether a change may be called clear: no correction makes a p-value smaller."""
    return p_value < FALSE_SHARE


def _corrected(p_value: Floats, families: Families) -> Floats:
    """p-values corrected within their families; NaN where nothing was tested or there is no family."""
    found = np.full(len(p_value), np.nan)
    for name, groups in families.items():
        correction = FAMILIES[name].correction
        for group in groups:
            is_alone = correction is Correction.ALONE
            found[group] = p_value[group] if is_alone else benjamini_hochberg(p_value[group])
        if correction is Correction.SELECTED:
            _select(found, groups)
    return found


def _select(corrected: Floats, groups: list[NDArray[np.intp]]) -> None:
    """Keep the groups in which anything is found when all are judged together, at 5 % × the share of them.

    A group's own p-value is that of Simes (1986), the least of its corrected ones (Benjamini and Bogomolov 2014,
    Journal of the Royal Statistical Society B 76).
    """
    tested = [group for group in groups if not np.isnan(corrected[group]).all()]
    least = np.array([np.nanmin(corrected[group]) for group in tested])
    is_selected = benjamini_hochberg(least) < FALSE_SHARE
    for group, is_kept in zip(tested, is_selected, strict=True):
        scaled = np.minimum(corrected[group] * len(tested) / max(is_selected.sum(), 1), 1)
        corrected[group] = scaled if is_kept else np.where(np.isnan(corrected[group]), np.nan, 1.0)


def benjamini_hochberg(p_values: Floats) -> Floats:
    """p-values corrected so that of those below 5 % one in twenty is false on average; NaN stays, and is not counted.

    Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57.
    """
    count = np.count_nonzero(~np.isnan(p_values))
    # What is not a number is sorted last.
    order = np.argsort(p_values)[:count]
    scaled = p_values[order] * (count / np.arange(1, count + 1))
    corrected = p_values.copy()
    corrected[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return corrected
