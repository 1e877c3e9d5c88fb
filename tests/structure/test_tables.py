"""What a viewer sees goes by the contract of tables: no query passes it by, and its description is its own."""

import re

import pytest

from data.model.contract import Table
from data.model.tables import TABLES
from data.settings import ROOT
from etl.datasets import NAMES

QUERIES = sorted((ROOT / "data" / "queries").glob("*.py"))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.name)
def test_a_query_reads_the_views_of_its_viewer_and_never_the_build_behind_them(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.findall(r"\bbuild\.[a-z_]+", text.replace("data.build", "")) == []
    read = re.findall(r"\b(?:FROM|JOIN)\s+((?:dim|fct|meta)_\w+)", text)
    assert set(read) <= set(TABLES)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_is_described_as_it_is_declared(table: Table) -> None:
    key = ", ".join(f"`{column}`" for column in table.key.split()) or "rows may repeat"
    row = f"| `{table.name}` | {key} | {table.audience.words} |\n"
    assert row in (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")


def test_no_other_table_is_described() -> None:
    text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(TABLES)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_rule_names_datasets_that_there_are(table: Table) -> None:
    assert set(getattr(table.audience, "datasets", ())) <= set(NAMES)
