import numpy as np
import pandas as pd
import pytest

from data.analysis.change import by_month
from data.analysis.districts import (
    change_sentences,
    compared_districts,
    district_changes,
    district_groups,
    index_of,
    month_dispersion,
    rates_together,
)
from data.analysis.rank_intervals import rate_ranks
from data.schema import Verdict
from tests.fixtures.selections import months, period

YEAR, BEFORE = period("2024-01", "2024-12"), months("2023-01", "2023-12")
EVEN = [99.0, 101.0] * 6


def monthly(counts: dict[str, list[float]], first: str = "2023-01", last: str = "2024-12") -> pd.DataFrame:
    """Districts by month; the first is the area's own; residents are 10,000, 20,000 and so on."""
    rows = [
        (pd.Timestamp(month), code, f"District {code}", place == 0, 10_000.0 * (place + 1), "Census", values[at])
        for at, month in enumerate(months(first, last))
        for place, (code, values) in enumerate(counts.items())
    ]
    names = ["period_month", "area_code", "area_name", "is_own", "population", "population_source", "offence_count"]
    return pd.DataFrame(rows, columns=names)


def test_districts_are_ordered_and_ranked_by_their_rates() -> None:
    found = compared_districts(monthly({"A": EVEN * 2, "B": EVEN * 2, "C": [500.0] * 24}), YEAR)
    assert found["area_code"].tolist() == ["C", "A", "B"]
    assert found["rate_per_1000"].tolist() == pytest.approx([200, 120, 60])
    assert found["rank"].tolist() == [1, 2, 3]
    assert found["rank_words"].tolist()[1] == "2nd of 3, no other place plausible"


def test_a_district_that_lacks_a_month_is_not_ranked_and_takes_no_place() -> None:
    gap = [*EVEN, *EVEN[:11], np.nan]
    found = compared_districts(monthly({"A": EVEN * 2, "B": gap}), YEAR).set_index("area_code")
    assert found.loc["A", "rank_words"].startswith("1st of 1")
    assert found.loc["B", ["offence_count", "rate_per_1000", "rank"]].isna().all()
    assert found.loc["B", "rank_words"] == ""


def test_the_noise_of_a_year_is_that_of_its_own_months() -> None:
    values = [300.0] * 12 + [90.0, 110.0] * 6
    frame = monthly({"A": values})
    expected = np.var(values[12:], ddof=1) / np.mean(values[12:])
    assert month_dispersion(by_month(frame, "area_code"), YEAR)[0] == pytest.approx(expected)
    found = compared_districts(frame, YEAR)
    placed = rate_ranks([1200.0], [10_000.0], [expected])
    assert found["rank_words"].tolist() == placed["rank_words"].tolist()


def test_a_short_period_borrows_the_noise_of_the_year_that_ends_it() -> None:
    values = [300.0] * 12 + [60.0, 140.0] * 5 + [100.0, 100.0]
    wide = by_month(monthly({"A": values}), "area_code")
    alone = np.var(values[12:], ddof=1) / np.mean(values[12:])
    assert month_dispersion(wide, period("2024-11", "2024-12"))[0] == pytest.approx(alone)


def test_a_single_known_month_gives_ranks_without_intervals() -> None:
    lone = {code: [np.nan] * 23 + [count] for code, count in (("A", 30.0), ("B", 60.0), ("C", 30.0))}
    found = compared_districts(monthly(lone), period("2024-12", "2024-12"))
    assert found["best_rank"].isna().all()
    assert found["rank_words"].tolist() == ["joint 1st of 3", "joint 1st of 3", "3rd of 3"]


def test_changes_stand_in_order_and_allow_for_every_district() -> None:
    frame = monthly({"A": EVEN * 2, "B": [*EVEN, *(2 * value for value in EVEN)]})
    found = district_changes(frame, YEAR)
    assert found["area_name"].tolist() == ["District B", "District A"]
    assert found["verdict"].tolist() == [Verdict.HIGHER, Verdict.NORMAL]
    assert set(found["comparisons"]) == {2}


def test_a_period_of_two_years_is_set_against_the_two_before() -> None:
    frame = monthly({"A": [50.0, 52.0] * 12 + [99.0, 101.0] * 12}, "2021-01")
    (found,) = district_changes(frame, period("2023-01", "2024-12")).to_dict("records")
    assert (found["total_1"], found["total_0"]) == (1224, 2400)
    assert district_changes(monthly({"A": EVEN * 2}), period("2023-06", "2024-12"))["change_pct"].isna().all()


def test_the_areas_own_change_is_said_first_and_once() -> None:
    frame = monthly({"A": EVEN * 2, "B": [*EVEN, *(2 * value for value in EVEN)]})
    texts = change_sentences(district_changes(frame, YEAR), (12, 12))
    assert texts[0].startswith("District A stayed at 1,200 (0.0%")
    assert texts[1].startswith("District B rose from 1,200 to 2,400 (+100.0%")
    doubled = monthly({"A": [*EVEN, *(2 * value for value in EVEN)], "B": EVEN * 2})
    texts = change_sentences(district_changes(doubled, YEAR), (12, 12))
    assert [text for text in texts if text.startswith("District A")] == texts[:1]


def test_no_sentence_is_made_of_changes_that_cannot_be_given() -> None:
    assert change_sentences(district_changes(monthly({"A": [np.nan] * 12 + EVEN}), YEAR), (12, 12)) == []


def test_others_are_without_the_area_and_without_those_that_have_no_rate() -> None:
    frame = monthly({"A": EVEN * 2, "B": EVEN * 2, "C": EVEN * 2, "D": [np.nan] * 24})
    groups = district_groups(compared_districts(frame, YEAR), "Area", {"A", "C", "D"})
    assert groups == {"Area": ["A"], "Other 2 districts": ["B", "C"], "Most similar group (1)": ["C"]}


def test_districts_together_are_one_rate_and_a_gap_of_one_is_a_gap_of_all() -> None:
    frame = monthly({"A": [10.0] * 24, "B": [40.0] * 24, "C": [np.nan] + [50.0] * 23})
    found = rates_together(frame, {"A": ["A"], "others": ["B", "C"], "none": []})
    assert set(found["series"]) == {"A", "others"}
    others = found[found["series"] == "others"]["value"].tolist()
    assert np.isnan(others[0])
    assert others[1] == pytest.approx(1000 * 90 / 50_000)


def test_the_base_of_an_index_is_the_year_before_where_it_is_whole() -> None:
    frame = rates_together(monthly({"A": [10.0] * 12 + [20.0] * 12}), {"A": ["A"]})
    found, base = index_of(frame, YEAR)
    assert base == period("2023-01", "2023-12")
    assert found.frame["value"].tolist()[-1] == pytest.approx(200)
    gap = rates_together(monthly({"A": [np.nan] + [10.0] * 11 + [20.0] * 12}), {"A": ["A"]})
    found, base = index_of(gap, YEAR)
    assert base == YEAR
    assert not found.missing
    assert found.frame["value"].tolist()[-1] == pytest.approx(100)
