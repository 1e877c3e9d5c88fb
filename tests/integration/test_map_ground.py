"""What the map lies on, and what is found on it, from files as they are published to what the page is given."""

from collections.abc import Callable
from pathlib import Path

import pytest

from components import url_state
from data.queries import boundaries, choices
from data.reports.hotspots.report import PICKED, report
from data.reports.maps import AreaMap, CellMap
from data.reports.panel import Panel, Report
from tests.fixtures import ground_files as ground
from tests.fixtures.small_raw import EAST, EAST_LSOA, WEST, build_small, record, write, write_small_raw

HEATH = (0.15, 52.08)
CREDIT = "Contains OS data © Crown copyright and database right"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Burglaries of two years, falling in the west and rising in the east, with a ground of names and roads."""
    counts = {"2023-01": (40, 5), "2024-01": (5, 40)}
    street = {}
    for month, (west, east) in counts.items():
        year = int(month[:4])
        own = [record(1000 * year + number, month) for number in range(west)]
        other = [record(1000 * year + 500 + n, month, place=(0.15, 52.05), lsoa=EAST_LSOA) for n in range(east)]
        street[month] = [*own, *other]
    raw = write_small_raw(tmp_path_factory.mktemp("ground") / "raw", street)
    names = [ground.name(1, "Orsett Heath", "Village", HEATH), ground.name(2, "Great Alder", "Town", (0.05, 52.05))]
    write(raw / "TL50.csv", "\n".join(names) + "\n")
    write(raw / "zz.csv", ground.code_point("ZZ1 2AB", HEATH) + "\n")
    ground.write_geopackage(raw / "oproad_gb.gpkg", [ground.road("A Road", "A99", (0.0, 52.05), (0.2, 52.05))])
    build_small(raw, raw.parent / "store")
    return raw.parent / "store"


@pytest.fixture
def shown(store: Path, use_store: Callable[[Path], None]) -> Callable[..., Report]:
    """The report of the map, of January 2024 against the year before."""
    use_store(store)

    def made(search: str = "") -> Report:
        offered = choices.filter_choices("street_crime")
        return report(url_state.read(f"?from=2024-01&to=2024-01{search}", offered).selection, offered)

    return made


def map_of(made: Report) -> AreaMap | CellMap:
    figure = made.sections[0].panels[0].figure
    assert isinstance(figure, AreaMap | CellMap)
    return figure


def cards(made: Report) -> list[Panel]:
    assert made.sections[1].layout == PICKED
    return list(made.sections[1].panels)


def test_the_ground_has_roads_by_address_and_names_in_their_order(shown: Callable[..., Report]) -> None:
    lies_on = map_of(shown()).ground
    assert set(lies_on.roads) == {"a"}
    layer = lies_on.roads["a"].rsplit("/", 1)[1]
    assert "MultiLineString" in str(boundaries.boundary_geojson(layer))
    assert lies_on.labels is not None
    named = [(row.kind, row.label) for row in lies_on.labels.itertuples()]
    assert named[:2] == [("road", "A99")] * 2
    assert named[-2:] == [("town", "Great Alder"), ("village", "Orsett Heath")]
    assert CREDIT in shown().sections[0].panels[0].words.source


@pytest.mark.parametrize("name", ["osgb1", "ZZ12AB"])
def test_a_name_that_is_picked_is_marked_and_the_map_opens_around_it(shown: Callable[..., Report], name: str) -> None:
    made = shown(f"&pick=name:{name}")
    figure = map_of(made)
    west, south, east, north = figure.ground.bounds
    assert figure.marks.named is not None
    assert list(figure.marks.named[1:]) == pytest.approx(HEATH, abs=1e-4)
    assert west < HEATH[0] < east < west + 0.05
    assert south < HEATH[1] < north < south + 0.05
    named, ward = cards(made)
    assert dict(named.facts)["Ward"] == "East"
    assert ward.words.finding == "East"
    assert made.cautions == shown().cautions


def test_a_picked_ward_has_its_own_change_and_not_that_of_what_is_chosen(shown: Callable[..., Report]) -> None:
    alone = shown(f"&ward={EAST}").sections[1].panels[0]
    (picked,) = cards(shown(f"&pick=ward:{EAST}"))
    assert picked.verdict == alone.verdict
    assert picked.folds[0].notes[1] == alone.folds[0].notes[1]
    (other,) = cards(shown(f"&pick=ward:{WEST}"))
    assert [str(card.folds[0].notes).count("40 offences, from 5 ") for card in (picked, other)] == [1, 0]


def test_a_name_that_is_not_there_is_said(shown: Callable[..., Report]) -> None:
    made = shown("&pick=name:nowhere")
    assert map_of(made).marks.named is None
    assert len(made.cautions) == len(shown().cautions) + 1
