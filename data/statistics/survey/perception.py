"""The frames behind the perception pages: estimates with intervals, waves set beside one another, ranks."""

import numpy as np
import pandas as pd

from data.model.verdict import CLEAR, FALLS, RISES
from data.statistics.change.noise import Floats
from data.statistics.ranking.rank_intervals import rank_intervals
from data.statistics.survey.proportions import DESIGN_EFFECT, compare_waves, wilson_interval

# One line of estimates: of another survey, mode, area or group there is another line.
SERIES = ["question_key", "mode", "quantity", "area_kind", "area_code", "subgroup_kind", "subgroup"]
WAVE = ["wave_months", "wave_end"]
YEAR = 12
# The columns of a wave, each with the end of its name where two waves stand beside one another.
_OF_A_WAVE = {
    "estimate_pct": "pct",
    "unweighted_base": "base",
    "base_is_assumed": "base_is_assumed",
    "design_effect": "effect",
    "base_below": "base_below",
}
PUBLIC = "public"


def with_intervals(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with lower_ci_pct and upper_ci_pct, NaN where nobody knows how many were asked.

    figures: quantity, estimate_pct, unweighted_base, design_effect (null where the survey gives none). A gap between
    wards is no share of those asked, and has no such interval.
    """
    base = figures["unweighted_base"].astype(float).where(figures["quantity"] == "share")
    found = wilson_interval(figures["estimate_pct"].astype(float), base, _effects(figures["design_effect"]))
    return figures.assign(**{name: found[name].to_numpy() for name in found})


def two_waves(figures: pd.DataFrame, family: str = "survey_question") -> pd.DataFrame:
    """The latest wave of each series beside the one a year before, with what may be said of the difference.

    figures: SERIES, WAVE, estimate_pct, unweighted_base, base_is_assumed, design_effect, base_below, survey, is_up_bad,
    audience, display_order; shares alone count. family: survey_question (the questions of a survey in one area),
    survey_area or survey_group (the areas or groups of one question). Columns: those of the figures; before_pct and
    now_pct, and beside each _end, _base, _base_is_assumed, _effect, _base_below, _lower_pct and _upper_pct (those
    before null where there is no such wave); those of ``compare_waves``; is_worse.
    """
    dated = figures[(figures["quantity"] == "share") & figures["wave_end"].notna()]
    latest = _latest(dated)
    # The wave before is the one of a year earlier, of as many months: an older one would be another comparison.
    back = [max(YEAR, int(months)) for months in latest["wave_months"]]
    ends = pd.to_datetime(latest["wave_end"])
    earlier_ends = [end - pd.DateOffset(months=months) for end, months in zip(ends, back, strict=True)]
    latest = latest.assign(now_end=ends, before_end=pd.to_datetime(pd.Series(earlier_ends, latest.index, dtype=object)))
    earlier = dated.assign(before_end=pd.to_datetime(dated["wave_end"]))
    keys = [*SERIES, "wave_months", "before_end"]
    earlier = earlier[[*keys, *_OF_A_WAVE, "audience"]].rename(columns=_named("before") | {"audience": "_audience"})
    paired = latest.rename(columns=_named("now")).merge(earlier, on=keys, how="left")
    paired = paired.sort_values("display_order", ignore_index=True)
    # A change is for those who may see both of its waves.
    is_narrower = paired["_audience"].notna() & paired["audience"].eq(PUBLIC)
    paired["audience"] = paired["_audience"].where(is_narrower, paired["audience"])
    compared = compare_waves(
        paired["now_pct"].astype(float),
        paired["before_pct"].astype(float),
        paired["now_base"].astype(float),
        paired["before_base"].astype(float),
        _group(paired, family),
        _effects(paired["now_effect"]),
        _effects(paired["before_effect"]),
        family,
    )
    judged = paired.join([_interval(paired, "before"), _interval(paired, "now"), compared])
    return judged.assign(is_worse=_is_worse(judged))


def told_apart(waves: pd.DataFrame) -> pd.DataFrame:
    """Of the waves those of surveys and areas that have any pair of waves; all, where none has."""
    has_pair = waves.groupby(["area_code", "survey", "mode"])["before_pct"].transform("count").gt(0)
    return waves[has_pair].reset_index(drop=True) if has_pair.any() else waves


def worst_first(waves: pd.DataFrame) -> pd.DataFrame:
    """The answers as ``two_waves`` gives them: clearly worse, perhaps worse, unmoved, perhaps better, clearly better.

    Of equals the larger move first, where up or down is worse.
    """
    worse, better = (waves["is_worse"].eq(way).fillna(False).to_numpy(dtype=bool) for way in (True, False))
    order = (better.astype(float) - worse) * np.where(waves["verdict"].isin(CLEAR), 2, 1)
    moved = waves["difference_points"].astype(float) * np.where(waves["is_up_bad"].eq(True).fillna(False), -1, 1)
    return waves.assign(_order=order, _moved=moved).sort_values(["_order", "_moved"], kind="stable", ignore_index=True)


def other_waves(figures: pd.DataFrame, elsewhere: pd.DataFrame, waves: pd.DataFrame) -> pd.DataFrame:
    """Shares that are not of the waves set beside one another, with their intervals: other months, or none stated.

    elsewhere: figures of other areas that documents of ours give, which come last.
    """
    lengths = waves[[*SERIES, "wave_months"]].drop_duplicates()
    found = figures.merge(lengths, on=[*SERIES, "wave_months"], how="left", indicator=True)
    left = found[found["_merge"] == "left_only"].drop(columns="_merge")
    every = pd.concat([left, elsewhere], ignore_index=True) if len(elsewhere) else left
    return with_intervals(every[every["quantity"] == "share"].reset_index(drop=True))


def ranked(figures: pd.DataFrame, waves: pd.DataFrame) -> pd.DataFrame:
    """The waves with where their area stands among the districts of the same question, mode and months; 1 is worst.

    Adds rank, best_rank, worst_rank (which chance leaves open) and rank_of, all NaN where no other district is there.
    Where neither way is worse, 1 is the highest. Shares are compared as arcsines, whose error does not depend on them.
    """
    whole = figures["area_kind"].eq("district") & figures["subgroup_kind"].eq("everyone")
    every = figures[whole & figures["quantity"].eq("share") & figures["wave_end"].notna()]
    places = [_place(every, row) for row in waves.to_dict("records")]
    names = ["rank", "best_rank", "worst_rank", "rank_of"]
    found = pd.DataFrame([place for place, _ in places], columns=names, dtype=float)
    audience = [seen or row for (_, seen), row in zip(places, waves["audience"], strict=True)]
    return waves.join(found).assign(audience=audience)


def felt_changes(waves: pd.DataFrame) -> pd.DataFrame:
    """felt_points, felt_low and felt_high of each row of ``two_waves``, more being worse.

    NaN where neither way is worse, or where a wave or the number asked is not known; the bounds also where the verdict
    allows none.
    """
    difference = waves["now_pct"].astype(float) - waves["before_pct"].astype(float)
    low, high = (waves[f"{end}_ci_points"].to_numpy() for end in ("lower", "upper"))
    is_bad = waves["is_up_bad"].eq(True).fillna(False).to_numpy(dtype=bool)
    known = waves["is_up_bad"].notna().to_numpy()
    felt = {
        "felt_points": np.where(is_bad, difference, -difference),
        "felt_low": np.where(is_bad, low, -high),
        "felt_high": np.where(is_bad, high, -low),
    }
    return pd.DataFrame({name: np.where(known, values, np.nan) for name, values in felt.items()}, index=waves.index)


def _place(every: pd.DataFrame, row: dict[str, object]) -> tuple[tuple[float, ...], str]:
    """The places of one area, and who may see what they are made of, empty where everybody may."""
    is_like = every["question_key"].eq(row["question_key"]) & every["mode"].eq(row["mode"])
    like = every[is_like & every["wave_months"].eq(row["wave_months"])]
    like = like[pd.to_datetime(like["wave_end"]) == row["now_end"]]
    if len(like) < 2:
        return (np.nan,) * 4, ""
    sign = -1 if row["is_up_bad"] is False else 1
    told = like["unweighted_base"].to_numpy(float) / _effects(like["design_effect"])
    found = rank_intervals(sign * np.arcsin(np.sqrt(like["estimate_pct"].astype(float) / 100)), 0.5 / np.sqrt(told), "")
    own = int(np.flatnonzero(like["area_code"] == row["area_code"])[0])
    kept = next((audience for audience in like["audience"] if audience != PUBLIC), "")
    return (*(float(found[name][own]) for name in ("rank", "best_rank", "worst_rank")), float(len(like))), kept


def _latest(dated: pd.DataFrame) -> pd.DataFrame:
    """The latest wave of each series: of whole years where there are any, else of the longest waves."""
    # A quarter carries twice the error of a year: the two are never set against each other.
    ordered = dated.assign(_is_year=dated["wave_months"].eq(YEAR)).sort_values(["_is_year", *WAVE], kind="stable")
    return ordered.groupby(SERIES, sort=False).tail(1).drop(columns="_is_year")


def _effects(given: pd.Series) -> Floats:
    """Design effects, the usual one where none is given."""
    return np.asarray(np.nan_to_num(given.to_numpy(float), nan=DESIGN_EFFECT))


def _group(paired: pd.DataFrame, family: str) -> pd.Series:
    """What sets the groups of a family apart."""
    question = ["area_code", "survey", "mode", "subgroup_kind", "subgroup"]
    names = {
        "survey_question": question,
        "survey_area": ["question_key", "mode", "subgroup_kind", "subgroup"],
        "survey_group": ["question_key", "mode", "area_code", "subgroup_kind"],
    }[family]
    return paired[names].astype(str).agg(" × ".join, axis=1) if len(paired) else pd.Series(dtype=object)


def _named(wave: str) -> dict[str, str]:
    return {name: f"{wave}_{end}" for name, end in _OF_A_WAVE.items()}


def _interval(paired: pd.DataFrame, wave: str) -> pd.DataFrame:
    base, effect = paired[f"{wave}_base"].astype(float), _effects(paired[f"{wave}_effect"])
    found = wilson_interval(paired[f"{wave}_pct"].astype(float), base, effect)
    return found.set_axis([f"{wave}_lower_pct", f"{wave}_upper_pct"], axis=1)


def _is_worse(judged: pd.DataFrame) -> pd.Series:
    """Whether the answer moved for the worse; null where it did not move, or neither way is worse."""
    tells = judged["verdict"].isin((*RISES, *FALLS)) & judged["is_up_bad"].notna()
    worse = judged["verdict"].isin(RISES) == judged["is_up_bad"].eq(True).fillna(False)
    return worse.astype("boolean").where(tells)
