from collections.abc import Callable
from pathlib import Path

import pytest

from components import url_state
from data.queries import choices, offences
from data.queries.peers import monthly_by_area_and_type
from tests.fixtures.small_raw import EAST_LSOA, NEIGHBOUR_LSOA, build_small, record, write_small_raw

UseStore = Callable[[Path], None]


@pytest.fixture
def _small(tmp_path: Path, use_store: UseStore) -> None:
    """Two wards and a district beside them, two types in two months."""
    lines = {
        "2024-01": [
            record(1),
            record(2, place=(0.15, 52.05), lsoa=EAST_LSOA),
            record(3, crime_type="Drugs"),
            record(4, place=(0.25, 52.05), lsoa=NEIGHBOUR_LSOA),
        ],
        "2024-02": [record(5, "2024-02"), record(6, "2024-02", "Drugs", (0.25, 52.05), NEIGHBOUR_LSOA)],
    }
    build_small(write_small_raw(tmp_path / "raw", lines), tmp_path / "store")
    use_store(tmp_path / "store")


def counted(search: str, area_type: str) -> dict[tuple[str, str, str], int]:
    selection = url_state.read(search, choices.filter_choices()).selection
    frame = monthly_by_area_and_type(selection, area_type, selection.period)
    return {
        (f"{row.period_month:%Y-%m}", str(row.area_code), str(row.crime_type)): int(str(row.offence_count))
        for row in frame.itertuples()
    }


@pytest.mark.usefixtures("_small")
def test_types_of_every_district_add_up_to_its_months() -> None:
    selection = url_state.read("?from=2024-01&to=2024-02", choices.filter_choices()).selection
    types = monthly_by_area_and_type(selection, "district", selection.period)
    together = offences.monthly_by_district(selection, selection.period).set_index(["period_month", "area_code"])
    summed = types.groupby(["period_month", "area_code"])["offence_count"].sum()
    assert summed.astype(float).to_dict() == together["offence_count"].to_dict()
    assert types["crime_type"].nunique() == 2


@pytest.mark.usefixtures("_small")
def test_only_the_chosen_types_and_months_of_the_wards_are_given() -> None:
    found = counted("?from=2024-01&to=2024-01&type=Drugs", "ward")
    assert found == {("2024-01", "E05900001", "Drugs"): 1}
