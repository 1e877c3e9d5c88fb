"""Which months of a force are whole, which force polices a district, and whose records are left out."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.model.period import Period, month_range
from data.model.status import Whole
from data.queries import choices, districts, status
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST_LSOA,
    NEIGHBOUR,
    NEIGHBOUR_LSOA,
    UNKNOWN_LSOA,
    WEST_LSOA,
    query,
    record,
    street_name,
    street_text,
    write,
    write_small_raw,
)
from tests.fixtures.small_tables import STREET, served_small, staged_small

YEARS = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
LATEST_YEAR = Period(date(2024, 1, 1), date(2024, 12, 1))
ONS = "LAD24CD,LAD24NM,CSP24CD,CSP24NM,PFA24CD,PFA24NM,ObjectId\n"
NOTES = "force,period_month,is_whole,note\n"
RAIL = "British Transport Police"


def lines(month: str, west: int, neighbour: int = 0, force: str = "Northshire Police", first: int = 0) -> list[str]:
    """Records in the area, alternately in its two wards, and in its neighbour."""
    places = [((0.05, 52.05), WEST_LSOA), ((0.15, 52.05), EAST_LSOA)]
    own = [record(first + n, month, place=places[n % 2][0], lsoa=places[n % 2][1], force=force) for n in range(west)]
    beside = [
        record(first + west + n, month, place=(0.25, 52.05), lsoa=NEIGHBOUR_LSOA, force=force) for n in range(neighbour)
    ]
    return [*own, *beside]


def raw_of(folder: Path, months: Sequence[tuple[str, int, int]]) -> Path:
    """Files of the area's own force: month, records in the area, records in its neighbour."""
    return write_small_raw(folder / "raw", {month: lines(month, own, beside) for month, own, beside in months})


def add_force(raw: Path, slug: str, name: str, months: Sequence[str], number: int, neighbour: int = 0) -> None:
    for month in months:
        text = street_text(lines(month, number, neighbour, name, first=100_000))
        write(raw / "street" / street_name(month, slug), text)


@pytest.fixture
def built(tmp_path: Path, use_store: Callable[[Path], None]) -> Callable[[Path], Path]:
    def build(raw: Path) -> Path:
        path = served_small(raw, tmp_path / "store")
        use_store(tmp_path / "store")
        return path

    return build


def stage(raw: Path) -> duckdb.DuckDBPyConnection:
    return staged_small(raw, STREET, ("fct_crime", "fct_coverage"))


def compared() -> list[str]:
    return [one.area_code for one in districts.districts("street_crime", date(2024, 12, 1))]


def test_stray_records_make_no_district_of_the_force(tmp_path: Path, built: Callable[[Path], Path]) -> None:
    path = built(raw_of(tmp_path, [(month, 30, 1) for month in YEARS[12:]]))
    assert query(path, "SELECT district_code, force FROM dim_district_force") == [(DISTRICT, "northshire")]
    assert compared() == [DISTRICT]


def test_a_neighbours_few_records_are_not_the_areas_though_its_own_districts_are_not_loaded(tmp_path: Path) -> None:
    far = [record(1000 + n, "2024-01", place=(2.0, 56.0), lsoa=UNKNOWN_LSOA) for n in range(500)]
    staged = stage(write_small_raw(tmp_path / "raw", {"2024-01": [*lines("2024-01", 4), *far]}))
    assert query(staged, "SELECT count(*) FROM fct_crime") == [(4,)]
    assert query(staged, "SELECT * FROM dim_district_force") == []


def test_a_district_with_a_tenth_of_the_usual_records_an_lsoa_is_of_the_force(
    tmp_path: Path, built: Callable[[Path], Path]
) -> None:
    built(raw_of(tmp_path, [(month, 30, 4) for month in YEARS[20:]]))
    assert compared() == [NEIGHBOUR, DISTRICT]


def test_the_lookup_of_ons_says_which_force_polices_a_district(tmp_path: Path, built: Callable[[Path], Path]) -> None:
    raw = raw_of(tmp_path, [(month, 30, 30) for month in YEARS[20:]])
    rows = [(DISTRICT, "Westmere", "Northshire"), (NEIGHBOUR, "Eastmere", "Southshire & Weald")]
    text = "".join(f"{c},{n},E22900001,{n},E23900001,{force},1\n" for c, n, force in rows)
    write(raw / "lookups" / "LAD_CSP_PFA.csv", "\ufeff" + ONS + text)
    path = built(raw)
    assert query(path, "SELECT district_code, force, force_name FROM dim_district_force") == [
        (DISTRICT, "northshire", "Northshire Police"),
        (NEIGHBOUR, "southshire-and-weald", "Southshire & Weald"),
    ]
    assert compared() == [DISTRICT]


def test_without_the_force_of_the_area_there_is_no_total(tmp_path: Path, built: Callable[[Path], Path]) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    add_force(raw, "btp", RAIL, ["2024-01", "2024-03"], 40)
    path = built(raw)
    assert query(path, "SELECT count(*) FROM fct_crime") == [(80,)]
    assert query(path, "SELECT * FROM dim_district_force") == []
    offered = choices.filter_choices()
    assert offered.present == frozenset()
    assert offered.default_period == Period(date(2024, 1, 1), date(2024, 3, 1))
    assert status.whole("street_crime", offered.default_period) == Whole(("Westmere",), (), (), ())
    assert [kind for (kind,) in query(path, "SELECT kind FROM meta_notice")] == ["no_force"]


def test_the_register_knows_the_force_of_a_district_by_its_name(tmp_path: Path, built: Callable[[Path], Path]) -> None:
    raw = raw_of(tmp_path, [("2024-01", 30, 0)])
    lookup = raw / "lookups" / "lsoa_ward_lad.csv"
    write(lookup, lookup.read_text(encoding="utf-8").replace("Westmere\n", "Manchester\n"))
    path = built(raw)
    assert query(path, "SELECT district_code, force FROM dim_district_force") == [(DISTRICT, "greater-manchester")]
    assert choices.filter_choices().present == frozenset()
    assert status.build_status().force_names == "Greater Manchester Police"


def test_a_second_force_that_lacks_months_is_left_out(tmp_path: Path, built: Callable[[Path], Path]) -> None:
    raw = raw_of(tmp_path, [(month, 30, 30) for month in YEARS])
    add_force(raw, "btp", RAIL, YEARS[12:], 10)
    path = built(raw)
    assert query(path, "SELECT period_month, count(*) FROM fct_crime GROUP BY ALL HAVING count(*) <> 30") == []
    counted = "SELECT sum(offence_count)::INT FROM fct_crime_monthly WHERE area_type = "
    assert query(path, f"{counted} 'district' AND area_code = '{DISTRICT}'") == [(24 * 30,)]
    assert query(path, f"{counted} 'ward'") == [(24 * 30,)]
    found = query(
        path, "SELECT district_code, force, record_count, share_pct, len(missing_months) FROM dim_second_force"
    )
    assert found == [(DISTRICT, "btp", 120, 25.0, 12)]
    assert status.whole("street_crime", LATEST_YEAR) == Whole((), (), ((RAIL, 25.0, 12),), ())


@pytest.mark.parametrize(("months", "number"), [(YEARS[12:], 10), (YEARS[20:], 1)], ids=["every month", "a stray"])
def test_a_second_force_with_every_month_or_few_records_counts(
    tmp_path: Path, months: Sequence[str], number: int
) -> None:
    raw = raw_of(tmp_path, [(month, 120, 0) for month in YEARS[12:]])
    add_force(raw, "btp", RAIL, months, number)
    staged = stage(raw)
    assert query(staged, "SELECT count(*) FROM fct_crime") == [(12 * 120 + len(months) * number,)]
    assert query(staged, "SELECT * FROM dim_second_force WHERE is_left_out") == []


def test_the_months_that_a_second_force_lacks_are_gaps_where_they_are_few(
    tmp_path: Path, built: Callable[[Path], Path]
) -> None:
    raw = raw_of(tmp_path, [(month, 30, 30) for month in YEARS])
    add_force(raw, "btp", RAIL, YEARS[:-1], 10)
    path = built(raw)
    assert query(path, "SELECT count(*) FROM fct_crime") == [(24 * 30 + 23 * 10,)]
    last = date(2024, 12, 1)
    offered = choices.filter_choices()
    assert set(offered.months) - offered.present == offered.parts == {last}
    assert {one.area_code: last in one.present for one in districts.districts("street_crime", last)} == {
        DISTRICT: False,
        NEIGHBOUR: True,
    }
    assert status.whole("street_crime", Period(last, last)) == Whole((), (), (), ((RAIL, last),))
    assert status.whole("street_crime", Period(date(2024, 1, 1), date(2024, 11, 1))) == Whole((), (), (), ())


def test_a_month_with_a_part_of_the_usual_rows_is_a_gap(tmp_path: Path, built: Callable[[Path], Path]) -> None:
    few = {"2024-01": 12, "2024-02": 70, "2024-06": 150}
    path = built(raw_of(tmp_path, [(month, few.get(month, 200), 0) for month in YEARS[8:]]))
    found = query(path, "SELECT strftime(period_month, '%Y-%m'), is_present, round(usual_pct) FROM fct_coverage")
    assert [(month, is_present) for month, is_present, _ in found if not is_present] == [
        ("2024-01", False),
        ("2024-02", False),
    ]
    assert {month: pct for month, _, pct in found}["2024-01"] == pytest.approx(6, abs=1)
    assert date(2024, 1, 1) not in choices.filter_choices().present
    partial = status.whole("street_crime", LATEST_YEAR).partial
    assert [(force, month.month, round(share)) for force, month, share in partial] == [
        ("Northshire Police", 1, 6),
        ("Northshire Police", 2, 36),
    ]


def test_the_analyst_may_say_otherwise_with_a_note(tmp_path: Path) -> None:
    raw = raw_of(tmp_path, [("2023-12", 200, 0), ("2024-01", 20, 0), ("2024-02", 200, 0), ("2024-03", 200, 0)])
    text = (
        "northshire,2024-01,yes,A real fall\nnorthshire,2024-03,no,Late files\nnorthshyre,2024-03,no,A slip\n"
        "northshire,March,no,A slip\nnorthshire,2024-02,perhaps,A slip\nnorthshire,2024-02,no,\n"
    )
    write(raw / "coverage_notes.csv", NOTES + text)
    staged = stage(raw)
    assert query(staged, "SELECT month(period_month), is_present, note FROM fct_coverage") == [
        (12, True, None),
        (1, True, "A real fall"),
        (2, True, None),
        (3, False, "Late files"),
    ]
    assert query(staged, "SELECT line, reason FROM meta_reject WHERE source = 'coverage_notes'") == [
        (4, "force northshyre has no street-level file here; write it as their names do"),
        (5, "period_month March is not a month, YYYY-MM"),
        (6, "is_whole perhaps is not true or false, yes or no"),
        (7, "note is empty"),
    ]


def test_months_of_restrictions_may_hold_a_quarter_of_the_usual_rows(tmp_path: Path) -> None:
    months = [date(2019, 6, 1), date(2020, 12, 1)]
    few = {"2020-04": 80, "2020-05": 12, "2020-09": 80}
    named = [f"{month:%Y-%m}" for month in month_range(*months)]
    staged = stage(raw_of(tmp_path, [(month, few.get(month, 200), 0) for month in named]))
    gaps = query(staged, "SELECT strftime(period_month, '%Y-%m') FROM fct_coverage WHERE NOT is_present")
    assert gaps == [("2020-05",), ("2020-09",)]
