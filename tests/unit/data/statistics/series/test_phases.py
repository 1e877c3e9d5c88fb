from datetime import date

import pandas as pd
import pytest

from data.model.schema import RESTRICTION
from data.settings import REFERENCE
from data.statistics.series.control_limits import control_limits
from data.statistics.series.phases import (
    LOCATION,
    RECORDING,
    events_within,
    phase_starts,
    phases,
    restricted,
    signal_runs,
)
from tests.fixtures.selections import months, period

ALL = (RESTRICTION, RECORDING, LOCATION)


def events(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["kind", "date_from", "date_to"])
    return frame.assign(label=frame["kind"]).astype({"date_from": "datetime64[us]", "date_to": "datetime64[us]"})


LOCKDOWNS = (
    (RESTRICTION, "2020-03-23", "2020-06-15"),
    (RESTRICTION, "2020-11-05", "2020-12-02"),
    (RESTRICTION, "2021-01-06", "2021-03-08"),
)


def starts(*rows: tuple[str, str, str], kinds: tuple[str, ...] = ALL) -> list[str]:
    found = phase_starts(events(*rows), months("2018-01", "2024-12"), kinds)
    return [f"{month:%Y-%m}" for month in found]


def test_a_change_of_recording_starts_limits_anew_in_its_month() -> None:
    assert starts((RECORDING, "2020-03-23", "2020-03-23")) == ["2020-03"]


def test_restrictions_that_follow_each_other_are_one_stretch_that_ends() -> None:
    assert starts(*LOCKDOWNS) == ["2020-03", "2021-04"]
    assert starts(LOCKDOWNS[0], (RESTRICTION, "2021-09-01", "2021-09-30")) == [
        "2020-03",
        "2020-07",
        "2021-09",
        "2021-10",
    ]


def test_the_stretches_of_restrictions_are_told() -> None:
    assert restricted(events(*LOCKDOWNS)) == [period("2020-03", "2021-03")]
    assert restricted(events((RECORDING, "2020-03-23", "2020-03-23"))) == []


@pytest.mark.parametrize(("again", "stretches"), [("2021-06-30", 1), ("2021-07-01", 2)])
def test_twelve_months_between_restrictions_are_a_phase_of_their_own(again: str, stretches: int) -> None:
    # After June 2020 the twelve months of a phase end with June 2021.
    found = restricted(events(LOCKDOWNS[0], (RESTRICTION, again, "2021-09-30")))
    assert len(found) == stretches
    assert (found[0].first, found[-1].last) == (date(2020, 3, 1), date(2021, 9, 1))


def test_a_restriction_within_another_ends_with_the_longer() -> None:
    within = events((RESTRICTION, "2020-03-23", "2020-12-02"), (RESTRICTION, "2020-05-01", "2020-06-15"))
    assert restricted(within) == [period("2020-03", "2020-12")]


def test_only_the_kinds_asked_for_are_breaks() -> None:
    assert starts((LOCATION, "2022-07-01", "2022-07-01"), kinds=(RESTRICTION, RECORDING)) == []
    assert starts((LOCATION, "2022-07-01", "2022-07-01")) == ["2022-07"]
    assert starts(("area", "2022-07-01", "2022-07-01")) == []


def test_every_gap_starts_limits_anew() -> None:
    present = [*months("2023-01", "2024-04"), *months("2025-01", "2025-12")]
    assert phase_starts(events(), present, ALL) == (date(2025, 1, 1),)
    assert phase_starts(events(), [], ALL) == ()


def test_every_shipped_event_has_a_known_kind() -> None:
    kinds = {
        line.split(",")[4] for line in (REFERENCE / "annotations.csv").read_text(encoding="utf-8").splitlines()[1:]
    }
    assert kinds == {RESTRICTION, LOCATION, "flag", "area"}


@pytest.mark.parametrize(
    ("first", "last", "count"), [("2020-06", "2020-07", 1), ("2020-07", "2020-10", 0), ("2020-01", "2021-12", 3)]
)
def test_events_are_within_a_period_that_they_touch(first: str, last: str, count: int) -> None:
    found = events_within(events(*LOCKDOWNS, ("area", first + "-01", first + "-01")), [period(first, last)])
    assert len(found) == count


@pytest.mark.parametrize(
    ("start", "count"), [("2023-03", 0), ("2023-05", 1), ("2024-02", 1), ("2025-03", 1), ("2025-05", 0)]
)
def test_a_change_of_recording_is_felt_between_the_periods_and_a_restriction_is_not(start: str, count: int) -> None:
    sides = [period("2025-01", "2025-04"), period("2023-04", "2023-07")]
    day = start + "-01"
    assert len(events_within(events((RECORDING, day, day)), sides)) == count
    assert len(events_within(events((RESTRICTION, day, day)), sides)) == (count if start != "2024-02" else 0)
    assert events_within(events((RECORDING, day, day)), []).empty


def series(values: list[float], first: str = "2022-01-01") -> pd.DataFrame:
    stamps = pd.date_range(first, periods=len(values), freq="MS")
    return pd.DataFrame({"period_month": stamps, "series": "A", "value": values})


def test_a_phase_spans_its_known_months_and_says_whether_they_are_few() -> None:
    nan = float("nan")
    limits = control_limits(series([5.0] * 4 + [nan] * 8 + [6.0, 7] * 6), [date(2023, 1, 1)])
    found = [(phase.period, phase.is_short) for phase in phases(limits)]
    assert found == [(period("2022-01", "2022-04"), True), (period("2023-01", "2023-12"), False)]


def test_signals_are_gathered_by_rule_with_their_months() -> None:
    marked = series([1.0] * 4).assign(signals=["outside", "", "outside; near", "near"])
    found = signal_runs(marked)
    assert found[["series", "rule"]].to_numpy().tolist() == [["A", "outside"], ["A", "near"]]
    january, _, march, april = months("2022-01", "2022-04")
    assert found["months"].tolist() == [(january, march), (march, april)]
    assert signal_runs(marked[marked["signals"] == ""]).empty
