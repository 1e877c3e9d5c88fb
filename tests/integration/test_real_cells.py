"""The grid on the real files, against figures that were counted independently of this project."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.model.choices import Choices
from data.model.schema import CELL_SIZES_M
from data.model.selection import Selection
from data.queries import cells, choices
from data.statistics.space.backtest import METHODS, backtest
from data.statistics.space.concentration import concentration
from data.statistics.space.grid import Grid
from data.statistics.space.half_quarters import half_quarter_counts, holds_half, last_quarters
from data.statistics.space.micro_areas import candidate_micro_areas
from etl.publish.publishing import current
from tests.fixtures.selections import offered_selection, period
from tests.fixtures.small_raw import query


@pytest.fixture(scope="module")
def real(real_store: Path) -> Path:
    path = current(real_store)
    assert path is not None
    return path


def test_the_area_has_7256_cells_of_150_m(real: Path) -> None:
    assert query(real, "SELECT count(*) FROM dim_cell WHERE cell_size_m = 150") == [(7256,)]


@pytest.mark.parametrize("size", CELL_SIZES_M)
def test_cells_add_up_to_the_records_of_the_area(real: Path, size: int) -> None:
    found = query(real, f"SELECT sum(offence_count)::INT FROM fct_cell_monthly WHERE cell_size_m = {size}")
    assert found == query(real, "SELECT count(longitude)::INT FROM fct_crime") == [(24290,)]


@pytest.mark.parametrize("size", CELL_SIZES_M)
def test_a_layer_of_cells_is_sent_in_under_100_kb(real: Path, size: int) -> None:
    ((geojson,),) = query(real, f"SELECT geojson FROM dim_boundary WHERE layer = 'cell-{size}'")
    assert len(gzip.compress(str(geojson).encode())) < 100_000


@pytest.fixture
def offered(real_store: Path, use_store: Callable[[Path], None]) -> Choices:
    use_store(real_store)
    return choices.filter_choices()


def chosen(offered: Choices, crime_types: tuple[str, ...] = ()) -> Selection:
    """The whole area in 2025."""
    return offered_selection(offered, crime_types or offered.crime_types, period("2025-01", "2025-12"))


def test_half_of_the_records_of_2025_lie_in_128_cells_of_150_m(offered: Choices) -> None:
    crimes = chosen(offered)
    asb = chosen(offered, offered.not_crime)
    counts = [cells.offences_by_cell(selection, offered, 150).to_numpy() for selection in (crimes, asb)]
    found = concentration(counts[0] + counts[1])
    assert (found.cell_count, found.half_cell_count, found.offence_count) == (7256, 128, 17216)


def test_only_the_unbroken_year_is_tested_and_two_trials_name_no_winner(offered: Choices) -> None:
    known = cells.grid_cells(150, offered.vintages[0].vintage)
    monthly = cells.monthly_by_cell(chosen(offered), offered, sorted(offered.present), 150)
    found = backtest(monthly, Grid.of(known, 150), known["holds_point"].to_numpy())
    assert [fold.test.first for fold in found.folds] == [date(2025, 7, 1), date(2025, 10, 1)]
    assert found.winner is None
    results = found.results.set_index(["method", "area", "area_share"]).sort_index()
    plain = results.loc[("plain_counts", "all_cells", 0.05)]
    # The best 362 cells of six and of nine months, and what they hold of the three that follow.
    assert plain["pai"] == pytest.approx(14.65, abs=0.05)
    assert plain["pai_lower_ci"] < plain["pai"] < plain["pai_upper_ci"]
    assert results.loc["last_year", "fold_count"].unique().tolist() == [0]
    assert (results["pei"].dropna() <= 1).all()
    fair = {method: (100 * results.loc[method, "point_cells"]["pei"]).round().tolist() for method in METHODS}
    assert (fair["plain_counts"], fair["kernel_density"]) == ([92, 96, 92], [64, 56, 65])


def test_of_burglary_the_intervals_of_counts_and_density_overlap(offered: Choices) -> None:
    known = cells.grid_cells(150, offered.vintages[0].vintage)
    monthly = cells.monthly_by_cell(chosen(offered, ("Burglary",)), offered, sorted(offered.present), 150)
    results = backtest(monthly, Grid.of(known, 150), known["holds_point"].to_numpy()).results
    of = results[results["area"] == "point_cells"].set_index(["method", "area_share"])
    counts, density = of.loc["plain_counts"], of.loc["kernel_density"]
    assert (counts["pei_lower_ci"] < density["pei_upper_ci"]).all()
    assert (density["pei_lower_ci"] < counts["pei_upper_ci"]).all()


@pytest.mark.parametrize(("crime_type", "counted"), [("", [101, 36, 21, 19, 34]), ("Burglary", [68, 11, 3, 0, 0])])
def test_cells_are_counted_over_the_five_whole_quarters_of_the_last_eight(
    offered: Choices, crime_type: str, counted: list[int]
) -> None:
    quarters, left_out = last_quarters(date(2025, 12, 1), offered.present)
    assert [quarter.first for quarter in quarters] == [
        date(2024, 1, 1),
        *(date(2025, month, 1) for month in (1, 4, 7, 10)),
    ]
    assert left_out == [period("2024-04", "2024-12")]
    months = [month for quarter in quarters for month in quarter.months]
    selection = chosen(offered, (crime_type,) if crime_type else ())
    monthly = cells.monthly_by_cell(selection, offered, months, 150).to_numpy()
    found = half_quarter_counts(monthly.reshape(-1, 5, 3).sum(axis=2))
    assert [int((found == times).sum()) for times in range(1, 6)] == counted


def test_of_the_last_quarter_of_2025_the_fewest_that_hold_half_are_few_of_a_tie(offered: Choices) -> None:
    for crime_type, fewest, held, with_tie in (("", 106, 90, 107), ("Burglary", 45, 21, 115)):
        selection = replace(chosen(offered, (crime_type,) if crime_type else ()), period=period("2025-10", "2025-12"))
        counts = cells.offences_by_cell(selection, offered, 150).to_numpy()
        assert concentration(counts).half_cell_count == fewest
        assert holds_half(counts).sum() == held
        assert (counts >= np.sort(counts)[-fewest]).sum() == with_tie
    # Every other cell with a burglary has one.
    assert (counts > 0).sum() == with_tie


def test_eleven_candidates_hold_more_than_a_quarter_of_crime(offered: Choices) -> None:
    grid = Grid.of(cells.grid_cells(150, offered.vintages[0].vintage), 150)
    counts = cells.offences_by_cell(chosen(offered), offered, 150).to_numpy()
    found = candidate_micro_areas(counts, grid)
    assert len(found) == 11
    assert found["area_km2"].sum() == pytest.approx(11 * 0.2025)
    assert found["share_pct"].sum() > 25
    assert found["offence_count"].tolist() == [int(counts[held].sum()) for held in found["cells"]]
