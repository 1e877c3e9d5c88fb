"""Files that nobody reads: what is said of them at the end of a build, and where one that is needed is missing."""

from pathlib import Path

import pytest

from etl.errors import SourceError
from etl.pipeline import build
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST_LSOA,
    WEST,
    build_small,
    small_settings,
    square,
    write,
    write_features,
    write_small_raw,
)


def test_what_was_not_read_is_named_with_what_was_looked_for(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "outlines.kml", "<kml/>")
    write(raw / "density.csv", f"LSOA21CD,LAD24CD,population_density_2024\n{EAST_LSOA},{DISTRICT},12\n")
    write(raw / "events.csv", f"area_code,date_from,label,kind\n{DISTRICT},2024-03-01,Bridge closed,flag\n")
    write(raw / "lookup.csv", "LSOA21CDD,WD24CDD\nE01,E05\n")
    write_features(raw / "wards.json", [({"WARDREF": WEST}, square(0, 0.1))])
    write(raw / "notes.json", "[1, 2]")
    write(raw / "__MACOSX" / "street" / "._2024-01-northshire-street.csv", "\0\5")
    write(raw / ".DS_Store", "\0")
    said: list[str] = []
    build(raw, small_settings(tmp_path / "store"), said.append)
    assert [line for line in said if line.startswith("not read: ")] == [
        "not read: density.csv: not recognised, “population_density_2024” does not count all residents; looked for a "
        "column such as population_2024",
        "not read: events.csv: not recognised, it lacks explanation, by which “Register of events marked on charts” is "
        "known",
        "not read: lookup.csv: not recognised, its columns (lsoa21cdd, wd24cdd, …) are those of no dataset; nearest to "
        "“lsoa21cd” is “lsoa21cdd”",
        "not read: notes.json: not recognised, it is neither GeoJSON nor TopoJSON",
        "not read: wards.json: not recognised, its features have no code of areas, as WD24CD, LSOA21CD or LAD24CD",
        "not read: outlines.kml: a file .kml is not read; save it as one of .csv, .geojson, .gpkg, .json, .ods, .shp, "
        ".topojson, .tsv, .xlsx, .zip",
    ]


SURVEY = "question_id,question,response,area_code,wave_end,wave_months,{},unweighted_base\n"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            SURVEY.format("estimate_percent"),
            "it lacks estimate_pct, by which “Public perception survey” is known; nearest to “estimate_pct” is "
            "“estimate_percent”",
        ),
        ("x" * 50_000, f"its columns ({'x' * 40}, …) are those of no dataset"),
    ],
)
def test_what_a_file_is_likeliest_to_be_is_told_in_few_words(tmp_path: Path, header: str, said: str) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "survey.csv", header)
    lines: list[str] = []
    build(raw, small_settings(tmp_path / "store"), lines.append)
    assert f"not read: survey.csv: not recognised, {said}" in lines


def test_a_file_of_a_kind_that_is_not_read_is_named_where_one_is_missing(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    (raw / "boundaries" / "wards.geojson").rename(raw / "boundaries" / "wards.kml")
    with pytest.raises(SourceError, match=r"no ward boundaries found; add .*; boundaries/wards\.kml: a file"):
        build_small(raw, tmp_path / "store")


def test_a_file_that_is_needed_and_was_not_recognised_is_named(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    path = raw / "population" / "lsoa21.csv"
    write(path, path.read_text().replace("usual_residents_census2021", "population_density_2021"))
    with pytest.raises(SourceError, match=r"no populations found; add .*/lsoa21\.csv: .*population_density_2021”"):
        build_small(raw, tmp_path / "store")
