from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl.errors import SourceError
from etl.sources.frames import read_features, read_text_frame
from etl.sources.source_files import SourceFile
from tests.fixtures.small_raw import square, write, write_features

Connection = duckdb.DuckDBPyConnection


def source(path: Path, file_id: int = 1) -> SourceFile:
    return SourceFile(file_id, path, path.name, (), None)


def test_cells_are_text_as_they_stand_and_empty_ones_null(tmp_path: Path, connection: Connection) -> None:
    frame, records = read_text_frame(connection, source(write(tmp_path / "a.csv", "\ufeffWard Code,N\n007,1.0\n\n,\n")))
    assert frame.columns.tolist() == ["line", "ward_code", "n"]
    assert frame.fillna("-").to_numpy().tolist() == [[2, "007", "1.0"], [4, "-", "-"]]
    assert records == 2


def test_a_line_that_cannot_be_read_is_listed_and_harms_no_other(tmp_path: Path, connection: Connection) -> None:
    frame, records = read_text_frame(connection, source(write(tmp_path / "a.csv", 'a,b\n1,2\n"1,2\n1,2,3\n3,4\n')))
    assert (frame["line"].tolist(), frame["a"].tolist(), records) == ([2, 5], ["1", "3"], 4)
    assert connection.execute("SELECT line FROM raw_reject ORDER BY line").fetchall() == [(3,), (4,)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "its first line is no header; give the columns their names there"),
        (b"\xe9,b\n", "its first line is no header; give the columns their names there"),
        (b"a,A\n1,2\n", "column “a” occurs twice or has no name; correct the header"),
        (b"a,\n1,2\n", "column “” occurs twice or has no name; correct the header"),
    ],
)
def test_a_header_that_cannot_be_read_is_named(
    tmp_path: Path, connection: Connection, content: bytes, message: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=rf"^a\.csv: {message}$"):
        read_text_frame(connection, source(path))


def test_property_names_of_features_are_normalised(tmp_path: Path) -> None:
    path = write_features(tmp_path / "a.geojson", [({"WD24CD": "W"}, square(0, 1))])
    (feature,) = read_features(source(path))
    assert feature["properties"] == {"wd24cd": "W"}


def crs(name: str) -> dict[str, object]:
    return {"type": "name", "properties": {"name": name}}


def test_coordinates_of_another_system_are_refused(tmp_path: Path) -> None:
    path = write_features(tmp_path / "a.geojson", [], crs=crs("urn:ogc:def:crs:EPSG::27700"))
    with pytest.raises(SourceError, match=r"a\.geojson: not in WGS84 longitude and latitude; download .* EPSG:4326"):
        read_features(source(path))


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_both_names_of_wgs84_are_known(tmp_path: Path, name: str) -> None:
    assert read_features(source(write_features(tmp_path / "a.geojson", [], crs=crs(name)))) == []


def test_the_frame_keeps_integers(tmp_path: Path) -> None:
    from etl.sources.frames import load_frame

    with duckdb.connect() as connection:
        load_frame(connection, "t", pd.DataFrame({"n": [1], "s": ["x"]}))
        assert connection.execute("SELECT n + 1, s FROM t").fetchall() == [(2, "x")]
