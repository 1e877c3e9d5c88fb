from datetime import date
from math import nan

import pandas as pd
import pytest

from data.statistics.series.series import base_year, in_form, indexed, rolling_year
from tests.fixtures.selections import months, period


def monthly(first: str, last: str, absent: tuple[str, ...] = (), **series: float) -> pd.DataFrame:
    """Each series counts up from its own start; a month that is absent has no row."""
    rows = [
        (pd.Timestamp(month), name, start + place)
        for place, month in enumerate(months(first, last))
        for name, start in (series or {"A": 1}).items()
        if f"{month:%Y-%m}" not in absent
    ]
    return pd.DataFrame(rows, columns=["period_month", "series", "value"])


def gap(frame: pd.DataFrame) -> list[str]:
    known = frame.dropna(subset="value")
    return [f"{stamp:%Y-%m}" for stamp in known["period_month"]]


def test_a_rolling_year_is_the_sum_of_its_twelve_months() -> None:
    found = rolling_year(monthly("2023-01", "2024-02", A=1, B=101))
    assert gap(found.frame) == ["2023-12", "2024-01", "2024-02"] * 2
    assert found.frame["value"].dropna().tolist() == [78, 90, 102, 1278, 1290, 1302]
    assert found.missing == {}


def test_a_rolling_year_never_bridges_a_gap() -> None:
    found = rolling_year(monthly("2022-01", "2025-12", ("2024-05", "2024-06")))
    shown = gap(found.frame)
    assert shown == [f"{m:%Y-%m}" for m in (*months("2022-12", "2024-04"), *months("2025-06", "2025-12"))]
    assert found.missing == {"A": (date(2024, 5, 1), date(2024, 6, 1))}


def test_an_index_is_a_hundred_in_its_base() -> None:
    found = indexed(monthly("2023-01", "2023-03", A=1, B=19), period("2023-01", "2023-03"))
    assert found.frame["value"].tolist() == pytest.approx([50, 100, 150, 95, 100, 105])


def test_an_index_on_an_incomplete_base_is_refused_by_name() -> None:
    frame = monthly("2023-01", "2023-06", A=1, B=5)
    frame.loc[(frame["series"] == "B") & (frame["period_month"] == "2023-02-01"), "value"] = nan
    found = indexed(frame, period("2023-01", "2023-03"))
    assert found.missing == {"B": (date(2023, 2, 1),)}
    by_series = found.frame.groupby("series")["value"].count()
    assert by_series.to_dict() == {"A": 6, "B": 0}
    before = indexed(frame, period("2022-11", "2023-01"))
    assert before.missing["A"] == (date(2022, 11, 1), date(2022, 12, 1))
    assert before.frame["value"].isna().all()


def test_an_index_on_nothing_is_unknown() -> None:
    found = indexed(monthly("2023-01", "2023-03", A=0), period("2023-01", "2023-01"))
    assert found.frame["value"].isna().all()
    assert found.missing == {}


def test_no_series_give_no_rows() -> None:
    assert rolling_year(monthly("2023-01", "2023-01").iloc[:0]).frame.empty


def test_an_index_rests_on_the_earliest_unbroken_year() -> None:
    assert base_year([*months("2023-01", "2023-05"), *months("2023-08", "2024-12")]) == period("2023-08", "2024-07")
    assert base_year(months("2023-01", "2023-11")) is None


def test_rolling_totals_begin_where_a_year_has_gone_by() -> None:
    found = in_form(monthly("2023-01", "2024-02"), "rolling", None)
    assert gap(found.frame) == ["2023-12", "2024-01", "2024-02"]
    assert found.frame["value"].tolist() == [78, 90, 102]
    assert (list(found.frame), list(found.frame.index)) == (["period_month", "series", "value"], [0, 1, 2])


def test_every_form_names_what_it_lacks() -> None:
    frame = monthly("2023-01", "2024-12", absent=("2023-06",))
    assert in_form(frame, "month", None).missing == {}
    assert in_form(frame, "rolling", None).missing == {"A": months("2023-06", "2023-06")}
    assert in_form(frame, "index", period("2023-01", "2023-12")).missing == {"A": months("2023-06", "2023-06")}
    assert in_form(frame, "index", None).frame["value"].isna().all()
