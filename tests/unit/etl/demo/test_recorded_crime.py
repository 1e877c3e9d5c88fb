from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineWorkbook


def sheets(demo_folder: Path) -> dict[str, Any]:
    (path,) = demo_folder.glob("recorded_crime/*.ods")
    with CalamineWorkbook.from_path(str(path)) as workbook:
        return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def test_the_workbook_is_labelled_and_has_a_sheet_a_financial_year(demo_folder: Path) -> None:
    found = sheets(demo_folder)
    assert list(found) == ["Notes", "2019_20", "2020_21", "2021_22"]
    assert str(found["Notes"][1][0]).startswith("DEMONSTRATION DATA")
    assert found["2021_22"][0] == [
        "Financial Year", "Financial Quarter", "Police Force", "CSP Name", "Offence Description", "Offence Group",
        "Offence Subgroup", "Offence Code", "Offence Count",
    ]  # fmt: skip


def test_a_year_of_the_workbook_is_the_year_of_the_street_files_without_asb(
    demo_folder: Path, located: pd.DataFrame
) -> None:
    header, *rows = sheets(demo_folder)["2021_22"]
    table = pd.DataFrame(rows, columns=[str(name) for name in header])
    assert set(table["Financial Year"]) == {"2021/22"}
    assert set(table["Police Force"]) == {"Essex (demonstration)"}
    thurrock = table[table["CSP Name"] == "Thurrock"]
    assert thurrock["Offence Count"].sum() == 16846
    first = thurrock[(thurrock["Financial Quarter"] == 1) & (thurrock["Offence Group"] == "Robbery")]
    street = located[(located["LAD21NM"] == "Thurrock") & located["Month"].between("2021-04", "2021-06")]
    assert first["Offence Count"].sum() == (street["Crime type"] == "Robbery").sum()
