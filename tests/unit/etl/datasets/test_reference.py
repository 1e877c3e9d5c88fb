from pathlib import Path

import pytest

from etl.datasets import all_datasets
from etl.sources.declared import header
from etl.sources.source_files import SourceFile
from tests.fixtures.small_raw import DISTRICT, build_small, query, write, write_small_raw

REFERENCES = ("annotations", "most_similar_groups", "perception_survey", "published_performance", "ward_vintages")
SURVEY = (
    "question_id,question,response,is_up_bad,area_code,wave_end,wave_months,estimate_pct,unweighted_base,source_id,"
    "document,paragraph,note"
)
PERFORMANCE, EVENTS = (",".join(header(name)) for name in ("published_performance", "annotations"))


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reference_table_is_known_by_its_header_alone(name: str) -> None:
    file = SourceFile(1, Path("any.csv"), "any.csv", header(name), None)
    assert [dataset.name for dataset in all_datasets() if dataset.loader.recognises(file)] == [name]


TRUST = f"Trust,agree,false,{DISTRICT},2024-03-01,12"
# The base that was published, and that which is assumed without one: what is loaded.
BASES = {("400", "550"): (400, False), ("", "550"): (550, True), ("", ""): (None, True)}
TABLES = {
    "own.csv": (
        f"{SURVEY}\ntrust,{TRUST},61.5,400,s,Report,2,\n"
        "trust,Trust,agree,false,E07999999,2024-03-01,12,50,,s,Report,2,\n"
    ),
    "assumed.csv": f"{SURVEY},assumed_base\n"
    + "".join(
        f"base{n},{TRUST},61.5,{published},s,Report,2,,{assumed}\n" for n, (published, assumed) in enumerate(BASES)
    ),
    "mended.csv": (
        f"{SURVEY}\nmended,Trust,agree,perhaps,{DISTRICT},2024-03-01,12,61,,s,Report,2,\n"
        f"mended,Trust,agree,true,{DISTRICT},2024-03-01,12,61,,s,Report,2,\n"
    ),
    "twice.csv": f"{SURVEY}\ntwice,{TRUST},61,,s,Report,2,\n",
    "copy of twice.csv": f"{SURVEY}\ntwice,{TRUST},61,,s,Report,2,\n",
}
UNREADABLE = {
    "survey.csv": (
        SURVEY,
        [
            (f"trust,Trust,agree,false,{DISTRICT},2024-03-01,12,sixty,,s,Report,2,",
             "estimate_pct sixty is not a number of 0 to 100"),
            (f"trust,Trust,agree,false,{DISTRICT},2024-03-01,12,101,,s,Report,2,",
             "estimate_pct 101 is not a number of 0 to 100"),
            (f"trust,Trust,agree,false,{DISTRICT},2024-03-01,12,60,0,s,Report,2,",
             "unweighted_base 0 is not a whole number of 1 or more, nor a bound as <50"),
            (f"trust,Trust,agree,false,{DISTRICT},March 2024,12,60,,s,Report,2,",
             "wave_end March 2024 is not a day, YYYY-MM-DD"),
        ],
    ),
    "figures.csv": (
        PERFORMANCE,
        [(f"{DISTRICT},2024-04-01,2025-03-01,Robbery,,many,1.0,Report,2,",
          "offence_count many is not a whole number of 0 or more")],
    ),
    "events.csv": (
        EVENTS,
        [(",spring,,,kind,why,Report", "date_from spring is not a day, YYYY-MM-DD; label is empty")],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of reference tables of a partnership's own beside those that come with the project."""
    raw = write_small_raw(tmp_path_factory.mktemp("reference") / "raw")
    for name, text in TABLES.items():
        write(raw / name, text)
    for name, (head, lines) in UNREADABLE.items():
        write(raw / name, "\n".join([head, *(line for line, _ in lines)]) + "\n")
    return build_small(raw, raw.parent / "store")


def test_a_partnership_loads_its_own_survey(built: Path) -> None:
    found = query(
        built,
        "SELECT estimate_pct, unweighted_base, base_is_assumed FROM fct_survey_estimate WHERE question_id = 'trust'",
    )
    assert found == [(61.5, 400, False)]
    load = query(built, "SELECT rows_read, rows_loaded, rows_outside_area FROM meta_load WHERE file = 'own.csv'")
    assert load == [(2, 1, 1)]


def test_a_base_that_was_not_published_may_be_assumed(built: Path) -> None:
    found = query(
        built,
        "SELECT unweighted_base, base_is_assumed FROM fct_survey_estimate "
        "WHERE question_id LIKE 'base%' ORDER BY question_id",
    )
    assert found == list(BASES.values())


def test_figures_of_another_area_are_left_out(built: Path) -> None:
    assert query(built, "SELECT DISTINCT area_code FROM fct_survey_estimate") == [(DISTRICT,)]
    assert query(built, "SELECT count(*) FROM fct_published_performance") == [(0,)]
    assert query(built, "SELECT count(*) FROM meta_annotation WHERE area_code IS NOT NULL") == [(0,)]
    assert query(built, "SELECT count(*) > 0 FROM meta_annotation") == [(True,)]


def test_a_value_that_cannot_be_read_is_refused_by_file_line_and_reason(built: Path) -> None:
    found = query(built, "SELECT file, line, reason FROM meta_reject WHERE file <> 'mended.csv' ORDER BY ALL")
    assert found == sorted(
        (name, place, reason)
        for name, (_, lines) in UNREADABLE.items()
        for place, (_, reason) in enumerate(lines, start=2)
    )


def test_a_line_that_is_refused_does_not_stand_in_the_way_of_a_good_one(built: Path) -> None:
    assert query(built, "SELECT is_up_bad FROM dim_survey_question WHERE question_id = 'mended'") == [(True,)]
    assert query(built, "SELECT line FROM meta_reject WHERE file = 'mended.csv'") == [(2,)]


def test_the_same_table_twice_gives_each_figure_once(built: Path) -> None:
    found = query(built, "SELECT estimate_pct FROM fct_survey_estimate WHERE question_id = 'twice'")
    assert found == [(61.0,)]
