from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.datasets.recorded_crime_csp import extract as recorded_crime_csp
from etl.datasets.recorded_crime_csp.extract import published
from etl.errors import SourceError
from etl.sources.source_files import SourceFile
from tests.fixtures.small_raw import DISTRICT, NEIGHBOUR, query, write, write_small_raw
from tests.fixtures.small_tables import NAMING, staged_small
from tests.fixtures.workbooks import RECORDED_CRIME as HEADER
from tests.fixtures.workbooks import Cell, Sheets, write_ods, write_xlsx

NAMED = {DISTRICT: "Westmere", NEIGHBOUR: "Eastmere"}
OLDER = (*HEADER[:2], "Force Name", *HEADER[3:8], "Number of Offences")
NOTES: Sequence[Sequence[Cell]] = [
    ["Police recorded crime"],
    ["CSP Name", "the partnership"],
    ["Updated: 23 July 2026"],
]
GROUPS = "area_code,similar_area_code,similar_area_name,csp_name,cited_source,source_date"
Writer = Callable[[Path, Sheets], Path]


def offence(
    csp: str = "Westmere",
    year: str = "2024/25",
    quarter: Cell = 1,
    code: Cell = "28E",
    count: Cell = 7,
    force: str | None = "Northshire",
    group: str | None = "Theft offences",
) -> tuple[Cell, ...]:
    return (year, quarter, force, csp, f"Offence {code}", group, "Residential burglary", code, count)


def write_raw(tmp_path: Path, *workbooks: tuple[str, Sheets], writer: Writer = write_xlsx, groups: str = "") -> Path:
    raw = write_small_raw(tmp_path / "raw")
    for name, sheets in workbooks:
        writer(raw / "home office" / name, sheets)
    if groups:
        write(raw / "groups.csv", f"{GROUPS}\n{groups}")
    return raw


def stage(raw: Path) -> duckdb.DuckDBPyConnection:
    datasets = (*NAMING, "most_similar_groups", "recorded_crime_csp")
    return staged_small(raw, datasets, ("fct_recorded_crime_quarterly", "dim_most_similar_group"))


def stage_workbooks(
    tmp_path: Path, *workbooks: tuple[str, Sheets], writer: Writer = write_xlsx, groups: str = ""
) -> duckdb.DuckDBPyConnection:
    return stage(write_raw(tmp_path, *workbooks, writer=writer, groups=groups))


def table(rows: Sequence[Sequence[Cell]], header: Sequence[str] = HEADER) -> Sheets:
    return {"Notes": NOTES, "2024_25": [header, *rows]}


def counts(build: Path | duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return query(build, "SELECT csp_name, quarter_start, offence_code, offence_count FROM fct_recorded_crime_quarterly")


def load(build: Path | duckdb.DuckDBPyConnection, name: str = "%") -> list[tuple[object, ...]]:
    return query(
        build,
        "SELECT rows_read, rows_loaded, rows_outside_area, rows_duplicate, rows_rejected FROM meta_load "
        f"WHERE source = 'recorded_crime_csp' AND file LIKE '{name}' ORDER BY file",
    )


@pytest.mark.parametrize(("name", "writer"), [("prc.xlsx", write_xlsx), ("prc.ods", write_ods)])
def test_each_sheet_of_a_workbook_is_read_and_those_without_the_table_are_named(
    tmp_path: Path, name: str, writer: Writer
) -> None:
    sheets: Sheets = {
        "Notes": NOTES,
        "2023_24": [HEADER, offence(year="2023/24", quarter=4, count=1204)],
        "2024_25": [["Police recorded crime"], [None], HEADER, offence(), offence(code=99, count=0)],
    }
    staged = stage_workbooks(tmp_path, (name, sheets), writer=writer)
    found = query(
        staged, "SELECT * EXCLUDE (source) FROM fct_recorded_crime_quarterly ORDER BY quarter_start, offence_code"
    )
    assert found == [
        ("2023/24", 4, date(2024, 1, 1), "Northshire", "Westmere", "28E", "Offence 28E", "Theft offences",
         "Residential burglary", 1204),
        ("2024/25", 1, date(2024, 4, 1), "Northshire", "Westmere", "28E", "Offence 28E", "Theft offences",
         "Residential burglary", 7),
        ("2024/25", 1, date(2024, 4, 1), "Northshire", "Westmere", "99", "Offence 99", "Theft offences",
         "Residential burglary", 0),
    ]  # fmt: skip
    sheets_read = query(staged, "SELECT sheet, rows_read FROM meta_sheet ORDER BY sheet")
    assert sheets_read == [("2023_24", 1), ("2024_25", 2), ("Notes", None)]
    assert load(staged) == [(3, 3, 0, 0, 0)]


def test_the_columns_of_older_editions_and_their_order_do_not_matter(tmp_path: Path) -> None:
    row = offence(year="2012-13", quarter="Q2", count="1,030")
    staged = stage_workbooks(tmp_path, ("prc.xlsx", table([row[::-1]], OLDER[::-1])))
    assert counts(staged) == [("Westmere", date(2012, 7, 1), "28E", 1030)]


def test_a_csv_of_the_same_columns_is_read_too(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    text = "\n".join(",".join(str(cell) for cell in row) for row in (OLDER, offence(quarter=3), offence(count="many")))
    write(raw / "recorded.csv", text + "\n")
    staged = stage(raw)
    assert counts(staged) == [("Westmere", date(2024, 10, 1), "28E", 7)]
    assert query(staged, "SELECT file, line, reason FROM meta_reject") == [
        ("recorded.csv", 3, "offence count is not a whole number")
    ]


def test_the_area_its_force_and_its_most_similar_group_are_kept(tmp_path: Path) -> None:
    rows = [
        offence("West-Mere"),
        offence("Eastmere"),
        offence("Unassigned Northshire"),
        offence("Farmere & Nearmere", force="Southshire"),
        offence("Elsewhere", force="Southshire"),
    ]
    raw = write_raw(
        tmp_path,
        ("prc.xlsx", table(rows)),
        groups=f"{DISTRICT},E07900009,Farmere,Farmere and Nearmere,Inspectorate,2024-11-01\n"
        f"{NEIGHBOUR},E07900008,Elsewhere,,Inspectorate,2024-11-01\n",
    )
    staged = stage(raw)
    found = query(staged, "SELECT csp_name, district_code FROM dim_partnership ORDER BY csp_name")
    assert found == [
        ("Eastmere", NEIGHBOUR),
        ("Farmere & Nearmere", None),
        ("Unassigned Northshire", None),
        ("West-Mere", DISTRICT),
    ]
    assert load(staged) == [(5, 4, 1, 0, 0)]
    assert query(staged, "SELECT * FROM dim_most_similar_group") == [
        (DISTRICT, "E07900009", "Farmere", "Farmere & Nearmere", "Inspectorate", date(2024, 11, 1))
    ]


def test_an_area_that_shares_a_partnership_names_it(tmp_path: Path) -> None:
    rows = [offence("Westmere and Eastmere"), offence("Neighbour"), offence("Far", force="Southshire")]
    staged = stage_workbooks(
        tmp_path,
        ("prc.xlsx", table(rows)),
        groups=f"{DISTRICT},{DISTRICT},Westmere,Westmere and Eastmere,The partnership,2024-11-01\n",
    )
    assert [row[0] for row in counts(staged)] == ["Neighbour", "Westmere and Eastmere"]


ONS = "LAD24CD,LAD24NM,CSP24CD,CSP24NM,PFA24CD,PFA24NM\n"


def test_the_lookup_of_ons_says_which_districts_share_a_partnership(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    rows = [f"{code},{name},E22900001,The Meres,E23900001,Northshire\n" for code, name in NAMED.items()]
    write(raw / "lookups" / "lad_csp_pfa.csv", ONS + "".join(rows))
    write_xlsx(raw / "prc.xlsx", table([offence("The Meres"), offence("Other")]))
    staged = stage(raw)
    assert query(staged, "SELECT csp_name, district_code, is_own FROM dim_partnership") == [
        ("Other", None, False),
        ("The Meres", DISTRICT, True),
        ("The Meres", NEIGHBOUR, True),
    ]


def test_partnerships_that_lie_in_one_district_of_today_are_added_up_where_all_are_there(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    rows = [f"{DISTRICT},Westmere,,{csp},E23900001,Northshire\n" for csp in ("Upper Mere", "Lower Mere")]
    write(raw / "lookups" / "lad_csp_pfa.csv", ONS + "".join(rows))
    parts = [("Upper Mere", 1, 3), ("Lower Mere", 1, 4), ("Upper Mere", 2, 5)]
    later = [offence("Westmere", year="2025/26", count=9)]
    offences = [offence(csp, quarter=quarter, count=count) for csp, quarter, count in parts]
    write_xlsx(raw / "prc.xlsx", {"2024_25": [HEADER, *offences], "2025_26": [HEADER, *later]})
    staged = stage(raw)
    assert counts(staged) == [
        ("Westmere", date(2024, 4, 1), "28E", 7),
        ("Westmere", date(2025, 4, 1), "28E", 9),
    ]
    assert query(staged, "SELECT csp_name, district_code FROM dim_partnership") == [("Westmere", DISTRICT)]
    assert load(staged) == [(4, 4, 0, 0, 0)]


def test_the_register_knows_partnerships_of_several_districts_by_name(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    lookup = raw / "lookups" / "lsoa_ward_lad.csv"
    named = {"Westmere": "Merthyr Tydfil", "Eastmere": "Rhondda Cynon Taf"}
    text = lookup.read_text(encoding="utf-8")
    for old, new in named.items():
        text = text.replace(f"{old}\n", f"{new}\n")
    write(lookup, text)
    write_xlsx(raw / "prc.xlsx", table([offence("Cwm Taf", force="South Wales")]))
    staged = stage(raw)
    assert query(staged, "SELECT csp_name, district_code, is_own FROM dim_partnership") == [
        ("Cwm Taf", DISTRICT, True),
        ("Cwm Taf", NEIGHBOUR, True),
    ]


def test_what_the_newest_edition_notes_of_unassigned_offences_stays_with_the_partnerships_named(tmp_path: Path) -> None:
    note = "Northshire: from April 2024 crimes of Eastmere are in an unassigned group."
    rows = [offence(), offence("Eastmere"), offence("Unassigned Northshire")]
    old: Sheets = {"Notes": [["Crimes of Westmere are unassigned."]], "2023_24": [HEADER, offence(year="2023/24")]}
    new: Sheets = {"Notes": [["Contents"], [None, note], ["Eastmere was renamed."]], "2024_25": [HEADER, *rows]}
    staged = stage_workbooks(tmp_path, ("prc-tables-240424.xlsx", old), ("prc-tables-230725.xlsx", new))
    assert query(staged, "SELECT csp_name, note FROM dim_partnership ORDER BY csp_name") == [
        ("Eastmere", note),
        ("Unassigned Northshire", None),
        ("Westmere", None),
    ]


def test_a_spelling_that_changes_between_years_is_one_partnership(tmp_path: Path) -> None:
    staged = stage_workbooks(
        tmp_path,
        ("prc.xlsx", table([offence("Mere, City of", year="2022/23"), offence("City of Mere"), offence()])),
    )
    assert {row[0] for row in counts(staged)} == {"City of Mere", "Westmere"}


def test_groups_are_named_alike_through_the_editions(tmp_path: Path) -> None:
    groups = ["Theft Offences", "Miscellaneous crimes", "Miscellaneous crimes against society"]
    staged = stage_workbooks(
        tmp_path, ("prc.xlsx", table([offence(code=n, group=group) for n, group in enumerate(groups)]))
    )
    found = query(staged, "SELECT DISTINCT offence_group FROM fct_recorded_crime_quarterly ORDER BY ALL")
    assert found == [("Miscellaneous crimes against society",), ("Theft offences",)]


FAULTY = (
    (offence(year="2024"), "financial year is not written as 2024/25"),
    (offence(year="2024/26"), "financial year is not written as 2024/25"),
    (offence(quarter=5), "financial quarter is not 1 to 4"),
    (offence(quarter=None), "financial quarter is not 1 to 4"),
    (offence(force=None), "force or CSP is not given"),
    (offence(group=None), "offence group or offence code is not given"),
    (offence(code=None), "offence group or offence code is not given"),
    (offence(count=1.5), "offence count is not a whole number"),
    *((offence(count=count), "offence count is not a whole number") for count in ("-", "<5", "12,34", "1.000", "1E3")),
    (offence(count=8), "the same offence, quarter and CSP is given before with another count"),
)


def test_a_row_that_cannot_be_right_is_refused_by_sheet_and_row(tmp_path: Path) -> None:
    rows = [row for row, _ in FAULTY]
    sheets = {"2023_24": [HEADER, offence(year="2023/24")], "2024_25": [HEADER, offence(), *rows]}
    staged = stage_workbooks(tmp_path, ("prc.xlsx", sheets))
    found = query(staged, "SELECT line, reason FROM meta_reject")
    assert found == [(2 + n, f"sheet 2024_25, row {n}: {reason}") for n, (_, reason) in enumerate(FAULTY, start=3)]
    assert load(staged) == [(16, 2, 0, 0, 14)]


def test_a_row_given_twice_counts_once_and_a_negative_count_stays(tmp_path: Path) -> None:
    staged = stage_workbooks(tmp_path, ("prc.xlsx", table([offence(), offence(), offence(code="29", count=-2)])))
    assert [row[2:] for row in counts(staged)] == [("28E", 7), ("29", -2)]
    assert load(staged) == [(3, 2, 0, 1, 0)]


def test_the_newer_edition_replaces_a_year_of_a_force_whole(tmp_path: Path) -> None:
    old = {
        "2023_24": [HEADER, offence(year="2023/24", count=3)],
        "2024_25": [HEADER, offence(count=1), offence(code="29", count=1)],
    }
    staged = stage_workbooks(
        tmp_path, ("prc-tables-230124.xlsx", old), ("prc-tables-240425.xlsx", table([offence(count=9)]))
    )
    assert counts(staged) == [("Westmere", date(2023, 4, 1), "28E", 3), ("Westmere", date(2024, 4, 1), "28E", 9)]
    assert load(staged) == [(3, 1, 0, 2, 0), (1, 1, 0, 0, 0)]


def test_the_same_edition_twice_counts_once(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    original = write_xlsx(raw / "prc.xlsx", table([offence()]))
    (raw / "copy of prc.xlsx").write_bytes(original.read_bytes())
    staged = stage(raw)
    assert [row[3] for row in counts(staged)] == [7]
    assert load(staged) == [(1, 1, 0, 0, 0), (1, 0, 0, 1, 0)]


def test_editions_that_differ_and_say_no_day_stop_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"b\.xlsx: gives the year from 2024 as .*a\.xlsx does, .*; keep one"):
        stage_workbooks(tmp_path, ("a.xlsx", table([offence(count=1)])), ("b.xlsx", table([offence(count=2)])))


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("prc-csp-mar16-dec24-tables-240425.xlsx", date(2025, 4, 24)),
        ("prc-csp-mar2021-mar2026-tables-230726.ods", date(2026, 7, 23)),
        ("prc-csp-1112-1415-tables.xlsx", None),
        ("prc-999999.xlsx", None),
    ],
)
def test_an_edition_says_its_day_in_its_name(name: str, day: date | None) -> None:
    assert published(name) == day


def test_a_sheet_with_a_misspelt_column_stops_the_build_rather_than_lose_a_year(tmp_path: Path) -> None:
    header = (*HEADER[:8], "Offences")
    with pytest.raises(SourceError, match=r"prc\.xlsx, sheet 2024_25: column offence_count is missing; name it as"):
        stage_workbooks(tmp_path, ("prc.xlsx", table([offence()], header)))


def test_a_workbook_of_partnerships_without_any_table_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"prc\.xlsx: no sheet has the columns financial_year, quarter"):
        stage_workbooks(tmp_path, ("prc.xlsx", {"Notes": NOTES}))


@pytest.mark.parametrize(("name", "writer"), [("ages.xlsx", write_xlsx), ("ages.ods", write_ods)])
def test_other_workbooks_are_left_alone(tmp_path: Path, name: str, writer: Writer) -> None:
    writer(tmp_path / name, {"Ages": [["Area", "Residents"], ["Westmere", 3]]})
    assert not recorded_crime_csp.recognises(SourceFile(1, tmp_path / name, name, (), None))


def test_a_workbook_that_excel_has_open_is_not_a_second_one(tmp_path: Path) -> None:
    path = tmp_path / "~$prc.xlsx"
    path.write_bytes(b"\x07Name")
    assert not recorded_crime_csp.recognises(SourceFile(1, path, path.name, (), None))


@pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04 cut short"])
def test_a_damaged_workbook_is_named_with_the_cure(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "prc.ods"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"prc\.ods: not a workbook that can be opened .*; download it again"):
        recorded_crime_csp.recognises(SourceFile(1, path, path.name, (), None))


def test_a_group_without_its_source_is_refused(tmp_path: Path) -> None:
    staged = stage_workbooks(
        tmp_path, groups=f"{DISTRICT},E07900009,Farmere,,,2024-11-01\n{DISTRICT},E07900009,Farmere,,Report,soon\n"
    )
    assert query(staged, "SELECT line FROM meta_reject WHERE source = 'most_similar_groups'") == [(2,), (3,)]
    assert query(staged, "SELECT count(*) FROM dim_most_similar_group") == [(0,)]


def test_without_a_workbook_the_tables_are_there_and_empty(tmp_path: Path) -> None:
    assert counts(stage(write_small_raw(tmp_path / "raw"))) == []
