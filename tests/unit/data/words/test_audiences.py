import pytest
import yaml

from data.settings import ROOT
from data.words.audiences import EVERYTHING, NOTHING, OF_DATASETS, SEEN
from etl.datasets import NAMES


@pytest.mark.parametrize("dataset", NAMES)
def test_the_public_sees_the_whole_of_what_declares_itself_public_and_of_nothing_else(dataset: str) -> None:
    text = (ROOT / "etl" / "datasets" / dataset / "meta.yml").read_text(encoding="utf-8")
    meta = yaml.safe_load(text)
    is_by_line = any(column["name"] == "audience" for column in meta.get("columns", ()))
    row = OF_DATASETS["by line" if is_by_line else meta["audience"]]
    assert (row.public == EVERYTHING) is (meta["audience"] == "public")
    assert (row.public == NOTHING) is (meta["audience"] == "partner" and not is_by_line)


def test_every_row_that_is_for_partners_is_marked() -> None:
    assert [row.what for row in SEEN if row.public != EVERYTHING and "marked" not in row.partners] == []


def test_the_documents_show_the_same_table() -> None:
    rows = [f"| {row.what} | {row.public} | {row.partners} |" for row in SEEN]
    table = "\n".join(["| what | the public sees | partners see |", "|---|---|---|", *rows])
    assert table in (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
