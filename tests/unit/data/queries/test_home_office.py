from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.queries import home_office as recorded_crime
from data.queries.status import notices
from tests.fixtures.small_raw import DISTRICT, NEIGHBOUR, write, write_small_raw
from tests.fixtures.small_tables import SIMILAR, SIMILAR_TABLES, served_small
from tests.fixtures.workbooks import RECORDED_CRIME as HEADER
from tests.fixtures.workbooks import write_ods

ROWS = [
    ("Westmere", 1, "Theft offences", "46", 5),
    ("Westmere", 1, "Theft offences", "39", 2),
    ("Westmere", 1, "Robbery", "34B", 1),
    ("Westmere", 3, "Robbery", "34B", 4),
    ("Eastmere", 1, "Robbery", "34B", 9),
]
APRIL, JULY, OCTOBER = date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1)


@pytest.fixture(scope="module")
def recorded_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded")
    raw = write_small_raw(folder / "raw")
    rows = [("2024/25", q, "Northshire", csp, "Offence", group, "Any", code, n) for csp, q, group, code, n in ROWS]
    far = ("2024/25", 1, "Southshire", "Farmere", "Offence", "Robbery", "Any", "34B", 3)
    write_ods(raw / "prc.ods", {"2024_25": [HEADER, *rows, far]})
    write(
        raw / "groups.csv",
        "area_code,similar_area_code,similar_area_name,csp_name,source,source_date\n"
        f"{DISTRICT},E07900009,Farmere,,Report,2024-11-01\n",
    )
    served_small(raw, folder / "store", SIMILAR, SIMILAR_TABLES)
    return folder / "store"


@pytest.fixture(autouse=True)
def read(recorded_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(recorded_store)


def test_groups_quarters_and_partnerships_are_those_loaded() -> None:
    assert recorded_crime.offence_groups() == ("Robbery", "Theft offences")
    assert recorded_crime.quarters() == (APRIL, JULY, OCTOBER)
    frame = recorded_crime.partnerships()
    assert frame[["csp_name", "force_name", "is_own", "is_similar"]].to_numpy().tolist() == [
        ["Westmere", "Northshire", True, False],
        ["Eastmere", "Northshire", False, False],
        ["Farmere", "Southshire", False, True],
    ]
    assert [list(codes) for codes in frame["district_codes"]] == [[DISTRICT], [NEIGHBOUR], []]
    assert [list(names) for names in frame["district_names"]] == [["Westmere"], ["Eastmere"], []]
    assert recorded_crime.is_loaded()


def test_a_group_without_offences_is_zero_and_an_absent_quarter_is_not() -> None:
    groups = recorded_crime.offence_groups()
    frame = recorded_crime.quarterly_by_group(["Westmere", "Eastmere"], groups, APRIL, OCTOBER)
    assert list(frame.columns) == [
        "quarter_start", "csp_name", "force_name", "offence_group", "offence_count",
    ]  # fmt: skip
    shown = [None if pd.isna(count) else int(count) for count in frame["offence_count"]]
    assert shown == [9, 0, 1, 7, None, None, None, None, None, None, 4, 0]
    assert frame["csp_name"].tolist() == ["Eastmere", "Eastmere", "Westmere", "Westmere"] * 3


def test_only_what_is_asked_for_is_counted() -> None:
    frame = recorded_crime.quarterly_by_group(["Farmere"], ["Robbery"], APRIL, APRIL)
    assert frame[["csp_name", "offence_group", "offence_count"]].to_numpy().tolist() == [["Farmere", "Robbery", 3]]
    assert recorded_crime.quarterly_by_group([], ["Robbery"], APRIL, APRIL).empty


def test_a_build_without_the_table_offers_nothing(small_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(small_store)
    assert recorded_crime.offence_groups() == ()
    assert recorded_crime.quarters() == ()
    assert recorded_crime.partnerships().empty
    assert not recorded_crime.is_loaded()


def test_a_table_without_the_partnership_of_the_area_is_loaded_and_offers_nothing(
    tmp_path: Path, use_store: Callable[[Path], None]
) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write_ods(
        raw / "prc.ods", {"2024_25": [HEADER, ("2024/25", 1, "Far", "Far", "Offence", "Robbery", "Any", "34B", 3)]}
    )
    served_small(raw, tmp_path / "store", SIMILAR, SIMILAR_TABLES)
    use_store(tmp_path / "store")
    assert (recorded_crime.is_loaded(), recorded_crime.quarters()) == (True, ())
    assert [notice.split(",")[0] for notice in notices(["unmatched_partnership"])] == [
        "Home Office recorded crime: 1 rows were read"
    ]


def test_a_quarter_that_fell_by_nearly_all_is_not_there(tmp_path: Path, use_store: Callable[[Path], None]) -> None:
    raw = write_small_raw(tmp_path / "raw")
    counts = {"Westmere": (100, 11), "Eastmere": (100, 9), "Tiny": (40, 1)}
    rows = [
        ("2024/25", quarter, "Northshire", csp, "Offence", "Robbery", "Any", "34B", number)
        for csp, numbers in counts.items()
        for quarter, number in enumerate(numbers, start=1)
    ]
    write_ods(raw / "prc.ods", {"2024_25": [HEADER, *rows]})
    served_small(raw, tmp_path / "store", SIMILAR, SIMILAR_TABLES)
    use_store(tmp_path / "store")
    frame = recorded_crime.quarterly_by_group(list(counts), ["Robbery"], JULY, JULY)
    found = {
        name: None if pd.isna(n) else int(n)
        for name, n in zip(*(frame[c] for c in ("csp_name", "offence_count")), strict=True)
    }
    assert found == {"Eastmere": None, "Tiny": 1, "Westmere": 11}
