"""The frames behind the perception page."""

import pandas as pd

from data.statistics.survey.proportions import compare_waves, wilson_interval

BASES = ["unweighted_base", "base_is_assumed"]


def two_waves(estimates: pd.DataFrame) -> pd.DataFrame:
    """The latest yearly wave of each question beside the one a year before, with what may be said of the difference.

    estimates: question_id, area_code, area_name, source_id, wave_end, wave_months, estimate_pct, unweighted_base,
    base_is_assumed. Columns: question_id, question, response, is_up_bad, document, paragraph, note; before_pct and
    now_pct, and beside each _end, _base, _base_is_assumed, _lower_pct and _upper_pct (those before empty where there is
    no such wave); those of ``compare_waves``, the questions of one survey in one area as a family.
    """
    # A quarter carries twice the error of a year: the two are never set against each other.
    yearly = estimates[estimates["wave_months"] == 12]
    keys = ["area_code", "question_id"]
    latest = yearly.sort_values("wave_end").groupby(keys).tail(1)
    latest = latest.assign(before_end=latest["wave_end"] - pd.DateOffset(years=1))
    # The wave before is the one of a year earlier: an older one would be another comparison.
    earlier = yearly[[*keys, "wave_end", "estimate_pct", *BASES]].rename(
        columns={"wave_end": "before_end", **_named("before")}
    )
    paired = latest.rename(columns={"wave_end": "now_end", **_named("now")}).merge(
        earlier, on=[*keys, "before_end"], how="left"
    )
    paired = paired.sort_values("display_order", ignore_index=True)
    compared = compare_waves(
        paired["now_pct"],
        paired["before_pct"],
        paired["now_base"].astype(float),
        paired["before_base"].astype(float),
        survey=paired["area_code"] + " × " + paired["source_id"].astype("str"),
    )
    return paired.join([_interval(paired, "before"), _interval(paired, "now"), compared])


def quarters(estimates: pd.DataFrame) -> pd.DataFrame:
    """Estimates of waves other than a year, in the order of the questions, with lower_ci_pct and upper_ci_pct."""
    other = estimates[estimates["wave_months"] != 12].reset_index(drop=True)
    return other.join(wilson_interval(other["estimate_pct"], other["unweighted_base"].astype(float)))


def _named(wave: str) -> dict[str, str]:
    return {
        "estimate_pct": f"{wave}_pct",
        "unweighted_base": f"{wave}_base",
        "base_is_assumed": f"{wave}_base_is_assumed",
    }


def _interval(paired: pd.DataFrame, wave: str) -> pd.DataFrame:
    found = wilson_interval(paired[f"{wave}_pct"], paired[f"{wave}_base"].astype(float))
    return found.set_axis([f"{wave}_lower_pct", f"{wave}_upper_pct"], axis=1)
