import numpy as np
import pandas as pd
import pytest

from data.model.comparison import Comparison
from data.model.schema import AREA, DISTRICT
from data.model.verdict import Refusal, Verdict
from data.statistics.change.cube import Cube, Scope
from data.statistics.change.figures import Figures
from data.statistics.ranking.districts import (
    change_sentences,
    compared_districts,
    district_groups,
    index_of,
    rates_together,
    shown_months,
)
from data.statistics.ranking.standing import Standing
from tests.fixtures.selections import months, period

YEAR, BEFORE = period("2024-01", "2024-12"), period("2023-01", "2023-12")
COMPARED = Comparison(YEAR, BEFORE, YEAR, "1")
TYPES = ("Burglary", "Robbery")
EVEN, FALLEN = [99.0, 101.0] * 12, [99.0, 101.0] * 6 + [49.0, 51.0] * 6
Counts = dict[str, list[float]]


def cube(counts: Counts) -> Cube:
    """Districts by month from January 2023, the counts of the first of two types; of the second there are none."""
    shown = np.array(list(counts.values())).T[:, :, None]
    return Cube(months("2023-01", "2024-12"), tuple(counts), TYPES, np.concatenate([shown, 0 * shown], axis=2))


def scope(counts: Counts, own: tuple[str, ...] = ("A",)) -> Scope:
    found = cube(counts)
    wards = Cube(found.months, ("W",), TYPES, found.counts[:, :1])
    return Scope(found, wards, own, tuple(counts), not_crime=())


def areas(counts: Counts, own: tuple[str, ...] = ("A",)) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_code": list(counts),
            "area_name": [f"District {code}" for code in counts],
            "is_own": [code in own for code in counts],
            "population": 1,
            "population_source": "Census",
        }
    )


def compared(counts: Counts, own: tuple[str, ...] = ("A",), comparison: Comparison | None = COMPARED) -> pd.DataFrame:
    """Residents are 10,000, 20,000 and so on."""
    found = scope(counts, own)
    standing = Standing(found, YEAR, {code: 10_000.0 * (place + 1) for place, code in enumerate(counts)})
    return compared_districts(areas(counts, own), TYPES, Figures(found, comparison), standing)


def test_districts_stand_in_the_order_of_their_rates_with_their_own_names() -> None:
    found = compared({"A": EVEN, "B": EVEN, "C": [500.0] * 24})
    assert found["area_name"].tolist() == ["District C", "District A", "District B"]
    assert found["rate_per_1000"].tolist() == pytest.approx([200, 120, 60])
    assert found["rank"].tolist() == [1, 2, 3]
    assert found["count_rank"].tolist() == [1, 2, 2]
    assert found["is_own"].tolist() == [False, True, False]


def test_a_district_has_the_rate_of_where_it_stands_and_the_change_of_its_figure() -> None:
    counts = {"A": EVEN, "B": FALLEN, "C": [500.0] * 24}
    found, given = compared(counts).set_index("area_code"), scope(counts)
    standing = Standing(given, YEAR, {code: 10_000.0 * (place + 1) for place, code in enumerate(counts)})
    placed, figures = standing.table(DISTRICT, TYPES).set_index("area_code"), Figures(given, COMPARED)
    for code in counts:
        assert found.loc[code, list(placed.drop(columns="dispersion"))].equals(
            placed.loc[code].drop("dispersion").rename(code)
        )
        figure = figures.lookup([((code,), TYPES)]).iloc[0]
        assert found.loc[code, list(figure.index)].equals(figure.rename(code))
    assert found.loc["B", "verdict"] == Verdict.CLEAR_FALL


def test_the_district_that_is_the_area_has_the_change_of_the_area() -> None:
    counts = {"A": FALLEN, "B": EVEN}
    alone = compared(counts).set_index("area_code")
    assert (alone.loc["A", "level"], alone.loc["A", "code"]) == (AREA, AREA)
    both = compared(counts, own=("A", "B")).set_index("area_code")
    assert both["level"].tolist() == [DISTRICT, DISTRICT]
    assert both.loc["A", ["total_0", "total_1"]].tolist() == [600, 1200]


def test_a_district_that_lacks_a_month_is_not_ranked_and_takes_no_place() -> None:
    found = compared({"A": EVEN, "B": [*EVEN[:23], np.nan], "C": [2 * count for count in EVEN]}).set_index("area_code")
    assert found.loc[["A", "C"], "rank"].tolist() == [1, 2]
    assert found.loc["A", "rank_words"].startswith("1st of 2 per 1,000 residents")
    assert found.loc["B", ["offence_count", "rate_per_1000", "rank", "change_pct"]].isna().all()
    assert found.loc["B", "verdict"] == Verdict.CANNOT_COMPARE


def test_the_areas_own_change_is_said_first_and_once() -> None:
    texts = change_sentences(compared({"A": EVEN, "B": FALLEN, "C": EVEN, "D": EVEN}), COMPARED)
    assert texts[0].startswith("District A stayed at 1,200 (0.0%")
    assert texts[1].startswith("District B fell from 1,200")
    texts = change_sentences(compared({"A": FALLEN, "B": EVEN, "C": EVEN, "D": EVEN}), COMPARED)
    assert [text for text in texts if text.startswith("District A")] == texts[:1]


def test_what_the_notes_say_of_every_figure_is_not_said_again() -> None:
    lone = Comparison(period("2024-12", "2024-12"), period("2023-12", "2023-12"), YEAR, "1")
    for comparison in (None, lone):
        assert change_sentences(compared({"A": EVEN, "B": EVEN}, comparison=comparison), comparison) == []
    two = Comparison(period("2024-11", "2024-12"), period("2023-11", "2023-12"), YEAR, "1")
    assert change_sentences(compared({"A": EVEN, "B": EVEN}, comparison=two), two)


def test_districts_without_a_month_are_said_to_be_the_reason() -> None:
    (text,) = change_sentences(compared({"A": [np.nan, *EVEN[1:]], "B": [np.nan, *EVEN[1:]]}), COMPARED)
    assert text.startswith("None of the 2 districts")
    assert Refusal.MISSING in text


def test_others_are_without_the_area_and_without_those_that_have_no_rate() -> None:
    found = compared({"A": EVEN, "B": EVEN, "C": EVEN, "D": [np.nan] * 24})
    groups = district_groups(found, "Area", {"A", "C", "D"})
    assert groups == {"Area": ["A"], "Other 2 districts": ["B", "C"], "Most similar group (1)": ["C"]}


def together(counts: Counts, groups: dict[str, list[str]]) -> pd.DataFrame:
    span = period("2023-01", "2024-12")
    return rates_together(cube(counts), TYPES, span, compared(counts), groups)


def test_districts_together_are_one_rate_and_a_gap_of_one_is_a_gap_of_all() -> None:
    counts = {"A": [10.0] * 24, "B": [40.0] * 24, "C": [np.nan] + [50.0] * 23}
    found = together(counts, {"A": ["A"], "others": ["B", "C"], "none": []})
    assert set(found["series"]) == {"A", "others"}
    others = found[found["series"] == "others"]["value"].tolist()
    assert np.isnan(others[0])
    assert others[1] == pytest.approx(1000 * 90 / 50_000)


def test_the_months_shown_begin_with_those_compared() -> None:
    assert shown_months(YEAR, COMPARED) == period("2023-01", "2024-12")
    assert shown_months(YEAR, None) == YEAR


def test_the_base_of_an_index_is_what_is_compared_with_where_it_is_whole() -> None:
    series = together({"A": [10.0] * 12 + [20.0] * 12}, {"A": ["A"]})
    spring = period("2024-01", "2024-04"), period("2023-01", "2023-04")
    for comparison in (COMPARED, Comparison(*spring, YEAR, "1")):
        found, base = index_of(series, YEAR, comparison)
        assert base == comparison.before
        assert found.frame["value"].tolist()[-1] == pytest.approx(200)
    gap = together({"A": [np.nan] + [10.0] * 11 + [20.0] * 12}, {"A": ["A"]})
    for other in (COMPARED, None):
        found, base = index_of(gap, YEAR, other)
        assert base == YEAR
        assert not found.missing
        assert found.frame["value"].tolist()[-1] == pytest.approx(100)
