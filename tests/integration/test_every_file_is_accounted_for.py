"""The rows of every file of every source, counted here without the project's readers, against what the build says."""

import csv
import json
from pathlib import Path

import pytest

from data.settings import REFERENCE
from etl.datasets import all_datasets
from etl.sources.source_files import find_source_files
from etl.sources.template import write_template
from tests.fixtures.small_raw import NEIGHBOUR_LSOA, build_small, query, record, unplaced, write, write_small_raw

STREET = [record(1), record(1), unplaced(2), record(3, lsoa=NEIGHBOUR_LSOA), record(4, crime_type="Piracy"), "a,b"]
PARTNERS = ("recorded_crime", "asb_incidents", "places", "place_reports")
FATES = ("rows_loaded", "rows_outside_area", "rows_no_location", "rows_duplicate", "rows_rejected")


def write_spoilt_raw(folder: Path) -> Path:
    """The small set, and a copy of each of its tables and of our own ones with a line repeated and one empty."""
    raw = write_small_raw(folder, {"2024-01": STREET})
    for path in [*raw.glob("lookups/*.csv"), *raw.glob("population/*.csv"), *REFERENCE.glob("*.csv")]:
        header, *rest = path.read_text(encoding="utf-8").splitlines()
        empty = "," * header.count(",")
        write(raw / "copies" / path.name, "\n".join([header, *rest[:1], *rest[:1], empty, *rest[1:]]) + "\n")
    for name in PARTNERS:
        (raw / "partners").mkdir(exist_ok=True)
        write_template(name, raw / "partners")
    for path in raw.glob("boundaries/*.geojson"):
        document = json.loads(path.read_text(encoding="utf-8"))
        document["features"].append(document["features"][0])
        write(raw / "copies" / path.name, json.dumps(document))
    return raw


def count_rows(path: Path) -> int:
    """Features of a GeoJSON file, or the records below the header of a CSV file."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".geojson":
        return len(json.loads(text)["features"])
    return sum(1 for row in csv.reader(text.splitlines()) if row) - 1


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_spoilt_raw(tmp_path_factory.mktemp("every") / "raw")


@pytest.fixture(scope="module")
def built(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small(raw, tmp_path_factory.mktemp("every-store"))


def test_every_file_of_every_source_is_read_whole(raw: Path, built: Path, tmp_path: Path) -> None:
    files = find_source_files([raw, REFERENCE], tmp_path)
    expected = [
        (dataset.name, file.label, count_rows(file.path))
        for dataset in all_datasets()
        for file in files
        if dataset.loader.recognises(file)
    ]
    found = query(built, "SELECT source, file, rows_read FROM meta_load ORDER BY ALL")
    assert found == sorted(expected)
    needed = {*PARTNERS, "street_crime", "lookups", "boundaries", "populations"}
    assert {source for source, *_ in found} >= needed | {path.stem for path in REFERENCE.glob("*.csv")}


def test_the_rows_of_every_file_are_the_sum_of_what_became_of_them(built: Path) -> None:
    for file, read, *became in query(built, f"SELECT file, rows_read, {', '.join(FATES)} FROM meta_load"):
        assert all(isinstance(rows, int) and rows >= 0 for rows in became), file
        assert read == sum(int(str(rows)) for rows in became), file


def test_every_fate_occurs(built: Path) -> None:
    (sums,) = query(built, f"SELECT {', '.join(f'sum({fate})::INT' for fate in FATES)} FROM meta_load")
    assert all(int(str(rows)) > 0 for rows in sums)


def test_every_refused_line_is_listed_with_its_reason(built: Path) -> None:
    by_file = "GROUP BY file ORDER BY file"
    listed = query(built, f"SELECT file, count(DISTINCT line) FROM meta_reject WHERE reason <> '' {by_file}")
    counted = query(built, f"SELECT file, sum(rows_rejected)::INT FROM meta_load WHERE rows_rejected > 0 {by_file}")
    assert listed == counted
    assert {str(file).split("/")[0] for file, _ in listed} == {"copies", "partners", "street"}
