from math import nan

import numpy as np
import pandas as pd
import pytest

from data.analysis.change_table import changes_with_verdict
from data.schema import Verdict
from tests.fixtures.selections import months, period

NOW, BEFORE = period("2024-01", "2024-12"), period("2023-01", "2023-12")


def monthly(series: dict[str, list[float]], first: str = "2023-01", last: str = "2024-12") -> pd.DataFrame:
    stamps = [pd.Timestamp(month) for month in months(first, last)]
    rows = [(stamp, name, counts[place]) for place, stamp in enumerate(stamps) for name, counts in series.items()]
    return pd.DataFrame(rows, columns=["period_month", "crime_type", "offence_count"])


SERIES: dict[str, list[float]] = {
    "Steady": [100.0, 110] * 12,
    "Up": [100.0, 110] * 6 + [150.0, 160] * 6,
    "Down": [100.0, 110] * 6 + [50.0, 60] * 6,
    "Wild up": [20.0, 300] * 6 + [30.0, 330] * 6,
    "Rare": [0.0, 1] * 12,
    "Never": [0.0] * 24,
    "Broken": [100.0] * 23 + [nan],
}


def test_each_series_gets_its_verdict() -> None:
    frame = changes_with_verdict(monthly(SERIES), "crime_type", NOW, BEFORE)
    assert dict(zip(frame["crime_type"], frame["verdict"], strict=True)) == {
        "Steady": Verdict.NORMAL,
        "Up": Verdict.HIGHER,
        "Down": Verdict.LOWER,
        "Wild up": Verdict.TOO_FEW,
        "Rare": Verdict.TOO_FEW,
        "Never": Verdict.TOO_FEW,
        "Broken": Verdict.NOT_COMPARABLE,
    }
    assert frame["total_0"].fillna(-1).tolist() == [1260, 1860, 660, 2160, 6, 0, -1]
    assert frame["difference"].fillna(-1).tolist() == [0, 600, -600, 240, 0, 0, -1]
    assert frame["comparisons"].tolist() == [6] * 7


def test_no_number_is_made_of_an_incomplete_period() -> None:
    row = changes_with_verdict(monthly(SERIES), "crime_type", NOW, BEFORE).iloc[-1]
    numbers = row[["difference", "change_pct", "lower_ci_pct", "upper_ci_pct", "p_value", "p_adjusted"]]
    assert numbers.isna().all()
    assert pd.isna(row["detectable_rise_pct"])


def test_a_gap_between_the_periods_is_not_bridged() -> None:
    broken = monthly(SERIES)
    gap = broken["period_month"].between("2023-05-01", "2024-12-01")
    now, before = period("2024-01", "2024-04"), period("2023-01", "2023-04")
    broken.loc[gap & ~broken["period_month"].between("2024-01-01", "2024-04-01"), "offence_count"] = nan
    frame = changes_with_verdict(broken, "crime_type", now, before).set_index("crime_type")
    assert frame.loc["Up", "total_0"] == 620
    assert frame.loc["Up", "verdict"] == Verdict.HIGHER
    late = changes_with_verdict(broken, "crime_type", period("2024-04", "2024-05"), before)
    assert set(late["verdict"]) == {Verdict.NOT_COMPARABLE}


def test_a_verdict_does_not_depend_on_months_outside_the_comparison() -> None:
    short = changes_with_verdict(monthly(SERIES), "crime_type", NOW, BEFORE)
    longer = {name: [999.0] * 12 + counts for name, counts in SERIES.items()}
    long = changes_with_verdict(monthly(longer, "2022-01"), "crime_type", NOW, BEFORE)
    pd.testing.assert_frame_equal(short, long)


def test_months_between_two_short_periods_tell_how_much_the_series_varies() -> None:
    now, before = period("2024-12", "2024-12"), period("2023-12", "2023-12")
    frame = changes_with_verdict(monthly(SERIES), "crime_type", now, before).set_index("crime_type")
    assert frame.loc["Down", "verdict"] == Verdict.LOWER
    assert frame.loc["Wild up", "verdict"] == Verdict.TOO_FEW
    assert frame.loc["Wild up", "dispersion"] > 50


def test_two_months_side_by_side_tell_nothing_of_the_noise() -> None:
    frame = changes_with_verdict(
        monthly(SERIES), "crime_type", period("2024-02", "2024-02"), period("2024-01", "2024-01")
    )
    assert set(frame["verdict"]) == {Verdict.TOO_FEW}
    assert frame["p_value"].isna().all()
    assert frame["comparisons"].tolist() == [0] * 7


def test_the_correction_takes_verdicts_back_and_leaves_intervals() -> None:
    random = np.random.default_rng(8)
    frame = monthly({f"T{n}": list(random.poisson(50, 24).astype(float)) for n in range(200)})
    plain, holm, bh = (changes_with_verdict(frame, "crime_type", NOW, BEFORE, c) for c in (None, "holm", "bh"))
    changed = [int(f["verdict"].isin([Verdict.HIGHER, Verdict.LOWER]).sum()) for f in (plain, holm, bh)]
    assert changed[0] > 2
    assert changed[1:] == [0, 0]
    assert holm["comparisons"].tolist() == [200] * 200
    assert plain["lower_ci_pct"].equals(holm["lower_ci_pct"])


def test_overlapping_periods_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        changes_with_verdict(monthly(SERIES), "crime_type", NOW, period("2023-06", "2024-01"))


def test_no_series_give_no_rows() -> None:
    frame = changes_with_verdict(monthly(SERIES).iloc[:0], "crime_type", NOW, BEFORE)
    assert frame.empty
    assert "verdict" in frame
