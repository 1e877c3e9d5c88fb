import numpy as np
import pandas as pd
import pytest
from scipy import stats

from data.statistics.board.family import COLUMNS, family_quarters
from data.statistics.ranking.rank_intervals import rate_ranks

NAMES = ["Own", *(f"Other {place}" for place in range(14))]


def quarterly(counts: dict[str, list[int]]) -> pd.DataFrame:
    rows = [
        (quarter, name, "Police", group, count * (2 if group == "Robbery" else 1))
        for name, found in counts.items()
        for quarter, count in zip(pd.date_range("2021-04-01", periods=len(found), freq="QS"), found, strict=True)
        for group in ("Burglary", "Robbery")
    ]
    return pd.DataFrame(rows, columns=["quarter_start", "csp_name", "force_name", "offence_group", "offence_count"])


def members(left_out: str = "") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "csp_name": NAMES,
            "force_name": "Police",
            "population": 100_000.0,
            "side": ["own", *["similar"] * 14],
            "left_out": ["", left_out, *[""] * 13],
        }
    )


COUNTS = {name: [100 + 10 * place] * 4 for place, name in enumerate(NAMES)}


def test_the_area_stands_beside_the_mean_of_the_others_and_has_a_rank_of_fifteen() -> None:
    found = family_quarters(quarterly(COUNTS), members())
    first = found[found["offence_group"] == "Burglary"].iloc[0]
    assert first["quarter"] == pd.Timestamp("2022-01-01")
    assert first["own_rate"] == 1.0
    assert first["family_rate"] == pytest.approx(np.mean([1.1 + 0.1 * place for place in range(14)]))
    assert (first["rank"], first["of"]) == (15, 15)
    assert len(found) == 3 * 4


def test_all_groups_together_come_first_and_the_latest_quarter_before_others() -> None:
    found = family_quarters(quarterly(COUNTS), members())
    assert found["offence_group"].tolist() == ["All offence groups", "Burglary", "Robbery"] * 4
    assert found["quarter"].is_monotonic_decreasing
    assert found["own_count"].tolist() == [300, 100, 200] * 4


def test_who_is_left_out_takes_no_part() -> None:
    found = family_quarters(quarterly(COUNTS), members("its residents are not known"))
    assert (found["of"] == 14).all()


def test_nothing_is_said_without_a_group_or_of_an_area_of_no_or_two_partnerships() -> None:
    every = members()
    two = every.assign(side=["own", "own", *["similar"] * 13])
    for some in (every[every["side"] == "own"], every[every["side"] == "similar"], two):
        assert family_quarters(quarterly(COUNTS), some).empty


def test_an_area_without_a_group_and_a_rate_without_residents_are_empty_and_unknown() -> None:
    assert family_quarters(quarterly(COUNTS).iloc[:0], members()).columns.tolist() == COLUMNS
    unknown = members().assign(population=[100_000.0, *[np.nan] * 14])
    found = family_quarters(quarterly(COUNTS), unknown)
    assert found["family_rate"].isna().all()
    assert set(found["of"]) == {1}


def test_an_absent_quarter_of_one_has_no_rate_and_takes_no_part_in_what_is_told_of_others() -> None:
    frame = quarterly({name: [90 + 10 * place, 110 + 10 * place, 100, 120] for place, name in enumerate(NAMES)})
    is_absent = (frame["csp_name"] == "Other 0") & (frame["quarter_start"] == "2021-07-01")
    found = family_quarters(frame[~is_absent], members())
    burglary = found[found["offence_group"] == "Burglary"].set_index("quarter")
    assert burglary["of"].tolist() == [15, 15, 14, 15]
    assert burglary["own_count"].tolist() == [120, 100, 110, 90]
    assert burglary["family_rate"].iloc[2] == pytest.approx(np.mean([1.1 + 0.1 * place for place in range(2, 15)]))


def test_ranks_are_open_by_the_noise_about_the_season_that_all_share() -> None:
    counts = {"Own": [100, 120, 80, 140], "Other 0": [110, 130, 95, 145], "Other 1": [220, 210, 160, 300]}
    listed = members().iloc[:3]
    found = family_quarters(quarterly(counts), listed)
    first = found[(found["offence_group"] == "Burglary") & (found["quarter"] == pd.Timestamp("2022-01-01"))].iloc[0]
    table = np.array(list(counts.values()), dtype=float).T
    expected = stats.contingency.expected_freq(table)
    share = table.sum(axis=0) / table.sum()
    dispersion = ((table - expected) ** 2 / expected).sum(axis=0) / (3 * (1 - share))
    ranks = rate_ranks(table[-1], np.full(3, 100_000.0), dispersion, "")
    assert [first[name] for name in ("rank", "best_rank", "worst_rank")] == [
        ranks[name][0] for name in ("rank", "best_rank", "worst_rank")
    ]
    assert (first["rank"], first["best_rank"], first["worst_rank"]) == (3, 2, 3)


@pytest.mark.parametrize(("known", "is_told"), [(2, True), (1, False)])
def test_two_quarters_that_all_have_tell_the_noise_and_one_does_not(known: int, is_told: bool) -> None:
    counts = {name: [90 + place, 140 - 3 * place][:known] for place, name in enumerate(NAMES)}
    found = family_quarters(quarterly(counts), members())
    assert found["best_rank"].notna().all() == is_told
    assert found["rank"].notna().all()


def test_the_mean_is_of_those_that_have_a_rate_be_it_one() -> None:
    one = members().assign(population=[100_000.0, 50_000.0, *[np.nan] * 13])
    found = family_quarters(quarterly(COUNTS), one)
    burglary = found[found["offence_group"] == "Burglary"]
    assert burglary["family_rate"].tolist() == [2.2] * 4
    assert set(burglary["of"]) == {2}
