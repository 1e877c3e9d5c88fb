import json
from pathlib import Path

import duckdb
import pytest

from data.settings import Settings
from etl.datasets.boundaries import extract as boundaries
from etl.datasets.lookups import extract as lookups
from etl.datasets.populations import extract as populations
from etl.errors import SourceError
from etl.pipeline import build
from etl.sources.source_files import SourceFile
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST,
    EAST_LSOA,
    NEIGHBOUR,
    NEIGHBOUR_LSOA,
    WEST,
    WEST_LSOA,
    build_small,
    query,
    record,
    square,
    write,
    write_areas,
    write_features,
    write_small_raw,
)
from tests.fixtures.small_tables import AREAS, CUBE, STREET, staged_small

BROKEN = (
    f",,,,,\nE01900004,Westmere 001D,#REF!,West,{DISTRICT},Westmere\nE01900005,Westmere 001E,1.2E+08,,{DISTRICT},\n"
)
BRIDGE = (
    "LSOA11CD,LSOA21CD,CHGIND,LAD22CD,LAD22NM\n"
    f"E01900101,{WEST_LSOA},S,{DISTRICT},Westmere\nE01900101,{EAST_LSOA},S,{DISTRICT},Westmere\n"
    f"{NEIGHBOUR_LSOA},{NEIGHBOUR_LSOA},U,{NEIGHBOUR},Eastmere\nE01900102,E01900202,X,{NEIGHBOUR},Eastmere\n"
)


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Areas of which a ward is drawn twice, lines of the lookup are broken and LSOAs of 2011 have changed.

    Beside them a file of residents with a line that is refused and one of elsewhere.
    """
    raw = write_small_raw(tmp_path_factory.mktemp("areas") / "raw")
    write_features(raw / "boundaries" / "x-again.geojson", [({"WD24CD": WEST, "WD24NM": "Other"}, square(0.0, 0.01))])
    lookup = raw / "lookups" / "lsoa_ward_lad.csv"
    write(lookup, lookup.read_text() + BROKEN)
    write(raw / "lookups" / "bridge.csv", BRIDGE)
    write(raw / "population" / "far.csv", f"WD24CD,population_2024\n{WEST},many\nE05999999,5\n")
    return staged_small(raw, (*AREAS, "places"), ("dim_population", "dim_area", "dim_lsoa_change", "dim_boundary"))


def made(raw: Path, area: tuple[str, ...] = (DISTRICT,)) -> duckdb.DuckDBPyConnection:
    """The areas below ``raw`` and their residents, without a whole build."""
    return staged_small(raw, AREAS, ("dim_population", "dim_area"), area=area)


def file(name: str, *columns: str) -> SourceFile:
    return SourceFile(1, Path(name), name, columns, None)


@pytest.mark.parametrize(
    ("columns", "is_lookup", "is_population"),
    [
        (("lsoa21cd", "wd24cd", "lad24cd"), True, False),
        (("lsoa11cd", "lsoa21cd", "chgind"), True, False),
        (("wd21cd", "lad21cd"), True, False),
        (("lsoa21cd", "wd24cd", "usual_residents_census2021"), False, True),
        (("lad24cd", "population_2024"), False, True),
        (("lsoa21cd", "lsoa21nm"), False, False),
        (("crime_id", "crime_type", "lsoa_code", "lad_code"), False, False),
        (("population",), False, False),
    ],
)
def test_lookups_and_populations_are_known_by_their_columns(
    columns: tuple[str, ...], is_lookup: bool, is_population: bool
) -> None:
    assert lookups.recognises(file("a.csv", *columns)) is is_lookup
    assert populations.recognises(file("a.csv", *columns)) is is_population
    assert not boundaries.recognises(file("a.csv", *columns))


def test_boundaries_are_geojson_with_an_area_code() -> None:
    assert boundaries.recognises(file("a.geojson", "wd24cd"))
    assert not boundaries.recognises(file("a.geojson", "name"))
    assert not lookups.recognises(file("a.geojson", "wd24cd", "lad24cd"))


def test_a_suffix_in_capitals_is_the_same_suffix(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    for path in [*raw.glob("lookups/*.csv"), *raw.glob("population/*.csv"), *raw.glob("boundaries/*.geojson")]:
        path.rename(path.with_suffix(path.suffix.upper()))
    found = query(made(raw), "SELECT area_name, population FROM dim_area WHERE area_type = 'ward' ORDER BY 1")
    assert found == [("East", 3000), ("West", 1000)]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("lookups/*", "no lookup from LSOA to ward and district found; add ONS's CSV"),
        ("boundaries/*", "no ward boundaries found; add ONS's GeoJSON"),
        ("population/*", "no populations found; add a CSV"),
    ],
)
def test_what_every_build_needs_is_named_with_the_cure(tmp_path: Path, pattern: str, message: str) -> None:
    raw = write_small_raw(tmp_path / "raw")
    for path in raw.glob(pattern):
        path.unlink()
    with pytest.raises(SourceError, match=message):
        build_small(raw, tmp_path / "store")


def refused(tmp_path: Path, properties: dict[str, object], geometry: object) -> str:
    raw = write_small_raw(tmp_path / "raw")
    known: tuple[dict[str, object], object] = ({"WD24CD": WEST, "WD24NM": "West"}, square(0.0, 0.1))
    write_features(raw / "extra.geojson", [known, (properties, geometry)])
    with pytest.raises(SourceError) as caught:
        build_small(raw, tmp_path / "store")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("extra.geojson: ")
    return str(caught.value)


@pytest.mark.parametrize("geometry", [None, {"type": "Point", "coordinates": [0.0, 52.0]}])
def test_an_area_without_a_polygon_is_refused(tmp_path: Path, geometry: object) -> None:
    said = refused(tmp_path, {"WD24CD": EAST}, geometry)
    assert f"{EAST} has no polygon; download the file again" in said


@pytest.mark.parametrize("properties", [{"WD24CD": None}, {"WD24CD": ""}])
def test_an_area_without_a_code_is_refused(tmp_path: Path, properties: dict[str, object]) -> None:
    assert "a feature has no wd24cd; download the file again" in refused(tmp_path, properties, square(0.1, 0.2))


@pytest.mark.parametrize("properties", [{"WD24NM": "East"}, None])
def test_an_area_without_the_properties_of_the_first_is_refused(tmp_path: Path, properties: dict[str, object]) -> None:
    refused(tmp_path, properties, square(0.1, 0.2))


def test_metres_are_not_longitudes(tmp_path: Path) -> None:
    said = refused(tmp_path, {"WD24CD": EAST}, square(562000, 563000, 178000, 179000))
    assert "coordinates are not longitude and latitude; download the GeoJSON in EPSG:4326" in said


def test_boundaries_of_another_area_are_refused_with_the_cure(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write_features(raw / "far.geojson", [({"WD24CD": "E05999999", "WD24NM": "Far"}, square(-3, -2))])
    with pytest.raises(SourceError, match=r"far\.geojson: none of its 1 areas \(E05999999, …\) is in the lookups"):
        build_small(raw, tmp_path / "store")


def test_the_first_drawing_of_an_area_wins(staged: duckdb.DuckDBPyConnection) -> None:
    load = query(staged, "SELECT rows_read, rows_loaded, rows_duplicate FROM meta_load WHERE file LIKE '%x-again%'")
    assert load == [(1, 0, 1)]
    assert query(staged, "SELECT area_name FROM dim_area WHERE area_code = 'E05900001'") == [("West",)]


def test_a_layer_is_one_feature_collection_with_codes_and_names(staged: duckdb.DuckDBPyConnection) -> None:
    layers = query(
        staged,
        "SELECT layer, area_count, west, south, east, north, geojson FROM dim_boundary ORDER BY layer",
    )
    assert [layer[:6] for layer in layers] == [
        ("district-2024", 2, 0.0, 52.0, 0.3, 52.1),
        ("ward-2024", 2, 0.0, 52.0, 0.2, 52.1),
    ]
    features = json.loads(str(layers[1][6]))["features"]
    assert [(f["id"], f["properties"]) for f in features] == [
        (WEST, {"area_name": "West"}),
        (EAST, {"area_name": "East"}),
    ]
    assert features[0]["geometry"] == square(0.0, 0.1)


def test_lookup_lines_without_a_code_or_with_one_that_a_spreadsheet_has_broken_are_refused(
    staged: duckdb.DuckDBPyConnection,
) -> None:
    assert query(staged, "SELECT line, reason FROM meta_reject WHERE source = 'lookups' ORDER BY line") == [
        (5, "no area code on the line"),
        (6, "#REF! is not an area code"),
        (7, "1.2E+08 is not an area code"),
    ]
    assert query(staged, "SELECT area_code FROM dim_area WHERE area_type = 'ward' ORDER BY ALL") == [(WEST,), (EAST,)]
    load = query(staged, "SELECT rows_read, rows_rejected FROM meta_load WHERE file = 'lookups/lsoa_ward_lad.csv'")
    assert load == [(6, 3)]


def with_abolished_district(folder: Path) -> Path:
    """Wards and LSOAs of 2011 of Fenmere, part of the neighbour since: a split LSOA, and one that is unchanged."""
    raw = write_small_raw(
        folder, {"2022-01": [record(1, "2022-01"), record(2, "2022-01", place=("", ""), lsoa="E01900101")]}
    )
    write(
        raw / "lookups" / "bridge.csv",
        "LSOA11CD,LSOA21CD,CHGIND,LAD22CD,LAD22NM\n"
        f"{WEST_LSOA},{WEST_LSOA},U,{DISTRICT},Westmere\nE01900101,{NEIGHBOUR_LSOA},S,E07900009,Fenmere\n",
    )
    write(raw / "lookups" / "counties.csv", "LAD22CD,LAD22NM,CTY22CD,CTY22NM\nE07900009,Fenmere,E10900009,Fens\n")
    write(raw / "lookups" / "old.csv", "LSOA11CD,WD17CD,WD17NM,LAD17CD\nE01900101,E05900109,Fen,E07900009\n")
    write_features(
        raw / "boundaries" / "districts22.geojson",
        [({"LAD22CD": "E07900009", "LAD22NM": "Fenmere"}, square(0.2, 0.3)), ({"LAD22CD": DISTRICT}, square(0, 0.2))],
    )
    return raw


def test_an_lsoa_of_an_abolished_district_lies_in_that_of_the_lsoa_that_it_became(tmp_path: Path) -> None:
    staged = staged_small(with_abolished_district(tmp_path / "raw"), STREET, (*CUBE, "dim_lsoa_change", "fct_coverage"))
    assert query(staged, "SELECT area_code FROM dim_area WHERE area_type = 'district'") == [(DISTRICT,), (NEIGHBOUR,)]
    counted = query(
        staged, "SELECT area_code, offence_count FROM fct_crime_monthly WHERE area_type = 'district' ORDER BY 1"
    )
    assert counted == [(DISTRICT, 1), (NEIGHBOUR, 1)]
    assert query(staged, "SELECT district_code FROM dim_lsoa_change WHERE lsoa11_code = 'E01900101'") == [(NEIGHBOUR,)]
    assert query(staged, "SELECT count(*) FROM dim_district_force WHERE district_code = 'E07900009'") == [(0,)]


def test_a_ward_that_a_file_puts_in_an_abolished_district_is_in_that_of_today(tmp_path: Path) -> None:
    raw = with_abolished_district(tmp_path / "raw")
    fen: dict[str, object] = {"WD17CD": "E05900109", "WD17NM": "Fen", "LAD17CD": "E07900009"}
    write_features(raw / "boundaries" / "wards17.geojson", [(fen, square(0.2, 0.3))])
    wards = query(
        made(raw, area=(NEIGHBOUR,)), "SELECT area_code, district_code, vintage FROM dim_area WHERE area_type = 'ward'"
    )
    assert ("E05900109", NEIGHBOUR, "2017") in wards


def test_an_abolished_district_is_no_area_and_that_of_today_is_named(tmp_path: Path) -> None:
    raw = with_abolished_district(tmp_path / "raw")
    with pytest.raises(SourceError, match=r"ask for Eastmere \(E07900002\)"):
        build(raw, Settings(store=tmp_path / "store", area=("Fenmere",)), lambda _line: None)


def population(tmp_path: Path, name: str, text: str) -> duckdb.DuckDBPyConnection:
    """Areas of whose residents there is one more file."""
    write_areas(tmp_path / "raw")
    write(tmp_path / "raw" / "population" / name, text)
    return made(tmp_path / "raw")


def test_wards_and_districts_are_the_sum_of_their_lsoas(tmp_path: Path) -> None:
    write_areas(tmp_path / "raw")
    found = query(
        made(tmp_path / "raw"), "SELECT area_code, population FROM dim_area WHERE area_type <> 'lsoa' ORDER BY ALL"
    )
    assert found == [(WEST, 1000), (EAST, 3000), ("E07900001", 4000), (NEIGHBOUR, 2000)]


def test_a_ward_of_which_an_lsoa_has_no_residents_given_has_no_sum(tmp_path: Path) -> None:
    write_areas(tmp_path / "raw")
    write(
        tmp_path / "raw" / "lookups" / "more.csv",
        f"LSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD,LAD24NM\nE01900004,Westmere 001D,{WEST},West,{DISTRICT},Westmere\n",
    )
    found = query(
        made(tmp_path / "raw"), "SELECT area_code, population FROM dim_area WHERE area_type <> 'lsoa' ORDER BY ALL"
    )
    assert found == [(WEST, None), (EAST, 3000), (DISTRICT, None), (NEIGHBOUR, 2000)]


def test_a_population_of_the_ward_itself_wins_over_the_sum(tmp_path: Path) -> None:
    areas = population(tmp_path, "wards.csv", f"WD24CD,population_2024\n{WEST},1111.0\n{EAST},2222\n")
    found = query(
        areas,
        "SELECT population, population_year, population_source FROM dim_area WHERE area_type = 'ward' ORDER BY ALL",
    )
    assert found == [(1111, 2024, "Resident population 2024"), (2222, 2024, "Resident population 2024")]


def test_of_one_year_the_figure_of_the_ward_itself_comes_first(tmp_path: Path) -> None:
    areas = population(tmp_path, "wards.csv", f"WD24CD,usual_residents_census2021\n{WEST},1111\n{EAST},3000\n")
    found = query(areas, "SELECT population FROM dim_population WHERE area_type = 'ward' ORDER BY area_code")
    assert found == [(1111,), (3000,)]


def test_a_population_that_is_no_number_is_refused_and_one_of_an_unknown_area_is_outside(tmp_path: Path) -> None:
    values = {"": "", "many": " many", "1.000": " 1.000", "<50": " <50", "-5": " -5"}
    lines = "".join(f"E0590000{place},Ward,{value}\n" for place, value in enumerate(values, start=1))
    areas = population(tmp_path, "wards.csv", f"WD24CD,WD24NM,population_2024\n{lines}E05999999,Far,5\n")
    assert query(areas, "SELECT line, reason FROM meta_reject ORDER BY line") == [
        (line, f"population{said} is not a number of residents") for line, said in enumerate(values.values(), start=2)
    ]
    assert query(areas, "SELECT rows_outside_area FROM meta_load WHERE file = 'population/wards.csv'") == [(1,)]


def test_residents_refused_and_of_elsewhere_are_counted_in_a_build(staged: duckdb.DuckDBPyConnection) -> None:
    load = query(staged, "SELECT rows_read, rows_outside_area, rows_rejected FROM meta_load WHERE file LIKE '%far.csv'")
    assert load == [(2, 1, 1)]
    assert query(staged, "SELECT line FROM meta_reject WHERE source = 'populations'") == [(2,)]


def test_a_population_without_a_year_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"wards\.csv: no year of the population"):
        population(tmp_path, "wards.csv", f"WD24CD,population\n{WEST},5\n")


def test_the_year_may_stand_in_the_name_of_the_file(tmp_path: Path) -> None:
    areas = population(tmp_path, "wards_mid2023.csv", f"WD24CD,population\n{WEST},5\n{EAST},6\n")
    found = query(areas, "SELECT population_source FROM dim_area WHERE area_code = 'E05900001'")
    assert found == [("ONS mid-year estimate 2023",)]


def ages(sexes: str, first: str) -> str:
    columns = [f"{sex}{age}" for sex in (sexes or " ") for age in (*range(90), "90+")]
    header = ",".join(["LAD24CD", *(column.strip() for column in columns)])
    rest = "," + ",".join(["2"] * (len(columns) - 1))
    return f"{header}\n{DISTRICT},{first}{rest}\n{NEIGHBOUR},1{rest}\n"


@pytest.mark.parametrize(("sexes", "total"), [("", 1 + 90 * 2), ("FM", 1 + 181 * 2)])
def test_single_years_of_age_are_added_up(tmp_path: Path, sexes: str, total: int) -> None:
    areas = population(tmp_path, "districts_mid2022.csv", ages(sexes, "1"))
    found = query(areas, "SELECT DISTINCT population, population_source FROM dim_area WHERE area_type = 'district'")
    assert found == [(total, "ONS mid-year estimate 2022")]


def test_an_age_that_is_no_number_refuses_the_line(tmp_path: Path) -> None:
    areas = population(tmp_path, "districts_mid2022.csv", ages("", "many"))
    assert query(areas, "SELECT line, reason FROM meta_reject") == [(2, "population is not a number of residents")]


def test_each_year_is_kept_and_one_that_covers_only_some_wards_does_not_mix_with_the_rest(tmp_path: Path) -> None:
    areas = population(tmp_path, "wards.csv", f"WD24CD,population_2024\n{WEST},1111.0\n")
    found = query(
        areas,
        "SELECT area_code, population_year, population, is_common FROM dim_population "
        "WHERE area_type = 'ward' ORDER BY ALL",
    )
    assert found == [(WEST, 2021, 1000, True), (WEST, 2024, 1111, False), (EAST, 2021, 3000, True)]
    assert query(areas, "SELECT DISTINCT population_year FROM dim_area WHERE area_type = 'ward'") == [(2021,)]


def test_what_became_of_each_older_lsoa_is_kept_and_a_split_one_is_known_in_both_vintages(
    staged: duckdb.DuckDBPyConnection,
) -> None:
    assert query(staged, "SELECT * FROM dim_lsoa_change") == [
        (NEIGHBOUR_LSOA, NEIGHBOUR_LSOA, "unchanged", False, NEIGHBOUR),
        ("E01900101", WEST_LSOA, "split", True, DISTRICT),
        ("E01900101", EAST_LSOA, "split", True, DISTRICT),
        ("E01900102", "E01900202", "irregular", True, NEIGHBOUR),
    ]
    assert query(staged, "SELECT rows_read, rows_loaded FROM meta_load WHERE file = 'lookups/bridge.csv'") == [(4, 4)]
    lsoas = query(staged, "SELECT area_code, vintage FROM dim_area WHERE area_type = 'lsoa' ORDER BY ALL")
    assert lsoas == [(WEST_LSOA, "2021"), (EAST_LSOA, "2021"), ("E01900101", "2011")]
