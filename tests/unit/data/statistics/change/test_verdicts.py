from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from data.model.verdict import WITHOUT_PERCENTAGE, Refusal, Verdict
from data.statistics.change.verdicts import (
    BY_HAND,
    CHANGES,
    FAMILIES,
    Correction,
    benjamini_hochberg,
    decided,
    family_sizes,
)


def table(p_values: list[float], family: str | list[str] = "area_type", **columns: Any) -> pd.DataFrame:
    """Rises whose interval is wide, unless columns say otherwise."""
    plain: dict[str, Any] = {
        "family": family,
        "group": "",
        "difference": 10.0,
        "change_pct": 12.0,
        "lower_ci_pct": -20.0,
        "upper_ci_pct": 60.0,
        "lower_90_pct": -15.0,
        "upper_90_pct": 50.0,
        "refusal": Refusal.NONE,
    }
    return pd.DataFrame({"p_value": p_values}).assign(**(plain | columns))


def judged(frame: pd.DataFrame, could_tell: object = True) -> pd.DataFrame:
    return pd.DataFrame(decided(columns_of(frame), np.broadcast_to(np.asarray(could_tell), len(frame))))


def columns_of(frame: pd.DataFrame) -> dict[str, Any]:
    return {name: frame[name].to_numpy() for name in frame}


def said(frame: pd.DataFrame, could_tell: object = True) -> list[Verdict]:
    return list(judged(frame, could_tell)["verdict"])


def test_the_words_are_these_and_no_others() -> None:
    assert [str(verdict) for verdict in Verdict] == [
        "Cannot compare",
        "Clear rise",
        "Clear fall",
        "Too few to tell",
        "Possible rise, not certain",
        "Possible fall, not certain",
        "About the same",
        "No clear change",
    ]


@pytest.mark.parametrize(
    ("p_value", "columns", "could_tell", "verdict"),
    [
        (0.001, {"refusal": Refusal.ONE_MONTH}, True, Verdict.CANNOT_COMPARE),
        (nan, {"refusal": Refusal.MISSING}, False, Verdict.CANNOT_COMPARE),
        (0.001, {}, False, Verdict.CLEAR_RISE),
        (0.001, {"difference": -3.0, "lower_90_pct": -4.0, "upper_90_pct": -2.0}, True, Verdict.CLEAR_FALL),
        (0.04, {}, False, Verdict.TOO_FEW),
        (0.04, {"lower_90_pct": 1.0, "upper_90_pct": 9.0}, True, Verdict.POSSIBLE_RISE),
        (0.04, {"difference": -3.0}, True, Verdict.POSSIBLE_FALL),
        (0.6, {"lower_90_pct": -9.0, "upper_90_pct": 9.9}, True, Verdict.SAME),
        (0.6, {"lower_90_pct": -9.2, "upper_90_pct": 9.9}, True, Verdict.UNCLEAR),
        (0.6, {"lower_90_pct": -9.0, "upper_90_pct": 10.1}, True, Verdict.UNCLEAR),
        (0.6, {"lower_90_pct": nan, "upper_90_pct": nan}, True, Verdict.UNCLEAR),
        (0.6, {"lower_90_pct": -1.0, "upper_90_pct": 1.0}, False, Verdict.TOO_FEW),
    ],
)
def test_the_first_rule_that_applies_decides(
    p_value: float, columns: dict[str, Any], could_tell: bool, verdict: Verdict
) -> None:
    rows = pd.concat([table([p_value], **columns), table([0.9, 0.9])], ignore_index=True)
    assert said(rows, could_tell)[0] is verdict


def test_what_is_too_few_or_cannot_be_compared_has_no_percentage_left() -> None:
    everything: dict[str, Any] = dict.fromkeys(CHANGES, 1.0)
    frame = table([0.9, 0.9, 0.001], **everything, refusal=[Refusal.NONE, Refusal.MISSING, Refusal.NONE])
    found = judged(frame, [False, True, False])
    is_blank = found["verdict"].isin(WITHOUT_PERCENTAGE)
    assert is_blank.tolist() == [True, True, False]
    assert found.loc[is_blank, list(CHANGES)].isna().all(axis=None)
    assert found.loc[~is_blank, list(CHANGES)].eq(1).all(axis=None)
    assert frame["change_pct"].tolist() == [1, 1, 1]


def test_a_sum_chosen_by_hand_is_never_clear_whatever_it_is_among() -> None:
    found = judged(table([1e-12, 1e-12, 0.3], family=[BY_HAND, "area_headline", BY_HAND]))
    assert found["verdict"].tolist() == [Verdict.POSSIBLE_RISE, Verdict.CLEAR_RISE, Verdict.UNCLEAR]
    assert found["p_adjusted"].isna().tolist() == [True, False, True]
    assert found["comparisons"].tolist() == [1, 1, 1]


def test_a_headline_is_judged_alone() -> None:
    frame = table([0.049, 0.9, 0.051], family="area_headline")
    assert said(frame)[:1] + said(frame)[2:] == [Verdict.CLEAR_RISE, Verdict.UNCLEAR]
    assert family_sizes(columns_of(frame)).tolist() == [1, 1, 1]


@pytest.mark.parametrize("family", [name for name, one in FAMILIES.items() if one.correction is Correction.TOGETHER])
def test_a_family_is_judged_by_benjamini_and_hochberg_and_apart_from_the_next(family: str) -> None:
    p_values = [0.001, 0.012, 0.03, 0.2, 0.9, 0.04]
    found = judged(table(p_values, family, group=["a"] * 5 + ["b"]))
    theirs = multipletests(p_values[:5], method="fdr_bh")[1]
    assert found["p_adjusted"].tolist() == pytest.approx([*theirs, 0.04])
    assert found["comparisons"].tolist() == [5] * 5 + [1]
    assert (found["verdict"] == Verdict.CLEAR_RISE).tolist() == [True, True, False, False, False, True]
    assert found["verdict"][2] == Verdict.POSSIBLE_RISE


def test_benjamini_and_hochberg_leave_out_what_was_not_tested() -> None:
    random = np.random.default_rng(0)
    p_values = random.uniform(size=40) ** 3
    p_values[[4, 9]] = nan
    found = benjamini_hochberg(p_values)
    known = ~np.isnan(p_values)
    assert found[known] == pytest.approx(multipletests(p_values[known], method="fdr_bh")[1])
    assert np.isnan(found[~known]).all()
    assert np.isnan(benjamini_hochberg(np.array([nan]))).all()


def test_wards_by_type_are_judged_in_the_types_that_are_selected_at_the_share_of_them() -> None:
    # Simes: type a 0.004 × 3 / 1 = 0.012, b 0.03 × 3 / 2 = 0.045, c 0.6, d 0.9; together a 0.048, b 0.09: a alone.
    groups = [name for name in "abcd" for _ in range(3)]
    p_values = [0.004, 0.012, 0.4, 0.03, 0.03, 0.5, 0.2, 0.5, 0.6, 0.3, 0.7, 0.9]
    found = judged(table(p_values, "ward_type", group=groups))
    # Within a at 5 % × 1 of 4: 0.012 × 4 and 0.018 × 4.
    assert found["p_adjusted"].tolist() == pytest.approx([0.048, 0.072, 1] + [1] * 9)
    assert found["verdict"].tolist()[:4] == [
        Verdict.CLEAR_RISE,
        Verdict.POSSIBLE_RISE,
        Verdict.UNCLEAR,
        Verdict.POSSIBLE_RISE,
    ]
    assert set(found["comparisons"]) == {3}


def test_where_every_type_is_selected_each_is_judged_at_five_per_cent() -> None:
    p_values = [0.001, 0.02, 0.9, 0.002, 0.2, 0.03]
    found = judged(table(p_values, "ward_type", group=list("aaabbb")))
    theirs = [*multipletests(p_values[:3], method="fdr_bh")[1], *multipletests(p_values[3:], method="fdr_bh")[1]]
    assert found["p_adjusted"].tolist() == pytest.approx(theirs)


def test_a_type_in_which_nothing_was_tested_is_not_counted() -> None:
    refusal = [Refusal.NONE, Refusal.NONE, Refusal.MISSING, Refusal.MISSING]
    found = judged(table([0.01, 0.9, nan, nan], "ward_type", group=list("aabb"), refusal=refusal))
    assert found["p_adjusted"].tolist() == pytest.approx([0.02, 0.9, nan, nan], nan_ok=True)
    assert found["verdict"].tolist()[::2] == [Verdict.CLEAR_RISE, Verdict.CANNOT_COMPARE]


def test_one_in_twenty_itself_is_not_clear() -> None:
    assert said(table([0.05], "area_headline")) == [Verdict.UNCLEAR]
    assert said(table([np.nextafter(0.05, 0)], "area_headline")) == [Verdict.CLEAR_RISE]
