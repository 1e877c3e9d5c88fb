import pytest

from etl.sources.area_columns import AreaColumn, area_columns, code_columns, finest, name_column
from etl.sources.layout import normalise
from etl.sources.resident_columns import resident_columns


@pytest.mark.parametrize(
    ("column", "area_type", "vintage", "is_code"),
    [
        ("LSOA11CD", "lsoa", "2011", True),
        ("LSOA21NM", "lsoa", "2021", False),
        ("lsoa21_code", "lsoa", "2021", True),
        ("LSOA code", "lsoa", None, True),
        ("WD24CD", "ward", "2024", True),
        ("ward_code", "ward", None, True),
        ("ward17_name", "ward", "2017", False),
        ("LAD22NM", "district", "2022", False),
        ("lad_code", "district", None, True),
        ("ltla24_code", "district", "2024", True),
        ("LTLA22NM", "district", "2022", False),
    ],
)
def test_the_names_that_ons_gives_are_understood(
    column: str, area_type: str, vintage: str | None, is_code: bool
) -> None:
    name = normalise(column)
    assert area_columns((name,)) == [AreaColumn(name, area_type, vintage, is_code)]


@pytest.mark.parametrize("column", ["population", "lsoa", "crime_type", "msoa21cd", "wdnmw", "lad2024cd", "code"])
def test_other_names_are_no_areas(column: str) -> None:
    assert area_columns((column,)) == []


COLUMNS = ("lad24cd", "lad24nm", "wd24cd", "wd24nm", "lsoa21cd", "lsoa11cd", "lsoa11nm")


def test_codes_of_one_type_keep_the_order_of_the_file() -> None:
    assert [c.column for c in code_columns(COLUMNS, "lsoa")] == ["lsoa21cd", "lsoa11cd"]


def test_a_code_takes_the_name_of_its_own_year_else_of_its_type() -> None:
    newer, older = code_columns(COLUMNS, "lsoa")
    assert name_column(COLUMNS, older) == "lsoa11nm"
    assert name_column(COLUMNS, newer) == "lsoa11nm"
    assert name_column(("wd24cd", "lad24nm"), code_columns(("wd24cd",), "ward")[0]) is None


@pytest.mark.parametrize(
    ("columns", "expected"),
    [(COLUMNS, "lsoa21cd"), (("lad24cd", "wd24cd"), "wd24cd"), (("lad24cd",), "lad24cd"), (("lad24nm",), None)],
)
def test_the_finest_area_is_the_smallest(columns: tuple[str, ...], expected: str | None) -> None:
    found = finest(columns)
    assert (found.column if found else None) == expected


AGES = tuple(str(age) for age in range(91))


@pytest.mark.parametrize(
    ("columns", "residents"),
    [
        (("lsoa11cd", "total_population", *AGES), ("total_population",)),
        (("lsoa21cd", "usual_residents_census2021"), ("usual_residents_census2021",)),
        (("lsoa11cd", *AGES), AGES),
        (("f0", *AGES, "m0"), AGES),
        (("lsoa11cd", *(f"{sex}{age}" for sex in "fm" for age in AGES)), tuple(f"{s}{a}" for s in "fm" for a in AGES)),
        (("lsoa11cd", *AGES[:-1]), ()),
        (("lsoa11cd", *(f"f{age}" for age in AGES)), ()),
        (("lsoa21cd", "wd24cd", "1"), ()),
    ],
)
def test_residents_are_a_total_or_every_single_year_of_age(
    columns: tuple[str, ...], residents: tuple[str, ...]
) -> None:
    assert resident_columns(columns) == residents
