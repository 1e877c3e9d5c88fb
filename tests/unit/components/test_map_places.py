import pandas as pd

from components.panels import map_places, place_card
from data.model.verdict import Refusal, Verdict
from tests.fixtures.map_frames import KINDS, PLACE, places
from tests.fixtures.selections import period, selection
from tests.fixtures.served import Page, texts
from tests.unit.components.test_panel import as_json

MARKING = "OFFICIAL-SENSITIVE"
MICRO = PLACE | {
    "place_id": "a1", "place_name": "Station", "kind": "micro_area", "kind_title": "Micro-areas", "symbol": "square",
    "audience": "partner", "has_outline": True, "published_rank": None, "published_note": None, "is_approximate": False,
}  # fmt: skip
UNPLACED = PLACE | {"place_id": "o1", "place_name": "The order", "longitude": None, "latitude": None, "ward_name": None}
QUARTERS = pd.DataFrame(
    {
        "quarter": pd.to_datetime(["2024-07-01", "2024-10-01"]),
        "place_id": "m1", "kind": "motorbike_site", "place_name": "Old Track",
        "total_0": [5.0, 34.0], "total_1": [4.0, 11.0],
        "verdict": [Verdict.TOO_FEW, Verdict.CLEAR_RISE], "is_concern": [False, True],
    }
)  # fmt: skip


def said(part: object) -> str:
    return " ".join(texts(as_json(part)))


def test_a_place_is_labelled_by_the_sign_of_its_kind_and_its_number() -> None:
    labelled = places().labelled()
    assert labelled["label"].tolist() == ["▲1"]
    assert labelled["text"].tolist() == ["<b>Old Track</b><br>Motorbike sites<br>position approximate"]
    assert [words for _, _, words in places().legend()] == ["▲ Motorbike sites"]


def test_a_place_without_a_position_is_listed_and_not_drawn() -> None:
    found = places(PLACE, UNPLACED)
    assert found.labelled()["place_id"].tolist() == ["m1"]
    (panel,) = map_places.place_panels(found, None)
    assert "1 of 2 have no published position and are not drawn." in said(panel)
    assert [row["Place"] for row in Page(as_json(panel)).table("Motorbike sites")] == ["Old Track", "The order"]


def test_outlines_are_drawn_of_their_own_layer() -> None:
    found = places(PLACE, MICRO)
    assert found.outline_layers == ["place-micro_area-partner"]
    assert found.outlines(found.outline_layers) == [["a1"]]


def test_a_kind_says_what_it_is_where_it_comes_from_and_how_it_changed() -> None:
    (panel,) = map_places.place_panels(places(), "m1")
    text = said(panel)
    assert "Places of nuisance. Reports depend on who reports." in text
    assert "Source: Council." in text
    assert "Counts: January to December 2024, compared with the year before." in text
    assert "Places of one kind are judged together, each measure by itself. Restrictions lie within." in text
    (row,) = Page(as_json(panel)).table("Motorbike sites")
    assert (row["Reports"], row["The year before"]) == ("60", "20")
    assert row["Verdict"] == "▲ Clear rise"
    assert row["As published"] == "3rd of its list to June 2022. No number is given"


def test_a_layer_for_partners_is_marked_on_the_page_and_on_its_file_and_others_are_not() -> None:
    panels = map_places.place_panels(places(PLACE, MICRO, marking=MARKING), None)
    micro, moto = (Page(as_json(panel)) for panel in panels)
    assert MARKING in micro.text
    assert MARKING in micro.downloads[0].notes[0]
    assert MARKING not in moto.text
    assert MARKING not in str(moto.downloads)


def test_a_quarter_of_concern_is_flagged_on_the_map_in_words_and_in_the_table() -> None:
    found = places(quarterly=QUARTERS)
    assert found.labelled()["label"].tolist() == ["▲1!"]
    (panel,) = map_places.place_panels(found, None)
    assert "Areas of concern in the quarter from October 2024: Old Track." in said(panel)
    rows = Page(as_json(panel)).table("Fires by quarter")
    assert [row["Flag"] for row in rows] == ["", "area of concern"]
    assert rows[1]["Quarter"] == "2024-10 to 2024-12"


def test_a_quarter_without_a_concern_says_so() -> None:
    found = places(quarterly=QUARTERS.iloc[:1])
    assert found.of_concern() == set()
    assert "No area is flagged in the quarter from July 2024: none shows a clear rise" in said(
        map_places.place_panels(found, None)[0]
    )


def test_a_card_says_what_since_when_how_many_and_what_was_done() -> None:
    found = places()
    row = found.row("m1")
    assert row is not None
    text = said(place_card.place_card(found, row, selection()))
    for words in (
        "▲1 Old Track", "Motorbike sites · A track · since April 2019 · position approximate · to about 400 metres",
        "Boulders set", "60 reports, from 20 in the year before (95% interval +81.0% to +397.0%).",
        "Judged together with all 2 places. Restrictions lie within.", "Clear rise", "3rd of its list to June 2022",
        "Council · Minutes, item 4", "Beech", "Crime trends: Beech",
    ):  # fmt: skip
        assert words in text, words


def test_a_place_that_cannot_be_compared_has_its_count_and_no_percentage() -> None:
    alone = places(compared=None, changes={"verdict": Verdict.CANNOT_COMPARE, "refusal": Refusal.MISSING})
    (panel,) = map_places.place_panels(alone, None)
    (row,) = Page(as_json(panel)).table("Motorbike sites")
    assert (row["Reports"], row["Verdict"]) == ("60", "– Cannot compare")
    assert "The year before" not in row
    assert "of which no month can be compared" in said(panel)
    text = said(place_card.place_card(alone, alone.frame.iloc[0], selection()))
    assert "60 reports, January to December 2024. – Cannot compare" in " ".join(text.split())
    assert "%" not in text


def test_the_file_of_places_names_the_area_that_it_is_about() -> None:
    (panel,) = map_places.place_panels(places(), None)
    (file,) = Page(as_json(panel)).downloads
    assert "# All wards of Westmere; reports are of no crime type." in file.notes


def test_a_card_of_a_place_for_partners_is_marked() -> None:
    found = places(MICRO, marking=MARKING)
    row = found.row("a1")
    assert row is not None
    text = said(place_card.place_card(found, row, selection()))
    assert text.startswith(MARKING)
    assert "No monthly reports are loaded for it." in text


def test_a_place_that_is_not_shown_has_no_card() -> None:
    assert places().row("elsewhere") is None
    assert places().row(None) is None


def test_no_layer_is_no_place() -> None:
    none = map_places.no_places(KINDS, period("2024-01", "2024-12"))
    assert none.labelled().empty
    assert (none.legend(), none.of_concern(), none.outlines(none.outline_layers)) == ([], set(), [[]])
    assert map_places.place_panels(none, None) == []
