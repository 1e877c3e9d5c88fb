from datetime import date

import pandas as pd
import pytest

from data.model.verdict import Verdict
from data.words.news import heading, lines, verdict_line

RISE, FALL = Verdict.CLEAR_RISE, Verdict.CLEAR_FALL
FIGURE = {"source": "street_crime", "title": "data.police.uk", "crime_type": "Drugs", "area_name": "West",
          "period_to": date(2024, 1, 1), "change_pct": 12.34, "lower_ci_pct": 3.0, "upper_ci_pct": 22.0,
          "verdict": RISE}  # fmt: skip


def changed(*told: tuple[str, str]) -> pd.DataFrame:
    rows = [FIGURE | {"told_before": before, "told_now": now} for before, now in told]
    return pd.DataFrame(rows, columns=[*FIGURE, "told_before", "told_now"])


def months(*there: bool) -> pd.DataFrame:
    found = [pd.Timestamp(2024, place, 1) for place in range(1, len(there) + 1)]
    columns = {"source": "street_crime", "title": "data.police.uk"}
    return pd.DataFrame({"period_month": found, "is_there": list(there)}).assign(**columns)


def revised(*counts: tuple[int, int]) -> pd.DataFrame:
    rows = [("street_crime", "data.police.uk", pd.Timestamp(2024, 1, 1), *pair) for pair in counts]
    return pd.DataFrame(rows, columns=["source", "title", "period_month", "count_before", "count_now"])


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((months(True), revised(), changed(("", RISE))), "One verdict appeared; January 2024 is new"),
        ((months(), revised(), changed(("", RISE), (RISE, ""), (FALL, ""))), "One verdict appeared and two ended"),
        ((months(), revised(), changed((FALL, RISE), (FALL, RISE))), "Two verdicts turned"),
        ((months(True, True), revised((1, 2)), changed()), "January to February 2024 are new; no verdict changed"),
        ((months(), revised((1, 2)), changed()), "Earlier months were revised; no verdict changed"),
        ((months(False), revised(), changed()), "Months are no longer whole; no verdict changed"),
        ((months(), revised(), changed()), "Nothing is new since the data before"),
    ],
)
def test_the_heading(found: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], said: str) -> None:
    assert heading(*found) == said


def test_a_verdict_in_a_sentence() -> None:
    moved = "+12.3% (95% interval +3.0% to +22.0%) in the year to January 2024"
    for before, now, said in [
        ("", RISE, f"clear rise, {moved}, for the second month running."),
        (FALL, RISE, f"now a clear rise, before a clear fall, {moved}."),
    ]:
        assert verdict_line(FIGURE | {"told_before": before, "told_now": now}) == f"Drugs in West: {said}"
    ended = FIGURE | {"told_before": RISE, "told_now": "", "verdict": Verdict.UNCLEAR}
    assert verdict_line(ended) == "Drugs in West: no longer a clear rise. Now: no clear change."
    partners = ended | {"source": "recorded_crime", "title": "Partner extract"}
    assert verdict_line(partners).startswith("Drugs in West (Partner extract): ")


def test_a_long_list_is_cut_and_says_so() -> None:
    said = lines(months(True, False), revised((1, 2), (5, 3)), changed(*[("", RISE)] * 5), most=3)
    assert said[3:] == [
        "And 2 more verdicts.",
        "January 2024 is new.",
        "February 2024 is no longer whole.",
        "2 counts in one month were revised, −1 together.",
    ]
    assert lines(months(), revised((60, 59)), changed()) == ["One count in one month was revised, −1 together."]
