import json
from dataclasses import replace
from math import nan
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest

from components import notices, shell
from components.data_table import data_table
from components.panel import panel
from data.model.verdict import Verdict
from data.reports.figures import IntervalDots, Sparkline, StripDots
from data.reports.panel import JUDGED, Line, Link, Listed, Note, Panel, Value, Words
from data.reports.table import Column, Table
from data.words.freshness import fresh
from tests.fixtures.selections import COUNT, choices, selection, status
from tests.fixtures.served import Page, built, of_type, rows_of, texts

FRAME = pd.DataFrame({"area": ["Alder, North", "Beech"], "count": [1234.0, nan], "change": [-9.27, 12.5]})
WORDS = Words("More in Beech", "Offences, 2024.", "Police")
DOTS = IntervalDots(
    pd.DataFrame(
        {
            "area_name": ["A"],
            "value": [1.0],
            "lower": [0.5],
            "upper": [2.0],
            "is_marked": [True],
            "label": [""],
            "text": [""],
        }
    )
)
COLUMNS = (Column("area", "Ward"), Column("count", "Offences", "number"), Column("change", "Change, %", "change", 1))


def as_json(component: Any) -> Any:
    return json.loads(json.dumps(component.to_plotly_json(), default=lambda c: c.to_plotly_json()))


def built_of(component: Any) -> dict[str, Any]:
    (data,) = built(as_json(component))
    return data


def test_a_table_has_numbers_to_format_and_words_for_those_that_are_not_there() -> None:
    data = built_of(data_table(Table(FRAME, COLUMNS), "Wards"))
    assert data["rows"] == [["Alder, North", 1234, -9.3], ["Beech", "not available", 12.5]]
    assert rows_of(data) == [
        ["Ward", "Offences", "Change, %"],
        ["Alder, North", "1,234", "−9.3"],
        ["Beech", "not available", "+12.5"],
    ]
    assert data["caption"] == "Wards"


def test_a_reason_that_holds_of_every_row_stands_once_in_the_heading() -> None:
    rate = Column("rate", "Per 1,000", "number", 1, status="why")
    frame = FRAME.assign(rate=nan, why="residents not known")
    data = built_of(data_table(Table(frame, [COLUMNS[0], rate]), "Wards"))
    assert rows_of(data) == [["Ward", "Per 1,000: residents not known"], ["Alder, North", ""], ["Beech", ""]]
    known = built_of(data_table(Table(frame.assign(rate=[12.4, nan]), [COLUMNS[0], rate]), "Wards"))
    assert rows_of(known)[1:] == [["Alder, North", "12.4"], ["Beech", "residents not known"]]


def test_the_rows_that_are_marked_are_told_to_the_browser() -> None:
    assert built_of(data_table(Table(FRAME, COLUMNS, marked=["Beech"], key="area"), "Wards"))["marked"] == [1]


def test_an_empty_frame_gives_a_table_of_headings() -> None:
    assert len(rows_of(built_of(data_table(Table(FRAME.iloc[:0], COLUMNS), "Wards")))) == 1


CHANGES = pd.DataFrame(
    {
        "area": ["Alder", "Beech"],
        "change": [12.46, nan],
        "low": [2.9, nan],
        "high": [23.0, nan],
        "verdict": [Verdict.CLEAR_RISE, Verdict.CANNOT_COMPARE],
        "p_value": [0.01, nan],
    }
)
CHANGE_COLUMNS = (
    Column("area", "Ward"),
    Column("change", "Change, %", "change", 1, ("low", "high")),
    Column("verdict", "Verdict", "verdict", order="p_value"),
)
SHOWN = [
    ["Alder", "+12.5 (+2.9\u00a0to\u00a0+23.0)", "▲ Clear rise"],
    ["Beech", "not available", "– Cannot compare"],
]


def test_an_interval_stands_in_brackets_and_a_verdict_has_its_sign() -> None:
    data = built_of(data_table(Table(CHANGES, CHANGE_COLUMNS), "Wards"))
    assert rows_of(data)[1:] == SHOWN
    assert [row[2]["class"] for row in data["rows"]] == ["pill verdict-clear_rise", "pill verdict-cannot_compare"]


def test_a_verdict_sorts_by_its_evidence_and_a_day_by_its_place_in_time() -> None:
    assert built_of(data_table(Table(CHANGES, CHANGE_COLUMNS), "Wards"))["orders"] == {"2": [0.01, None]}
    due = pd.DataFrame({"due": ["1 March", "2 March", ""], "on": pd.to_datetime(["2026-03-01", "2026-03-02", None])})
    days = built_of(data_table(Table(due, (Column("due", "Due", order="on"),)), "X"))["orders"]["0"]
    assert (days[1] - days[0], days[2]) == (1, None)


def test_a_folded_table_shows_the_same_cells() -> None:
    tree = as_json(panel(Panel("wards", WORDS, Table(CHANGES, CHANGE_COLUMNS, is_folded=True)), ""))
    (data,) = built(next(of_type(tree, "Details")))
    assert rows_of(data)[1:] == SHOWN


def test_the_wards_and_types_go_onto_the_picture_that_is_saved() -> None:
    words = Words("More in Beech", "Offences, 2024.", "Police", ("Burglary rose.",), "Wards: Alder. Crime types: all.")
    tree = as_json(panel(Panel("wards", words, Table(FRAME, COLUMNS), DOTS), ""))
    assert tree["props"]["data-scope"] == "Wards: Alder. Crime types: all."


def test_numbers_are_rounded_once_for_the_page_and_for_the_browser() -> None:
    frame = pd.DataFrame({"area": ["Alder"], "change": [12.4499], "low": [2.95], "high": [nan]})
    column = Column("change", "Change, %", "change", 1, ("low", "high"))
    assert column.values(frame) == [[12.4, 3.0, None]]
    folded = next(
        of_type(
            as_json(panel(Panel("wards", WORDS, Table(frame, [COLUMNS[0], column], is_folded=True)), "")),
            "Details",
        )
    )
    assert json.loads(folded["props"]["data-table"])["rows"] == [["Alder", [12.4, 3.0, None]]]
    assert Column("area", "Ward").values(frame) == ["Alder"]


def test_a_panel_with_a_picture_folds_its_table_and_offers_its_picture() -> None:
    tree = as_json(panel(Panel("wards", WORDS, Table(FRAME, COLUMNS), DOTS), ""))
    assert [" ".join(texts(node)) for node in of_type(tree, "H2")] == ["More in Beech"]
    assert "Offences, 2024. Source: Police." in texts(tree)
    details = next(of_type(tree, "Details"))
    assert "data-table" in details["props"]
    assert [node["props"]["aria-label"] for node in of_type(tree, "Button") if "aria-label" in node["props"]] == [
        "PNG: More in Beech"
    ]


def test_a_panel_without_a_picture_shows_its_table_open() -> None:
    tree = as_json(panel(Panel("wards", WORDS, Table(FRAME, COLUMNS), notes=["Mind the gap."]), ""))
    assert list(of_type(tree, "Details", "table-tool")) == []
    assert len(list(of_type(tree, "Div", "built-table"))) == 1
    assert "Mind the gap." in texts(tree)


def test_a_panel_is_saved_by_one_menu_that_holds_its_finding_as_text() -> None:
    tree = as_json(panel(Panel("wards", WORDS, Table(FRAME, COLUMNS), DOTS), ""))
    (menu,) = of_type(tree, "Details", "save")
    assert menu["props"]["data-save"] == "wards"
    assert menu["props"]["data-text"].splitlines()[0] == "More in Beech"
    assert Page(menu).offered == [("csv", "wards")]
    with_shapes = Panel("areas", WORDS, Table(FRAME, COLUMNS), shapes={"type": "FeatureCollection"})
    assert Page(as_json(panel(with_shapes, ""))).offered == [("csv", "areas"), ("geojson", "areas")]
    said = Page(as_json(panel(Panel("said", WORDS, value=Value("5", "crimes")), "")))
    assert (len(list(of_type(said.response, "Details", "save"))), said.offered) == (1, [])
    quiet = as_json(panel(Panel("note", Words("Mind"), notes=["The gap."]), ""))
    assert list(of_type(quiet, "Details", "save")) == []


def test_a_folded_panel_keeps_its_table_closed() -> None:
    tree = as_json(panel(Panel("wards", WORDS, Table(FRAME, COLUMNS, is_folded=True)), ""))
    assert "data-table" in next(of_type(tree, "Details"))["props"]
    assert "PNG" not in texts(tree)


def test_a_panel_says_its_figure_its_verdict_and_its_comparison() -> None:
    shown = Panel("robbery", Words("Robbery"), None, Sparkline([1, None, 9], "Up"), Value("9", "recorded"),
                  Verdict.TOO_FEW, ["Against 4"])  # fmt: skip
    tree = as_json(panel(shown, ""))
    assert [text for text in texts(tree) if text.strip()] == [
        "Robbery", "9", "recorded", "○ Too few to tell", "Up", "Against 4", "Save",
    ]  # fmt: skip
    assert next(of_type(tree, "Span", "pill"))["props"]["className"] == "pill verdict-too_few"
    of_others = replace(shown, months="January to April 2024")
    assert "○ Too few to tell| January to April 2024" in "|".join(texts(as_json(panel(of_others, ""))))
    assert of_others.judged == "Too few to tell, January to April 2024"


DRAWN = (
    Column("area", "Ward", links="link"),
    Column("spark", "24 months", "spark"),
    Column("change", "Change, %", "change", 1, absent="–"),
    Column("change", "Change, %", "interval", 1, ("low", "high"), absent="–", verdict="verdict"),
)


def drawn_table() -> dict[str, Any]:
    link = Link("Alder", "/trends", selection(crime_types=("Robbery",)))
    frame = CHANGES.assign(spark=[Sparkline([1, 2], "From 1 to 2", (1, 2), (0, 1))] * 2, link=[link] * 2)
    return built_of(data_table(Table(frame, DRAWN, key="area", apart=["Beech"]), "Wards"))


def test_pictures_in_a_table_say_what_they_show_and_blanks_are_short() -> None:
    data = drawn_table()
    assert rows_of(data) == [
        ["Ward", "24 months", "Change, %", "Change, %"],
        ["Alder", "From 1 to 2", "+12.5", "+12.5 (+2.9\u00a0to\u00a0+23.0)"],
        ["Beech", "From 1 to 2", "–", ""],
    ]
    axis = unquote(data["columns"][3][0]["src"])
    assert ">−25%<" in axis
    assert ">+25%<" in axis


def test_a_row_leads_on_and_a_row_apart_is_told_to_the_browser() -> None:
    data = drawn_table()
    assert data["rows"][0][0]["href"].startswith("/trends?type=Robbery&")
    assert data["apart"] == [1]


def test_what_is_short_on_the_page_is_whole_in_the_file_and_on_the_picture() -> None:
    strip = StripDots(pd.DataFrame({"area_name": ["A", "B"], "value": [1.0, 2.0], "is_marked": [True, False]}), COUNT)
    words = Words("2nd of 2", "Rates, 2024.", "Police", short="Rates.")
    tree = as_json(panel(Panel("x", words, Table(FRAME, COLUMNS), strip, links=[Link("More", "/compare")]), ""))
    assert "Rates." in texts(tree)
    assert tree["props"]["data-source"] == "Rates, 2024. Source: Police."
    assert next(of_type(tree, "Img"))["props"]["alt"] == "2nd of 2. Rates."
    assert [" ".join(texts(node)) for node in of_type(tree, "Link", "tool")] == ["More"]


def test_a_pick_on_the_map_is_a_button_that_leaves_the_map_as_it_is() -> None:
    tree = as_json(panel(Panel("card", WORDS, notes=[(Link("Show the wards again", "/hotspots", pick="cell:7"),)]), ""))
    (button,) = of_type(tree, "Button")
    assert (button["props"]["data-pick"], list(of_type(tree, "Link"))) == ("cell:7", [])


def test_links_keep_what_is_chosen_or_choose_their_own() -> None:
    other = Link("Alone", "/trends", selection(crime_types=("Robbery",)))
    notes: list[Note] = [("Mind. ", JUDGED), Listed([Link("Ranks", anchor="ranks")]), (other,)]
    tree = as_json(panel(Panel("x", Words("X"), notes=notes), "?ward=W1"))
    links = [node["props"]["href"] for kind in ("Link", "A") for node in of_type(tree, kind)]
    assert links[0] == "/methods?ward=W1#changes-and-what-may-be-said-of-them"
    assert links[1].startswith("/trends?type=Robbery&")
    assert links[2] == "#ranks"


def test_a_list_stands_after_its_sign() -> None:
    tree = as_json(panel(Panel("x", Words("X"), notes=[Listed(["May 2024: above"], "◆")]), ""))
    assert list(texts(next(of_type(tree, "Ul")))) == ["◆ ", "May 2024: above"]


def test_a_text_is_reached_by_the_id_of_its_panel() -> None:
    (heading,) = of_type(as_json(panel(Panel("ranks", Words("Ranks"), text="*How*"), "")), "H2")
    assert (heading["props"]["id"], heading["props"]["tabIndex"]) == ("ranks", "-1")


def test_a_marked_panel_says_so_first() -> None:
    tree = as_json(panel(Panel("x", Words("X"), marking="OFFICIAL-SENSITIVE"), ""))
    assert list(texts(tree)) == ["OFFICIAL-SENSITIVE", "X"]


def test_several_notices_are_one_message() -> None:
    assert notices.notices([]) == []
    (message,) = notices.notices(["One.", "Two."])
    assert list(texts(as_json(message))) == ["One.", "Two."]


def test_the_status_line_says_how_fresh_and_how_complete_the_data_are() -> None:
    tree = as_json(shell.status_line(status(), "?ward=W1"))
    line = "Police data to December 2024 · 1.5% of records have no location and are not counted · About the data"
    assert "".join(texts(tree)) == line
    assert next(of_type(tree, "Link"))["props"]["href"] == "/about-the-data?ward=W1"
    made_up = "".join(texts(as_json(shell.status_line(status(is_demo=True), ""))))
    assert made_up.startswith("Demonstration data to December 2024")


def test_the_foot_of_the_page_says_when_the_data_were_put_together_and_whom_to_ask() -> None:
    whole = shell.shell("Partnership", [("/", "Summary")], choices(), selection(), status(), "the analyst")
    foot = next(node for node in whole.children if type(node).__name__ == "Footer")
    said = list(texts(as_json(foot)))
    assert fresh(status())[0] in said[1]
    assert said[2].endswith("Questions: the analyst.")


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_banner_stands_over_demonstration_data_only(is_demo: bool) -> None:
    whole = shell.shell("Partnership", [("/", "Summary")], choices(), selection(), status(is_demo), "the analyst")
    banner = [node.className for node in whole.children if type(node).__name__ == "Aside"]
    assert banner == (["demo-banner"] if is_demo else [])


def test_without_a_build_the_shell_says_what_to_do() -> None:
    tree = as_json(shell.empty_shell("Partnership", "Run python -m etl demo."))
    assert "Run python -m etl demo." in texts(tree)
    assert "Partnership" in texts(tree)


def test_a_line_is_led_by_its_words_in_short_after_a_sign_that_is_not_read() -> None:
    tree = as_json(panel(Panel("p", Words("Lines"), lines=[Line("No clear change.", "302 crimes.", "●")]), ""))
    (item,) = of_type(tree, "Li")
    assert [" ".join(texts(part)) for part in of_type(item, "Strong")] == ["No clear change."]
    assert " ".join(texts(item)).split() == ["No", "clear", "change.", "302", "crimes."]
    sign = next(of_type(item, "Span", "line-sign"))["props"]
    assert (sign["data-sign"], sign["aria-hidden"]) == ("●", "true")


def test_a_source_that_stands_once_on_the_page_is_still_in_the_file() -> None:
    shown = Panel("p", WORDS, Table(FRAME, COLUMNS))
    tree = as_json(panel(shown, "", has_source=False))
    assert [" ".join(texts(line)) for line in of_type(tree, "P", "quiet")] == ["Offences, 2024."]
    assert "Source: Police" in next(of_type(tree, "Details", "save"))["props"]["data-text"]
