from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.model.choices import Choices
from data.model.period import Period
from data.model.selection import Selection
from data.queries import boundaries, cells, choices
from data.statistics.space.grid import Grid
from tests.fixtures.selections import offered_selection
from tests.fixtures.small_raw import ASB, EAST, EAST_LSOA, WEST, record, write_small_raw
from tests.fixtures.small_tables import CELLS, served_small

JANUARY, FEBRUARY, MARCH = (date(2024, month, 1) for month in (1, 2, 3))
STREET = {
    "2024-01": [record(1), record(2, crime_type="Drugs"), record(3, place=(0.15, 52.05), lsoa=EAST_LSOA)],
    "2024-03": [record(4, "2024-03"), record(5, "2024-03"), record(None, "2024-03", ASB)],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cells")
    served_small(write_small_raw(folder / "raw", STREET), folder / "store", ("places",), CELLS)
    return folder / "store"


@pytest.fixture
def offered(store: Path, use_store: Callable[[Path], None]) -> Choices:
    use_store(store)
    return choices.filter_choices()


def selected(offered: Choices, *crime_types: str, period: Period | None = None) -> Selection:
    return offered_selection(offered, crime_types or offered.crime_types, period or Period(JANUARY, JANUARY))


def held(counts: pd.Series) -> list[float]:
    """The counts that are not zero, highest first."""
    return sorted((float(count) for count in counts if count), reverse=True)


@pytest.mark.parametrize("size", [100, 150, 250])
def test_every_cell_is_given_with_its_ward_and_what_it_holds(offered: Choices, size: int) -> None:
    found = cells.grid_cells(size, "2024")
    assert found["cell_id"].is_monotonic_increasing
    holding = found[found["holds_point"]]
    assert holding["ward_code"].tolist() == [WEST, EAST]
    assert holding["location"].unique().tolist() == ["On or near Invented Street"]
    assert found.loc[~found["holds_point"], "location"].isna().all()
    assert cells.grid_cells(size, "2024", only_points=True).to_dict("list") == holding.to_dict("list")
    assert cells.cell_count(size, "2024", [WEST, EAST]) == len(found)
    assert cells.cell_count(size, "2024", [EAST]) == (found["ward_code"] == EAST).sum()
    grid = Grid.of(found, size)
    middle = grid.west + (found["grid_column"] + 0.5) * size
    assert found["easting"].to_numpy() == pytest.approx(middle.to_numpy())


def test_offences_are_counted_in_every_cell(offered: Choices) -> None:
    found = cells.offences_by_cell(selected(offered), offered, 150)
    assert held(found) == [2, 1]
    known = cells.grid_cells(150, "2024")
    assert found.index.tolist() == known["cell_id"].tolist()
    assert found[found > 0].index.tolist() == known.loc[known["holds_point"], "cell_id"].tolist()


def test_the_cells_with_points_have_the_same_counts(offered: Choices) -> None:
    months = [JANUARY, MARCH]
    every = cells.offences_by_cell(selected(offered), offered, 150)
    some = cells.offences_by_cell(selected(offered), offered, 150, only_points=True)
    assert len(some) == 2
    pd.testing.assert_series_equal(some, every.loc[some.index])
    monthly = cells.monthly_by_cell(selected(offered), offered, months, 150)
    pd.testing.assert_frame_equal(
        cells.monthly_by_cell(selected(offered), offered, months, 150, only_points=True), monthly.loc[some.index]
    )


def test_only_the_counted_types_are_counted(offered: Choices) -> None:
    assert held(cells.offences_by_cell(selected(offered, "Drugs"), offered, 150)) == [1]
    march = Period(MARCH, MARCH)
    assert held(cells.offences_by_cell(selected(offered, period=march), offered, 150)) == [2]
    asb = selected(offered, ASB, period=march)
    assert held(cells.offences_by_cell(asb, offered, 150)) == [1]


def test_a_period_with_an_absent_month_has_no_counts(offered: Choices) -> None:
    found = cells.offences_by_cell(selected(offered, period=Period(JANUARY, MARCH)), offered, 150)
    assert found.isna().all()


def test_months_are_columns_and_an_absent_month_is_not_zero(offered: Choices) -> None:
    wanted = [JANUARY, FEBRUARY, MARCH]
    found = cells.monthly_by_cell(selected(offered), offered, wanted, 150)
    assert found.columns.tolist() == wanted
    assert held(found[JANUARY]) == [2, 1]
    assert found[FEBRUARY].isna().all()
    assert held(found[MARCH]) == [2]


def test_months_come_in_the_order_asked_for_and_agree_with_the_counts(offered: Choices) -> None:
    found = cells.monthly_by_cell(selected(offered, "Burglary"), offered, [MARCH, JANUARY], 250)
    assert found.columns.tolist() == [MARCH, JANUARY]
    january = cells.offences_by_cell(selected(offered, "Burglary"), offered, 250)
    assert np.array_equal(found[JANUARY], january)


def test_a_layer_of_cells_is_served_like_the_others(offered: Choices) -> None:
    layer = cells.cell_layer(150)
    assert '"type":"FeatureCollection"' in (boundaries.boundary_geojson(layer) or "")


def test_the_wards_are_those_of_the_vintage(offered: Choices) -> None:
    other = replace(offered.vintages[0], vintage="1999")
    assert cells.grid_cells(150, other.vintage)["ward_code"].isna().all()
