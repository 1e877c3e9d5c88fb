"""The file of numbers of each panel: on every page it has the numbers that the page shows, and for nobody else."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from dash import Dash

from components import map_panel, panel
from components.download import save_menu
from components.url_state import read
from data.outputs.csv import csv_text
from data.queries import choices
from data.reports.hotspots.beyond import TITLES
from data.reports.hotspots.report import all_cells
from data.reports.panel import Panel
from tests.fixtures.served import Page, getter, post

UseStore = Callable[[Path], None]
PLACES = "".join(
    f"&places={kind}" for kind in ("micro_area", "street_safe", "secondary_fire", "motorbike_site", "order_area")
)
WHOLE = f"?parts=ward&against=districts&points=1{PLACES}"
# Trends do not offer the change; a cell that is picked is not on the map of wards.
PART = "?ward=E05002229&type=Burglary&type=Robbery&from=2021-04&to=2022-03&layer=cells&measure=change_pct&against=rest"


class Walk(NamedTuple):
    """What all pages offer at an address, and the panels that they show, by id."""

    pages: list[Page]
    shown: dict[str, Panel]

    @property
    def offered(self) -> list[tuple[Page, str, str]]:
        """Page, ending and panel of each file of numbers."""
        return [(page, kind, name) for page in self.pages for kind, name in page.offered]


def asked(app: Dash) -> Iterator[tuple[str, dict[str, Any]]]:
    """The callbacks that fill pages, once for each section of which one at a time is open."""
    for output, callback in app.callback_map.items():
        names = [f"{one['id']}.{one['property']}" for one in callback["inputs"]]
        if "callback" not in callback or "url.search" not in names or '{"key"' in output or "briefing" in output:
            continue
        for section in TITLES if "analysis-sections.active_item" in names else [""]:
            yield output, callback | {"given": {"analysis-sections.active_item": section, "hotspots-webgl.data": True}}


@pytest.fixture
def walk(dashboard: Dash, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Walk]:
    """Ask every page as a viewer does."""

    def walked(search: str, headers: dict[str, str] | None = None) -> Walk:
        shown: dict[str, Panel] = {}

        def noted(of: Callable[..., Any]) -> Callable[..., Any]:
            def noting(*panels: Panel, **more: Any) -> Any:
                shown.update({one.id: one for one in panels})
                return of(*panels, **more)

            return noting

        with monkeypatch.context() as patch:
            patch.setattr(panel, "save_menu", noted(save_menu))
            for name in ("tools", "points_tool"):
                patch.setattr(map_panel, name, noted(getattr(map_panel, name)))
            pages = []
            for output, callback in asked(dashboard):
                given = callback["given"] | {"url.search": search}
                inputs, state = (
                    [one | {"value": given.get(f"{one['id']}.{one['property']}")} for one in callback[part]]
                    for part in ("inputs", "state")
                )
                # What other tests asked for is kept, but not for a browser that reads this.
                reads = {"Accept-Encoding": "identity, of-this-test"}
                answer = post(dashboard, output, inputs, state, (headers or {}) | reads)
                assert answer.status_code == 200, output
                pages.append(Page(answer.get_json()["response"], getter(dashboard, headers), search))
        return Walk(pages, shown)

    return walked


def cells(search: str) -> Panel:
    offered = choices.filter_choices()
    found = all_cells(read(search, offered).selection, offered)
    assert found is not None
    return found


def compare(walked: Walk, search: str, beside: Walk | None = None) -> set[str]:
    """The panels whose files are those of the page, each under a name of its own; beside: whose are not asked again."""
    names = {}
    for page, kind, name in walked.offered:
        expected = csv_text(cells(search) if name == "hotspots-cells" else walked.shown[name])
        if beside and name in beside.shown and csv_text(beside.shown[name]) == expected:
            continue
        file = page.download(name, kind)
        names[kind, name] = file.name
        assert kind == "geojson" or "\n".join([*file.notes, file.body]) == expected.rstrip("\n"), name
    assert len(set(names.values())) == len(names)
    return {name for _, name in names}


@pytest.mark.parametrize("search", [WHOLE, PART])
def test_every_file_has_the_numbers_of_its_page_for_everybody(
    dashboard: Dash,
    walk: Callable[..., Walk],
    demo_store: Path,
    use_store: UseStore,
    partner: dict[str, str],
    search: str,
) -> None:
    use_store(demo_store)
    public, own = walk(search), walk(search, partner)
    given, further = compare(public, search), compare(own, search, public)
    pages = {name.partition("-")[0] for name in given}
    assert pages == {
        "summary", "ward", "trends", "compare", "hotspots", "perception", "operations", "board", "risk", "outcomes",
        "violence", "review", "about",
    }  # fmt: skip
    assert {"harm-shares", "hotspots-registered"} <= further
    for name in further - given:
        assert getter(dashboard)(f"/files/csv/{name}{search}").status_code == 404, name


def test_files_of_months_that_are_not_all_there_have_those_of_the_page(
    walk: Callable[..., Walk], real_store: Path, use_store: UseStore
) -> None:
    use_store(real_store)
    assert compare(walk("?from=2024-05&to=2025-04"), "?from=2024-05&to=2025-04") > {"summary-changes", "trends-total"}


def test_a_panel_without_numbers_offers_no_file_of_them(
    dashboard: Dash, walk: Callable[..., Walk], demo_store: Path, use_store: UseStore
) -> None:
    use_store(demo_store)
    walked = walk("")
    without = {name for name, one in walked.shown.items() if one.table is None}
    assert without
    assert without.isdisjoint({name for _, _, name in walked.offered})
    get = getter(dashboard)
    assert {get(f"/files/csv/{name}").status_code for name in without} == {404}
    assert get("/files/geojson/summary-changes").status_code == 404
