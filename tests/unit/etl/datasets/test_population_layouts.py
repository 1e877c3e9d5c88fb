"""Residents in the layouts of ONS and Nomis, each as it is downloaded: loaded, or refused with the cure."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from etl.datasets.populations.extract import recognises
from etl.datasets.populations.residents import whole_numbers
from etl.errors import SourceError
from etl.sources.source_files import SourceFile, read_columns
from tests.fixtures.small_raw import DISTRICT, EAST, EAST_LSOA, NEIGHBOUR, NEIGHBOUR_LSOA, WEST, WEST_LSOA, write_areas
from tests.fixtures.staged import AREAS, also_staged, staged_areas

Residents = Callable[[str, bytes], list[tuple[object, ...]]]
LSOAS = {WEST_LSOA: 1500, EAST_LSOA: 1250, NEIGHBOUR_LSOA: 900}
FOUND = """
SELECT area_code, population_year, sum(population) FROM stg_population_year WHERE fate = 'loaded'
GROUP BY ALL ORDER BY ALL
"""


def each(line: str) -> str:
    """A line an LSOA, with its code, a name, its residents and those beside 500 filled in."""
    rows = enumerate(LSOAS.items())
    return "".join(
        line.format(code=c, name=f"Westmere 00{n}A", count=count, rest=count - 500) for n, (c, count) in rows
    )


TITLES = (
    '"TS001 - Number of usual residents in households and communal establishments"\n'
    '"ONS Crown Copyright Reserved [from Nomis on 3 April 2024]"\n\n'
)
API = (
    "DATE,DATE_NAME,GEOGRAPHY,GEOGRAPHY_NAME,GEOGRAPHY_CODE,GEOGRAPHY_TYPE,{parts}MEASURES,MEASURES_NAME,OBS_VALUE,"
    "OBS_STATUS,RECORD_OFFSET\n"
)
BULK = (
    "date,geography,geography code,Residence type: Total; measures: Value,"
    "Residence type: Lives in household; measures: Value\n"
)
LAYOUTS = {
    "a Nomis query": (
        "nomis.csv",
        TITLES + '"Population","All usual residents"\n"Units","Persons"\n"Date","2021"\n\n'
        '"2021 super output area - lower layer","mnemonic","Total","Lives in household"\n'
        + each('"{name}","{code}","{count}","7"\n')
        + '\n"In order to protect against disclosure, records have been swapped."\n',
        2021,
    ),
    "a Nomis query of estimates": (
        "mye.csv",
        '"Population estimates - small area (2021 based)"\n"[from Nomis on 3 April 2024]"\n\n"Age","All Ages"\n\n'
        '"2021 super output area - lower layer","mnemonic","2022"\n' + each('"{name}","{code}",{count}\n'),
        2022,
    ),
    "Nomis in bulk": ("census2021-ts001-lsoa.csv", BULK + each("2021,{name},{code},{count},7\n"), 2021),
    "the Nomis API": (
        "NM_2014_1.data.csv",
        API.format(parts="GENDER,GENDER_NAME,")
        + each("2022,2022,9,{name},{code},2021 LSOAs,0,Total,20100,Value,{count},A,0\n"),
        2022,
    ),
    "the Nomis API with parts of the total": (
        "NM_2021_1.data.csv",
        API.format(parts="C2021_RESTYPE_3,C2021_RESTYPE_3_NAME,")
        + each("2021,2021,9,{name},{code},LSOAs,0,Total: All usual residents,20100,Value,{count},A,0\n")
        + each("2021,2021,9,{name},{code},LSOAs,1,Lives in a household,20100,Value,7,A,1\n")
        + each("2021,2021,9,{name},{code},LSOAs,0,Total: All usual residents,20301,Percent,100,A,2\n"),
        2021,
    ),
    "small-area estimates": (
        "sapelsoa-mid2022.csv",
        "LAD 2021 Code,LAD 2021 Name,LSOA 2021 Code,LSOA 2021 Name,Total,F0 to 15,M0 to 15\n"
        + each('E07900001,Westmere,{code},{name},"{count:,}",9,9\n'),
        2022,
    ),
    "a custom dataset": (
        "custom-filtered-2024-05-01T10_00_00Z.csv",
        "Lower layer Super Output Areas Code,Lower layer Super Output Areas,Observation\n"
        + each("{code},{name},{count}\n"),
        2021,
    ),
    "a custom dataset by sex": (
        "custom-filtered-2024-05-01T10_00_00Z.csv",
        "Lower layer Super Output Areas Code,Lower layer Super Output Areas,Sex (2 categories) Code,Sex (2 categories),"
        "Observation\n" + each("{code},{name},1,Female,500\n") + each("{code},{name},2,Male,{rest}\n"),
        2021,
    ),
    "semicolons": ("lsoa.csv", "LSOA21CD;LSOA21NM;population_2023\n" + each("{code};{name};{count}\n"), 2023),
    "tabs": ("lsoa.tsv", "LSOA21CD\tLSOA21NM\tpopulation_2023\n" + each("{code}\t{name}\t{count}\n"), 2023),
    "a density beside it": (
        "lsoa.csv",
        "LSOA21CD,population_density_2023,population_2023\n" + each("{code},3750,{count}\n"),
        2023,
    ),
    "a code with blanks": ("lsoa.csv", "LSOA21CD,population_2023\n" + each("\u00a0{code} ,{count}\n"), 2023),
}  # fmt: skip


@pytest.fixture(scope="module")
def areas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in which all is staged that residents are of."""
    folder = tmp_path_factory.mktemp("areas")
    write_areas(folder / "raw")
    with staged_areas(folder / "raw", folder / "work", names={*AREAS} - {"populations"}) as connection:
        yield connection


@pytest.fixture
def residents(areas: duckdb.DuckDBPyConnection, tmp_path: Path) -> Residents:
    """A function that gives the residents by area and year of a file of this name and content."""

    def of_file(name: str, content: bytes) -> list[tuple[object, ...]]:
        raw = tmp_path / "raw"
        raw.mkdir(exist_ok=True)
        (raw / name).write_bytes(content)
        with also_staged(areas, raw, "populations") as connection:
            assert connection.execute("SELECT line, reason FROM raw_reject").fetchall() == []
            return connection.execute(FOUND).fetchall()

    return of_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_residents_load_as_they_are_downloaded(residents: Residents, layout: str, encoding: str) -> None:
    name, text, year = LAYOUTS[layout]
    assert residents(name, text.encode(encoding)) == [(code, year, count) for code, count in sorted(LSOAS.items())]


def sheets(
    residents: Residents, tmp_path: Path, name: str, tables: dict[str, list[Sequence[object]]]
) -> list[tuple[object, ...]]:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / name)
    return residents(name, (tmp_path / name).read_bytes())


def test_each_sheet_of_small_area_estimates_is_a_year(residents: Residents, tmp_path: Path) -> None:
    header = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total", "F0 to 15"]
    tables: dict[str, list[Sequence[object]]] = {"Contents": [["Lower layer Super Output Area population estimates"]]}
    for more, year in enumerate((2022, 2023)):
        rows = [[DISTRICT, "Westmere", code, "x", count + more, 9] for code, count in LSOAS.items()]
        tables[f"Mid-{year} LSOA 2021"] = [[f"Mid-{year} population estimates"], ["Source: ONS"], [], header, *rows]
    found = sheets(residents, tmp_path, "sapelsoabroadage20222023.xlsx", tables)
    assert found == [(code, 2022 + n, count + n) for code, count in sorted(LSOAS.items()) for n in (0, 1)]


def test_estimates_of_districts_are_those_of_all_persons(residents: Residents, tmp_path: Path) -> None:
    title = ["MYE2: Population estimates by single year of age and sex, mid-2023"]
    header = ["Code", "Name", "Geography", "All ages", 0]
    whole = ["K02000001", "UNITED KINGDOM", "Country", 67_000_000, 3]
    tables: dict[str, list[Sequence[object]]] = {
        f"MYE2 - {who}": [title, [], header, [DISTRICT, "Westmere", "Unitary", count, 3], whole]
        for who, count in (("Females", 1400), ("Males", 1350), ("Persons", 2750))
    }
    assert sheets(residents, tmp_path, "mye23tablesuk.xlsx", tables) == [(DISTRICT, 2023, 2750)]


def test_every_year_of_a_file_is_kept(residents: Residents) -> None:
    text = "LSOA21CD,population_2011,population_2024\n" + each("{code},,{count}\n")
    found = residents("lsoa.csv", text.encode())
    assert found == [(code, 2024, count) for code, count in sorted(LSOAS.items())]
    both = "LSOA21CD,population_2011,population_2024\n" + each("{code},10,{count}\n")
    assert residents("lsoa.csv", both.encode())[:2] == [
        (WEST_LSOA, 2011, 10),
        (WEST_LSOA, 2024, 1500),
    ]


def test_a_column_of_years_is_read(residents: Residents) -> None:
    text = f"WD24CD,year,population\n{WEST},2023,10\n{WEST},mid-2024,11\n{EAST},2023,20\n{EAST},2024,21\n"
    found = residents("wards_2019.csv", text.encode())
    assert found == [(WEST, 2023, 10), (WEST, 2024, 11), (EAST, 2023, 20), (EAST, 2024, 21)]


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("TS006 - Population density", "2021"),
        ("TS041 - Number of households", "Total"),
        ("TS041 - Number of households", "2021"),
    ],
)
def test_a_total_of_something_else_is_no_count_of_residents(tmp_path: Path, title: str, column: str) -> None:
    text = f'"{title}"\n\n"Date","2021"\n\n"2021 super output area - lower layer","mnemonic","{column}"\n'
    path = tmp_path / "nomis.csv"
    path.write_text(text + each('"{name}","{code}","{count}"\n'))
    assert not recognises(SourceFile(1, path, path.name, read_columns(path, path.name), None))


def test_a_workbook_of_something_else_is_left_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["LSOA 2021 Code", "Deaths"], [WEST_LSOA, 5]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "deaths.xlsx")
    assert not recognises(SourceFile(1, tmp_path / "deaths.xlsx", "deaths.xlsx", (), None))


def test_windows_letters_in_a_name_lose_no_line(residents: Residents) -> None:
    text = "LSOA21CD,LSOA21NM,population_2023\n" + each("{code},Llanf\u00e2n 001A,{count}\n")
    assert len(residents("lsoa.csv", text.encode("cp1252"))) == len(LSOAS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"WD24CD,population_2024,residents_2024\n{WEST},5,6\n", "“population_2024” and “residents_2024” may each be"),
        (f"WD24CD,population,population_2024\n{WEST},5,6\n", "“population” and “population_2024” may each be"),
        (f"WD24CD,population\n{WEST},5\n", "no year of the population; name it in the column"),
        (f"WD24CD,population_2024\n{WEST},5\n{WEST},6\n", f"{WEST} has other residents on line 3 than on line 2"),
        (
            f"WD24CD,tenure,population_2024\n{WEST},owned,5\n{WEST},rented,6\n",
            "apart by “tenure”; keep the lines of all",
        ),
    ],
)
def test_what_may_mean_two_things_is_refused_by_name(residents: Residents, text: str, said: str) -> None:
    with pytest.raises(SourceError, match=rf"wards\.csv: .*{said}"):
        residents("wards.csv", text.encode())


@pytest.mark.parametrize(
    ("cell", "number"), [("1500", "1500"), ("1500.0", "1500"), ("1,500", "1500"), ("1 234 567", "1234567")]
)
def test_thousands_are_read(cell: str, number: str) -> None:
    assert whole_numbers(pd.Series([cell])).tolist() == [number]


@pytest.mark.parametrize(
    "cell", ["37.5", "1.5E+03", "inf", "nan", "-5", "<50", "", "1,50", "12,34", "1.500", "1.000", "c", "\u0661\u0662"]
)
def test_what_may_be_a_fraction_or_no_number_is_none(cell: str) -> None:
    assert whole_numbers(pd.Series([cell])).isna().all()


def test_residents_of_a_year_to_come_are_refused(areas: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "wards.csv").write_text(f"WD24CD,population_2099\n{WEST},5\n{NEIGHBOUR},\n")
    with also_staged(areas, tmp_path, "populations") as connection:
        found = connection.execute("SELECT line, reason FROM raw_reject ORDER BY line").fetchall()
    assert found == [
        (2, "the population is of 2099, which has not begun"),
        (3, "population is not a number of residents"),
    ]
