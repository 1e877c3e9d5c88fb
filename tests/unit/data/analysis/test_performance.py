import pandas as pd
import pytest

from data.analysis.change_table import changes_with_verdict
from data.analysis.districts import month_dispersion
from data.analysis.performance import (
    by_offence,
    offence_rows,
    offence_sentences,
    performance,
    ward_changes,
    ward_sentences,
)
from data.analysis.rates import rates_with_intervals
from data.schema import Verdict
from tests.fixtures.selections import ASB, TYPES, months, period, selection

YEAR = period("2024-01", "2024-12")
WAVE = (0, 3, -2, 4, -1, 2, -3, 1, 0, -2, 3, 1)


def monthly(absent: tuple[str, ...] = (), growth: int = 40) -> pd.DataFrame:
    """Burglary grows by ``growth`` a month in 2024; the others stay, each with months that differ."""
    rows = [
        (
            pd.Timestamp(month),
            kind,
            None
            if f"{month:%Y-%m}" in absent
            else 50 * place + WAVE[month.month - 1] + (growth if kind == "Burglary" and month.year == 2024 else 0),
        )
        for month in months("2023-01", "2024-12")
        for place, kind in enumerate(TYPES, start=1)
    ]
    frame = pd.DataFrame(rows, columns=["period_month", "crime_type", "offence_count"])
    return frame.astype({"offence_count": "Int64"})


def table(types: tuple[str, ...] = TYPES, absent: tuple[str, ...] = ()) -> pd.DataFrame:
    chosen = selection(crime_types=types)
    found = performance(by_offence(monthly(absent), offence_rows(chosen)), chosen)
    return found.assign(rank_words="2nd of 3, plausibly 1st to 3rd")


def test_all_crime_comes_first_without_anti_social_behaviour_which_comes_last() -> None:
    found = table()
    assert found["offence"].tolist() == ["All crime", "Burglary", "Robbery", "Drugs", ASB]
    assert found["is_sum"].tolist() == [True, False, False, False, False]
    single = [12 * 50 * place + sum(WAVE) for place in (1, 2, 3, 4)]
    assert found["total_1"].tolist() == [sum(single[:3]), *single]
    assert found["total_0"].tolist() == [sum(single[:3]) + 480, single[0] + 480, *single[1:]]


def test_verdicts_and_intervals_are_those_of_the_offences_by_month_corrected_over_the_table() -> None:
    found = table()
    wide = by_offence(monthly(), offence_rows(selection()))
    expected = changes_with_verdict(wide, "offence", YEAR, YEAR.back(1), "holm")
    pd.testing.assert_frame_equal(found[list(expected.columns)], expected)
    assert (found["comparisons"] == 5).all()
    assert found["verdict"].tolist()[1:3] == [Verdict.HIGHER, Verdict.NORMAL]


def test_rates_are_of_the_residents_and_widened_by_the_noise_of_the_period() -> None:
    found = table(("Drugs",))
    months_of = by_offence(monthly(), {"Drugs": ("Drugs",)}).set_index("period_month")[["offence_count"]]
    factor = month_dispersion(months_of, YEAR)
    expected = rates_with_intervals(found["total_0"], 6000, factor)
    pd.testing.assert_frame_equal(found[list(expected.columns)], expected)


def test_some_types_together_are_not_called_all_crime_and_one_alone_has_no_sum() -> None:
    assert table(("Burglary", "Drugs"))["offence"].tolist() == ["Chosen types together", "Burglary", "Drugs"]
    assert table(("Drugs", ASB))["offence"].tolist() == ["Drugs", ASB]


def test_an_incomplete_period_has_totals_of_the_complete_one_alone() -> None:
    found = table(absent=("2023-05",))
    assert found["total_0"].notna().all()
    assert found[["total_1", "change_pct"]].isna().all(axis=None)
    assert (found["verdict"] == Verdict.NOT_COMPARABLE).all()


def test_a_type_counts_from_the_month_in_which_it_is_published() -> None:
    frame = monthly()
    is_late = (frame["crime_type"] == "Drugs") & (frame["period_month"] < "2023-03-01")
    found = by_offence(frame.assign(offence_count=frame["offence_count"].mask(is_late)), offence_rows(selection()))
    january = found[found["period_month"] == "2023-01-01"].set_index("offence")["offence_count"]
    assert january["All crime"] == 50 + 100
    assert pd.isna(january["Drugs"])


def test_sentences_are_of_the_types_and_end_with_the_rank() -> None:
    said = offence_sentences(table(), selection())
    assert said[0].startswith("Burglary rose from 606 to 1,086 (+79.2%")
    assert said[0].endswith(": higher than chance would explain.")
    assert said[1] == "Of the others, 3 are within normal variation."
    assert said[-1] == (
        "Among the districts by rate of all crime, highest first, Westmere is 2nd of 3, plausibly 1st to 3rd."
    )
    assert not [text for text in said if text.startswith("All crime")]


def test_where_no_change_can_be_given_the_rank_alone_is_said() -> None:
    assert len(offence_sentences(table(absent=("2023-05",)), selection())) == 1
    assert offence_sentences(table(absent=("2023-05",)).assign(rank_words=""), selection()) == []


def test_a_ward_is_ranked_among_the_wards() -> None:
    said = offence_sentences(table(), selection(wards=("W1",)))
    assert said[-1].startswith("Among the wards by rate of all crime, highest first, Alder is")


def wards(absent: tuple[str, ...] = ()) -> pd.DataFrame:
    frame = monthly(absent)
    frame = frame[frame["crime_type"] != ASB]
    return frame.rename(columns={"crime_type": "area_code"}).assign(
        area_name=frame["crime_type"] + " ward", population=pd.array([1000] * len(frame), dtype="Int64")
    )


def test_wards_stand_the_surest_change_first_in_a_table_of_their_own() -> None:
    found = ward_changes(wards(), YEAR)
    assert found["area_name"].iloc[0] == "Burglary ward"
    assert (found["comparisons"] == 3).all()
    assert found["p_value"].is_monotonic_increasing
    assert found["rate_per_1000"].tolist() == pytest.approx(found["total_0"].tolist())


def test_ward_sentences_name_the_ward_and_are_not_given_where_no_change_is() -> None:
    said = ward_sentences(ward_changes(wards(), YEAR), YEAR)
    assert said[0].startswith("Burglary ward rose from 606 to 1,086 (+79.2%")
    assert said[1:] == ["Of the others, 2 are within normal variation."]
    assert ward_sentences(ward_changes(wards(("2023-05",)), YEAR), YEAR) == []
