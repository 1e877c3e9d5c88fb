"""The grid on the real files, against figures that were counted independently of this project."""

import gzip
from pathlib import Path

import pytest

from data.schema import CELL_SIZES_M
from etl.publish import current
from tests.fixtures.small_raw import query


@pytest.fixture(scope="module")
def real(real_store: Path) -> Path:
    path = current(real_store)
    assert path is not None
    return path


def test_the_area_has_7256_cells_of_150_m(real: Path) -> None:
    assert query(real, "SELECT count(*) FROM dim_cell WHERE cell_size_m = 150") == [(7256,)]


def test_half_of_the_records_of_2025_lie_in_128_cells_of_150_m(real: Path) -> None:
    found = query(
        real,
        """
        WITH counted AS (
            SELECT sum(offence_count)::INT AS offence_count FROM fct_cell_monthly
            WHERE cell_size_m = 150 AND year(period_month) = 2025
            GROUP BY cell_id
        ),
        summed AS (
            SELECT row_number() OVER most AS cells, sum(offence_count) OVER most AS caught
            FROM counted
            WINDOW most AS (ORDER BY offence_count DESC ROWS UNBOUNDED PRECEDING)
        )
        SELECT min(cells) FROM summed WHERE caught >= 17216 / 2
        """,
    )
    assert found == [(128,)]


@pytest.mark.parametrize("size", CELL_SIZES_M)
def test_cells_add_up_to_the_records_of_the_area(real: Path, size: int) -> None:
    found = query(real, f"SELECT sum(offence_count)::INT FROM fct_cell_monthly WHERE cell_size_m = {size}")
    assert found == query(real, "SELECT count(longitude)::INT FROM fct_crime") == [(24290,)]


@pytest.mark.parametrize("size", CELL_SIZES_M)
def test_a_layer_of_cells_is_sent_in_under_100_kb(real: Path, size: int) -> None:
    ((geojson,),) = query(real, f"SELECT geojson FROM dim_boundary WHERE layer = 'cell-{size}'")
    assert len(gzip.compress(str(geojson).encode())) < 100_000
