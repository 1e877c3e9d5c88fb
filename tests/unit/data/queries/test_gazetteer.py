from collections.abc import Callable
from pathlib import Path

import pytest

from data.build import database
from data.model.found import Found
from data.model.viewer import PARTNER, PUBLIC, Viewer
from data.queries import gazetteer
from tests.fixtures import ground_files as ground
from tests.fixtures.small_raw import EAST, EAST_LSOA, WEST, build_small, record, write, write_small_raw

PLACES = """\
place_id,place_name,kind,audience,longitude,latitude,source
track,"St. Anne's Track, Far End",motorbike_site,public,0.15,52.05,Wardens
wall,East Wall,motorbike_site,public,0.05,52.05,Wardens
secret,Street Safe corner,street_safe,partner,0.05,52.05,Wardens
"""


def at(location: str, number: int, place: tuple[float, float] = (0.05, 52.05), lsoa: str = "") -> str:
    line = record(number, place=place, **({"lsoa": lsoa} if lsoa else {}))
    return line.replace("On or near Invented Street", location)


NAMES = [
    ground.name(1, "Orsett Heath", "Village", (0.05, 52.06)),
    ground.name(2, "Mill Street", "Named Road", (0.05, 52.05), "transportNetwork"),
    ground.name(3, "Heath Lane", "Named Road", (0.15, 52.06), "transportNetwork"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with streets, a public place and one for partners."""
    lines = [
        at("On or near Mill Street", 1),
        at("On or near Mill Street", 2, (0.06, 52.06)),
        at("On or near Mill Street", 3, (0.06, 52.06)),
        at("On or near Mill Street", 4, (0.15, 52.05), EAST_LSOA),
        at("On or near Parking Area", 5),
        at("On or near Wall Lane", 7),
        at("No Location", 6),
    ]
    raw = write_small_raw(tmp_path_factory.mktemp("gazetteer") / "raw", {"2024-01": lines})
    write(raw / "p.csv", PLACES)
    write(raw / "DATA" / "TL50.csv", "\n".join(NAMES) + "\n")
    write(raw / "zz.csv", ground.code_point("ZZ1 2AB", (0.15, 52.05)) + "\n")
    build_small(raw, raw.parent / "store")
    return raw.parent / "store"


@pytest.fixture(autouse=True)
def _reading(store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(store)


def found(text: str, viewer: Viewer = PUBLIC) -> list[Found]:
    database.pin(viewer)
    return gazetteer.find(text, "2024")


def test_a_street_is_found_once_in_each_ward_at_the_point_with_most_records() -> None:
    west, east = sorted(found("mill st"), key=lambda one: one.ward_code)
    assert (west.name, west.what, west.ward_code) == ("Mill Street", "Records near here, West", WEST)
    assert (east.what, east.ward_code) == ("Records near here, East", EAST)
    cells = database.rows(
        "SELECT c.cell_id FROM fct_cell_monthly AS c WHERE c.cell_size_m = 150 AND c.offence_count = 2 AND c.cell_id = "
        "$cell",
        cell=int(west.pick.removeprefix("cell:")),
    )
    assert len(cells) == 1


def test_a_named_place_leads_to_its_layer_and_its_ward() -> None:
    (one,) = found("far end")
    assert one == Found(
        "St. Anne's Track, Far End", "Motorbike nuisance sites, East", EAST, "place:track", "motorbike_site"
    )


@pytest.mark.parametrize("text", ["st annes", "ST. ANNE'S", "track st", "  far-end  "])
def test_words_are_compared_without_marks_and_in_any_order(text: str) -> None:
    assert [one.pick for one in found(text)] == ["place:track"]


def test_what_is_called_just_that_comes_first_then_what_begins_so_then_places_wards_and_streets() -> None:
    assert [one.name for one in found("st")] == ["St. Anne's Track, Far End", "Mill Street", "Mill Street"]
    assert [one.what for one in found("east")] == ["Ward", "Motorbike nuisance sites, West"]
    assert [one.name for one in found("east w")] == ["East Wall"]
    assert [one.name for one in found("wall")] == ["Wall Lane", "East Wall"]


@pytest.mark.parametrize("text", ["", "  ", "?!", "nowhere", "ill", "on or near", "no location"])
def test_what_begins_no_name_finds_nothing(text: str) -> None:
    assert found(text) == []


def test_a_settlement_comes_before_a_street_and_a_street_with_records_only_once() -> None:
    assert found("orsett heath") == [Found("Orsett Heath", "Village in West", WEST, "name:osgb1")]
    assert [(one.name, one.what) for one in found("heath")] == [
        ("Heath Lane", "Street in East"),
        ("Orsett Heath", "Village in West"),
    ]
    assert {one.what for one in found("mill street")} == {"Records near here, West", "Records near here, East"}


@pytest.mark.parametrize("text", ["ZZ1 2AB", "zz12ab", "zz1 2", "zz12"])
def test_a_postcode_is_found_with_and_without_its_blank(text: str) -> None:
    assert found(text) == [Found("ZZ1 2AB", "Postcode in East", EAST, "name:ZZ12AB", is_postcode=True)]


def test_the_public_finds_nothing_of_a_partners_place() -> None:
    assert found("corner") == []
    assert [one.pick for one in found("corner", PARTNER)] == ["place:secret"]
