from components.find_place import MOST, NOTHING, listed
from data.model.found import Found
from tests.fixtures.selections import selection

SITE = Found("Old Track", "Motorbike sites, Beech", "W2", "place:m1", "motorbike_site")
STREET = Found("High Street", "Records near here, Alder", "W1", "cell:7")


def test_what_is_found_leads_to_the_map_with_its_ward_and_its_place() -> None:
    links, is_hidden, said = listed([SITE, STREET], selection(crime_types=("Drugs",)))
    assert [item.children.href for item in links] == [
        "/hotspots?ward=W2&type=Drugs&from=2024-01&to=2024-12&pick=place%3Am1&places=motorbike_site",
        "/hotspots?ward=W1&type=Drugs&from=2024-01&to=2024-12&layer=cells&pick=cell%3A7",
    ]
    assert [item.children.children[0] for item in links] == ["Old Track", "High Street"]
    assert (is_hidden, said) == (False, "2 found.")


def test_a_ward_is_chosen_without_a_pick() -> None:
    (link,), _, said = listed([Found("Beech", "Ward", "W2")], selection())
    assert link.children.href == "/hotspots?ward=W2&from=2024-01&to=2024-12"
    assert said == "1 found."


def test_a_partners_source_has_no_small_squares_to_pick() -> None:
    (link,), *_ = listed([STREET], selection(source="recorded_crime"))
    assert link.children.href == "/hotspots?source=recorded_crime&ward=W1&from=2024-01&to=2024-12"


def test_a_name_leads_to_the_small_spots_around_it_and_of_a_partners_source_to_the_wards() -> None:
    name = Found("ZZ1 2AA", "Postcode in Alder", "W1", "name:ZZ12AA")
    (link,), *_ = listed([name], selection())
    assert link.children.href == "/hotspots?ward=W1&from=2024-01&to=2024-12&layer=cells&pick=name%3AZZ12AA"
    (link,), *_ = listed([name], selection(source="recorded_crime"))
    assert link.children.href.endswith("&to=2024-12&pick=name%3AZZ12AA")


def test_many_are_cut_short_and_none_is_said() -> None:
    items, _, said = listed([STREET] * (MOST + 3), selection())
    assert len(items) == MOST + 1
    assert items[-1].children == f"{MOST + 3} found; the first {MOST} are shown."
    assert said == f"{MOST + 3} found."
    assert listed([], selection())[1:] == (False, NOTHING)
