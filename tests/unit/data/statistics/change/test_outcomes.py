import numpy as np
import pandas as pd
import pytest

from data.model.verdict import Verdict
from data.statistics.change.outcomes import Months, counted, dispersion, outcome_shares, settled_months
from data.statistics.survey.proportions import wilson_interval

MONTHS = pd.date_range("2023-01-01", "2025-12-01", freq="MS")


def monthly(shares: dict[str, tuple[float, float]], records: int = 200, seed: int | None = None) -> pd.DataFrame:
    """Records by type and month; shares: of 2023/24 and of 2024/25 (from July), exact, or drawn with a seed."""
    random = np.random.default_rng(seed)
    rows = []
    for name, (before, now) in shares.items():
        for month in MONTHS:
            share = now if month >= pd.Timestamp("2024-07-01") else before
            positive = random.binomial(records, share) if seed is not None else round(records * share)
            rows.append((name, month, records, positive, 0))
    return pd.DataFrame(rows, columns=["crime_type", "period_month", "record_count", "positive_count", "open_count"])


def settled(frame: pd.DataFrame, last: str = "2025-12-01") -> Months:
    return settled_months(counted(frame, "crime_type"), pd.Timestamp(last))


def shares(frame: pd.DataFrame) -> pd.DataFrame:
    return outcome_shares({"outcome_type": counted(frame, "crime_type")}, settled(frame))


def test_months_younger_than_half_a_year_are_left_out() -> None:
    months = settled(monthly({"Drugs": (0.2, 0.2)}))
    assert (f"{months.now[0]:%Y-%m}", f"{months.now[-1]:%Y-%m}", len(months.now)) == ("2024-07", "2025-06", 12)
    assert (f"{months.before[0]:%Y-%m}", f"{months.before[-1]:%Y-%m}") == ("2023-07", "2024-06")


def test_a_period_of_before_keeps_its_own_months() -> None:
    months = settled(monthly({"Drugs": (0.2, 0.2)}), "2024-12-01")
    assert (f"{months.now[0]:%Y-%m}", f"{months.now[-1]:%Y-%m}") == ("2024-01", "2024-12")


def test_a_month_that_was_supplied_too_early_is_left_out() -> None:
    frame = monthly({"Drugs": (0.2, 0.2)})
    frame.loc[frame["period_month"] == "2025-03-01", "open_count"] = 18
    frame.loc[frame["period_month"] == "2025-04-01", "open_count"] = 16
    months = [f"{month:%Y-%m}" for month in settled(frame).now]
    assert "2025-03" not in months
    assert "2025-04" in months


def test_a_month_with_one_record_in_twelve_open_is_settled() -> None:
    frame = monthly({"Drugs": (0.2, 0.2)}, records=240)
    frame.loc[frame["period_month"] == "2025-03-01", "open_count"] = 20
    assert "2025-03" in [f"{month:%Y-%m}" for month in settled(frame).now]


def test_shares_and_intervals_are_those_of_the_settled_months() -> None:
    frame = monthly({"Burglary": (0.05, 0.1), "Drugs": (0.6, 0.5)})
    found = shares(frame).set_index("name")
    assert found["record_count"].tolist() == [2400, 2400]
    assert found["share_pct"].tolist() == [10, 50]
    # Every month has the same share: no more noise than of separate records.
    expected = wilson_interval([10.0, 50.0], [2400.0, 2400.0], 1.0)
    assert found["lower_ci_pct"].to_numpy() == pytest.approx(expected["lower_ci_pct"])
    assert found["verdict"].tolist() == [Verdict.CLEAR_RISE, Verdict.CLEAR_FALL]
    assert found["difference_points"].to_numpy() == pytest.approx([5, -10])


def test_without_the_year_before_nothing_is_compared() -> None:
    frame = monthly({"Drugs": (0.2, 0.2)})
    frame = frame[frame["period_month"] >= "2024-07-01"]
    found = shares(frame).iloc[0]
    assert found["verdict"] == Verdict.CANNOT_COMPARE
    assert found["share_pct"] == 20


def test_only_months_of_both_years_are_compared() -> None:
    frame = monthly({"Drugs": (0.2, 0.3)})
    frame = frame[frame["period_month"] >= "2024-01-01"]
    found = shares(frame).iloc[0]
    assert found["record_count"] == 2400
    assert (found["now_pct"], found["before_pct"]) == (30, 20)


def test_few_records_are_too_few_to_tell() -> None:
    frame = monthly({"Drugs": (0.2, 0.2)}, records=5)
    assert shares(frame)["verdict"].tolist() == [Verdict.TOO_FEW]


def test_months_that_swing_widen_the_interval() -> None:
    frame = monthly({"Drugs": (0.3, 0.3)}, records=400)
    swing = np.where(frame["period_month"].dt.month % 2, 30, -30)
    swinging = frame.assign(positive_count=frame["positive_count"] + swing)
    months = settled(frame)
    assert dispersion(counted(frame, "crime_type"), months) == 1
    # 30 of 400 on either side of a standard deviation of 9.2: 24 squares over 22 degrees of freedom.
    assert dispersion(counted(swinging, "crime_type"), months) == pytest.approx(30**2 / (400 * 0.3 * 0.7) * 24 / 22)
    plain, wide = (shares(one).iloc[0] for one in (frame, swinging))
    assert wide["upper_ci_pct"] - wide["lower_ci_pct"] > 2 * (plain["upper_ci_pct"] - plain["lower_ci_pct"])


def test_every_family_has_its_own_noise_and_is_judged_by_itself() -> None:
    frame = monthly({"Burglary": (0.3, 0.3), "Drugs": (0.3, 0.3)}, records=400)
    swing = np.where(frame["crime_type"] == "Burglary", 30, -30) * np.where(frame["period_month"].dt.month % 2, 1, -1)
    by_type = counted(frame.assign(positive_count=frame["positive_count"] + swing), "crime_type")
    families = {"outcome_all": by_type.together("All crime"), "outcome_type": by_type}
    found = outcome_shares(families, settled(frame))
    assert found["name"].tolist() == ["All crime", "Burglary", "Drugs"]
    assert found["family"].tolist() == ["outcome_all", "outcome_type", "outcome_type"]
    # What one type has more the other has less: together they do not swing.
    assert found["factor"].tolist() == pytest.approx([1, *[30**2 / (400 * 0.3 * 0.7) * 48 / 44] * 2])
    assert found["record_count"].tolist() == [9600, 4800, 4800]
    assert found["positive_count"].tolist() == [2880, 1440, 1440]
    assert found["comparisons"].tolist() == [1, 2, 2]


def test_a_share_of_none_is_nought_and_has_its_interval() -> None:
    found = shares(monthly({"Burglary": (0.0, 0.0), "Drugs": (0.6, 0.5)})).set_index("name").loc["Burglary"]
    assert (found["record_count"], found["positive_count"], found["share_pct"]) == (2400, 0, 0)
    # Wilson's upper bound of none in 2,400.
    assert found["upper_ci_pct"] == pytest.approx(100 * 1.959964**2 / (2400 + 1.959964**2))


def test_records_without_a_ward_are_of_none() -> None:
    frame = monthly({"Drugs": (0.2, 0.2)}).assign(ward_code="E1")
    frame.loc[frame["period_month"] < "2023-03-01", "ward_code"] = None
    found = counted(frame, "ward_code")
    assert (found.names.tolist(), found.counts.shape) == (["E1"], (1, 34, 3))
    assert found.of(found.months[:2]).tolist() == [[[200, 40, 0]] * 2]


def test_nothing_is_settled_where_nothing_is_recorded() -> None:
    assert settled(monthly({})) == Months((), ())


def test_one_month_alone_tells_no_noise() -> None:
    frame = monthly({"Drugs": (0.2, 0.2)})
    one = Months((pd.Timestamp("2025-01-01"),), ())
    assert dispersion(counted(frame, "crime_type"), one) == 1


def test_one_record_in_twelve_may_still_be_open() -> None:
    frame = monthly({"Drugs": (0.2, 0.2)}, records=240)
    frame.loc[frame["period_month"] == "2025-03-01", "open_count"] = 20
    frame.loc[frame["period_month"] == "2025-04-01", "open_count"] = 21
    months = [f"{month:%Y-%m}" for month in settled(frame).now]
    assert ("2025-03" in months, "2025-04" in months) == (True, False)


def test_a_difference_of_five_points_must_not_be_missed_too_often() -> None:
    # Two waves of 1,060 records at a half find 6.1 points four times in five; of 1,600 they find 5.
    for records, verdict in ((120, Verdict.TOO_FEW), (140, Verdict.UNCLEAR)):
        frame = monthly({"Drugs": (0.5, 0.5)}, records=records)
        found = outcome_shares({"outcome_type": counted(frame, "crime_type")}, settled(frame)).iloc[0]
        assert (found["detectable_points"] <= 5) == (verdict != Verdict.TOO_FEW)
        assert (found["verdict"] == Verdict.TOO_FEW) == (verdict == Verdict.TOO_FEW)


def test_unchanged_shares_are_seldom_called_changed() -> None:
    called = 0
    for seed in range(100):
        frame = monthly(dict.fromkeys("ABCDEF", (0.15, 0.15)), seed=seed)
        verdicts = shares(frame)["verdict"]
        called += bool(verdicts.isin([Verdict.CLEAR_RISE, Verdict.CLEAR_FALL]).any())
    assert called <= 10
