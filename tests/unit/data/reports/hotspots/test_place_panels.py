from data.model.verdict import Refusal, Verdict
from data.outputs.csv import csv_text
from data.reports.hotspots.place_panels import place_panels
from data.reports.hotspots.places import no_places
from data.reports.panel import Panel
from tests.fixtures.named_places import KINDS, MICRO, PLACE, QUARTERS, UNPLACED, places
from tests.fixtures.selections import period

MARKING = "OFFICIAL-SENSITIVE"


def rows(panel: Panel) -> list[dict[str, str]]:
    """The table as it is read: texts by heading."""
    table = panel.table
    assert table is not None
    columns = {column.heading: [column.show(v) for v in column.values(table.frame)] for column in table.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_a_kind_says_what_it_is_where_it_comes_from_and_how_it_changed() -> None:
    (panel,) = place_panels(places(), "m1")
    assert panel.words.finding == "▲ Motorbike sites"
    assert panel.words.caption == (
        "Places of nuisance. Reports depend on who reports. Counts: January to December 2024, compared with the year "
        "before. Places of one kind are judged together, each measure by itself. Restrictions lie within."
    )
    assert panel.words.source == "Council"
    (row,) = rows(panel)
    assert (row["Reports"], row["The year before"]) == ("60", "20")
    assert row["Verdict"] == "▲ Clear rise"
    assert row["As published"].startswith("3rd of its list to June 2022")


def test_a_row_picks_its_place_and_the_one_that_is_picked_is_marked() -> None:
    table = place_panels(places(PLACE, UNPLACED), "m1")[0].table
    assert table is not None
    assert table.frame[table.picks].tolist() == ["place:m1", "place:o1"]
    assert table.marked == ["place:m1"]


def test_a_place_without_a_position_is_listed_and_said_not_to_be_drawn() -> None:
    (panel,) = place_panels(places(PLACE, UNPLACED), None)
    assert str(panel.notes[0]).startswith("1 of 2 have no published position")
    assert [row["Place"] for row in rows(panel)] == ["Old Track", "The order"]
    assert place_panels(places(), None)[0].notes == []


def test_a_layer_for_partners_is_marked_with_its_file_and_others_are_not() -> None:
    micro, moto = place_panels(places(PLACE, MICRO, marking=MARKING), None)
    assert micro.marking == MARKING
    assert csv_text(micro).startswith(f"# {MARKING}\n")
    assert moto.marking == ""
    assert MARKING not in csv_text(moto)


def test_a_quarter_of_concern_is_said_and_flagged_in_the_table() -> None:
    _, panel = place_panels(places(quarterly=QUARTERS), None)
    assert panel.words.caption.endswith("from October 2024: Old Track.")
    assert [row["Flag"] for row in rows(panel)] == ["", "area of concern"]
    assert rows(panel)[1]["Quarter"] == "2024-10 to 2024-12"


def test_a_quarter_without_a_concern_says_so() -> None:
    _, panel = place_panels(places(quarterly=QUARTERS.iloc[:1]), None)
    assert panel.words.caption.startswith("No area is flagged")


def test_quarters_of_places_for_partners_are_marked() -> None:
    _, panel = place_panels(
        places(PLACE | {"audience": "partner", "is_marked": True}, quarterly=QUARTERS, marking=MARKING), None
    )
    assert panel.marking == MARKING


def test_a_place_that_cannot_be_compared_has_its_count_alone() -> None:
    alone = places(compared=None, changes={"verdict": Verdict.CANNOT_COMPARE, "refusal": Refusal.MISSING})
    (panel,) = place_panels(alone, None)
    (row,) = rows(panel)
    assert (row["Reports"], row["Verdict"]) == ("60", "– Cannot compare")
    assert "The year before" not in row
    assert "of which no month can be compared" in panel.words.caption


def test_the_file_of_places_names_the_area_that_it_is_about() -> None:
    (panel,) = place_panels(places(), None)
    assert "\n# All wards of Westmere; reports are of no crime type.\n" in csv_text(panel)


def test_a_place_outside_the_chosen_wards_is_not_listed_and_where_none_is_left_that_is_said() -> None:
    both = places(PLACE, PLACE | {"place_id": "m2", "place_name": "Far Track", "is_chosen": False})
    (panel,) = place_panels(both, None)
    assert [row["Place"] for row in rows(panel)] == [PLACE["place_name"]]
    (none,) = place_panels(places(PLACE | {"is_chosen": False}), None)
    assert none.table is None
    assert none.words.caption.startswith("None of them lies in")


def test_no_layer_is_no_panel() -> None:
    assert place_panels(no_places(KINDS, period("2024-01", "2024-12")), None) == []
