import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.errors import StoreError
from etl.publish.status import print_status
from tests.fixtures.small_raw import damaged


@pytest.fixture
def store(small_build: Path) -> Path:
    return small_build.parent.parent


def test_as_text_the_status_names_area_build_rows_and_gaps(store: Path, small_build: Path) -> None:
    text = print_status(store, as_json=False)
    lines = text.splitlines()
    assert lines[0] == f"Westmere, build {small_build.stem} (real data), {small_build.name}"
    street = next(line.split() for line in lines if line.startswith("street_crime"))
    assert street == ["street_crime", "8", "4", "1", "1", "1", "1"]
    assert lines[-4] == "absent or in part in northshire: 2024-02, 2024-03"
    assert "1 of 7 rows refused" in lines[-3]
    assert lines[-2].startswith("Northshire Police has no file of")
    assert lines[-1].startswith("Northshire Police: 1 of its 6 records")


def test_as_json_the_status_is_for_machines(store: Path, small_build: Path) -> None:
    status = json.loads(print_status(store, as_json=True))
    assert (status["build_id"], status["file"], status["is_demo"]) == (small_build.stem, small_build.name, False)
    assert status["gaps"] == {"northshire": ["2024-02", "2024-03"]}
    assert len(status["notices"]) == 3
    street = [load for load in status["loads"] if load["source"] == "street_crime"]
    assert [load["rows_read"] for load in street] == [7, 1]


def of_another_version(path: Path) -> None:
    path.chmod(0o640)
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE meta_build SET schema_version = schema_version - 1")


@pytest.mark.parametrize(
    ("spoil", "said"), [(damaged, "cannot be opened"), (of_another_version, "was made by another version")]
)
def test_a_build_that_pages_cannot_show_is_named_with_the_cure(
    store: Path, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    shutil.copytree(store, tmp_path / "store")
    (build,) = (tmp_path / "store" / "builds").glob("*.duckdb")
    spoil(build)
    with pytest.raises(StoreError, match=rf"{build.name}: {said}; run python -m etl build"):
        print_status(tmp_path / "store", as_json=False)


def test_a_store_without_a_build_is_named_with_the_commands(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no build yet; run python -m etl build"):
        print_status(tmp_path, as_json=False)
