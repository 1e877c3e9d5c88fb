from dataclasses import replace
from math import nan
from typing import Any

import pandas as pd
import pytest

from data.model.period import Period
from data.reports.figures import FunnelPlot, HourTable
from data.reports.trends.more import event_panel, funnel_panel, hour_panel, season_panel
from data.statistics.ranking.funnel import Funnel
from data.statistics.series.hours import Week
from data.statistics.series.seasonality import Seasonality
from tests.fixtures.selections import RATE, months, period, selection
from tests.fixtures.statuses import with_statuses
from tests.fixtures.trends import NO_EVENTS, view

CHOSEN = selection(wards=("W1", "W3"), crime_types=("Robbery",))
SCOPE = "Wards: Alder, Cedar (wards of 2004 to May 2026). Crime types: Robbery."
CURVES = pd.DataFrame(
    {"population": [500.0], "lower_95": [1.0], "upper_95": [2.0], "lower_998": [1.0], "upper_998": [2.0]}
)
PROFILE = pd.DataFrame(
    {"month": [1, 7], "index": [90.0, 112.0], "lowest_index": [80.0, 100.0], "highest_index": [99.0, 130.0]}
)
YEARS = (period("2022-01", "2022-12"), period("2023-01", "2023-12"))


def placed(overall: float = 80.0, **columns: Any) -> Funnel:
    plain = {
        "area_code": ["W2", "W1"], "area_name": ["Beech", "Alder"], "population": [2000, 1000],
        "offence_count": [90.0, 300.0], "rate_per_1000": [45.0, 300.0], "lower_ci_per_1000": 1.0,
        "upper_ci_per_1000": 2.0, "position": ["within the 95% lines", "above the 99.8% line"],
    }  # fmt: skip
    return Funnel(with_statuses(pd.DataFrame({**plain, **columns})), CURVES, overall, 0)


def week(**counts: int) -> Week:
    """The hours of a week; counts: by hour of Saturday, such as at_23."""
    frame = pd.DataFrame(0.0, index=pd.Index(range(24), name="hour"), columns=range(1, 8))
    for name, count in counts.items():
        frame.loc[int(name.removeprefix("at_")), 6] = count
    return Week(frame, 7)


def test_the_funnel_names_its_outlier_and_cautions_against_residents() -> None:
    panel = funnel_panel(view(), placed(), RATE)
    assert panel.words.finding.startswith("Alder has a rate that stands out")
    assert panel.notes == [f"{RATE.caveat} Look first at who visits Alder."]
    assert panel.table is not None
    assert list(panel.table.frame["area_name"]) == ["Alder", "Beech"]


def test_only_wards_that_stand_out_are_to_be_looked_at_first() -> None:
    near = placed(position=["within the 95% lines", "above the 95% line"])
    assert funnel_panel(view(), near, RATE).notes == [RATE.caveat]


def test_the_funnel_holds_every_ward_whichever_are_chosen() -> None:
    panel = funnel_panel(view(CHOSEN), placed(), RATE)
    assert isinstance(panel.figure, FunnelPlot)
    assert (len(panel.figure.areas), panel.figure.chosen) == (2, CHOSEN.wards)
    assert panel.words.scope == SCOPE.replace("Alder, Cedar", "all 3 of Westmere")
    assert panel.table is not None
    assert (panel.table.key, panel.table.marked) == ("area_code", CHOSEN.wards)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"offence_count": nan, "rate_per_1000": nan}, "no data"),
        ({"population": nan, "rate_per_1000": nan}, "residents not known"),
    ],
)
def test_wards_without_rates_have_no_funnel_and_it_says_why(columns: Any, reason: str) -> None:
    panel = funnel_panel(view(), placed(nan, **columns), RATE)
    assert str(panel.notes[0]).endswith(f": {reason}.")
    assert (panel.figure, panel.table) == (None, None)


def test_the_season_names_its_highest_month_and_years() -> None:
    panel = season_panel(view(CHOSEN), Seasonality(PROFILE, YEARS, None))
    assert panel.words.finding.startswith("July is highest: 12%")
    assert "mean of 2 years (January to December 2022" in panel.words.caption
    assert "Restrictions" not in panel.words.caption
    assert panel.words.scope == SCOPE
    assert panel.table is not None
    assert list(panel.table.frame["month_name"]) == ["January", "July"]


def test_a_season_without_a_high_month_says_so_and_names_restrictions_within_its_years() -> None:
    flat = PROFILE.assign(index=100.2)
    panel = season_panel(view(), Seasonality(flat, YEARS, None, months("2023-03", "2023-06")))
    assert panel.words.finding == "No month is above the average"
    within = "Restrictions lie within them (March to June 2023) and may hide the usual season."
    assert within in panel.words.caption


def test_months_of_too_few_years_are_not_compared() -> None:
    panel = season_panel(view(), Seasonality(PROFILE.iloc[:0], (), "Two years are needed."))
    assert panel.words.finding == "Months of the year are not compared"
    assert (panel.notes, panel.figure, panel.table) == (["Two years are needed."], None, None)


def test_the_hours_of_the_week_say_the_busiest_and_what_is_unknown() -> None:
    panel = hour_panel(view(CHOSEN), week(at_23=40, at_2=10), YEARS[0], 5)
    assert panel.words.finding == "Busiest hour: Saturday 23:00 to 00:00"
    assert "7 more have no day" in panel.words.caption
    assert "January to December 2022" in panel.words.caption
    assert panel.words.scope == "All of Westmere."
    assert isinstance(panel.figure, HourTable)
    assert panel.table is not None
    assert panel.table.frame.loc[23, ["hour", "Saturday"]].tolist() == ["23:00", 40]
    assert hour_panel(view(), week(), YEARS[0], 5).words.finding == "Hours of the week are not known"


def test_hidden_hours_are_counted_and_none_is_named_as_the_busiest() -> None:
    found = week(at_23=40, at_2=10)
    found.counts.loc[23, 6] = nan
    panel = hour_panel(view(), replace(found, unknown=None), YEARS[0], 5)
    assert panel.words.finding == "Busiest hour: Saturday 02:00 to 03:00"
    assert "Some more have no day" in panel.words.caption
    assert str(panel.notes[-1]).startswith("1 of 168 hours are hidden: fewer than 5")
    assert panel.table is not None
    shown = next(column for column in panel.table.columns if column.name == "Saturday")
    assert shown.show(shown.values(panel.table.frame)[23]) == "hidden"


def test_an_event_is_listed_with_its_months_and_its_document() -> None:
    row = {"label": "Lockdown", "explanation": "People stayed at home", "document": "The Gazette"}
    span = Period(*months("2024-03", "2024-04"))
    dates = {"date_from": pd.Timestamp(span.first), "date_to": pd.Timestamp(span.last)}
    panel = event_panel(pd.DataFrame([{**row, **dates}]))
    assert panel is not None
    assert panel.facts == [("Lockdown, March to April 2024", "People stayed at home. Source: The Gazette.")]
    assert event_panel(NO_EVENTS) is None
