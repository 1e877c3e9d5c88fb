from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import nan

import numpy as np
import pandas as pd
import pytest

from data.model.areas import Ward
from data.model.comparison import Comparison, comparison
from data.model.schema import WARD
from data.model.verdict import Verdict
from data.statistics.change.cube import Cube, Scope
from data.statistics.change.figures import Figures
from data.statistics.ranking.standing import Standing
from data.statistics.space.ward_map import VERDICT_CLASSES, mapped_wards, type_counts
from tests.fixtures.selections import months, period

MONTHS = months("2022-01", "2024-12")
YEAR = period("2024-01", "2024-12")
TYPES = ("Burglary", "Robbery", "Drugs")
# Offences a month in the first two years and in the last.
MEANS = {"W1": (100, 100), "W2": (60, 180), "W3": (80, 78), "W4": (0.2, 0.2)}
RESIDENTS = {"W1": 1000, "W2": 2000, "W3": 0, "W4": None}
WARDS = tuple(Ward(code, f"Ward {code}", residents) for code, residents in RESIDENTS.items())
COMPARED = comparison(YEAR, "1", MONTHS)


def cube(means: Mapping[str, tuple[float, float]], gaps: tuple[date, ...] = ()) -> Cube:
    random = np.random.default_rng(3)
    levels = np.array([[means[code][month.year == 2024] for code in means] for month in MONTHS])
    counts = random.poisson(np.repeat(levels[:, :, None], len(TYPES), axis=2)).astype(float)
    counts[[MONTHS.index(month) for month in gaps]] = np.nan
    return Cube(MONTHS, tuple(means), TYPES, counts)


def scope(gaps: tuple[date, ...] = ()) -> Scope:
    districts = {f"D{place}": (900.0, 900.0) for place in range(6)}
    return Scope(cube(districts, gaps), cube(MEANS, gaps), ("D0",), tuple(districts), ())


def mapped(
    measure: str,
    types: tuple[str, ...] = ("Burglary",),
    gaps: tuple[date, ...] = (),
    compared: Comparison | None = COMPARED,
) -> tuple[pd.DataFrame, list[float], Figures, Standing]:
    found = scope(gaps)
    figures = Figures(found, compared)
    standing = Standing(found, YEAR, {ward.code: ward.population for ward in WARDS})
    return *mapped_wards(WARDS, types, measure, figures, standing), figures, standing


def test_wards_stand_in_the_order_of_the_measure_with_their_rank_and_class() -> None:
    frame, breaks, _, standing = mapped("offence_count")
    table = standing.table(WARD, ("Burglary",)).set_index("area_code")
    assert frame["area_code"].tolist() == ["W2", "W1", "W3", "W4"]
    assert frame["area_name"].tolist()[0] == "Ward W2"
    assert frame["map_rank"].tolist() == [1, 2, 3, 4]
    assert frame["value"].tolist() == table.loc[frame["area_code"], "offence_count"].tolist()
    assert frame["map_class"].tolist() == [sum(v >= edge for edge in breaks) for v in frame["value"]]


def test_a_count_at_a_break_is_of_the_class_above_it() -> None:
    counts = np.ones((len(MONTHS), 1, len(TYPES))) * np.array([1.0, 2, 2, 3])[:, None]
    level = replace(scope(), wards=Cube(MONTHS, tuple(MEANS), TYPES, counts))
    found = Figures(level, COMPARED), Standing(level, YEAR, RESIDENTS)
    frame, breaks = mapped_wards(WARDS, ("Burglary",), "offence_count", *found)
    assert (frame["value"].tolist(), breaks) == ([36, 24, 24, 12], [19, 24, 29])
    assert frame["map_class"].tolist() == [3, 2, 2, 0]


def test_a_rate_is_ranked_per_resident_and_needs_residents() -> None:
    frame = mapped("rate_per_1000")[0].set_index("area_code")
    assert frame.loc["W1", "map_rank"] == frame.loc["W1", "rank"] == 1
    assert "per 1,000 residents" in frame.loc["W1", "rank_words"]
    assert "by number" in frame.loc["W1", "count_rank_words"]
    assert frame.loc[["W3", "W4"], ["value", "map_class", "map_rank"]].isna().all(axis=None)


def test_the_changes_are_those_of_the_figures() -> None:
    frame, breaks, figures, _ = mapped("change_pct")
    assert breaks == []
    for row in frame.itertuples():
        own = figures.lookup([((row.area_code,), ("Burglary",))]).iloc[0]
        assert (row.verdict, row.total_0, row.total_1) == (own["verdict"], own["total_0"], own["total_1"])
        assert row.change_pct == pytest.approx(own["change_pct"], nan_ok=True)
        assert VERDICT_CLASSES[int(row.map_class)] == row.verdict
    by_code = frame.set_index("area_code")
    assert by_code.loc["W2", "verdict"] == Verdict.CLEAR_RISE
    assert by_code.loc["W4", "verdict"] == Verdict.TOO_FEW
    assert by_code.loc["W4", ["value", "lower_ci_pct", "upper_ci_pct", "map_rank"]].isna().all()


def test_types_that_are_added_by_hand_are_at_most_possible() -> None:
    row = mapped("change_pct", ("Burglary", "Robbery"))[0].set_index("area_code").loc["W2"]
    assert (row["family"], row["verdict"]) == ("", Verdict.POSSIBLE_RISE)


@pytest.mark.parametrize("compared", [None, comparison(period("2024-06", "2024-06"), "1", MONTHS)])
def test_what_cannot_be_compared_has_no_class_and_no_change(compared: Comparison | None) -> None:
    frame = mapped("change_pct", compared=compared)[0]
    assert set(frame["verdict"]) == {Verdict.CANNOT_COMPARE}
    assert frame[["value", "map_class", "change_pct", "lower_ci_pct"]].isna().all(axis=None)
    assert frame["offence_count"].notna().all()


def test_of_a_part_the_change_is_of_its_months_and_the_count_of_the_period() -> None:
    gaps = months("2023-05", "2023-12")
    compared = comparison(YEAR, "1", [month for month in MONTHS if month not in gaps])
    assert compared is not None
    assert compared.now == period("2024-01", "2024-04")
    found, _, _, standing = mapped("change_pct", gaps=gaps, compared=compared)
    row = found.set_index("area_code").loc["W1"]
    burglary = standing.scope.wards.of(("Burglary",), compared.now.months)[:, 0].sum()
    assert row["total_0"] == burglary < row["offence_count"]


def test_crime_types_are_counted_in_the_period_and_in_what_is_compared() -> None:
    _, _, figures, standing = mapped("offence_count")
    frame = type_counts(("W1", "W2"), TYPES, figures, standing)
    wards = standing.scope.wards
    assert frame["crime_type"].tolist() == list(TYPES)
    assert frame["offence_count"].tolist() == [wards.of((name,), YEAR.months)[:, :2].sum() for name in TYPES]
    assert frame["total_0"].tolist() == frame["offence_count"].tolist()
    assert frame["total_1"].tolist() == [wards.of((name,), YEAR.back(1).months)[:, :2].sum() for name in TYPES]
    untold = type_counts(("W1",), TYPES, Figures(standing.scope, None), standing)
    assert untold["total_0"].tolist() == pytest.approx([nan] * 3, nan_ok=True)
