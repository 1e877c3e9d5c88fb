from dataclasses import replace
from math import nan

import pytest

from data.model.verdict import Refusal, Verdict
from data.outputs.csv import csv_text, lines
from data.reports.panel import JUDGED, Panel
from data.reports.summary.performance import performance_panel
from data.reports.summary.view import SummaryView
from data.statistics.ranking.rank_intervals import rank_words
from data.statistics.ranking.standing import PER_RESIDENT
from data.words.verdicts import ALONE, BY_HAND, POSSIBLE
from tests.fixtures.panels import rows
from tests.fixtures.selections import ASB, RATE
from tests.fixtures.summary_views import summary_view as view


def made(given: SummaryView) -> Panel:
    return performance_panel(given, ["Said above."])


def test_the_performance_table_has_change_verdict_rank_and_others() -> None:
    table = rows(made(view()))
    assert table[1] == {
        "Offence": "Burglary",
        "Total, year to December 2024": "2,284",
        "Change, %": "+55.9 (+42.3\u00a0to\u00a0+69.8)",
        "Verdict": "▲ Clear rise",
        "Rank among districts": rank_words(1, 4, 1, 2, PER_RESIDENT),
        "All 3 other districts: change, %": "+1.8 (−4.7\u00a0to\u00a0+8.1)",
        "Per 1,000": "380.7 (365.2\u00a0to\u00a0396.6)",
        "Total, year to December 2023": "1,465",
    }
    assert [row["Verdict"] for row in table] == [
        "▲ Clear rise", "▲ Clear rise", "● No clear change", "○ Too few to tell", "▼ Clear fall",
    ]  # fmt: skip


def test_too_few_to_tell_is_without_a_change_in_the_table_and_its_file() -> None:
    row = rows(made(view()))[3]
    assert (row["Change, %"], row["All 3 other districts: change, %"]) == ("not available", "not available")
    line = next(line for line in csv_text(made(view())).splitlines() if line.startswith("Drugs"))
    assert line.startswith('Drugs,9,,,,Too few to tell,"3rd of 4')
    assert ",,,,1.5," in line


def test_unticking_a_type_changes_no_other_verdict_on_the_table() -> None:
    kept = ["Change, %", "Verdict", "Total, year to December 2023"]
    whole, part = (
        {row["Offence"]: [row[name] for name in kept] for row in rows(made(view(chosen)))}
        for chosen in ("all", "unticked")
    )
    assert set(part) - {"Chosen types together"} == set(whole) - {"All crime", "Drugs"}
    assert all(part[name] == whole[name] for name in part if name != "Chosen types together")
    assert part["Chosen types together"][1] == "△ Possible rise, not certain"


@pytest.mark.parametrize(
    ("given", "notes"),
    [
        (view(), [POSSIBLE, ALONE, "Judged together with all 3 crime types."]),
        (
            view("unticked"),
            [
                POSSIBLE,
                "Chosen types together: this sum was chosen by hand, so at most a possible change is said of it.",
                "Judged together with all 3 crime types.",
                ALONE,
            ],
        ),
        (view("two wards"), [POSSIBLE, BY_HAND]),
        (view(crime_types=("Drugs",)), ["Judged together with all 3 crime types."]),
        (view(present="one month"), [f"Cannot compare: {Refusal.ONE_MONTH}."]),
        (view(present="nothing"), []),
    ],
)
def test_the_table_says_with_what_each_figure_is_judged(given: SummaryView, notes: list[str]) -> None:
    panel, told = made(given), given.notes
    assert [note for note in told if "Rank" not in note and note != RATE.caveat] == notes
    assert panel.notes == [(" ".join([*told, ""]), JUDGED)]
    assert panel.words.said == ["Said above.", *told]


def test_every_sum_chosen_by_hand_is_at_most_possible() -> None:
    verdicts = view("two wards").table.set_index("offence")["verdict"]
    assert verdicts.to_dict() == {
        "All crime": Verdict.POSSIBLE_RISE, "Burglary": Verdict.POSSIBLE_RISE, "Robbery": Verdict.UNCLEAR,
        "Drugs": Verdict.TOO_FEW, ASB: Verdict.POSSIBLE_FALL,
    }  # fmt: skip


def test_the_table_of_a_part_gives_the_counts_that_are_compared_by_their_months() -> None:
    panel = made(view(present="part"))
    row = rows(panel)[0]
    assert row["Total, year to December 2024"] == "2,999"
    assert row["Change, %, January to April 2024"].startswith("+37.2")
    assert (row["Total, January to April 2024"], row["Total, January to April 2023"]) == ("955", "696")
    assert "change of January to April 2024 on January to April 2023, rates per" in panel.words.caption


def test_what_cannot_be_given_has_no_column() -> None:
    given = view(present="nothing")
    bare = replace(given, table=given.table.assign(rank_words="", rate_per_1000=nan))
    assert list(rows(made(bare))[0]) == ["Offence", "Total, year to December 2024"]
    assert bare.notes == []


@pytest.mark.parametrize(
    ("chosen", "scope"),
    [
        ("all", "Wards: all 3 of Westmere (wards of 2004 to May 2026). Crime types: all."),
        (
            "unticked",
            "Wards: all 3 of Westmere (wards of 2004 to May 2026). Crime types: Burglary, Robbery, "
            "Anti-social behaviour.",
        ),
        ("two wards", "Wards: Alder, Beech (wards of 2004 to May 2026). Crime types: all."),
    ],
)
def test_the_file_names_its_wards_and_types(chosen: str, scope: str) -> None:
    assert scope in lines(made(view(chosen)))
