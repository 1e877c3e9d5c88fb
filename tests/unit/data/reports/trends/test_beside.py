from math import nan
from typing import Any

import pandas as pd
import pytest

from components.figures import draw, theme
from data.reports.panel import Listed
from data.reports.trends.beside import Pair, beside_panel, nothing_left
from tests.fixtures.selections import selection
from tests.fixtures.trends import view


def pair(**rates: Any) -> Pair:
    stamps = pd.date_range("2024-01-01", periods=2, freq="MS")
    names = ["Alder", "Rest of Westmere"]
    values = pd.DataFrame({"period_month": list(stamps) * 2, "series": [names[0]] * 2 + [names[1]] * 2, "value": 1.5})
    counts = pd.DataFrame({"period_month": list(stamps) * 2, "name": values["series"], "offence_count": [3.0, 4, 5, 6]})
    plain = {
        "name": names, "rate_per_1000": [7.0, 2.2], "lower_ci_per_1000": [2.8, 1.1], "upper_ci_per_1000": [14.4, 3.9],
    }  # fmt: skip
    return Pair(values, counts, pd.DataFrame(plain | rates), ["Alder rose."], "Census")


def test_two_groups_have_their_rates_with_intervals_and_no_verdict_on_their_difference() -> None:
    panel = beside_panel(view(), pair())
    assert panel.words.finding == "Alder beside Rest of Westmere, by month"
    assert list(panel.folds[0].notes) == [
        "Per 1,000 residents in the year to December 2024 (Census), with what chance leaves open: Alder: 7.0 (2.8 to "
        "14.4) and Rest of Westmere: 2.2 (1.1 to 3.9).",
        Listed(["Alder rose."]),
    ]
    assert panel.verdict is None
    without = beside_panel(view(), pair(rate_per_1000=[7.0, nan]))
    assert without.folds[0].notes == [Listed(["Alder rose."])]


def test_a_comparison_has_both_groups_and_their_counts_in_its_table() -> None:
    panel = beside_panel(view(said=["Compare with care."]), pair())
    assert panel.table is not None
    second = panel.table.frame.iloc[1]
    assert {column.heading: second[column.name] for column in panel.table.columns} == {
        "Month": "2024-02", "Alder": 1.5, "Rest of Westmere": 1.5, "Alder, offences": 4,
        "Rest of Westmere, offences": 6,
    }  # fmt: skip
    assert panel.words.said == ["Compare with care.", "Alder rose."]


def test_the_group_that_was_chosen_has_the_first_colour() -> None:
    figure = beside_panel(view(), pair()).figure
    assert figure is not None
    drawn = draw(figure)["data"]
    assert [(line["name"], line["line"]["color"]) for line in drawn[:2]] == [
        ("Alder", theme.ACCENT),
        ("Rest of Westmere", theme.SECOND),
    ]


def test_its_files_name_their_wards_and_types() -> None:
    chosen = selection(wards=("W1", "W3"), crime_types=("Robbery",))
    scope = "Wards: Alder, Cedar (wards of 2004 to May 2026). Crime types: Robbery."
    assert beside_panel(view(chosen), pair()).words.scope == scope


@pytest.mark.parametrize(
    ("against", "said"),
    [("rest", "choose some of the wards"), ("districts", "no other district"), ("W1", "every ward")],
)
def test_nothing_to_compare_with_is_said(against: str, said: str) -> None:
    assert said in nothing_left((against,))
