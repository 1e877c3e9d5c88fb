from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from data.reports.panel import Panel
from data.reports.summary.published import matches, published_panel
from data.reports.summary.view import SummaryView
from data.statistics.change.published import beside_published
from data.words.findings import scope
from tests.fixtures.panels import rows
from tests.fixtures.selections import choices, months, period, selection
from tests.fixtures.summary_views import summary_view as view

PUBLISHED = pd.DataFrame(
    {
        "offence": ["All", "Drug offences", "Hate"], "crime_types": ["All crime", "Drugs", None],
        "offence_count": [3010, 9, 30], "change_pct": [20.5, 12.0, 1.0], "note": [None, None, "No flag"],
        "period_from": pd.Timestamp("2024-01-01"), "period_to": pd.Timestamp("2024-12-01"), "document": "Report",
        "paragraph": "2.17",
    }
)  # fmt: skip


def made(given: SummaryView) -> Panel:
    is_beside = matches(given, PUBLISHED)
    panel = published_panel(given, beside_published(PUBLISHED, given.table) if is_beside else PUBLISHED)
    assert panel is not None
    return panel


def test_published_figures_stand_beside_ours_with_the_reason_for_a_difference() -> None:
    panel = made(view())
    assert panel.words.finding == "Published: year to December 2024, beside ours"
    first, few, alone = rows(panel)
    assert (first["Total"], first["Ours"], first["Ours less published"]) == ("3,010", "2,999", "−11")
    assert (first["Change, %"], first["Our change, %"], first["Our verdict"]) == ("+20.5", "+36.8", "▲ Clear rise")
    assert (few["Change, %"], few["Our change, %"], few["Our verdict"]) == (
        "+12.0",
        "not available",
        "○ Too few to tell",
    )
    assert (alone["Ours"], alone["Our verdict"], alone["Note"]) == ("not available", "", "No flag")
    assert panel.words.scope == scope(view().selection)
    assert panel.words.source == "Report, paragraph 2.17"
    assert "without fraud" in panel.words.caption
    assert "add up to the published figures" not in panel.words.caption
    assert "add up to the published figures" in made(view(is_demo=True)).words.caption


@pytest.mark.parametrize(
    "given", [view(compared="2"), view(present="part"), view(present="one month"), view(present="nothing")]
)
def test_our_change_stands_beside_a_published_one_only_on_the_year_before(given: SummaryView) -> None:
    panel = made(given)
    assert panel.words.finding.endswith(", beside ours")
    first = rows(panel)[0]
    assert (first["Ours"], first["Change, %"]) == ("2,999", "+20.5")
    assert not {"Our change, %", "Our verdict"} & set(first)


@pytest.mark.parametrize(
    "changes",
    [
        {"wards": ("W1",)},
        {"crime_types": ("Drugs",)},
        {"source": "recorded_crime"},
        {"period": period("2024-02", "2024-12")},
    ],
)
def test_another_selection_does_not_match_and_the_panel_says_what_to_choose(changes: dict[str, Any]) -> None:
    other = replace(view(), selection=selection(**changes))
    assert not matches(other, PUBLISHED)
    words = made(other).words
    assert "choose data.police.uk, all wards, all crime types" in words.caption
    assert words.scope == "Wards: all of Westmere. Offences: as they were published."


def test_months_that_are_not_loaded_are_said_to_be_the_reason() -> None:
    panel = made(replace(view(), choices=choices(months("2023-01", "2024-11"))))
    assert "do not hold all of these months" in panel.words.caption
    assert published_panel(view(), PUBLISHED.iloc[:0]) is None
