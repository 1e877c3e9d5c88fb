import json
from math import nan
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
from dash import html

from components import notices, shell
from components.data_table import Column, data_table
from components.download import csv_link, csv_text
from components.headline_card import headline_card
from components.panel import Numbers, Words, panel, source_line
from components.prose import prose
from components.verdicts import badge
from data.model.verdict import Verdict
from tests.fixtures.selections import choices, selection, status
from tests.fixtures.served import cells, of_type, texts

FRAME = pd.DataFrame({"area": ["Alder, North", "Beech"], "count": [1234.0, nan], "change": [-9.27, 12.5]})
WORDS = Words("More in Beech", "Offences, 2024.", "Police")
COLUMNS = (Column("area", "Ward"), Column("count", "Offences", "number"), Column("change", "Change, %", "change", 1))


def as_json(component: Any) -> Any:
    return json.loads(json.dumps(component.to_plotly_json(), default=lambda c: c.to_plotly_json()))


def test_a_table_shows_formatted_cells_and_sorts_by_their_values() -> None:
    tree = as_json(data_table(FRAME, COLUMNS, "Wards"))
    rows = [[" ".join(texts(cell)) for cell in cells(row)] for row in of_type(tree, "Tr")]
    assert rows == [
        ["Ward", "Offences", "Change, %"],
        ["Alder, North", "1,234", "−9.3"],
        ["Beech", "not available", "+12.5"],
    ]
    assert [cell["props"]["data-value"] for cell in of_type(tree, "Td")] == ["1234.0", "-9.27", "", "12.5"]
    assert [" ".join(texts(c)) for c in of_type(tree, "Caption")] == ["Wards"]


def test_headings_of_rows_and_columns_say_what_they_head() -> None:
    tree = as_json(data_table(FRAME, COLUMNS, "Wards"))
    assert [cell["props"]["scope"] for cell in of_type(tree, "Th")] == ["col"] * 3 + ["row"] * 2
    assert len(list(of_type(tree, "Button"))) == 3


def test_marked_rows_say_so_without_colour() -> None:
    tree = as_json(data_table(FRAME, COLUMNS, "Wards", ["Beech"], "area"))
    assert [row["props"].get("aria-current") for row in of_type(tree, "Tr")] == [None, None, "true"]


def test_an_empty_frame_gives_a_table_of_headings() -> None:
    assert len(list(of_type(as_json(data_table(FRAME.iloc[:0], COLUMNS, "Wards")), "Tr"))) == 1


JUDGED = pd.DataFrame(
    {
        "area": ["Alder", "Beech"],
        "change": [12.46, nan],
        "low": [2.9, nan],
        "high": [23.0, nan],
        "verdict": [Verdict.CLEAR_RISE, Verdict.CANNOT_COMPARE],
        "p_value": [0.01, nan],
    }
)
JUDGED_COLUMNS = (
    Column("area", "Ward"),
    Column("change", "Change, %", "change", 1, ("low", "high")),
    Column("verdict", "Verdict", "verdict", order="p_value"),
)
SHOWN = [
    ["Alder", "+12.5 (+2.9\u00a0to\u00a0+23.0)", "▲ Clear rise"],
    ["Beech", "not available", "– Cannot compare"],
]


def test_an_interval_stands_in_brackets_and_a_verdict_has_its_sign() -> None:
    tree = as_json(data_table(JUDGED, JUDGED_COLUMNS, "Wards"))
    rows = [[" ".join(texts(cell)) for cell in cells(row)] for row in of_type(tree, "Tr")]
    assert rows[1:] == SHOWN
    assert [cell["props"]["className"] for cell in of_type(tree, "Td")][1] == "verdict verdict-clear_rise"


def test_an_interval_sorts_by_its_value_and_a_verdict_by_its_evidence() -> None:
    tree = as_json(data_table(JUDGED, JUDGED_COLUMNS, "Wards"))
    assert [cell["props"]["data-value"] for cell in of_type(tree, "Td")] == ["12.46", "0.01", "", ""]


def test_a_folded_table_shows_the_same_cells() -> None:
    tree = as_json(panel(WORDS, Numbers(JUDGED, JUDGED_COLUMNS, "wards"), folded=True))
    data = json.loads(next(of_type(tree, "Details"))["props"]["data-table"])
    columns = [Column(heading, heading, kind, decimals) for heading, kind, decimals in data["columns"]]
    assert [[column.show(cell) for column, cell in zip(columns, row, strict=True)] for row in data["rows"]] == SHOWN


def test_a_file_holds_an_interval_in_columns_of_its_own() -> None:
    assert csv_text(JUDGED, JUDGED_COLUMNS, []) == (
        'Ward,"Change, %","Change, %, 95% lower","Change, %, 95% upper",Verdict\n'
        "Alder,12.46,2.9,23,Clear rise\n"
        "Beech,,,,Cannot compare\n"
    )


def test_what_the_page_says_goes_into_the_file_before_its_source() -> None:
    words = Words("More in Beech", "Offences, 2024.", "Police", ("Burglary rose.",))
    link = next(of_type(as_json(panel(words, Numbers(FRAME, COLUMNS, "wards"))), "A"))
    lines = unquote(link["props"]["href"].split(",", 1)[1]).splitlines()
    assert lines[1:4] == ["# Offences, 2024.", "# Burglary rose.", "# Source: Police"]


def test_the_wards_and_types_go_into_the_file_and_onto_the_picture_that_is_saved() -> None:
    words = Words("More in Beech", "Offences, 2024.", "Police", ("Burglary rose.",), "Wards: Alder. Crime types: all.")
    tree = as_json(panel(words, Numbers(FRAME, COLUMNS, "wards"), html.Img(alt="chart")))
    link = next(of_type(tree, "A"))
    lines = unquote(link["props"]["href"].split(",", 1)[1]).splitlines()
    assert lines[1:4] == ["# Offences, 2024.", "# Wards: Alder. Crime types: all.", "# Burglary rose."]
    assert tree["props"]["data-scope"] == "Wards: Alder. Crime types: all."


def test_numbers_are_rounded_once_for_the_page_and_for_the_browser() -> None:
    frame = pd.DataFrame({"area": ["Alder"], "change": [12.4499], "low": [2.95], "high": [nan]})
    column = Column("change", "Change, %", "change", 1, ("low", "high"))
    assert column.values(frame) == [[12.4, 3.0, None]]
    folded = next(of_type(as_json(panel(WORDS, Numbers(frame, [COLUMNS[0], column], "x"), folded=True)), "Details"))
    assert json.loads(folded["props"]["data-table"])["rows"] == [["Alder", [12.4, 3.0, None]]]
    assert Column("area", "Ward").values(frame) == ["Alder"]


def test_a_file_begins_with_its_source_and_holds_unrounded_numbers() -> None:
    assert csv_text(FRAME, COLUMNS, ["Finding", "", "Source: x"]) == (
        '# Finding\n# Source: x\nWard,Offences,"Change, %"\n"Alder, North",1234,-9.27\nBeech,,12.5\n'
    )


def test_numbers_with_fractions_stay_fractions_in_a_column_of_counts() -> None:
    text = csv_text(pd.DataFrame({"n": [1.5, 2.0]}), [Column("n", "N", "number")], [])
    assert text == "N\n1.5\n2\n"


def test_a_file_is_carried_by_its_link_whole() -> None:
    link: Any = csv_link("# Caution: 5%, “quoted”\nA,B\n1,2\n", "wards", "Wards")
    assert link.download == "wards.csv"
    assert unquote(link.href) == "data:text/csv;charset=utf-8,\ufeff# Caution: 5%, “quoted”\nA,B\n1,2\n"


@pytest.mark.parametrize(("is_demo", "line"), [(True, "Police (demonstration data)"), (False, "Police")])
def test_demonstration_data_are_named_in_every_source_line(is_demo: bool, line: str) -> None:
    assert source_line("Police", is_demo) == line


def test_a_panel_with_a_picture_folds_its_table_and_offers_both_files() -> None:
    tree = as_json(panel(WORDS, Numbers(FRAME, COLUMNS, "wards"), html.Img(alt="map")))
    assert [" ".join(texts(node)) for node in of_type(tree, "H2")] == ["More in Beech"]
    assert "Offences, 2024. Source: Police." in texts(tree)
    details = next(of_type(tree, "Details"))
    assert "data-table" in details["props"]
    assert [" ".join(texts(node)) for node in of_type(tree, "A")] == ["CSV"]
    assert [node["props"]["aria-label"] for node in of_type(tree, "Button") if "aria-label" in node["props"]] == [
        "PNG: More in Beech"
    ]


def test_a_panel_without_a_picture_shows_its_table_open() -> None:
    tree = as_json(panel(WORDS, Numbers(FRAME, COLUMNS, "wards"), notes=[html.P("Mind the gap.")]))
    assert list(of_type(tree, "Details")) == []
    assert len(list(of_type(tree, "Table"))) == 1
    assert "Mind the gap." in texts(tree)


def test_a_folded_panel_keeps_its_table_closed() -> None:
    tree = as_json(panel(WORDS, Numbers(FRAME, COLUMNS, "wards"), folded=True))
    assert "data-table" in next(of_type(tree, "Details"))["props"]
    assert "PNG" not in texts(tree)


def test_a_card_says_its_figure_and_its_comparison() -> None:
    tree = as_json(headline_card("All crime", "15,524", "recorded", ["88.2 per 1,000", "No change"]))
    assert list(texts(tree)) == ["All crime", "15,524", " ", "recorded", "88.2 per 1,000", "No change"]


def test_the_verdict_of_a_card_stands_under_its_figure() -> None:
    tree = as_json(headline_card("Robbery", "9", "recorded", ["Against 4"], verdict=badge(Verdict.TOO_FEW)))
    assert [text for text in texts(tree) if text.strip()] == [
        "Robbery", "9", "recorded", "○", "Too few to tell", "Against 4",
    ]  # fmt: skip


def test_several_notices_are_one_message() -> None:
    assert notices.notices([]) == []
    (message,) = notices.notices(["One.", "Two."])
    assert list(texts(as_json(message))) == ["One.", "Two."]


def test_page_prose_is_read_from_its_file() -> None:
    assert "“No data”" not in prose("caveats").children
    assert prose("caveats").children.startswith("- These are counts from open data.")


def test_the_status_line_says_how_fresh_and_how_complete_the_data_are() -> None:
    line = "".join(texts(as_json(shell.status_line(status(), "the analyst", "?ward=W1"))))
    assert "Recorded crime to December 2024, data.police.uk · built 4 March 2025" in line
    assert "next update expected by the end of March 2025" in line
    assert "30 of 2,000 Northshire Police records of the last 12 months (1.5%) have no location" in line
    assert "questions: the analyst" in line


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_banner_stands_over_demonstration_data_only(is_demo: bool) -> None:
    whole = shell.shell("Partnership", [("/", "Summary")], choices(), selection(), status(is_demo))
    banner = [node.className for node in whole.children if type(node).__name__ == "Aside"]
    assert banner == (["demo-banner"] if is_demo else [])


def test_without_a_build_the_shell_says_what_to_do() -> None:
    tree = as_json(shell.empty_shell("Partnership", "Run python -m etl demo."))
    assert "Run python -m etl demo." in texts(tree)
    assert "Partnership" in texts(tree)
