from typing import Any

import pandas as pd
import pytest

from data.model.verdict import Refusal
from data.outputs.csv import lines
from data.reports.panel import JUDGED, Panel
from data.reports.perception.sentences import finding, lead, others
from data.reports.perception.surveyed import sampled
from data.reports.perception.table import other_panel, table_panels
from data.statistics.survey.perception import other_waves, ranked, two_waves, worst_first
from tests.fixtures.panels import rows
from tests.fixtures.surveyed import figures

ROWS = [
    ("trust", False, 12, "2021-03-01", 71, 550),
    ("trust", False, 12, "2022-03-01", 55, 550),
    ("worry", True, 12, "2021-03-01", 33, 137),
    ("worry", True, 12, "2022-03-01", 37, 137),
    ("presence", None, 12, "2022-03-01", 40, 550),
    ("worry", True, 3, "2021-09-01", 28, None),
]
NAMES = ["question", "is_up_bad", "wave_months", "wave_end", "estimate_pct", "unweighted_base"]
# The eight questions of paragraph 2.18: before, now, and whether up is worse.
REPORT = {
    "confidence": (72, 71, False), "presence": (71, 76, None), "understand": (71, 55, False),
    "informed": (35, 40, False), "good job": (74, 78, False), "dealing": (53, 50, False),
    "more of a problem": (22, 33, True), "good service": (74, 72, False),
}  # fmt: skip


def estimates(**changed: Any) -> pd.DataFrame:
    same = {"base_is_assumed": True, "base_status": "assumed", "note": "The report calls it large"} | changed
    return figures(*(dict(zip(NAMES, row, strict=True)) for row in ROWS), **same)


def waves(frame: pd.DataFrame) -> pd.DataFrame:
    return worst_first(ranked(frame, two_waves(frame)))


def tables(frame: pd.DataFrame) -> list[Panel]:
    return table_panels(waves(frame), frame)


def others_of(frame: pd.DataFrame) -> Panel:
    panel = other_panel(other_waves(frame, frame.iloc[:0], two_waves(frame)))
    assert panel is not None
    return panel


def test_the_report_is_held_exactly_and_two_changes_are_clear() -> None:
    told = figures(*({"question": name, "wave_end": end, "estimate_pct": share, "is_up_bad": bad}
                     for name, (before, now, bad) in REPORT.items()
                     for end, share in (("2021-03-01", before), ("2022-03-01", now))))  # fmt: skip
    (panel,) = tables(told)
    table = {row["Question"]: row for row in rows(panel)}
    assert {name: row["Change, points"].split()[0] for name, row in table.items()} == {
        "confidence": "−1", "presence": "+5", "understand": "−16", "informed": "+5", "good job": "+4",
        "dealing": "−3", "more of a problem": "+11", "good service": "−2",
    }  # fmt: skip
    assert {name for name, row in table.items() if "Clear" in row["Verdict"]} == {"understand", "more of a problem"}
    assert list(table)[:2] == ["understand", "more of a problem"]
    assert [table[name]["For the"] for name in ("understand", "more of a problem", "presence")] == [
        "worse",
        "worse",
        "",
    ]


def test_each_row_has_its_verdict_and_no_points_where_it_allows_none() -> None:
    (panel,) = tables(estimates())
    table = {row["Question"]: row for row in rows(panel)}
    told = {name: (row["Verdict"], row["Change, points"].partition(" (")[0]) for name, row in table.items()}
    assert told == {
        "trust": ("▼ Clear fall", "−16"), "worry": ("○ Too few to tell", "not available"),
        "presence": ("– Cannot compare", "not available"),
    }  # fmt: skip
    assert (table["worry"]["Mar 2021, %"], table["worry"]["Mar 2022, %"]) == ("33", "37")
    assert not any("points" in line and "worry" in line for line in lines(panel))


def test_every_year_stands_beside_the_next_and_the_oldest_in_the_file() -> None:
    years = [
        {"question": "trust", "wave_end": f"{year}-03-01", "estimate_pct": 40 + year % 10} for year in range(2018, 2023)
    ]
    (panel,) = tables(figures(*years))
    assert panel.table is not None
    assert [one.heading for one in panel.table.columns if one.heading.startswith("Mar")] == [
        "Mar 2020, %", "Mar 2021, %", "Mar 2022, %",
    ]  # fmt: skip
    assert [one.heading for one in panel.table.more][:2] == ["Mar 2018, %", "Mar 2019, %"]


def test_the_place_among_districts_is_there_where_they_are_and_counts_from_the_worst() -> None:
    shares = {"E07900001": 55, "E07900002": 40, "E07900003": 90}
    told = [{"question": "trust", "wave_end": end, "area_code": code, "estimate_pct": share}
            for code, share in shares.items() for end in ("2021-03-01", "2022-03-01")]  # fmt: skip
    every = figures(*told, is_up_bad=False)
    own = every[every["area_code"] == "E07900001"]
    (panel,) = table_panels(worst_first(ranked(every, two_waves(own))), own)
    assert rows(panel)[0]["Place among districts"] == "2nd worst of 3"
    assert "Place among districts" not in rows(tables(estimates())[0])[0]


def test_the_questions_are_read_in_full_on_demand() -> None:
    (panel,) = tables(estimates(wording="How far do you trust them?", scale="a; b"))
    fold = panel.folds[1]
    assert fold.table is not None
    assert fold.table.frame["wording"].tolist() == ["How far do you trust them?"] * 3
    assert "As it was asked" in [column.heading for column in fold.table.columns]


def test_a_figure_of_another_wave_stands_in_a_table_of_its_own() -> None:
    panel = others_of(estimates())
    (row,) = rows(panel)
    assert (row["Question"], row["Months"], row["Estimate, %"]) == ("worry", "Quarter to September 2021", "28")
    frame = estimates()
    assert other_panel(other_waves(frame.iloc[:5], frame.iloc[:0], two_waves(frame))) is None


def test_a_wave_that_no_document_states_is_not_given_one() -> None:
    undated = figures({"question": "trust", "wave_end": None, "wave_months": None, "estimate_pct": 28})
    assert rows(others_of(undated))[0]["Months"] == "Not stated"
    said = undated.assign(wave_said="Q2 21/22")
    assert rows(others_of(said))[0]["Months"] == "Q2 21/22"


def test_a_small_base_is_not_called_unpublished() -> None:
    small = figures({"question": "trust", "wave_end": None, "wave_months": None, "unweighted_base": None,
                     "base_status": "below", "base_below": 50, "base_is_assumed": True})  # fmt: skip
    assert rows(others_of(small))[0]["Number asked is"] == "published only as under 50"


def test_where_a_bound_is_all_that_is_known_of_how_many_were_asked_it_is_the_reason() -> None:
    unknown = estimates().assign(unweighted_base=pd.array([None] * 6, dtype="Int32"))
    below = unknown.assign(base_below=pd.array([50] * 6, dtype="Int32"), base_status="below")
    assert "Cannot compare: fewer than 50 were asked." in lead(waves(below))
    assert f"Cannot compare: {Refusal.NO_BASE}." in lead(waves(unknown))
    bases = sampled(below)["bases"]
    assert bases == "Where fewer than 50 were asked, no interval is given."


def test_the_lead_gives_the_clear_change_the_published_words_and_why_one_cannot_be_compared() -> None:
    assert lead(waves(estimates())) == [
        "“trust” fell from 71% to 55% (−16 percentage points, 95% interval −22 to −10): clear fall, for the worse. "
        "Published: The report calls it large.",
        "The others: cannot compare (1), too few to tell (1).",
        f"Cannot compare: {Refusal.MISSING}.",
    ]


def test_below_the_heading_stands_how_many_answers_moved_and_which_way() -> None:
    assert others(waves(estimates())).endswith("one clearly changed: one for the worse.")
    assert others(waves(estimates().assign(is_up_bad=True))).endswith("one for the better.")
    neither = estimates().assign(is_up_bad=pd.array([None] * 6, dtype="boolean"))
    assert others(waves(neither)) == "Of three answers one clearly changed."


def test_the_heading_is_the_surest_clear_change_or_none() -> None:
    told = waves(estimates())
    assert finding(told, "Westmere") == "“trust” fell from 71% to 55%"
    assert finding(told.iloc[1:], "Westmere").startswith("No answer shows")
    assert finding(told.iloc[:0], "Westmere") == "No survey of Westmere is here"


def test_every_file_names_the_area_and_the_survey() -> None:
    panels = [*tables(estimates()), others_of(estimates())]
    assert [panel.id for panel in panels if panel.table] == ["perception-table", "perception-quarters"]
    assert {panel.words.said[0] for panel in panels} == {
        "Area: Westmere. Survey: as published in Report of 2022, paragraph 2."
    }
    assert "137 and 550 in each are assumed." in panels[0].words.caption


@pytest.mark.parametrize("other", [{"survey": "Another"}, {"mode": "online"},
                                   {"area_code": "E07900002", "area_name": "Eastmere"}])  # fmt: skip
def test_each_survey_mode_and_area_has_its_own_panel_and_family(other: dict[str, str]) -> None:
    more = estimates(**other).iloc[:4]
    panels = tables(pd.concat([estimates(), more], ignore_index=True))
    assert [panel.id for panel in panels] == ["perception-table", "perception-table-1"]
    assert [panel.folds[0].notes[-1] for panel in panels] == [
        (f"Judged together with all {count} questions. ", JUDGED) for count in (3, 2)
    ]


def test_figures_for_partners_are_marked() -> None:
    assert tables(estimates(audience="partner"))[0].marking.startswith("OFFICIAL")
    assert tables(estimates())[0].marking == ""
