import numpy as np
import pandas as pd
import pytest

from data.analysis.change_table import changes_with_verdict
from data.analysis.rank_intervals import rate_ranks
from data.analysis.ward_map import VERDICT_CLASSES, mapped_wards, overlaps_year_before
from data.schema import Verdict
from tests.fixtures.selections import period

YEAR = period("2024-01", "2024-12")
MEANS = {"W1": (10, 10), "W2": (40, 90), "W3": (25, 24), "W4": (1, 1)}
POPULATION = {"W1": 1000, "W2": 2000, "W3": 0, "W4": None}


def monthly(gap: bool = False) -> pd.DataFrame:
    """Two years of four wards, the second of which more than doubles."""
    random, rows = np.random.default_rng(3), []
    months = pd.date_range("2023-01-01", "2024-12-01", freq="MS")
    for place, month in enumerate(months):
        for code, means in MEANS.items():
            count = float(random.poisson(means[place >= 12]))
            absent = gap and month == pd.Timestamp("2023-05-01")
            rows.append((month, code, f"Ward {code}", POPULATION[code], np.nan if absent else count))
    columns = ["period_month", "area_code", "area_name", "population", "offence_count"]
    return pd.DataFrame(rows, columns=columns)


def test_wards_stand_in_the_order_of_the_measure_with_rank_and_class() -> None:
    frame, breaks = mapped_wards(monthly(), YEAR, "offence_count")
    assert frame["area_code"].tolist() == ["W2", "W3", "W1", "W4"]
    assert frame["rank"].tolist() == [1, 2, 3, 4]
    assert frame["map_class"].tolist() == [sum(v >= edge for edge in breaks) for v in frame["total_0"]]
    assert frame["share_pct"].sum() == pytest.approx(100)


def test_a_map_of_changes_has_the_verdicts_as_classes_corrected_for_all_wards() -> None:
    frame, breaks = mapped_wards(monthly(), YEAR, "change_pct")
    tested = changes_with_verdict(monthly(), "area_code", YEAR, YEAR.back(1), "bh").set_index("area_code")
    assert breaks == []
    assert frame["comparisons"].tolist() == [4] * 4
    for row in frame.itertuples():
        assert row.verdict == tested.loc[row.area_code, "verdict"]
        assert VERDICT_CLASSES[int(row.map_class)] == row.verdict
    assert frame.set_index("area_code").loc["W2", "verdict"] == Verdict.HIGHER


def test_a_year_before_that_is_not_complete_leaves_no_class() -> None:
    frame, _ = mapped_wards(monthly(gap=True), YEAR, "change_pct")
    assert frame["map_class"].isna().all()
    assert set(frame["verdict"]) == {Verdict.NOT_COMPARABLE}
    assert frame["rank_words"].str.contains("of 4").all()


def test_ranks_come_with_the_places_that_chance_leaves_open() -> None:
    frame, _ = mapped_wards(monthly(), YEAR, "offence_count")
    by_code = frame.set_index("area_code")["rank_words"]
    alone = rate_ranks([frame.set_index("area_code").loc[c, "total_0"] for c in MEANS], np.ones(4))["rank_words"]
    assert by_code["W2"] == alone[1] == "1st of 4, no other place plausible"


def test_rates_have_intervals_and_need_residents() -> None:
    frame = mapped_wards(monthly(), YEAR, "rate_per_1000")[0].set_index("area_code")
    assert (
        frame.loc["W1", "lower_ci_per_1000"] < frame.loc["W1", "rate_per_1000"] < frame.loc["W1", "upper_ci_per_1000"]
    )
    assert frame.loc[["W3", "W4"], ["rate_per_1000", "map_class", "rank"]].isna().all(axis=None)


def test_a_period_of_more_than_a_year_overlaps_the_year_before() -> None:
    long = period("2023-06", "2024-12")
    assert overlaps_year_before(long)
    assert not overlaps_year_before(YEAR)
    frame, _ = mapped_wards(monthly(), long, "change_pct")
    assert set(frame["verdict"]) == {Verdict.NOT_COMPARABLE}
    assert frame["map_class"].isna().all()
