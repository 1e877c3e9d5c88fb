import hashlib
from pathlib import Path

from data.model.schema import SCHEMA_VERSION
from etl.datasets import all_datasets
from tests.fixtures.small_raw import DISTRICT, query, street_load


def test_the_rows_of_every_file_are_accounted_for(small_build: Path) -> None:
    assert street_load(small_build) == [(7, 3, 1, 1, 1, 1), (1, 1, 0, 0, 0, 0)]
    sums = query(
        small_build,
        "SELECT file FROM meta_load WHERE rows_read <> "
        "rows_loaded + rows_outside_area + rows_no_location + rows_duplicate + rows_rejected",
    )
    assert sums == []


def test_every_file_has_its_fingerprint(small_build: Path) -> None:
    raw = small_build.parent.parent.parent / "raw"
    found = query(small_build, "SELECT file, sha256 FROM meta_load WHERE source IN ('lookups', 'street_crime')")
    assert len(found) == 3
    for file, sha256 in found:
        assert hashlib.sha256((raw / str(file)).read_bytes()).hexdigest() == sha256


def test_a_refused_line_is_kept_with_its_reason(small_build: Path) -> None:
    assert query(small_build, "SELECT source, line, reason FROM meta_reject") == [
        ("street_crime", 8, "Crime type Piracy is not known")
    ]


def test_the_build_says_what_it_is(small_build: Path) -> None:
    (row,) = query(small_build, "SELECT build_id, schema_version, area_codes, area_name, is_demo FROM meta_build")
    assert row == (small_build.stem, SCHEMA_VERSION, [DISTRICT], "Westmere", False)


def test_every_source_and_measure_brings_its_words(small_build: Path) -> None:
    datasets = all_datasets()
    sources = query(small_build, "SELECT source, title, audience, licence, caveat FROM meta_source ORDER BY source")
    meta = {d.name: d.meta for d in datasets}
    keys = ("title", "audience", "licence", "caveat")
    assert sources == [(name, *(meta[name][key] for key in keys)) for name in sorted(meta)]
    measures = {(name, m) for name, words in meta.items() for m in words.get("measures", {})}
    assert set(query(small_build, "SELECT source, measure FROM meta_measure")) == measures
    assert ("street_crime", "offence_count") in measures


def test_a_month_without_a_file_is_a_gap(small_build: Path) -> None:
    months = query(small_build, "SELECT strftime(period_month, '%Y-%m'), is_present, record_count FROM fct_coverage")
    assert months == [("2024-01", True, 5), ("2024-02", False, 0), ("2024-03", False, 0), ("2024-04", True, 1)]


def test_only_published_tables_are_in_the_build(small_build: Path) -> None:
    names = [str(name) for (name,) in query(small_build, "SELECT table_name FROM duckdb_tables()")]
    assert {name.split("_")[0] for name in names} == {"dim", "fct", "meta"}
