"""Figures of surveys: what is read, what is refused line by line and why, and what stands beside ours."""

from pathlib import Path

import duckdb
import pytest

from etl.publish.checks import RULES
from tests.fixtures.small_raw import (
    DISTRICT,
    NEIGHBOUR,
    REFUSED_SHARE,
    WEST,
    query,
    write,
    write_small_raw,
)
from tests.fixtures.small_tables import SURVEYS, staged_small

HEADER = "survey,question_id,question,area_code,wave_end,wave_months,estimate_pct,unweighted_base"
REJECTS = "SELECT line, reason FROM meta_reject ORDER BY file, line"


def line(**cells: str) -> str:
    """A sound line of HEADER, with the cells that are given instead."""
    sound = {
        "survey": "S", "question_id": "trust", "question": "Trust", "area_code": DISTRICT, "wave_end": "2024-03-01",
        "wave_months": "12", "estimate_pct": "61", "unweighted_base": "400",
    }  # fmt: skip
    return ",".join((sound | cells)[name] for name in HEADER.split(","))


def write_surveys(folder: Path, *lines: str, header: str = HEADER, others: dict[str, str] | None = None) -> Path:
    raw = write_small_raw(folder / "raw")
    for name, text in {"survey.csv": "\n".join([header, *lines]) + "\n", **(others or {})}.items():
        write(raw / name, text)
    return raw


def stage(
    folder: Path, *lines: str, header: str = HEADER, others: dict[str, str] | None = None
) -> duckdb.DuckDBPyConnection:
    return staged_small(write_surveys(folder, *lines, header=header, others=others), SURVEYS, ("fct_survey_estimate",))


def test_signs_thousands_and_bounds_are_read_as_they_were_published(tmp_path: Path) -> None:
    staged = stage(
        tmp_path,
        line(question_id="a", estimate_pct="61.5%", unweighted_base='"1,250"'),
        line(question_id="b", estimate_pct="0.4 %", unweighted_base="<50"),
        line(question_id="c", unweighted_base=""),
    )
    columns = "estimate_pct, unweighted_base, base_below, base_status, base_is_assumed"
    assert query(staged, f"SELECT {columns} FROM fct_survey_estimate ORDER BY question_id") == [
        (61.5, 1250, None, "published", False),
        (0.4, None, 50, "below", False),
        (61.0, None, None, "not published", True),
    ]


REFUSED = {
    "over 100": ({"estimate_pct": "101"}, "estimate_pct 101 is not a number of 0 to 100"),
    "no base": ({"unweighted_base": "0"}, "unweighted_base 0 is not a whole number of 1 or more, nor a bound as <50"),
    "an unknown question": (
        {"question_id": "fear", "question": ""},
        "question_id fear is not known: give its words in the column question, "
        "or list it in a file of survey_questions",
    ),
    "an unknown ward": ({"area_code": "E05900009"}, "area_code E05900009 is no ward that is known here"),
    "an unknown name": (
        {"area_code": "Nowhere"},
        "area_code Nowhere is neither a code nor the name of one area that is known here",
    ),
    "a county": (
        {"area_code": "E10000012"},
        "area_code E10000012 is neither a local authority nor a ward: say area_kind other, and its area_name",
    ),
    "a wave twice": ({}, "the figure of this question, area, group and wave is on line 2 too, which counts"),
    "half a wave": ({"wave_end": "not stated"}, "only one of wave_end and wave_months is stated"),
    "a later day": ({"wave_end": "2204-03-01"}, "wave_end 2204-03-01 is after today"),
}


ESTIMATES: list[tuple[tuple[str, str], int]] = [
    (("0.72", "0.61"), 2), (("0.72", "1"), 2), (("0.72%", "0.61%"), 0), (("0.72", "6"), 0), (("1", "0"), 0),
]  # fmt: skip


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A file of each case of REFUSED, and of each of ESTIMATES by its place: each of a survey of its own."""
    files = {
        case: [line(survey=case), line(**{"survey": case} | cells), line(survey=case, wave_end="2023-03-01")]
        for case, (cells, _) in REFUSED.items()
    }
    for place, ((now, before), _) in enumerate(ESTIMATES):
        own = {"survey": str(place)}
        files[str(place)] = [
            line(**own, estimate_pct=now),
            line(**own, estimate_pct=before, wave_end="2023-03-01"),
            line(**own, question_id="other"),
        ]
    others = {f"{name}.csv": "\n".join([HEADER, *lines]) + "\n" for name, lines in files.items()}
    return stage(tmp_path_factory.mktemp("many"), others=others)


def rejects_of(staged: duckdb.DuckDBPyConnection, name: str) -> list[tuple[object, ...]]:
    return query(staged, f"SELECT line, reason FROM meta_reject WHERE file = '{name}.csv' ORDER BY line")


@pytest.mark.parametrize("case", REFUSED)
def test_a_line_is_refused_with_its_reason_and_the_rest_is_loaded(many: duckdb.DuckDBPyConnection, case: str) -> None:
    assert rejects_of(many, case) == [(3, REFUSED[case][1])]
    assert query(many, f"SELECT count(*) FROM fct_survey_estimate WHERE survey = '{case}'") == [(2,)]


@pytest.mark.parametrize("place", range(len(ESTIMATES)))
def test_shares_of_one_are_no_percentages(many: duckdb.DuckDBPyConnection, place: int) -> None:
    found = rejects_of(many, str(place))
    assert [number for number, _ in found] == [2, 3][: ESTIMATES[place][1]]
    assert all("may be a share of 1: write 100 times as much, or the sign %" in str(why) for _, why in found)


def test_a_file_of_a_few_wrong_lines_is_not_held_back_and_one_of_nothing_else_is(tmp_path: Path) -> None:
    nothing_else = [line(question_id="a", estimate_pct="0.61"), line(question_id="a", estimate_pct="0.55")]
    others = {"nothing.csv": "\n".join([HEADER, *nothing_else]) + "\n"}
    staged = stage(tmp_path, line(), line(estimate_pct="101"), others=others)
    ((found,),) = query(staged, RULES[REFUSED_SHARE])
    assert str(found).startswith("nothing.csv: 2 of 2, first line 2, estimate_pct 0.61 may be a share of 1")
    assert query(staged, "SELECT count(*) FROM meta_reject WHERE file = 'survey.csv'") == [(1,)]


def test_areas_are_found_by_code_or_name_and_other_districts_stand_beside_ours(tmp_path: Path) -> None:
    staged = stage(
        tmp_path,
        line(area_code="Westmere"),
        line(area_code="west"),
        line(area_code=NEIGHBOUR),
        line(area_code=NEIGHBOUR, question_id="never_asked_of_ours"),
        line(area_code="E07999999"),
    )
    found = query(staged, "SELECT question_id, area_kind, area_code, area_name FROM fct_survey_estimate")
    assert found == [
        ("trust", "district", DISTRICT, "Westmere"),
        ("trust", "ward", WEST, "West"),
        ("trust", "district", NEIGHBOUR, "Eastmere"),
    ]
    load = "SELECT rows_loaded, rows_outside_area, rows_rejected FROM meta_load WHERE file = 'survey.csv'"
    assert query(staged, load) == [(3, 2, 0)]


def test_an_area_of_another_kind_has_a_name_and_may_be_for_one_authority_alone(tmp_path: Path) -> None:
    header = f"{HEADER},area_kind,area_name,shown_for"
    staged = stage(
        tmp_path,
        line(area_code="england", estimate_pct="50") + ",other,England,",
        line(area_code="adults", estimate_pct="16") + f",other,Adults,{DISTRICT}",
        line(area_code="others", estimate_pct="10") + ",other,Adults,E06000034",
        line(area_code="unnamed") + ",other,,",
        header=header,
    )
    found = query(staged, "SELECT area_code, area_kind, area_name FROM fct_survey_estimate ORDER BY area_code")
    assert found == [("adults", "other", "Adults"), ("england", "other", "England")]
    assert query(staged, REJECTS) == [(5, "area_name is empty: an area of kind other needs one")]


def test_a_wave_that_is_not_stated_has_no_months(tmp_path: Path) -> None:
    staged = stage(tmp_path, line(wave_end="not stated", wave_months="Not stated"), line(wave_end="2024-03-31"))
    waves = query(staged, "SELECT wave_kind, wave_from, wave_end, wave_months FROM fct_survey_estimate")
    assert [tuple(map(str, wave)) for wave in waves] == [
        ("not stated", "None", "None", "None"),
        ("wave", "2023-04-01", "2024-03-01", "12"),
    ]


def test_surveys_modes_groups_and_quantities_are_never_one_series(tmp_path: Path) -> None:
    header = f"{HEADER},mode,subgroup_kind,subgroup,quantity"
    staged = stage(
        tmp_path,
        line() + ",telephone,,,",
        line() + ",online,,,",
        line(survey="T") + ",telephone,,,",
        line() + ",telephone,age,16 to 34,",
        line() + ",telephone,time of day,night,gap",
        line() + ",telephone,age,,",
        header=header,
    )
    assert query(staged, "SELECT count(*) FROM fct_survey_estimate") == [(5,)]
    assert query(staged, "SELECT question_key FROM dim_survey_question") == [("S / trust",), ("T / trust",)]
    assert query(staged, REJECTS) == [(7, "only one of subgroup_kind and subgroup is given")]


def test_two_files_that_differ_on_a_figure_are_told_and_one_that_repeats_it_is_a_duplicate(tmp_path: Path) -> None:
    others = {
        "t.csv": f"{HEADER}\n{line(estimate_pct='62')}\n",
        "u.csv": f"{HEADER}\n{line()}\n",
    }
    staged = stage(tmp_path, line(), others=others)
    assert query(staged, "SELECT file, reason FROM meta_reject") == [
        ("t.csv", "the figure of this question, area, group and wave is 61.0 in survey.csv, which counts")
    ]
    assert query(staged, "SELECT rows_duplicate FROM meta_load WHERE file = 'u.csv'") == [(1,)]


def test_a_list_of_questions_gives_their_words_and_makes_them_known(tmp_path: Path) -> None:
    questions = "survey,question_id,question,response,scale,is_up_bad,crime_types\n"
    text = f"{questions}S,fear,Fear of burglary,very; fairly,very; fairly; not,yes,Burglary\n"
    staged = stage(tmp_path, line(question_id="fear", question=""), others={"questions.csv": text})
    assert query(staged, "SELECT question, response, scale, is_up_bad, crime_types FROM dim_survey_question") == [
        ("Fear of burglary", "very; fairly", "very; fairly; not", True, "Burglary")
    ]


def test_a_file_with_an_audience_is_for_partners_and_each_line_says_whose(tmp_path: Path) -> None:
    text = "\n".join(
        [
            f"{HEADER},audience",
            f"{line(question_id='a')},",
            f"{line(question_id='b')},public",
            f"{line(question_id='c', estimate_pct='101')},partner",
            f"{line(estimate_pct='99')},partner",
        ]
    )
    staged = stage(tmp_path, line(), others={"theirs.csv": f"{text}\n"})
    found = query(staged, "SELECT question_id, audience, source, estimate_pct FROM fct_survey_estimate ORDER BY ALL")
    # What is published comes before what a partner holds of the same.
    assert found == [
        ("a", "partner", "partner_survey", 61.0),
        ("b", "public", "partner_survey", 61.0),
        ("trust", "public", "perception_survey", 61.0),
    ]
    audience = "SELECT DISTINCT s.audience FROM meta_reject AS r JOIN dim_source AS s ON r.source = s.source"
    assert query(staged, audience) == [("partner",)]
    assert query(staged, "SELECT count(*) FROM meta_load WHERE file = 'theirs.csv' AND source = 'partner_survey'") == [
        (1,)
    ]
