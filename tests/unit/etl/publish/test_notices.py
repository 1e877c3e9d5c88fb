import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from data.queries import status
from etl.errors import CheckError
from etl.pipeline import build
from etl.publish import status as builds
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST,
    EAST_LSOA,
    NEIGHBOUR,
    UNKNOWN_LSOA,
    WEST,
    WEST_LSOA,
    build_small,
    query,
    record,
    small_settings,
    square,
    street_name,
    unplaced,
    write,
    write_features,
    write_small_raw,
)
from tests.fixtures.small_tables import served_small

MONTHS = [f"2024-{month:02d}" for month in range(1, 7)]
FAR = (2.0, 56.0)


def raw_of(
    folder: Path, lost: int = 0, months: Sequence[str] = MONTHS, unlocated: Mapping[str, int] | None = None
) -> Path:
    """Months of a hundred records of the area; ``lost`` of each month with an LSOA that nobody knows."""
    street = {}
    for month in months:
        far = [record(n, month, place=FAR, lsoa=UNKNOWN_LSOA) for n in range(lost)]
        near = [record(n, month, lsoa=(WEST_LSOA, EAST_LSOA)[n % 2]) for n in range(lost, 100)]
        street[month] = [*far, *near, *(unplaced(1000 + n, month) for n in range((unlocated or {}).get(month, 0)))]
    return write_small_raw(folder, street)


def said_at_the_end(raw: Path, store: Path, accept_losses: bool = False) -> list[str]:
    lines: list[str] = []
    build(raw, small_settings(store), lines.append, accept_losses=accept_losses)
    # What is new since the build before is said after it.
    table = next(line for line in lines if "\nall " in line).splitlines()
    return table[next(n for n, line in enumerate(table) if line.startswith("all ")) + 1 :]


def told(build: Path) -> list[str]:
    """What a build tells of itself, in the order in which it says it."""
    return [str(notice) for (notice,) in query(build, "SELECT notice FROM meta_notice ORDER BY rowid")]


class Told(NamedTuple):
    """A store, and what its last build had to say."""

    store: Path
    said: list[str]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A build in which nothing is amiss."""
    folder = tmp_path_factory.mktemp("whole")
    return Told(folder / "store", said_at_the_end(raw_of(folder / "raw"), folder / "store"))


@pytest.fixture(scope="module")
def less(tmp_path_factory: pytest.TempPathFactory, whole: Told) -> Told:
    """The build after it, of a twentieth less and a point in no district.

    Beside it two figures of the residents of a year, and a force of which nothing is loaded.
    """
    folder = tmp_path_factory.mktemp("less")
    raw = raw_of(folder / "raw", lost=5)
    path = raw / "street" / street_name("2024-06")
    write(path, path.read_text(encoding="utf-8") + record(2000, "2024-06", place=FAR, lsoa="") + "\n")
    other = f"LSOA21CD,population_mid_2021\n{WEST_LSOA},1001\n{EAST_LSOA},3000\n"
    write(raw / "population" / "mid2021.csv", other)
    write(raw / "forces.csv", f"LAD24CD,PFA24CD,PFA24NM\n{NEIGHBOUR},E23900009,Southshire\n")
    store = Path(shutil.copytree(whole.store, folder / "store"))
    return Told(store, said_at_the_end(raw, store))


def test_a_whole_build_has_nothing_to_say(whole: Told, use_store: Callable[[Path], None]) -> None:
    assert whole.said == []
    use_store(whole.store)
    assert status.notices() == []


def test_residents_of_one_year_that_two_files_tell_otherwise_are_named(less: Told) -> None:
    assert less.said[1] == (
        f"Residents of 2021: population/lsoa21.csv and population/mid2021.csv have different figures of 1 area "
        f"({WEST_LSOA}); those of the first count: keep the file that is right."
    )


def test_records_in_no_district_are_said_with_the_reason(less: Told, use_store: Callable[[Path], None]) -> None:
    expected = (
        "Northshire Police: 31 of its 601 records are in no district that is loaded (30 with an LSOA that no lookup "
        "holds, 1 with a point alone); if it is not that only a part of its districts is loaded, add the lookups that "
        "lack."
    )
    assert less.said[0] == expected
    use_store(less.store)
    assert status.notices(["outside"]) == [expected]


def test_refused_rows_are_said_with_line_and_reason_though_they_are_few(
    tmp_path: Path, use_store: Callable[[Path], None]
) -> None:
    raw = raw_of(tmp_path / "raw", months=["2024-01", "2024-02"])
    path = raw / "street" / street_name("2024-02")
    write(path, path.read_text(encoding="utf-8") + record(2000, "2024-02", place=("east", 52.05)) + "\n")
    (said,) = told(served_small(raw, tmp_path / "store"))
    assert said.startswith(f"street/{street_name('2024-02')}: 1 of 101 rows refused, the first in line 102, ")
    assert "Longitude or Latitude is not a place" in said
    use_store(tmp_path / "store")
    assert status.notices(["refused"]) == [said]


def test_what_was_lost_since_the_last_build_is_said(less: Told) -> None:
    assert less.said[2:] == [
        "Since the last build 30 of 600 records of the area are gone from the months that both hold.",
        "Since the last build the share of records that are in no district that is loaded rose from 0.0 to 5.2 %; a "
        "lookup may be missing.",
    ]


def test_a_notice_is_of_the_chosen_area(less: Told) -> None:
    assert query(builds.current_build(less.store), "SELECT force FROM dim_district_force ORDER BY district_code") == [
        ("northshire",),
        ("southshire",),
    ]
    assert not [said for said in less.said if "Southshire" in said]


def test_months_that_lack_or_of_which_more_than_usual_could_not_be_placed_are_named(
    tmp_path: Path, use_store: Callable[[Path], None]
) -> None:
    months = ["2024-01", "2024-03", *(f"2024-{month:02d}" for month in range(6, 10))]
    raw = raw_of(tmp_path / "raw", months=months, unlocated={"2024-03": 3, "2024-08": 1025})
    assert told(served_small(raw, tmp_path / "store")) == [
        "Northshire Police has no file of 2024-02, 2024-04 to 2024-05: a period that holds any of these months has no "
        "total; add its files.",
        "Northshire Police: more records than usual (0.0 %) could not be placed in 2024-08 (91.1 %): 1,025 without "
        "location, 0 with an LSOA that no lookup holds, 0 with a point in no district.",
    ]
    use_store(tmp_path / "store")
    assert status.notices(["lost"]) == []


def test_a_build_that_lost_a_tenth_of_the_area_is_held_back_until_that_is_accepted(tmp_path: Path, whole: Told) -> None:
    store = Path(shutil.copytree(whole.store, tmp_path / "store"))
    raw = raw_of(tmp_path / "now", lost=11)
    reported: list[str] = []
    with pytest.raises(CheckError, match="street_crime: 600 then, 534 now"):
        build(raw, small_settings(store), reported.append)
    assert "66 with an LSOA that no lookup holds" in reported[-1]
    assert said_at_the_end(raw, store, accept_losses=True)[-2].startswith("Since the last build 66 of 600 records")


def test_wards_that_a_lookup_knows_only_in_part_are_named(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2025-06": [record(1, "2025-06")]})
    wards = {WEST: (0.0, 0.1), "E05990002": (0.1, 0.2)}
    features: list[tuple[dict[str, object], object]] = [
        ({"WD25CD": code, "WD25NM": code, "LAD25CD": DISTRICT}, square(*edges)) for code, edges in wards.items()
    ]
    write_features(raw / "boundaries" / "wards.geojson", features)
    path = served_small(raw, tmp_path / "store")
    said = told(path)
    found = query(path, "SELECT vintage, area_code, population FROM dim_area WHERE area_type = 'ward' ORDER BY ALL")
    assert found == [("2025", WEST, 1000), ("2025", "E05990002", None)]
    assert said == [
        "Wards of 2025: 1 ward (E05990002) has no residents, so no rates; add the lookup from LSOA to ward of their "
        "year, or residents by ward.",
        f"1 ward ({EAST}) of a lookup: in no file of boundaries, and not used.",
    ]
    assert builds.describe(path)["notices"] == said


def test_a_file_without_a_line_and_an_lsoa_of_two_wards_are_named(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "answers.csv", "question_id,area_code,wave_end,wave_months,estimate_pct\n")
    write(raw / "lookups" / "other.csv", f"LSOA21CD,WD24CD,LAD24CD\n{WEST_LSOA},{EAST},{DISTRICT}\n")
    empty, _, in_two = told(build_small(raw, tmp_path / "store"))
    assert [empty, in_two] == [
        "1 file (answers.csv): no line below the header; fill or remove.",
        f"1 LSOA ({WEST_LSOA}): in more than one ward of 2024 by the lookups, of which one counts; keep the lookup "
        "that is right.",
    ]


def test_wards_smaller_than_their_lsoas_have_no_residents_but_those_given_of_them(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    edges = {EAST: (0.1, 0.2), WEST: (0.0, 0.02)} | {f"E0599000{n}": (n / 50, n / 50 + 0.02) for n in range(1, 5)}
    features: list[tuple[dict[str, object], object]] = [
        ({"WD24CD": code, "WD24NM": code, "LAD24CD": DISTRICT}, square(*ends)) for code, ends in edges.items()
    ]
    write_features(raw / "boundaries" / "wards.geojson", features)
    write(raw / "population" / "wards.csv", f"WD24CD,population_2021\n{WEST},300\n")
    path = build_small(raw, tmp_path / "store")
    known = "SELECT area_code, population FROM dim_area WHERE population IS NOT NULL AND area_type <> 'lsoa' ORDER BY 1"
    assert query(path, known) == [(WEST, 300), (DISTRICT, 4000), (NEIGHBOUR, 2000)]
    assert told(path)[0].startswith("Wards of 2024: 5 wards (")
