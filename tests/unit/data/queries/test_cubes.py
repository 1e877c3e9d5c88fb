from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from data.model.comparison import comparison
from data.model.period import Period
from data.model.schema import STREET_CRIME, WARD
from data.model.verdict import Refusal
from data.queries import choices, cubes
from tests.fixtures.selections import months, period
from tests.fixtures.small_raw import (
    ASB,
    DISTRICT,
    EAST,
    EAST_LSOA,
    NEIGHBOUR,
    NEIGHBOUR_LSOA,
    WEST,
    record,
    street_name,
    street_text,
    write,
    write_similar,
    write_small_raw,
)
from tests.fixtures.small_tables import SIMILAR, SIMILAR_TABLES, served_small

UseStore = Callable[[Path], None]


def vintage() -> str:
    return choices.filter_choices().vintages[0].vintage


@pytest.fixture(scope="module")
def gapped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months of our force, the one between from the neighbour's force alone, which lacks the others."""
    east, far = {"place": (0.15, 52.05), "lsoa": EAST_LSOA}, {"place": (0.25, 52.05), "lsoa": NEIGHBOUR_LSOA}
    lines = {
        "2024-01": [record(1), record(2, **east), record(3, **east), record(None, crime_type=ASB)],  # type: ignore[arg-type]
        "2024-03": [record(4, "2024-03", "Drugs")],
    }
    folder = tmp_path_factory.mktemp("cubes")
    raw = write_small_raw(folder / "raw", lines)
    south = [record(n, "2024-02", force="South", **far) for n in (5, 6)]  # type: ignore[arg-type]
    write(raw / "street" / street_name("2024-02", "southshire"), street_text(south))
    write_similar(raw)
    served_small(raw, folder / "store", SIMILAR, SIMILAR_TABLES)
    return folder / "store"


@pytest.fixture
def _gapped(gapped_store: Path, use_store: UseStore) -> None:
    use_store(gapped_store)


@pytest.mark.usefixtures("_gapped")
def test_a_cube_has_zeros_where_nothing_was_recorded_and_gaps_where_no_force_was() -> None:
    one = cubes.scope(STREET_CRIME, vintage())
    assert one.districts.months == months("2024-01", "2024-03")
    assert one.districts.codes == (NEIGHBOUR, DISTRICT)
    burglary = one.districts.of(("Burglary",), one.districts.months)
    assert np.array_equal(burglary, [[np.nan, 3], [2, np.nan], [np.nan, 0]], equal_nan=True)
    assert dict(zip(one.wards.codes, one.wards.of(("Burglary",), one.wards.months).T.tolist(), strict=True)) == {
        WEST: pytest.approx([1, np.nan, 0], nan_ok=True),
        EAST: pytest.approx([2, np.nan, 0], nan_ok=True),
    }
    assert one.districts.of((ASB,), one.districts.months)[0, 1] == 1


@pytest.mark.usefixtures("_gapped")
def test_only_districts_of_the_force_are_alike() -> None:
    one = cubes.scope(STREET_CRIME, vintage())
    assert (one.own, one.alike, one.not_crime) == ((DISTRICT,), (DISTRICT,), (ASB,))


@pytest.mark.usefixtures("_gapped")
def test_residents_are_those_of_districts_and_of_wards() -> None:
    january = period("2024-01", "2024-01")
    assert cubes.standing(STREET_CRIME, vintage(), january).residents == {
        DISTRICT: 4000, NEIGHBOUR: 2000, WEST: 1000, EAST: 3000
    }  # fmt: skip


@pytest.mark.usefixtures("_gapped")
def test_figures_scope_and_standing_are_made_once_for_a_build() -> None:
    january = period("2024-01", "2024-01")
    assert cubes.figures(STREET_CRIME, vintage(), None) is cubes.figures(STREET_CRIME, vintage(), None)
    assert cubes.figures(STREET_CRIME, vintage(), None).scope is cubes.scope(STREET_CRIME, vintage())
    assert cubes.standing(STREET_CRIME, vintage(), january) is cubes.standing(STREET_CRIME, vintage(), january)


@pytest.mark.usefixtures("_gapped")
def test_another_build_has_counts_of_its_own(small_store: Path, use_store: UseStore) -> None:
    first = cubes.scope(STREET_CRIME, vintage())
    use_store(small_store)
    other = cubes.scope(STREET_CRIME, vintage())
    assert other is not first
    assert np.nansum(other.districts.counts) == 2


def test_a_type_has_no_counts_in_the_months_in_which_it_was_not_published(tmp_path: Path, use_store: UseStore) -> None:
    lines = {
        "2013-04": [record(1, "2013-04", "Public disorder and weapons"), record(2, "2013-04")],
        "2013-05": [record(3, "2013-05", "Public order")],
    }
    served_small(write_small_raw(tmp_path / "raw", lines), tmp_path / "store")
    use_store(tmp_path / "store")
    cube = cubes.scope(STREET_CRIME, vintage()).districts
    own, spring = cube.codes.index(DISTRICT), months("2013-04", "2013-05")
    assert cube.of(("Public order",), spring)[:, own].tolist() == pytest.approx([np.nan, 1], nan_ok=True)
    assert cube.of(("Public disorder and weapons",), spring)[:, own].tolist() == pytest.approx([1, np.nan], nan_ok=True)
    assert cube.of(cube.types, spring)[:, own].tolist() == [2, 1]


def test_in_the_real_data_wards_and_districts_are_those_of_the_police_files(
    real_store: Path, use_store: UseStore
) -> None:
    use_store(real_store)
    offered = choices.filter_choices()
    for wards in offered.vintages:
        one = cubes.scope(offered.source, wards.vintage)
        assert len(one.alike) == 14
        crimes = tuple(name for name in offered.crime_types if name not in offered.not_crime)
        year = months("2025-01", "2025-12")
        assert one.counts(one.own, crimes, year).sum() == one.wards.of(crimes, year).sum()
    since = months("2024-01", "2025-12")
    assert np.isfinite(one.pooled(WARD, crimes, since)).all(axis=1).sum() == len(set(since) & offered.present)


def test_in_the_demonstration_every_figure_can_be_compared(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)
    offered = choices.filter_choices()
    year = Period(offered.months[-12], offered.months[-1])
    found = comparison(year, "1", offered.present)
    named = cubes.figures(offered.source, vintage(), found).named
    assert set(named["refusal"]) == {Refusal.NONE}
    assert set(named[named["level"] == WARD]["code"]) == {ward.code for ward in offered.vintages[0].wards}
