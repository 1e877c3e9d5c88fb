"""The frames behind the perception page."""

import pandas as pd


def two_waves(estimates: pd.DataFrame) -> pd.DataFrame:
    """The latest yearly wave of each question beside the one before it.

    Columns: question_id, question, response, is_up_bad, before_pct, now_pct, before_end, now_end,
    difference_points (percentage points), document, paragraph, note.
    """
    # A quarter carries twice the error of a year: the two are never set against each other.
    yearly = estimates[estimates["wave_months"] == 12]
    keys = ["area_code", "question_id"]
    latest = yearly.sort_values("wave_end").groupby(keys).tail(1)
    # The wave before is the one of a year earlier: an older one would be another comparison.
    earlier = yearly[[*keys, "wave_end", "estimate_pct"]].assign(
        before_end=yearly["wave_end"], wave_end=yearly["wave_end"] + pd.DateOffset(years=1)
    )
    paired = latest.merge(earlier.rename(columns={"estimate_pct": "before_pct"}), on=[*keys, "wave_end"])
    paired = paired.rename(columns={"estimate_pct": "now_pct", "wave_end": "now_end"}).sort_values("display_order")
    return paired.assign(difference_points=paired["now_pct"] - paired["before_pct"]).reset_index(drop=True)


def quarters(estimates: pd.DataFrame) -> pd.DataFrame:
    """Estimates of waves other than a year, in the order of the questions."""
    return estimates[estimates["wave_months"] != 12].reset_index(drop=True)
