"""Wards of two generations: told apart by a year, else refused by the names of their files."""

from pathlib import Path

import pytest

from etl.errors import SourceError
from tests.fixtures.small_raw import DISTRICT, EAST, WEST, square, write, write_areas, write_features
from tests.fixtures.staged import staged_areas

OLD = "E05800001"
SETS = "SELECT vintage, ward_code FROM stg_ward_set ORDER BY ALL"


def raw_with(folder: Path, name: str, code_column: str, old: str = OLD) -> Path:
    """The two wards of 2024, and in another file the one that was before them."""
    write_areas(folder)
    ward: dict[str, object] = {code_column: old, "LAD24CD": DISTRICT}
    write_features(folder / "boundaries" / name, [(ward, square(0.0, 0.2))])
    return folder


def refused(raw: Path) -> str:
    with pytest.raises(SourceError) as caught, staged_areas(raw, raw.parent / "work"):
        pass
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_two_files_that_name_one_year_and_cover_each_other_are_refused(tmp_path: Path) -> None:
    said = refused(raw_with(tmp_path / "raw", "wards_old.geojson", "WD24CD"))
    assert said.startswith("boundaries/wards.geojson and boundaries/wards_old.geojson: wards ")
    assert OLD in said
    assert "name the year of each in its columns (WD25CD)" in said


def test_wards_of_one_file_that_cover_each_other_are_refused(tmp_path: Path) -> None:
    write_areas(tmp_path / "raw")
    wards: list[tuple[dict[str, object], object]] = [
        ({"WD24CD": code, "LAD24CD": DISTRICT}, square(*edges))
        for code, edges in ((WEST, (0.0, 0.1)), (EAST, (0.1, 0.2)), (OLD, (0.0, 0.2)))
    ]
    write_features(tmp_path / "raw" / "boundaries" / "wards.geojson", wards)
    assert refused(tmp_path / "raw").startswith("boundaries/wards.geojson: wards ")


def test_a_file_that_names_no_year_beside_other_wards_is_refused(tmp_path: Path) -> None:
    said = refused(raw_with(tmp_path / "raw", "before.geojson", "ward_code"))
    assert said.startswith("boundaries/before.geojson: it does not say of which year its wards are; name the year")


@pytest.mark.parametrize(("name", "column"), [("before.geojson", "WD16CD"), ("wards_2016.geojson", "ward_code")])
def test_a_year_in_the_column_or_in_the_name_tells_them_apart(tmp_path: Path, name: str, column: str) -> None:
    with staged_areas(raw_with(tmp_path / "raw", name, column), tmp_path / "work") as connection:
        assert connection.execute(SETS).fetchall() == [("2016", OLD), ("2024", WEST), ("2024", EAST)]


def test_the_register_dates_wards_beside_those_that_name_no_year(tmp_path: Path) -> None:
    raw = raw_with(tmp_path / "raw", "before.geojson", "ward_code")
    write(raw / "ward_vintages.csv", f"vintage,first_code,last_code,valid_from,valid_to\nold,{OLD},{OLD},,2024-05-01\n")
    with staged_areas(raw, tmp_path / "work") as connection:
        assert connection.execute(SETS).fetchall() == [("2024", WEST), ("2024", EAST), ("old", OLD)]
