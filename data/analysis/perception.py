"""The frames behind the perception page."""

import pandas as pd


def two_waves(estimates: pd.DataFrame) -> pd.DataFrame:
    """The latest yearly wave of each question beside the one before it.

    Columns: question_id, question, response, is_up_bad, before_pct, now_pct, before_end, now_end,
    difference_points (percentage points), document, paragraph, note.
    """
    yearly = estimates[estimates["wave_months"] == 12].sort_values(["display_order", "wave_end"])
    before = yearly.groupby("question_id")[["estimate_pct", "wave_end"]].shift()
    paired = yearly.assign(before_pct=before["estimate_pct"], before_end=before["wave_end"])
    latest = paired.groupby("question_id", sort=False).tail(1).dropna(subset="before_pct")
    latest = latest.rename(columns={"estimate_pct": "now_pct", "wave_end": "now_end"})
    return latest.assign(difference_points=latest["now_pct"] - latest["before_pct"]).reset_index(drop=True)


def quarters(estimates: pd.DataFrame) -> pd.DataFrame:
    """Estimates of waves other than a year, in the order of the questions."""
    return estimates[estimates["wave_months"] != 12].reset_index(drop=True)
