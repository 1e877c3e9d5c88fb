from math import nan

import pandas as pd
import pytest

from data.model.count_status import CountStatus
from data.model.verdict import Verdict
from data.outputs.csv import csv_text
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table

WORDS = Words("More in Beech", "Offences, 2024.", "Police", ("Burglary rose.",), "Wards: all.")
FRAME = pd.DataFrame({"area": ["Alder, North", "Beech"], "count": [1234.0, nan], "change": [-9.27, 12.5]})
COLUMNS = (Column("area", "Ward"), Column("count", "Offences", "number"), Column("change", "Change, %", "change", 1))


def numbers(frame: pd.DataFrame, *columns: Column, more: tuple[Column, ...] = ()) -> str:
    text = csv_text(Panel("x", WORDS, Table(frame, columns, more=more)))
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))


def test_a_file_begins_with_the_words_of_its_panel_and_holds_its_numbers() -> None:
    assert csv_text(Panel("wards", WORDS, Table(FRAME, COLUMNS), marking="OFFICIAL-SENSITIVE")) == (
        "# OFFICIAL-SENSITIVE\n# More in Beech\n# Offences, 2024.\n# Wards: all.\n# Burglary rose.\n# Source: Police\n"
        'Ward,Offences,"Change, %"\n"Alder, North",1234,-9.27\nBeech,,12.5\n'
    )


def test_an_interval_has_columns_of_its_own() -> None:
    frame = pd.DataFrame(
        {
            "area": ["Alder", "Beech"],
            "change": [12.46, nan],
            "low": [2.9, nan],
            "high": [23.0, nan],
            "verdict": [Verdict.CLEAR_RISE, Verdict.CANNOT_COMPARE],
        }
    )
    change = Column("change", "Change, %", "change", 1, ("low", "high"))
    assert numbers(frame, Column("area", "Ward"), change, Column("verdict", "Verdict", "verdict")) == (
        'Ward,"Change, %","Change, %, 95% lower","Change, %, 95% upper",Verdict\n'
        "Alder,12.46,2.9,23,Clear rise\n"
        "Beech,,,,Cannot compare\n"
    )


def test_why_a_number_is_not_there_stands_beside_it() -> None:
    frame = FRAME.assign(why=[CountStatus.COUNTED, CountStatus.NO_DATA])
    count = Column("count", "Offences", "number", status="why")
    assert numbers(frame, count) == 'Offences,"Offences, status"\n1234,counted\n,no data\n'
    assert numbers(frame.iloc[:1], count) == "Offences\n1234\n"


def test_a_file_may_hold_more_columns_than_its_table() -> None:
    assert numbers(FRAME, COLUMNS[0], more=(COLUMNS[1],)) == 'Ward,Offences\n"Alder, North",1234\nBeech,\n'


def test_numbers_with_fractions_stay_fractions_in_a_column_of_counts() -> None:
    assert numbers(pd.DataFrame({"n": [1.5, 2.0]}), Column("n", "N", "number")) == "N\n1.5\n2\n"


def test_a_rate_has_seven_digits_and_a_count_all_of_its_own() -> None:
    frame = pd.DataFrame({"n": [99.7359929598123, 123456789.0, -0.657763603747263]})
    assert numbers(frame, Column("n", "N", "number")) == "N\n99.73599\n123456789\n-0.6577636\n"


def test_a_panel_without_numbers_has_no_file() -> None:
    with pytest.raises(ValueError, match="panel x has no table"):
        csv_text(Panel("x", WORDS))
