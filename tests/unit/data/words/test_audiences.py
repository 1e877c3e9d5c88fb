import pytest
import yaml

from data.settings import ROOT
from data.words.audiences import EVERYTHING, OF_DATASETS, SEEN, markdown
from etl.datasets import NAMES


@pytest.mark.parametrize("dataset", NAMES)
def test_the_public_sees_the_whole_of_what_declares_itself_public_and_of_nothing_else(dataset: str) -> None:
    text = (ROOT / "etl" / "datasets" / dataset / "meta.yml").read_text(encoding="utf-8")
    audience = yaml.safe_load(text)["audience"]
    row = OF_DATASETS.get(dataset) or OF_DATASETS[audience]
    assert (row.public == EVERYTHING) is (audience == "public")


def test_every_row_that_is_for_partners_is_marked() -> None:
    assert [row.what for row in SEEN if row.public != EVERYTHING and "marked" not in row.partners] == []


def test_the_documents_show_the_same_table() -> None:
    assert markdown() in (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
