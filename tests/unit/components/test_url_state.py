import pytest

from components.url_state import read, write
from data.model.comparison import JUST_BEFORE
from data.model.map_view import MapView
from data.model.selection import Selection
from tests.fixtures.selections import ASB, NEW, OLD, TWO, TYPES, choices, months, period, selection

OFFERED = choices(months("2023-01", "2026-12"), vintages=(OLD, NEW))


def test_an_empty_address_shows_everything_of_the_default_period() -> None:
    for search in ("", None, "?"):
        view = read(search, choices())
        assert view.notices == []
        assert view.selection == selection(period=period("2024-01", "2024-12"))


@pytest.mark.parametrize(
    "shown",
    [
        selection(),
        selection(wards=("W2", "W3"), crime_types=("Robbery", ASB)),
        selection(period=period("2023-03", "2023-03"), measure="change_pct", points=True),
        selection(period=period("2026-06", "2026-12"), vintage=NEW, wards=("N2",)),
        selection(form="rolling", against=("W1", "W3"), parts="ward", scale="common"),
        selection(form="index", against=("rest",), parts="ward", scale="free"),
        selection(against=("districts",), scale="common"),
        selection(period=period("2026-01", "2026-03"), compared="2"),
        selection(compared=JUST_BEFORE),
    ],
)
def test_a_written_address_reads_back_as_the_same_selection(shown: Selection) -> None:
    assert read(write(shown), OFFERED) == (shown, [])


@pytest.mark.parametrize(
    ("search", "wards", "written"),
    [
        ("?district=D1", ("W1", "W2"), "?district=D1&from=2024-01&to=2024-12"),
        ("?district=D2&ward=W1", ("W1", "W3"), "?ward=W1&ward=W3&from=2024-01&to=2024-12"),
        ("?ward=W1&ward=W2", ("W1", "W2"), "?district=D1&from=2024-01&to=2024-12"),
        ("?district=D1&district=D2", ("W1", "W2", "W3"), "?from=2024-01&to=2024-12"),
        ("?district=", ("W1", "W2", "W3"), "?from=2024-01&to=2024-12"),
    ],
)
def test_a_district_in_the_address_is_its_wards(search: str, wards: tuple[str, ...], written: str) -> None:
    view = read(search, choices(vintages=(TWO,)))
    assert (view.selection.wards, view.notices) == (wards, [])
    assert write(view.selection) == written


def test_a_district_that_is_not_known_is_named() -> None:
    view = read("?district=D9", choices(vintages=(TWO,)))
    assert view.selection.is_whole_area
    assert [text.split(" is ")[0] for text in view.notices] == ["District “D9”"]


def test_an_address_carries_the_period_always_and_the_rest_only_where_chosen() -> None:
    assert write(selection()) == "?from=2024-01&to=2024-12"
    assert write(selection(wards=("W1", "W3"), points=True)) == "?ward=W1&ward=W3&from=2024-01&to=2024-12&points=1"


@pytest.mark.parametrize("search", ["?ward=", "?type=", "?ward=&type=", "?ward=W1&ward=W2&ward=W3"])
def test_nothing_chosen_and_each_chosen_are_all(search: str) -> None:
    shown, notices = read(search, choices())
    assert (shown, notices) == (selection(), [])
    assert write(shown) == "?from=2024-01&to=2024-12"


def test_values_keep_the_order_of_the_choices() -> None:
    view = read("?ward=W3&ward=W1&type=Drugs&type=Burglary", choices())
    assert view.selection.wards == ("W1", "W3")
    assert view.selection.crime_types == ("Burglary", "Drugs")


@pytest.mark.parametrize(
    ("search", "notice"),
    [
        ("?ward=W9", "Ward “W9” is not known here and was ignored."),
        ("?type=Piracy", "Crime type “Piracy” is not known here and was ignored."),
        ("?from=1999-01", "Month “1999-01” is not in the data and was ignored."),
        ("?to=soon", "Month “soon” is not in the data and was ignored."),
        ("?measure=size", "“size” is not a choice for measure and was ignored."),
        ("?points=yes", "“yes” is not a choice for points and was ignored."),
        ("?compared=9", "“9” is not a choice for compared and was ignored."),
        ("?compared=ago", "“ago” is not a choice for compared and was ignored."),
        ("?compared=", None),
        ("?compared=1", None),
        ("?form=sideways", "“sideways” is not a choice for form and was ignored."),
        ("?against=W9", "Ward “W9” is not known here and was ignored."),
        ("?against=", None),
        ("?parts=street", "“street” is not a choice for parts and was ignored."),
        ("?scale=log", "“log” is not a choice for scale and was ignored."),
        ("?colour=red", "“colour” in the address is not known and was ignored."),
    ],
)
def test_what_is_not_known_is_named_and_ignored(search: str, notice: str | None) -> None:
    view = read(search, choices())
    assert view.notices == ([notice] if notice else [])
    assert view.selection == selection()


def test_a_stale_ward_beside_a_known_one_leaves_the_known_one() -> None:
    view = read("?ward=W2&ward=N1", choices())
    assert view.selection.wards == ("W2",)
    assert [text.split(" is ")[0] for text in view.notices] == ["Ward “N1”"]


def test_of_wards_and_names_to_compare_with_the_last_asked_for_decides() -> None:
    asked = {
        search: read(search, choices()).selection.against
        for search in ("?against=W3&against=W1", "?against=W1&against=rest", "?against=rest&against=W1")
    }
    assert list(asked.values()) == [("W1", "W3"), ("rest",), ("W1",)]


def test_wards_have_one_scale_and_types_their_own_unless_asked_otherwise() -> None:
    scales = [read(search, choices()).selection.scale for search in ("", "?parts=ward", "?parts=ward&scale=free")]
    assert scales == ["free", "common", "free"]
    assert write(selection(parts="ward", scale="common")) == "?from=2024-01&to=2024-12&parts=ward"


def test_what_a_period_is_compared_with_is_written_where_it_is_not_the_usual() -> None:
    assert write(selection(compared="2")) == "?from=2024-01&to=2024-12&compared=2"
    for search in ("?from=2025-01&to=2025-12&compared=1", "?from=2023-06&to=2025-12&compared=3"):
        assert read(search, choices(months("2019-01", "2026-12"))).selection.compared == ""


def test_years_that_share_a_month_with_the_period_are_not_compared() -> None:
    view = read("?from=2024-01&to=2025-12&compared=1", choices(months("2019-01", "2026-12")))
    assert view.selection.comparison_key == "2"
    assert [text.split(" and ")[0] for text in view.notices] == ["“1” is not a choice for compared"]


def test_what_is_compared_with_outlives_a_change_of_the_period_while_it_can() -> None:
    offered = choices(months("2022-01", "2024-12"))
    kept = [read(f"?from={first}&to=2024-12&compared=2", offered) for first in ("2024-01", "2024-09", "2022-10")]
    assert [view.selection.compared for view in kept] == ["2", "2", ""]
    assert [len(view.notices) for view in kept] == [0, 0, 1]


def test_months_in_the_wrong_order_are_exchanged() -> None:
    view = read("?from=2024-06&to=2023-02", choices())
    assert view.selection.period == period("2023-02", "2024-06")
    assert view.notices == ["The first month is after the last; the two were exchanged."]


def test_one_month_given_beyond_the_default_other_stands_alone() -> None:
    assert read("?to=2023-05", choices()).selection.period == period("2023-05", "2023-05")
    assert read("?from=2026-03", OFFERED).selection.period == period("2026-03", "2026-12")
    gap = choices([*months("2023-01", "2023-12"), *months("2024-03", "2024-04")])
    assert read("?from=2024-03", gap).selection.period == period("2024-03", "2024-03")


def test_the_wards_are_those_in_force_at_the_end_of_the_period() -> None:
    assert read("?from=2026-01&to=2026-04", OFFERED).selection.vintage == OLD
    assert read("?from=2026-01&to=2026-05", OFFERED).selection.vintage == NEW


def test_types_with_awkward_letters_survive_the_address() -> None:
    name = "Drink & drive = 50%, +more"
    offered = choices(crime_types=(*TYPES, name))
    shown = selection(crime_types=(name,), all_crime_types=(*TYPES, name))
    assert read(write(shown), offered).selection.crime_types == (name,)


KINDS = (("motorbike_site", "Motorbike sites"), ("order_area", "Orders"))
MAPPED = (
    "?from=2024-01&to=2024-12&layer=cells&show=quarters&cell=250&areas=5&pick=cell%3A7"
    "&places=motorbike_site&places=order_area"
)


def test_what_the_map_shows_is_in_the_address_and_comes_back() -> None:
    view = read(MAPPED, choices(place_kinds=KINDS))
    assert view.notices == []
    assert view.selection.map == MapView("cells", "quarters", 250, ("motorbike_site", "order_area"), "cell:7", 5)
    assert write(view.selection) == MAPPED


def test_a_map_as_usual_leaves_the_address_short() -> None:
    found = read("?layer=wards&show=counts&cell=150&places=&pick=&areas=11", choices()).selection
    assert found.map == MapView()
    assert write(found) == "?from=2024-01&to=2024-12"


def test_a_layer_of_places_that_the_viewer_may_not_see_is_as_unknown_as_one_that_is_not() -> None:
    for kind in ("micro_area", "no_such_kind"):
        view = read(f"?places={kind}&places=order_area", choices(place_kinds=KINDS))
        assert view.selection.map.places == ("order_area",)
        assert [text.split(" is ")[0] for text in view.notices] == [f"Layer of places “{kind}”"]
        assert read(f"?places={kind}", choices(place_kinds=KINDS)).selection.map.places == ()


def test_what_the_map_cannot_show_is_named() -> None:
    view = read("?layer=streets&show=heat&cell=151&areas=99", choices())
    assert view.selection.map == MapView()
    assert [text.split(" ")[0] for text in view.notices] == ["“streets”", "“heat”", "“151”", "“99”"]


@pytest.mark.parametrize("gone", ["best", "gi_star", "density", "classes"])
def test_an_old_address_of_what_cells_show_no_more_shows_counts_and_says_so(gone: str) -> None:
    view = read(f"?layer=cells&show={gone}", choices())
    assert view.selection.map == MapView(layer="cells", show="counts")
    assert [text.split(" and ")[0] for text in view.notices] == [f"“{gone}” is not a choice for show"]


def test_the_points_of_an_extract_are_not_drawn_whoever_asks() -> None:
    assert read("?points=1", choices()).selection.points
    assert not read("?points=1&source=recorded_crime", choices(source="recorded_crime")).selection.points


def test_a_briefing_is_in_the_address_and_comes_back_from_it() -> None:
    asked = "?pack=board&sections=where.changes&title=For+the+board&marking=sensitive"
    view = read(asked, choices())
    assert view.notices == []
    briefing = view.selection.briefing
    assert (briefing.pack, briefing.chosen, briefing.title) == ("board", ("where", "changes"), "For the board")
    assert read(write(view.selection), choices()).selection == view.selection


def test_sections_that_are_those_of_the_pack_are_not_written_and_unknown_ones_named() -> None:
    usual = read("?pack=ward", choices()).selection.briefing.chosen
    again = read(f"?pack=ward&sections={'.'.join(usual)}.nothing", choices())
    assert again.selection.briefing.sections == ()
    assert [text.split(" is ")[0] for text in again.notices] == ["Section “nothing”"]
