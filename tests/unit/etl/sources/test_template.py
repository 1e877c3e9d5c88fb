import csv
from pathlib import Path

import pytest

from data.settings import ROOT
from etl.datasets import NAMES
from etl.errors import SourceError
from etl.sources.declared import declared_columns, read_meta
from etl.sources.template import write_template
from tests.fixtures.small_raw import query, write_small_raw
from tests.fixtures.small_tables import AREAS, SURVEYS, staged_small

DECLARED = [name for name in NAMES if "columns" in read_meta(name)]
REGISTERS = ["annotations", "most_similar_groups", "partner_survey", "perception_survey", "published_performance"]
# What a publisher writes, and nobody by hand.
AS_PUBLISHED = {"lookups", "police_force_areas", "boundaries", "populations", "street_crime", "recorded_crime_csp",
                "place_names", "postcodes", "roads"}  # fmt: skip


def test_every_file_that_is_written_by_hand_has_a_template() -> None:
    assert set(NAMES) - set(DECLARED) == AS_PUBLISHED


@pytest.mark.parametrize("name", DECLARED)
def test_a_template_has_an_example_line_and_says_what_each_column_means(tmp_path: Path, name: str) -> None:
    path = write_template(name, tmp_path)
    names, example = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert len(names) == len(example)
    meaning = (tmp_path / f"{name}.md").read_text(encoding="utf-8")
    assert meaning.startswith(f"# {read_meta(name)['title']}\n")
    for column in declared_columns(name):
        needed = "yes" if column.required else "no"
        assert f"\n| `{column.name}` | {needed} | {column.description} | {column.example} |" in meaning


def test_a_column_of_a_list_is_said_to_be_one_of_it(tmp_path: Path) -> None:
    write_template("place_reports", tmp_path)
    meaning = (tmp_path / "place_reports.md").read_text(encoding="utf-8")
    assert "\n\n`measure` is one of: reports; tickets; warnings; fires.\n" in meaning
    assert meaning.endswith("\n\n`audience` is one of: public; partner.\n")


@pytest.mark.parametrize("name", ["csv", "md"])
def test_a_template_overwrites_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / f"recorded_crime.{name}").write_text("mine", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"recorded_crime\.{name}: is there already; move it away"):
        write_template("recorded_crime", tmp_path)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["mine"]


def test_an_example_that_was_left_in_notes_on_months_is_of_no_force_that_there_is() -> None:
    forces = (ROOT / "data" / "reference" / "police_force_areas.csv").read_text(encoding="utf-8").lower()
    (force,) = [column.example for column in declared_columns("coverage_notes") if column.name == "force"]
    assert force not in forces


def test_where_there_is_no_such_template_those_there_are_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        write_template("street_crime", tmp_path)
    assert str(caught.value) == f"street_crime: there is no such template; choose one of {', '.join(DECLARED)}"


def test_an_example_that_was_left_in_a_register_is_sound_and_of_no_area(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    for name in REGISTERS:
        write_template(name, raw)
    staged = staged_small(raw, (*AREAS, *SURVEYS, *REGISTERS))
    for name in REGISTERS:
        load = query(staged, f"SELECT rows_read, rows_outside_area FROM meta_load WHERE source = '{name}' ORDER BY 1")
        assert (1, 1) in load, name
