from collections.abc import Mapping
from math import nan

import pandas as pd
import pytest

from data.statistics.series.area_series import (
    by_type,
    by_ward,
    compared_groups,
    figure_noun,
    figures_of,
    grouped,
    residents,
    since,
    total_counts,
)
from tests.fixtures.selections import ASB, WARDS, period, selection

JAN, FEB = pd.Timestamp("2024-01-01"), pd.Timestamp("2024-02-01")


def monthly(counts: Mapping[str, tuple[float, ...]]) -> pd.DataFrame:
    """Wards by month as the query gives them: months in order, in each the wards in theirs."""
    ward = {w.code: w for w in WARDS}
    months = len(next(iter(counts.values())))
    rows = [
        (JAN + pd.DateOffset(months=step), code, ward[code].name, ward[code].population, values[step])
        for step in range(months)
        for code, values in counts.items()
    ]
    return pd.DataFrame(rows, columns=["period_month", "area_code", "area_name", "population", "offence_count"])


def by_types(counts: dict[str, tuple[float, ...]]) -> pd.DataFrame:
    rows = [
        (JAN + pd.DateOffset(months=step), name, values[step])
        for step in range(len(next(iter(counts.values()))))
        for name, values in counts.items()
    ]
    return pd.DataFrame(rows, columns=["period_month", "crime_type", "offence_count"])


COUNTS = {"W1": (1.0, nan), "W2": (4.0, nan), "W3": (10.0, nan)}
GROUPS = {"Alder and Cedar": ["W1", "W3"], "Rest": ["W2"]}


def test_groups_are_added_up_and_a_gap_stays_a_gap() -> None:
    found = grouped(monthly(COUNTS), GROUPS, "offence_count")
    assert found["series"].tolist() == ["Alder and Cedar"] * 2 + ["Rest"] * 2
    assert found["period_month"].tolist() == [JAN, FEB, JAN, FEB]
    assert found["value"].fillna(-1).tolist() == [11, -1, 4, -1]


def test_rates_are_on_the_residents_of_each_group() -> None:
    found = grouped(monthly(COUNTS), GROUPS, "rate_per_1000")
    assert found["value"].dropna().tolist() == pytest.approx([11 / 4, 4 / 2])


def test_a_group_without_areas_is_left_out() -> None:
    found = grouped(monthly(COUNTS), {"All": ["W1", "W2", "W3"], "Rest": []}, "offence_count")
    assert found["series"].unique().tolist() == ["All"]


def test_wards_are_series_by_name_in_the_order_asked_for() -> None:
    found = by_ward(monthly({"W1": (0, 2), "W2": (3, nan)}), ("W2", "W1"), "offence_count")
    assert found["series"].tolist() == ["Beech", "Beech", "Alder", "Alder"]
    assert found["value"].fillna(-1).tolist() == [3, -1, 0, 2]


def test_types_share_the_population_of_the_chosen_wards() -> None:
    found = by_type(by_types({"Drugs": (3, nan), ASB: (6, nan)}), (ASB, "Drugs"), 3000, "rate_per_1000")
    assert found["series"].tolist() == [ASB, ASB, "Drugs", "Drugs"]
    assert found["value"].fillna(-1).tolist() == [2, -1, 1, -1]


def test_a_rate_without_residents_is_unknown() -> None:
    frame = by_types({"Drugs": (3,)})
    assert by_type(frame, ("Drugs",), None, "rate_per_1000")["value"].isna().all()
    assert by_type(frame, ("Drugs",), None, "offence_count")["value"].tolist() == [3]
    assert by_type(frame, ("Drugs",), 0, "rate_per_1000")["value"].isna().all()


def test_every_chosen_type_and_ward_is_a_figure_of_its_own() -> None:
    shown = selection(crime_types=("Robbery", ASB), wards=("W1", "W3"))
    assert figures_of(shown) == {
        "Robbery": (("W1", "W3"), ("Robbery",)),
        ASB: (("W1", "W3"), (ASB,)),
        "Alder": (("W1",), ("Robbery",)),
        "Cedar": (("W3",), ("Robbery",)),
    }
    assert figure_noun(shown) == "crime types and wards"


@pytest.mark.parametrize(
    ("types", "wards", "figures", "noun"),
    [
        (
            ("Robbery", ASB),
            ("W1",),
            {"Robbery": (("W1",), ("Robbery",)), ASB: (("W1",), (ASB,))},
            "crime types",
        ),
        (
            ("Robbery",),
            ("W1", "W2"),
            {"Alder": (("W1",), ("Robbery",)), "Beech": (("W2",), ("Robbery",))},
            "wards",
        ),
        (("Robbery",), ("W2",), {"Robbery in Beech": (("W2",), ("Robbery",))}, "wards"),
    ],
)
def test_one_ward_or_one_type_is_the_whole_and_is_not_named_twice(
    types: tuple[str, ...], wards: tuple[str, ...], figures: object, noun: str
) -> None:
    shown = selection(crime_types=types, wards=wards)
    assert figures_of(shown) == figures
    assert figure_noun(shown) == noun


def test_a_total_lacks_the_months_that_any_part_lacks() -> None:
    found = total_counts(monthly({"W1": (1, 2), "W2": (3, nan), "W3": (5, 6)}), {"All": ["W1", "W2", "W3"]})
    assert found["name"].tolist() == ["All", "All"]
    assert found["offence_count"].fillna(-1).tolist() == [9, -1]


@pytest.mark.parametrize(
    ("wards", "against", "expected"),
    [
        (("W1",), ("rest",), {"Alder": ["W1"], "Rest of Westmere": ["W2", "W3"]}),
        (("W1",), ("W2",), {"Alder": ["W1"], "Beech": ["W2"]}),
        (("W1",), ("W2", "W3"), {"Alder": ["W1"], "Beech and Cedar": ["W2", "W3"]}),
        (("W1", "W2"), ("W2", "W3"), {"Alder and Beech": ["W1", "W2"], "Cedar": ["W3"]}),
        (("W1", "W2", "W3"), ("rest",), {"Westmere": ["W1", "W2", "W3"], "Rest of Westmere": []}),
        (("W1",), ("W1",), {"Alder": ["W1"], "": []}),
    ],
)
def test_two_groups_never_share_a_ward(
    wards: tuple[str, ...], against: tuple[str, ...], expected: dict[str, list[str]]
) -> None:
    assert compared_groups(selection(wards=wards, against=against), monthly(COUNTS)) == expected


def test_other_districts_count_only_with_every_month_of_the_own_one() -> None:
    frame = monthly({"W1": (1, nan), "W2": (2, 3), "W3": (nan, 4)}).assign(is_own=[True, False, False] * 2)
    found = compared_groups(selection(against=("districts",)), frame)
    assert found == {"Westmere": ["W1"], "1 other district": ["W2"]}
    both = compared_groups(selection(against=("districts",)), frame.fillna(0))
    assert both == {"Westmere": ["W1"], "2 other districts": ["W2", "W3"]}


def test_residents_are_unknown_where_those_of_any_area_are() -> None:
    frame = monthly({"W1": (1,), "W2": (2,), "W3": (3,)})
    frame.loc[frame["area_code"] == "W2", "population"] = None
    assert residents(frame, {"A": ["W1", "W3"], "B": ["W1", "W2"]}) == {"A": 4000, "B": 0}


def test_rows_from_a_month_on_are_kept() -> None:
    found = since(grouped(monthly(COUNTS), GROUPS, "offence_count"), period("2024-02", "2024-03"))
    assert found["period_month"].tolist() == [FEB, FEB]
    assert list(found.index) == [0, 1]
