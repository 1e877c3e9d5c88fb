from dataclasses import replace

import pandas as pd

from data.model.map_view import MapView
from data.model.verdict import Refusal, Verdict
from data.reports.figures import Sparkline
from data.reports.hotspots.place_card import place_card
from data.reports.hotspots.places import Places
from data.reports.panel import Link, Panel
from tests.fixtures.named_places import CHANGE, MICRO, PLACE, places
from tests.fixtures.selections import selection

MARKING = "OFFICIAL-SENSITIVE"


def card(shown: Places) -> Panel:
    (panel,) = place_card(shown, shown.frame.iloc[0], selection())
    return panel


def test_a_card_says_what_since_when_how_many_and_what_was_done() -> None:
    panel = card(places())
    assert panel.words.finding == "▲1 Old Track"
    assert panel.words.caption == (
        "60 reports, from 20 in the year before (95% interval +81.0% to +397.0%). "
        "Judged together with all 2 places. Restrictions lie within."
    )
    assert panel.verdict is Verdict.CLEAR_RISE
    assert panel.figure == Sparkline([2.0] * 12 + [5.0] * 12, "Reports by month: 5 at last, 5 at most")
    assert dict(panel.facts) == {
        "What": "Motorbike sites · A track · since April 2019 · position approximate · to about 400 metres",
        "Where": "Beech",
        "What was done": "Boulders set",
        "As published": "3rd of its list to June 2022. No number is given",
        "Source": "Council · Minutes, item 4",
    }


def test_a_card_leads_to_the_other_pages_for_its_ward_and_back_to_the_wards() -> None:
    picked = replace(selection(), map=MapView(pick="place:m1"))
    shown = places()
    (panel,) = place_card(shown, shown.frame.iloc[0], picked)
    links = [part for note in panel.notes for part in note if isinstance(part, Link) and part.selection]
    assert [(link.path, link.selection.wards) for link in links[:4] if link.selection] == [
        ("/trends", ("W2",)), ("/", ("W2",)), ("/compare", ("W2",)), ("/analysis", ("W2",))
    ]  # fmt: skip
    assert links[4].selection == selection()


def test_a_place_outside_the_wards_keeps_those_that_are_chosen() -> None:
    panel = card(places(PLACE | {"ward_code": "X9", "ward_name": "Elsewhere"}))
    links = [part for part in panel.notes[0] if isinstance(part, Link)]
    assert {link.selection for link in links} == {selection()}


def test_a_place_that_cannot_be_compared_has_its_count_and_no_percentage() -> None:
    panel = card(places(compared=None, changes={"verdict": Verdict.CANNOT_COMPARE, "refusal": Refusal.MISSING}))
    assert panel.words.caption == "60 reports, January to December 2024."
    assert panel.verdict is Verdict.CANNOT_COMPARE


def test_a_change_that_is_refused_says_why() -> None:
    panel = card(places(changes={"verdict": Verdict.CANNOT_COMPARE, "refusal": Refusal.MISSING}))
    assert panel.words.caption.endswith(f"from 20 in the year before. {Refusal.MISSING.capitalize()}.")


def test_a_second_measure_has_a_panel_of_its_own() -> None:
    tickets = CHANGE | {"measure": "tickets", "title": "Tickets", "unit": "tickets", "verdict": Verdict.TOO_FEW}
    shown = replace(places(), changes=pd.DataFrame([CHANGE, tickets]))
    first, second = place_card(shown, shown.frame.iloc[0], selection())
    assert (first.words.finding, first.verdict) == ("▲1 Old Track", Verdict.CLEAR_RISE)
    assert (second.words.finding, second.verdict) == ("▲1 Old Track: Tickets", Verdict.TOO_FEW)
    assert second.words.caption.startswith("60 tickets")
    assert (second.figure, second.facts, second.notes) == (None, (), ())


def test_a_card_of_a_place_for_partners_is_marked() -> None:
    panel = card(places(MICRO, marking=MARKING))
    assert panel.marking == MARKING
    assert panel.words.caption == "There are no monthly reports of it here."
    assert (panel.figure, panel.verdict) == (None, None)


def test_a_public_place_among_others_is_not_marked() -> None:
    assert card(places(PLACE, MICRO, marking=MARKING)).marking == ""
