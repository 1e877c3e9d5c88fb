"""Your ward is a ward of today: where the wards changed, whatever the period."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from components import url_state
from data.reports.panel import Link, Listed
from tests.fixtures.served import ask
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST_LSOA,
    WEST,
    build_small,
    record,
    square,
    write,
    write_features,
    write_small_raw,
)
from tests.fixtures.ward_pages import made, panel, rows

NEW_WARDS = {"North": (0.0, 0.05), "Middle": (0.05, 0.15), "South": (0.15, 0.2)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two wards until 2024, three since then."""
    raw = tmp_path_factory.mktemp("ward-page") / "raw"
    east = {"place": (0.12, 52.05), "lsoa": EAST_LSOA}
    write_small_raw(raw, {"2024-01": [record(1), record(2), record(3, **east)]})  # type: ignore[arg-type]
    ward = {"LAD26CD": DISTRICT, "LAD26NM": "Westmere"}
    shapes: list[tuple[dict[str, object], object]] = [
        ({"WD26CD": f"E0591000{n}", "WD26NM": name, **ward}, square(*edges))
        for n, (name, edges) in enumerate(NEW_WARDS.items())
    ]
    write_features(raw / "boundaries" / "new-wards.geojson", shapes)
    write(
        raw / "lookups" / "new.csv",
        "LSOA21CD,WD26CD,WD26NM,LAD26CD,LAD26NM\n"
        f"E01900001,E05910000,North,{DISTRICT},Westmere\n{EAST_LSOA},E05910002,South,{DISTRICT},Westmere\n",
    )
    write(
        raw / "register.csv",
        "vintage,first_code,last_code,valid_from,valid_to\n"
        "2020,E05900000,E05909999,,2024-02-20\n2024,E05910000,E05919999,2024-02-20,\n",
    )
    build_small(raw, raw.parent / "store")
    return raw.parent / "store"


@pytest.fixture(autouse=True)
def _changed(store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(store)


def test_the_wards_listed_are_those_of_today_whatever_the_period(dashboard: Dash) -> None:
    page = ask(dashboard, "ward", "?from=2024-01&to=2024-01")
    assert [row["Ward"] for row in page.table("The 3 wards of Westmere")] == ["Middle", "North", "South"]
    shown = made("?from=2024-01&to=2024-01")
    assert shown.cautions == []
    assert [row["offence_count"] for row in rows(panel(shown, "choose"))] == [1, 2, 0]


def test_a_link_leads_to_the_ward_of_today_and_back_to_it() -> None:
    *_, listed = panel(made("?from=2024-01&to=2024-01"), "choose").notes
    assert isinstance(listed, Listed)
    link = listed.texts[0]
    assert isinstance(link, Link)
    assert link.selection is not None
    search = url_state.write(link.selection)
    assert search == "?vintage=2024&ward=E05910001&from=2024-01&to=2024-01"
    assert made(search).heading == "Middle: 1 crime in January 2024"


def test_a_ward_of_before_leads_to_those_in_which_it_lies_today() -> None:
    was, where, now, _ = panel(made(f"?ward={WEST}&from=2024-01&to=2024-01"), "choose").notes
    assert str(was).startswith("West was a ward until February 2024")
    assert where == "Most of West now lies in:"
    assert isinstance(now, Listed)
    assert [link.words for link in now.texts if isinstance(link, Link)] == ["Middle: 1 crime", "North: 2 crimes"]


def test_a_ward_of_before_is_shown_where_its_order_is_chosen_and_says_so() -> None:
    shown = made(f"?vintage=2020&ward={WEST}&from=2024-01&to=2024-01")
    assert shown.heading == "West: 2 crimes in January 2024"
    assert [caution.split(" until ")[1] for caution in shown.cautions] == ["February 2024."]
