from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from components import url_state
from data.model.period import Period
from data.queries import choices, offences
from data.queries.districts import named_districts
from tests.fixtures.small_raw import (
    NEIGHBOUR_LSOA,
    record,
    street_name,
    street_text,
    write,
    write_similar,
    write_small_raw,
)
from tests.fixtures.small_tables import SIMILAR, SIMILAR_TABLES, served_small


def test_a_district_has_the_months_of_its_own_force(tmp_path: Path, use_store: Callable[[Path], None]) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1)], "2024-03": [record(2, "2024-03")]})
    south = [record(n, "2024-02", place=(0.25, 52.05), lsoa=NEIGHBOUR_LSOA, force="South") for n in (3, 4)]
    write(raw / "street" / street_name("2024-02", "southshire"), street_text(south))
    write_similar(raw)
    served_small(raw, tmp_path / "store", SIMILAR, SIMILAR_TABLES)
    use_store(tmp_path / "store")
    selection = url_state.read("?from=2024-01&to=2024-03", choices.filter_choices()).selection
    found = offences.monthly_by_district(selection, Period(date(2024, 1, 1), date(2024, 3, 1)))
    wide = found.pivot(index="area_name", columns="period_month", values="offence_count")
    counts = {
        name: [None if pd.isna(count) else count for count in row]
        for name, row in zip(wide.index, wide.to_numpy(), strict=True)
    }
    assert counts == {"Westmere": [1, None, 1], "Eastmere": [None, 2, None]}
    assert dict(zip(found["area_name"], found["is_own"], strict=True)) == {"Westmere": True, "Eastmere": False}
    assert dict(zip(found["area_name"], found["population"], strict=True)) == {"Westmere": 4000, "Eastmere": 2000}
    named = named_districts(selection.source, date(2024, 3, 1))
    assert named.to_dict("list") == {
        "area_code": ["E07900002", "E07900001"],
        "area_name": ["Eastmere", "Westmere"],
        "is_own": [False, True],
        "population": [2000, 4000],
        "population_source": list(found["population_source"][:2]),
    }
