"""The documentation of a partner's file and the header that its loader accepts are one."""

import csv
import io

import pytest

from data.settings import ROOT
from etl.datasets import NAMES
from etl.sources.declared import declared_columns, read_meta
from etl.sources.template import columns_in_words, lists_in_words

DOCUMENTED = {
    "places": "places.md",
    "place_reports": "places.md",
    "recorded_crime": "extracts.md",
    "asb_incidents": "extracts.md",
    "coverage_notes": "extracts.md",
    "harm_weights": "extracts.md",
    "public_concern": "extracts.md",
    "perception_survey": "extracts.md",
    "survey_questions": "extracts.md",
    "survey_mapping": "extracts.md",
    "survey_respondents": "extracts.md",
    "indicator_actuals": "board.md",
    "indicator_targets": "board.md",
    "board_actions": "board.md",
    "operations": "extracts.md",
}


def documented(dataset: str) -> str:
    return (ROOT / "docs" / DOCUMENTED[dataset]).read_text(encoding="utf-8")


def test_every_declared_column_is_described() -> None:
    declared = [name for name in NAMES if "columns" in read_meta(name)]
    assert set(DOCUMENTED) < set(declared)
    assert [c for name in declared for c in declared_columns(name) if not c.description.endswith(".")] == []


@pytest.mark.parametrize("dataset", DOCUMENTED)
def test_every_column_is_described_as_it_is_read(dataset: str) -> None:
    assert f"\n{columns_in_words(dataset)}\n" in documented(dataset)


@pytest.mark.parametrize("dataset", DOCUMENTED)
def test_the_worked_example_is_the_one_of_the_columns(dataset: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in declared_columns(dataset))
    writer.writerow(column.example for column in declared_columns(dataset))
    assert f"```\n{text.getvalue()}```" in documented(dataset)


def test_kinds_and_measures_are_described_as_they_are_shown() -> None:
    text = documented("places")
    for kind, words in read_meta("places")["kinds"].items():
        audience = "always partner" if words["is_always_partner"] else words["audience"]
        assert f"| `{kind}` | {words['description']} | {audience} |" in text
    for measure, words in read_meta("place_reports")["measures"].items():
        assert f"| `{measure}` | {words['caveat']} |" in text


def test_a_kind_has_words_and_a_symbol_of_its_own() -> None:
    kinds = read_meta("places")["kinds"].values()
    for words in kinds:
        assert set(words) == {"title", "description", "caveat", "audience", "is_always_partner", "symbol"}
        assert words["audience"] in {"public", "partner"}
        assert words["audience"] == "partner" or not words["is_always_partner"]
    assert len({words["symbol"] for words in kinds}) == len(kinds)


@pytest.mark.parametrize("dataset", ["recorded_crime", "asb_incidents"])
def test_the_kinds_of_an_extract_are_listed(dataset: str) -> None:
    listed = lists_in_words(dataset)
    assert listed
    assert [kinds for kinds in listed if f"\n{kinds}\n" not in documented(dataset)] == []
