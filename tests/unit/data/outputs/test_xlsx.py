from dataclasses import replace
from datetime import date
from io import BytesIO
from math import nan

import openpyxl
import pandas as pd

from data.model.period import Period
from data.model.verdict import Verdict
from data.outputs.names import file_name
from data.outputs.xlsx import ABSENT, sheet_name, xlsx_bytes
from data.reports.briefing.briefing import Briefing, Part, Told
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from tests.fixtures.selections import selection, status

FRAME = pd.DataFrame(
    {
        "area": ["=HYPERLINK(1)", "Beech $$note$$"],
        "code": ["E05000001", "007"],
        "count": [1234.0, nan],
        "change": [-9.27, 12.5],
        "verdict": [Verdict.SAME, Verdict.CLEAR_RISE],
        "sign": ["▲", ""],
    }
)
COLUMNS = [
    Column("area", "Ward"), Column("code", "Code", "code"), Column("count", "Offences", "number"),
    Column("change", "Change, %", "change", 1),
    Column("verdict", "Verdict", "verdict"), Column("sign", "Sign"),
]  # fmt: skip


def briefing() -> Briefing:
    words = Words("@More in Beech", "Offences, 2024.", "Police", ("=Burglary rose.",), "Wards: all.")
    told = [Told(Panel("wards", words, Table(FRAME, COLUMNS)), "A verdict.")]
    text = [Told(Panel("said", Words("What is said"), notes=["+Nothing runs", "More."]))]
    return Briefing(
        "Title", "", "OFFICIAL", "Westmere Partnership", "board", selection(), status(), "Wards: all.", "2024.",
        [Part("changes", "What changed: [all]", told), Part("methods", "Methods", text)], date(2025, 3, 5),
    )  # fmt: skip


def test_numbers_are_numbers_codes_are_text_and_what_is_absent_is_marked() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(briefing())))
    assert book.sheetnames == ["Cover", "Contents", "Notes", "1 What changed all", "2 Methods"]
    sheet = book["1 What changed all"]
    (name,) = sheet.tables
    corner, end = sheet.tables[name].ref.split(":")
    head, *rows = [[cell.value for cell in row] for row in sheet[corner:end]]
    assert head == ["Ward", "Code", "Offences", "Change, %", "Verdict", "Sign"]
    assert rows == [
        ["'=HYPERLINK(1)", "E05000001", 1234, -9.27, "About the same", "sign ▲"],
        ["Beech $note$", "007", ABSENT, 12.5, "Clear rise", ABSENT],
    ]
    assert [row[0].value for row in book["2 Methods"].iter_rows()][-2:] == ["'+Nothing runs", "More."]


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(briefing())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    # Contents lead to their sheets.
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value).startswith("'@More in Beech") for cell in cells)


def test_the_name_of_a_sheet_ends_with_a_word() -> None:
    assert sheet_name("The eight priorities of 2024/25", 1) == "1 The eight priorities of…"
    assert sheet_name("Priorities of 2024/25", 12) == "12 Priorities of 2024-25"


def test_a_file_is_called_by_partnership_subject_months_and_day() -> None:
    assert file_name(briefing(), "xlsx") == "westmere-partnership_board_2024-01-to-2024-12_2025-03-05.xlsx"
    one = replace(briefing(), selection=selection(wards=("W2",)))
    assert file_name(one, "csv") == "westmere-partnership_board_beech_2024-01-to-2024-12_2025-03-05.csv"


def test_a_panel_of_its_own_months_is_called_by_them_or_by_none() -> None:
    own = replace(briefing(), selection=selection(wards=("W2",)), is_chosen=False)
    assert file_name(own, "csv") == "westmere-partnership_board_2025-03-05.csv"
    waves = replace(own, period=Period(date(2020, 4, 1), date(2022, 3, 1)))
    assert file_name(waves, "csv") == "westmere-partnership_board_2020-04-to-2022-03_2025-03-05.csv"
