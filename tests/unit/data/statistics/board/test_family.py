import numpy as np
import pandas as pd
import pytest

from data.statistics.board.family import family_quarters

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


def test_all_groups_together_come_first() -> None:
    found = family_quarters(quarterly(COUNTS), members())
    assert found.iloc[0]["offence_group"] == "All offence groups"
    assert found.iloc[0]["own_count"] == 300


def test_who_is_left_out_takes_no_part() -> None:
    found = family_quarters(quarterly(COUNTS), members("its residents are not known"))
    assert (found["of"] == 14).all()


def test_nothing_is_said_without_a_group() -> None:
    alone = members()
    assert family_quarters(quarterly(COUNTS), alone[alone["side"] == "own"]).empty
