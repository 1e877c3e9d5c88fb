import numpy as np
import pandas as pd
import pytest

from data.analysis.change_table import changes_with_verdict
from data.analysis.districts import compared_districts
from data.analysis.peers import beside_peers, peers
from data.analysis.performance import by_offence, offence_rows, performance
from tests.fixtures.selections import months, period, selection

YEAR = period("2024-01", "2024-12")
CHOSEN = selection(crime_types=("Burglary", "Drugs"))
CODES = ("D1", "D2", "D3", "D4")
RNG = np.random.default_rng(3)
SPAN = months("2023-01", "2024-12")
COUNTS = RNG.poisson([[60, 20], [50, 22], [20, 5], [90, 21]], size=(len(SPAN), 4, 2))


def counts() -> pd.DataFrame:
    """A row for every month, district and type in which something was recorded."""
    rows = [
        (pd.Timestamp(month), code, kind, COUNTS[row, area, column])
        for row, month in enumerate(SPAN)
        for area, code in enumerate(CODES)
        for column, kind in enumerate(("Burglary", "Drugs"))
        if COUNTS[row, area, column]
    ]
    return pd.DataFrame(rows, columns=["period_month", "area_code", "crime_type", "offence_count"])


def areas(absent: tuple[tuple[str, str], ...] = ()) -> pd.DataFrame:
    """The same districts with their sums; absent: pairs of district and month."""
    rows = [
        (pd.Timestamp(month), code, None if (code, f"{month:%Y-%m}") in absent else COUNTS[row, area].sum())
        for row, month in enumerate(SPAN)
        for area, code in enumerate(CODES)
    ]
    frame = pd.DataFrame(rows, columns=["period_month", "area_code", "offence_count"])
    return frame.assign(
        offence_count=frame["offence_count"].astype(float),
        area_name=frame["area_code"],
        is_own=frame["area_code"] == "D1",
        population=frame["area_code"].map(dict(zip(CODES, (5000, 4000, 3000, 8000), strict=True))),
        population_source="Census",
    )


def own_table() -> pd.DataFrame:
    own = counts()[lambda frame: frame["area_code"] == "D1"]
    return performance(by_offence(own, offence_rows(CHOSEN)), CHOSEN)


def beside(
    absent: tuple[tuple[str, str], ...] = (), own: tuple[str, ...] = ("D1",), similar: tuple[str, ...] = ()
) -> pd.DataFrame:
    among = peers(areas(absent), counts(), offence_rows(CHOSEN))
    return beside_peers(own_table(), among, own, similar, YEAR)


def test_counts_are_laid_out_by_month_area_and_offence() -> None:
    among = peers(areas(), counts(), offence_rows(CHOSEN))
    assert (among.codes, among.offences) == (CODES, ("Chosen types together", "Burglary", "Drugs"))
    assert among.counts.tolist() == np.dstack([COUNTS.sum(axis=2), COUNTS]).tolist()
    assert among.residents.tolist() == [5000, 4000, 3000, 8000]


def test_counts_of_areas_that_are_not_compared_are_left_out() -> None:
    stray = counts().assign(area_code="D9")
    among = peers(areas(), pd.concat([counts(), stray]), offence_rows(CHOSEN))
    assert among.counts[:, :, 0].sum() == COUNTS.sum()


def test_the_rank_of_the_sum_is_that_of_the_districts_compared() -> None:
    expected = compared_districts(areas(), YEAR).set_index("area_code")["rank_words"]
    found = beside()
    assert found["rank_words"].iloc[0] == expected["D1"]
    assert found["ranked_count"].tolist() == [4, 4, 4]
    assert found["rank"].between(1, 4).all()


def test_the_others_are_added_up_and_tested_together() -> None:
    found = beside()
    others = counts()[lambda frame: frame["area_code"] != "D1"]
    summed = others.groupby(["period_month", "crime_type"], as_index=False)["offence_count"].sum()
    expected = changes_with_verdict(by_offence(summed, offence_rows(CHOSEN)), "offence", YEAR, YEAR.back(1))
    for ours, theirs in (("change", "change"), ("lower", "lower_ci"), ("upper", "upper_ci")):
        assert found[f"others_{ours}_pct"].tolist() == pytest.approx(expected[f"{theirs}_pct"].tolist())
    assert found["others_count"].tolist() == [3, 3, 3]
    assert not found["others_are_similar"].any()


def test_an_area_that_lacks_a_month_of_either_period_is_not_among_the_others() -> None:
    found = beside((("D2", "2023-06"), ("D3", "2024-02")))
    assert found["others_count"].iloc[0] == 1
    assert found["ranked_count"].iloc[0] == 3
    alone = counts()[lambda frame: frame["area_code"] == "D4"]
    expected = changes_with_verdict(by_offence(alone, offence_rows(CHOSEN)), "offence", YEAR, YEAR.back(1))
    assert found["others_change_pct"].tolist() == pytest.approx(expected["change_pct"].tolist())


def test_a_most_similar_group_takes_the_place_of_all_others() -> None:
    found = beside(similar=("D3", "X7"))
    assert found["others_count"].iloc[0] == 1
    assert found["others_are_similar"].all()
    assert beside(similar=("X7",))["others_count"].iloc[0] == 3


def test_several_areas_together_have_no_rank() -> None:
    found = beside(own=("D1", "D2"))
    assert found["rank_words"].tolist() == [""] * 3
    assert found["rank"].isna().all()
    assert found["others_count"].iloc[0] == 2


def test_an_area_alone_has_neither_rank_nor_others() -> None:
    alone = areas()[lambda frame: frame["area_code"] == "D1"]
    found = beside_peers(own_table(), peers(alone, counts(), offence_rows(CHOSEN)), ("D1",), (), YEAR)
    assert found["rank_words"].tolist() == [""] * 3
    assert found["others_change_pct"].isna().all()
    assert (found["others_count"] == 0).all()


def test_a_row_without_a_change_has_none_beside_it() -> None:
    table = own_table().assign(total_1=np.nan)
    among = peers(areas(), counts(), offence_rows(CHOSEN))
    found = beside_peers(table, among, ("D1",), (), YEAR)
    assert found["others_change_pct"].isna().all()
    assert (found["rank_words"] != "").all()
