"""Figures counted from who answered: the estimate, its design effect, what is too few to show, and what is not kept."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from etl.errors import SourceError
from tests.fixtures.small_raw import DISTRICT, EAST, NEIGHBOUR, WEST, build_small, query, write, write_small_raw
from tests.fixtures.small_tables import SURVEYS, staged_small

QUESTIONS = "survey,question_id,question,response,scale\n"
TRUST = "{survey},trust,Trust,agree; tend to agree,agree; tend to agree; no\n"
FEWEST = 30
SPLITS = {"everyone": ["everyone"], "ward": ["area_code"], "age": ["age"], "sex": ["sex"]}


def people(count: int, **cells: object) -> pd.DataFrame:
    """So many persons who answered alike, but for the cells that are given (a list a person, or one for all)."""
    sound = {"survey": "S", "wave_end": "2024-03-01", "wave_months": 12, "area_code": WEST, "weight": 1, "age": "",
             "sex": "", "answer_trust": "no"}  # fmt: skip
    return pd.DataFrame(sound | cells, index=range(count))


def write_answers(folder: Path, respondents: pd.DataFrame, surveys: tuple[str, ...] = ("S",)) -> Path:
    raw = write_small_raw(folder / "raw")
    write(raw / "questions.csv", QUESTIONS + "".join(TRUST.format(survey=survey) for survey in surveys))
    write(raw / "respondents.csv", respondents.to_csv(index=False))
    return raw


def counted(folder: Path, respondents: pd.DataFrame, surveys: tuple[str, ...] = ("S",)) -> duckdb.DuckDBPyConnection:
    return staged_small(write_answers(folder, respondents, surveys), SURVEYS, ("fct_survey_estimate",))


def cells(staged: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    columns = ["survey", "area_code", "subgroup_kind", "subgroup", "estimate_pct", "unweighted_base", "design_effect"]
    return pd.DataFrame(query(staged, f"SELECT {', '.join(columns)} FROM fct_survey_estimate"), columns=columns)


def test_the_estimate_is_weighted_and_its_design_effect_is_that_of_kish(tmp_path: Path) -> None:
    agree, no = people(20, weight=3, answer_trust="Tend to agree"), people(20)
    staged = counted(tmp_path, pd.concat([agree, no]))
    columns = "estimate_pct, unweighted_base, design_effect, design_effect_status, base_status, is_weighted, audience"
    # 60 of 80 by weight; 40 × (20 × 9 + 20 × 1) ÷ 80² = 1.25.
    row = (75.0, 40, 1.25, "computed", "counted", True, "partner")
    assert query(staged, f"SELECT {columns} FROM fct_survey_estimate") == [row, row]


def test_without_weights_everybody_counts_as_one(tmp_path: Path) -> None:
    staged = counted(tmp_path, pd.concat([people(30, weight=""), people(10, weight="", answer_trust="agree")]))
    found = query(staged, "SELECT DISTINCT estimate_pct, design_effect, is_weighted FROM fct_survey_estimate")
    assert found == [(25.0, 1.0, False)]


def test_a_group_of_few_is_not_shown_and_neither_is_what_would_give_it_away(tmp_path: Path) -> None:
    ages = ["16 to 34"] * 29 + ["35 to 64"] * 40 + ["65 and over"] * 50
    staged = counted(tmp_path, people(119, age=ages, sex=["F"] * 60 + ["M"] * 59))
    shown = {(row.subgroup, row.unweighted_base) for row in cells(staged).itertuples()}
    # The smallest of those that are left goes with the few: else everyone less the others would be they.
    assert shown == {("everyone", 119), ("65 and over", 50), ("F", 60), ("M", 59)}


def test_those_whose_group_is_not_known_are_not_given_away_either(tmp_path: Path) -> None:
    staged = counted(tmp_path, people(100, sex=["F"] * 60 + ["M"] * 35 + [""] * 5))
    assert set(cells(staged)["subgroup"]) == {"everyone", "F"}


def drawn(number: int) -> Iterator[pd.DataFrame]:
    """Surveys of random size, wards and groups, some of few people."""
    random = np.random.default_rng(15)
    for survey in range(number):
        size = int(random.integers(20, 240))
        shares = random.dirichlet(np.full(5, 0.7))
        yield people(
            size,
            survey=f"S{survey}",
            area_code=random.choice([WEST, EAST, DISTRICT], size, p=random.dirichlet([2, 2, 0.3])),
            age=random.choice(["a", "b", "c", "d", ""], size, p=shares),
            sex=random.choice(["F", "M", ""], size, p=random.dirichlet([3, 3, 0.4])),
            weight=random.choice([0.5, 1, 2], size),
            answer_trust=random.choice(["agree", "no"], size),
        )


def members(survey: pd.DataFrame) -> dict[tuple[str, str], np.ndarray]:
    """Who is of each part of a survey, by its split and name: 1 or 0 a person."""
    parts = {("everyone", "everyone"): np.ones(len(survey))}
    for split, column in (("ward", "area_code"), ("age", "age"), ("sex", "sex")):
        for name in survey[column].unique():
            if name not in {"", DISTRICT}:
                parts[split, name] = (survey[column] == name).to_numpy(float)
    return parts


def test_no_few_people_can_be_told_by_subtracting_what_is_shown(tmp_path: Path) -> None:
    surveys = list(drawn(40))
    staged = counted(tmp_path, pd.concat(surveys), tuple(f"S{number}" for number in range(40)))
    found, hidden_parts = cells(staged), 0
    is_ward = found["area_code"].isin([WEST, EAST])
    found["split"] = found["subgroup_kind"].mask(is_ward, "ward")
    found["name"] = found["subgroup"].mask(is_ward, found["area_code"])
    for number, survey in enumerate(surveys):
        parts = members(survey)
        own = found[found["survey"] == f"S{number}"]
        shown = {(row.split, row.name): row.unweighted_base for row in own.set_index("survey").itertuples(index=False)}
        assert {part: parts[part].sum() for part in shown} == shown
        assert all(base >= FEWEST for base in shown.values())
        everyone = parts["everyone", "everyone"].sum()
        for split in ("ward", "age", "sex"):
            bases = [base for (of, _), base in shown.items() if of == split]
            for some in range(len(bases) + 1):
                left = {everyone - sum(chosen) for chosen in combinations(bases, some)} if shown else set()
                assert all(rest == 0 or rest >= FEWEST for rest in left)
        # Nor by any other sum of what is shown, however it is weighted.
        for part in parts.keys() - shown.keys():
            hidden_parts += 1
            if shown:
                known = np.column_stack([parts[one] for one in shown])
                nearest = known @ np.linalg.lstsq(known, parts[part], rcond=None)[0]
                assert np.abs(nearest - parts[part]).max() > 1e-6
    assert hidden_parts > 40


def test_nothing_that_a_person_said_is_in_the_build(tmp_path: Path) -> None:
    odd = people(1, age="Methuselah", weight=7.654321)
    refused = people(1, answer_trust="my neighbour Quillfeather", weight=1.2345)
    raw = write_answers(tmp_path, pd.concat([people(60, age="16 to 34"), odd, refused]))
    path = build_small(raw, tmp_path / "store")
    bytes_of_build = path.read_bytes()
    for word in (b"Methuselah", b"7.654321", b"Quillfeather", b"1.2345"):
        assert word not in bytes_of_build
    everyone = "SELECT unweighted_base FROM fct_survey_estimate WHERE area_kind = 'district' AND subgroup = 'everyone'"
    assert query(path, everyone) == [(61,)]
    tables = [str(name) for (name,) in query(path, "SELECT table_name FROM duckdb_tables()")]
    assert [name for name in tables if not name.startswith(("dim_", "fct_", "meta_"))] == []
    assert query(path, "SELECT reason, content FROM meta_reject") == [("answer_trust is none of its scale", None)]
    left = [file for file in (tmp_path / "store").rglob("*") if file.is_file() and file != path]
    assert all(b"Quillfeather" not in file.read_bytes() for file in left)


WRONG: dict[str, tuple[dict[str, object], str]] = {
    "an unknown area": ({"area_code": "E05900009"}, "area_code is no ward or local authority that is known here"),
    "no weight": ({"weight": ""}, "weight is empty, and other lines have one"),
    "a weight of nothing": ({"weight": 0}, "weight is not a number of 0.01 to 100"),
    "an unknown survey": (
        {"survey": "T"},
        "answer_trust is of no question of the survey: list it in a file of survey_questions",
    ),
    "a wave within another": (
        {"wave_end": "2024-03-01", "wave_months": 3},
        "the wave shares months with another of the survey: a person stands in one",
    ),
}


def test_a_line_is_refused_with_its_reason_and_without_what_it_says(tmp_path: Path) -> None:
    # A survey of forty-one persons for each case, the last of them wrong.
    surveys = [
        part
        for case, (wrong, _) in WRONG.items()
        for part in (people(40, survey=case), people(1, **{"survey": case} | wrong))
    ]
    staged = counted(tmp_path, pd.concat(surveys), tuple(WRONG))
    found = query(staged, "SELECT line, reason, content FROM meta_reject ORDER BY line")
    last = {case: 42 + 41 * place for place, case in enumerate(WRONG)}
    # Of two waves that share months neither is counted.
    both = "a wave within another"
    every = {last[case]: WRONG[case][1] for case in WRONG} | {last[both] - one: WRONG[both][1] for one in range(41)}
    assert found == [(line, every[line], None) for line in sorted(every)]


def test_people_of_another_area_are_left_out_and_a_file_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    respondents = pd.concat([people(40), people(35, area_code=NEIGHBOUR)])
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "copy.csv", respondents.to_csv(index=False))
    staged = counted(tmp_path, respondents)
    load = "SELECT rows_loaded, rows_outside_area, rows_duplicate FROM meta_load WHERE source = 'survey_respondents'"
    assert query(staged, f"{load} ORDER BY file") == [(40, 35, 0), (0, 0, 75)]
    assert set(cells(staged)["unweighted_base"]) == {40}


def test_a_figure_that_was_published_comes_before_the_one_counted(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    header = "survey,question_id,question,area_code,wave_end,wave_months,estimate_pct"
    write(raw / "survey.csv", f"{header}\nS,trust,Trust,{DISTRICT},2024-03-01,12,44\n")
    staged = counted(tmp_path, people(40))
    found = query(staged, "SELECT source, area_kind, estimate_pct FROM fct_survey_estimate ORDER BY ALL")
    assert found == [("perception_survey", "district", 44.0), ("survey_respondents", "ward", 0.0)]


def test_figures_are_for_everybody_only_where_every_line_says_so(tmp_path: Path) -> None:
    both = pd.concat([people(40, audience="public"), people(1, area_code=EAST, audience="")])
    staged = counted(tmp_path, both)
    found = query(staged, "SELECT area_kind, audience FROM fct_survey_estimate ORDER BY ALL")
    assert found == [("district", "partner")]


def test_a_column_that_nobody_asked_for_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="postcode is not one of survey_respondents; correct"):
        counted(tmp_path, people(40, postcode="RM17"))
