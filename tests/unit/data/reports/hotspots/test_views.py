from data.model.map_view import MapView
from data.reports.hotspots.views import Switch, switches
from tests.fixtures.selections import selection


def shown(found: Switch) -> list[str]:
    return [view.link.words for view in found.views if view.is_shown]


def offered(found: Switch) -> list[str]:
    return [view.link.words for view in found.views]


def test_one_switch_has_wards_small_spots_and_changes_and_a_quiet_one_rates() -> None:
    main, quiet = switches(selection())
    assert (offered(main), shown(main)) == (["Wards", "Small spots", "Change"], ["Wards"])
    assert (offered(quiet), shown(quiet)) == (["Count", "Rate per 1,000"], ["Count"])
    (change,) = switches(selection(measure="change_pct"))
    assert shown(change) == ["Change"]
    wards = change.views[0].link.selection
    assert wards is not None
    assert (wards.measure, wards.map.layer) == ("offence_count", "wards")


def test_small_spots_have_sizes_and_another_size_leaves_what_is_picked() -> None:
    main, sizes = switches(selection(map=MapView(layer="cells", pick="cell:7")))
    assert (shown(main), offered(sizes), shown(sizes)) == (["Small spots"], ["100 m", "150 m", "250 m"], ["150 m"])
    small = sizes.views[0].link.selection
    assert small is not None
    assert (small.map.cell_size_m, small.map.pick) == (100, "")
    *_, shows = switches(selection(map=MapView(layer="cells", show="quarters")))
    assert shown(shows) == ["Quarters among the top"]


def test_a_partners_records_have_no_small_spots() -> None:
    main, _ = switches(selection(source="recorded_crime", map=MapView(layer="cells")))
    assert (offered(main), shown(main)) == (["Wards", "Change"], ["Wards"])
