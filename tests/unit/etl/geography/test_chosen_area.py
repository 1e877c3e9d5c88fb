from pathlib import Path

import duckdb
import pytest

from data.settings import Settings
from etl.errors import SourceError
from etl.geography.chosen_area import OWN_AREA, Place, resolve
from etl.pipeline import STAGING, build
from tests.fixtures.small_raw import DISTRICT, NEIGHBOUR, query, square, write, write_features, write_small_raw
from tests.fixtures.small_tables import NAMING, staged_small

PLACES = [
    Place("district", "Bristol, City of", ("E06000023",)),
    Place("district", "Basildon", ("E07000066",)),
    Place("district", "Castle Point", ("E07000069",)),
    Place("district", "Thurrock", ("E06000034",)),
    Place("district", "Bournemouth, Christchurch and Poole", ("E06000058",)),
    Place("district", "Ynys Môn", ("W06000001",)),
    Place("county", "Essex", ("E07000066", "E07000069")),
    Place("force", "Essex Police", ("E06000034", "E07000066", "E07000069")),
    Place("force", "Avon and Somerset Constabulary", ("E06000023",)),
]
CODES = {code for place in PLACES for code in place.codes} | {"E07000108"}


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (["E07000066"], ("E07000066",)),
        (["e07000108"], ("E07000108",)),
        (["basildon"], ("E07000066",)),
        (["Castle Point", "Basildon", "E07000066"], ("E07000069", "E07000066")),
        (["Bristol"], ("E06000023",)),
        (["Basildon", "Bristol", "City of", "Thurrock"], ("E07000066", "E06000023", "E06000034")),
        (["Bournemouth", "Christchurch & Poole"], ("E06000058",)),
        (["ynys mon"], ("W06000001",)),
        (["Essex"], ("E07000066", "E07000069")),
        (["Essex Police"], ("E06000034", "E07000066", "E07000069")),
        (["Avon & Somerset"], ("E06000023",)),
    ],
)
def test_an_area_is_found_by_code_or_name(asked: list[str], codes: tuple[str, ...]) -> None:
    assert resolve(asked, PLACES, CODES) == tuple(code.upper() for code in codes)


@pytest.mark.parametrize(
    ("asked", "term", "nearest"),
    [
        (["Basidon"], "Basidon", "Basildon"),
        (["Basildon", "Castlepoynt"], "Castlepoynt", "Castle Point"),
        (["E07000067"], "E07000067", "Basildon (E07000066)"),
        (["Esex Police"], "Esex Police", "Essex Police"),
        (["Zzz"], "Zzz", "none; see whether the lookup names your districts"),
    ],
)
def test_a_wrong_one_answers_with_the_nearest_names(asked: list[str], term: str, nearest: str) -> None:
    with pytest.raises(SourceError) as raised:
        resolve(asked, PLACES, CODES)
    said = str(raised.value)
    assert said.startswith(f"DASHBOARD_AREA: “{term}” is no district, county or force of the lookups loaded; nearest: ")
    assert nearest in said
    assert "\n" not in said


@pytest.mark.parametrize("term", ["Fenmere", "E07000191"])
def test_a_district_of_once_is_answered_with_that_of_today(term: str) -> None:
    former = {"fenmere": "Lakes (E06000066)", "e07000191": "Lakes (E06000066)"}
    with pytest.raises(SourceError, match=rf"“{term}” is a district no longer; ask for Lakes \(E06000066\)"):
        resolve([term], PLACES, CODES, former)


PARTNERSHIP = "Westmere & Lakes Community Safety Partnership"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two districts of one force, each with a partnership of a name of its own; one is all of a county."""
    raw = write_small_raw(tmp_path / "raw")
    far: dict[str, object] = {"WD24CD": "E05900003", "WD24NM": "Far", "LAD24CD": NEIGHBOUR}
    write_features(raw / "boundaries" / "far.geojson", [(far, square(0.2, 0.3))])
    forces = "LAD24CD,LAD24NM,CSP24CD,CSP24NM,PFA24CD,PFA24NM\n"
    for number, (code, name) in enumerate(((DISTRICT, "Westmere"), (NEIGHBOUR, "Eastmere"))):
        forces += f"{code},{name},E2200000{number},{name} & Lakes,E23900001,Northshire\n"
    write(raw / "forces.csv", forces)
    write(raw / "counties.csv", f"LAD24CD,LAD24NM,CTY24CD,CTY24NM\n{DISTRICT},Westmere,E10900001,Merefolk\n")
    return raw


def chosen(raw: Path, area: tuple[str, ...]) -> tuple[set[object], list[tuple[object, ...]]]:
    """The districts of the area that is asked for, and what it and its partnerships are called."""
    areas = staged_small(raw, NAMING, area=area)
    codes = {code for (code,) in query(areas, "FROM chosen_district")}
    return codes, query(areas, "SELECT area_name, partnership FROM own_area")


def test_a_build_says_which_area_and_partnership_it_is_of(raw: Path, tmp_path: Path) -> None:
    path = build(raw, Settings(store=tmp_path / "store", area=("merefolk",)), lambda _line: None)
    found = query(path, "SELECT area_codes, area_name, partnership FROM meta_build")
    assert found == [([DISTRICT], "Westmere", PARTNERSHIP)]


@pytest.mark.parametrize("asked", ["Westmere", "merefolk"])
def test_one_district_has_the_partnership_that_the_lookup_names(raw: Path, asked: str) -> None:
    assert chosen(raw, (asked,)) == ({DISTRICT}, [("Westmere", PARTNERSHIP)])


@pytest.mark.parametrize(
    ("asked", "name"),
    [(("Northshire",), "the Northshire area"), (("Eastmere", "Westmere"), "the Northshire area")],
)
def test_all_districts_of_a_force_are_called_by_it(raw: Path, asked: tuple[str, ...], name: str) -> None:
    codes, named = chosen(raw, asked)
    assert codes == {DISTRICT, NEIGHBOUR}
    assert named == [(name, f"Community safety partnerships of {name}")]


@pytest.mark.parametrize(
    ("districts", "name"),
    [(("D1", "D2"), "Ash and Birch"), (("D1", "D2", "D3"), "Oakshire"), (("D1", "D2", "D4"), "3 districts")],
)
def test_districts_that_are_no_whole_county_or_force_are_named_or_counted(
    districts: tuple[str, ...], name: str
) -> None:
    with duckdb.connect() as connection:
        connection.execute(STAGING)
        connection.execute(
            """
            CREATE TABLE chosen_district (district_code VARCHAR);
            CREATE TABLE stg_district (district_code VARCHAR, district_name VARCHAR);
            INSERT INTO stg_district VALUES ('D1', 'Ash'), ('D2', 'Birch'), ('D3', 'Cedar'), ('D4', 'Dell');
            CREATE TABLE stg_district_today AS FROM stg_district;
            CREATE TABLE stg_district_county AS
            SELECT district_code, 'Oakshire' AS county_name FROM stg_district WHERE district_code <> 'D4';
            CREATE TABLE stg_district_force AS SELECT district_code, 'Oak Police' AS force_name FROM stg_district;
            CREATE TABLE stg_district_area (
                district_code VARCHAR, csp_name VARCHAR, is_by_name BOOLEAN, vintage VARCHAR
            )
            """
        )
        connection.executemany("INSERT INTO chosen_district VALUES (?)", [[code] for code in districts])
        connection.execute(OWN_AREA)
        assert connection.execute("SELECT area_name FROM own_area").fetchall() == [(name,)]
