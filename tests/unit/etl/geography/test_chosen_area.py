from pathlib import Path

import pytest

from data.settings import Settings
from etl.errors import SourceError
from etl.geography.chosen_area import Place, resolve
from etl.pipeline import build
from tests.fixtures.small_raw import DISTRICT, NEIGHBOUR, query, write, write_similar, write_small_raw

PLACES = [
    Place("district", "Bristol, City of", ("E06000023",)),
    Place("district", "Basildon", ("E07000066",)),
    Place("district", "Castle Point", ("E07000069",)),
    Place("district", "Thurrock", ("E06000034",)),
    Place("district", "Bournemouth, Christchurch and Poole", ("E06000058",)),
    Place("county", "Essex", ("E07000066", "E07000069")),
    Place("force", "Essex Police", ("E06000034", "E07000066", "E07000069")),
    Place("force", "Avon and Somerset Constabulary", ("E06000023",)),
]
CODES = {code for place in PLACES for code in place.codes} | {"E07000187"}


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (["E07000066"], ("E07000066",)),
        (["e07000187"], ("E07000187",)),
        (["basildon"], ("E07000066",)),
        (["Castle Point", "Basildon", "E07000066"], ("E07000069", "E07000066")),
        (["Bristol"], ("E06000023",)),
        (["Basildon", "Bristol", "City of", "Thurrock"], ("E07000066", "E06000023", "E06000034")),
        (["Bournemouth", "Christchurch & Poole"], ("E06000058",)),
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


def built_for(tmp_path: Path, area: tuple[str, ...]) -> list[tuple[object, ...]]:
    raw = write_small_raw(tmp_path / "raw")
    write_similar(raw)
    forces = "LAD24CD,LAD24NM,CSP24CD,CSP24NM,PFA24CD,PFA24NM\n"
    for number, (code, name) in enumerate(((DISTRICT, "Westmere"), (NEIGHBOUR, "Eastmere"))):
        forces += f"{code},{name},E2200000{number},{name} & Lakes,E23900001,Northshire\n"
    write(raw / "forces.csv", forces)
    write(raw / "counties.csv", f"LAD24CD,LAD24NM,CTY24CD,CTY24NM\n{DISTRICT},Westmere,E10900001,Merefolk\n")
    path = build(raw, Settings(store=tmp_path / "store", area=area), lambda _line: None)
    return query(path, "SELECT area_codes, area_name, partnership FROM meta_build")


@pytest.mark.parametrize("asked", ["Westmere", "merefolk"])
def test_one_district_has_the_partnership_that_the_lookup_names(tmp_path: Path, asked: str) -> None:
    assert built_for(tmp_path, (asked,)) == [([DISTRICT], "Westmere", "Westmere & Lakes Community Safety Partnership")]
