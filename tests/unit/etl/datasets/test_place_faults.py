"""Small files with random faults: every physical record is staged, or refused by line and reason."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.datasets import all_datasets
from etl.pipeline import prepare
from etl.sources.source_files import SourceFile, read_columns

DATASETS = [dataset for dataset in all_datasets() if dataset.name in {"places", "place_reports"}]
PLACE = b"%s,Track,motorbike_site,0.05,52.05,Wardens"
REPORT = b"known,2024-%s,reports,7,Wardens"
TITLES = {
    "places": b"place_id,place_name,kind,longitude,latitude,source",
    "place_reports": b"place_id,period_month,measure,count,source",
}
SOUND = {
    "places": st.integers(0, 99).map(lambda number: PLACE % b"p%d" % number),
    "place_reports": st.integers(1, 12).map(lambda month: REPORT % b"%02d" % month),
}
FAULTS = [
    b"", b"   ", b",,,,", b",,,,,", b'"', b'a,"Tra\nck",motorbike_site,0.05,52.05,Wardens', b"one,two",
    PLACE.replace(b"%s", b"d") + b",more", PLACE.replace(b"Track", b'"Track'), PLACE.replace(b"Track", b"Tr\xe4ck"),
    PLACE.replace(b"Track", b"Tr\0ck"), PLACE.replace(b"Track", b"Tr\x1fck"), PLACE.replace(b"Track", b"T" * 200_000),
    PLACE.replace(b"0.05", b"1e999"), PLACE.replace(b"0.05", b"NA"), REPORT.replace(b"%s", b"13"),
    REPORT.replace(b"7", b"9" * 40), REPORT.replace(b"7", b"\xd9\xa3"), *TITLES.values(),
]  # fmt: skip


# A boundary that no place is near: what has a position lies outside.
FAR = """
CREATE TABLE stg_boundaries AS
SELECT
    'ward' AS area_type, '1' AS vintage, 'W' AS area_code, 'E07900001' AS district_code, 'loaded' AS fate,
    '{"type": "Polygon", "coordinates": [[[0.9, 52], [1, 52], [1, 53], [0.9, 52]]]}' AS geometry;
CREATE TABLE point_district (longitude VARCHAR, latitude VARCHAR, district_code VARCHAR);
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database as a build has it before its places are staged."""
    with duckdb.connect() as connection:
        prepare(connection, tmp_path_factory.mktemp("work"))
        connection.execute("INSERT INTO chosen_district VALUES ('E07900001')")
        connection.execute(FAR)
        yield connection


def staged(connection: duckdb.DuckDBPyConnection, name: str, file: SourceFile) -> tuple[int, int, set[int]]:
    """Rows read, rows staged and not refused, and the lines refused; the database is as it was on leaving."""
    connection.begin()
    try:
        rows_read = 0
        for dataset in DATASETS:
            rows_read += sum(dataset.loader.extract(connection, [file] if dataset.name == name else []))
            connection.execute(dataset.staging_sql)
            if dataset.name == name:
                break
            connection.execute("INSERT INTO stg_places BY NAME SELECT 'known' AS place_id, 'loaded' AS fate")
        kept = connection.execute(f"SELECT count(*) FROM stg_{name} WHERE fate <> 'rejected'").fetchall()[0][0]
        refused = connection.execute("SELECT line, reason FROM raw_reject").fetchall()
    finally:
        connection.rollback()
    assert all(reason for _, reason in refused)
    assert len(refused) == len({line for line, _ in refused})
    return rows_read, kept, {line for line, _ in refused}


@pytest.mark.parametrize("name", TITLES)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_physical_record_is_staged_or_refused(
    tmp_path: Path, prepared: duckdb.DuckDBPyConnection, name: str, data: st.DataObject
) -> None:
    lines = data.draw(st.lists(SOUND[name] | st.sampled_from(FAULTS), min_size=10, max_size=40))
    newline = data.draw(st.sampled_from([b"\n", b"\r\n"]))
    content = data.draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + newline.join([TITLES[name], *lines])
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    file = SourceFile(1, path, path.name, read_columns(path, path.name), None)
    records = {number for number, line in enumerate(content.split(b"\n"), start=1) if number > 1 and line.strip()}
    rows_read, kept, refused = staged(prepared, name, file)
    assert rows_read == len(records) == kept + len(refused)
    assert refused <= records
